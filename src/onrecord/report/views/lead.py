"""The story on one screen: the main claims, the main figures, what is latest, what was missed.

Each part is the head of a section further down, in the order that section has; nothing is
weighed anew and nothing stands here alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Act
from onrecord.report.views.acts import ACTS
from onrecord.report.views.changes import PartView
from onrecord.report.views.copies import CopiesView, OriginView
from onrecord.report.views.figures import FiguresView, FigureView, SeriesView
from onrecord.report.views.matrix import ClaimView, Matrix
from onrecord.report.views.people import PersonView
from onrecord.report.views.rows import RowView

_SILENT = (ACTS[Act.DECLINED_TO_COMMENT], ACTS[Act.NO_RESPONSE])
CLAIMS, SERIES, LATEST, ORIGINS = 4, 3, 3, 3
# Figures of the first series, and of the others.
FIGURES, FEWER = 5, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersView:
    """The head of a series: its last different figures in time order, and how many more."""

    series: SeriesView
    rows: tuple[FigureView, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What the first screen shows below the counts; any part may be empty."""

    claims: tuple[ClaimView, ...]
    numbers: tuple[NumbersView, ...]
    latest: tuple[RowView, ...]
    changes: tuple[PartView, ...]
    shared: tuple[OriginView, ...]


def describe_lead(
    matrix: Matrix | None,
    figures: FiguresView,
    people: Sequence[PersonView],
    changes: tuple[PartView, ...],
    copies: CopiesView,
) -> Lead:
    """Take the head of each section."""
    return Lead(
        claims=matrix.claims[:CLAIMS] if matrix else (),
        numbers=tuple(
            _describe_series(each, FEWER if place else FIGURES)
            for place, each in enumerate(figures.series[:SERIES])
        ),
        latest=tuple(_find_latest(people)),
        changes=changes,
        shared=copies.shared[:ORIGINS],
    )


def _describe_series(series: SeriesView, most: int) -> NumbersView:
    different: dict[tuple[str, str], FigureView] = {}
    for row in series.rows:
        different.setdefault((row.words.casefold(), row.whose), row)
    # What has no day is not the latest, though a list in time order has it last.
    rows = tuple(sorted(different.values(), key=lambda row: row.date.day is not None))
    return NumbersView(series=series, rows=rows[-most:], more=len(rows[:-most]))


def _find_latest(people: Sequence[PersonView]) -> Iterator[RowView]:
    """Yield the last words of known day of those who spoke last, nobody and nothing twice."""
    last: dict[str, RowView] = {}
    for person in people:
        said = [row for row in person.rows if row.date.day and row.words and row.act not in _SILENT]
        if person.named and said:
            last.setdefault(said[-1].anchor, said[-1])
    yield from sorted(last.values(), key=lambda row: row.date.key, reverse=True)[:LATEST]
