"""Figures by what they count: each number in its own words, with whose it is and as of when.

A series becomes a table and, where at least two different figures can be placed, a drawing
(`drawings`). Nothing is averaged; figures in no series are listed after them, and figures
that contradict each other come first.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import isfinite

from onrecord.records import Comparison, Figure, Qualifier, Quantity, Series, Span, Verdict
from onrecord.report.views.dates import NOT_KNOWN, UNKNOWN_DATE, DateView, describe_date
from onrecord.report.views.drawings import draw_points
from onrecord.report.views.marks import Drawing, Point
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView, link_original, name_words

QUALIFIERS: dict[Qualifier, str] = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about",
    Qualifier.AT_LEAST: "at least",
    Qualifier.MORE_THAN: "more than",
    Qualifier.AT_MOST: "at most",
    Qualifier.LESS_THAN: "less than",
    Qualifier.NEARLY: "nearly",
    Qualifier.BETWEEN: "a range",
    Qualifier.VAGUE: "a vague word",
}

# Verdicts that are news to the reader of a series, the gravest first.
CHANGES = (Verdict.CONTRADICTS, Verdict.UPDATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One number as a row. `words` is what the report has, `bound` how we read its bound.

    `whose` is a speaker's name, or the outlet's when the report says it in its own voice.
    `dated` says what the date is: as of, said, or published.
    """

    anchor: str
    target: str
    words: str
    counted: str
    bound: str
    planned: bool
    whose: str
    own_voice: bool
    date: DateView
    dated: str
    place: PlaceView
    original: str | None
    characters: str
    statement: str | None
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """Figures that count the same thing: a heading, the drawing if any, the table.

    `changes` say who differs and who revised a figure; `reasons` why these are one series.
    """

    anchor: str
    name: str
    unit: str
    rows: tuple[FigureView, ...]
    drawing: Drawing | None
    disputed: bool
    speakers: int
    changes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """The section: series, most disputed and fullest first, then the figures on their own."""

    series: tuple[SeriesView, ...]
    others: tuple[FigureView, ...]
    disputed: int


def describe_figures(pile: Pile) -> FiguresView:
    """Gather every figure of the story into series and the rest."""
    disputed = disputed_figures(pile)
    series = [_describe_series(pile, each, disputed) for each in pile.story.series]
    shown = [each for each in series if len(each.rows) > 1]
    gathered = {row.anchor for each in shown for row in each.rows}
    others = [
        row
        for figure in pile.figures.values()
        if (row := describe_figure(pile, figure)).anchor not in gathered
    ]
    shown.sort(key=_rank)
    return FiguresView(
        series=tuple(shown),
        others=tuple(others),
        disputed=sum(each.disputed for each in shown),
    )


def _rank(series: SeriesView) -> tuple[bool, bool, int, int, str]:
    """Put what is in dispute first, then what can be drawn, then the fullest."""
    drawn = series.drawing is not None
    return not series.disputed, not drawn, -series.speakers, -len(series.rows), series.name


def disputed_figures(pile: Pile) -> frozenset[str]:
    """Return the ids of the figures that contradict another."""
    return frozenset(
        row_id
        for comparison in pile.story.comparisons
        if comparison.verdict == Verdict.CONTRADICTS and _about_figures(pile, comparison)
        for row_id in (comparison.left_id, comparison.right_id)
    )


def describe_figure(pile: Pile, figure: Figure) -> FigureView:
    """Turn a figure into what the page shows of it."""
    quantity, place = figure.quantity, pile.places[figure.document_id]
    whose = pile.name_speaker(figure.speaker) if figure.speaker else place.outlet
    date, dated = _date(pile, figure)
    counted = pile.words(quantity.counted) if quantity.counted else ""
    part_of = pile.words(quantity.whole) if quantity.whole else ""  # "three of her members"
    return FigureView(
        anchor=f"f-{figure.id}",
        target=name_words(f"f-{figure.id}"),
        words=" … ".join(pile.words(span) for span in value_spans(quantity)),
        counted=counted if counted != part_of else "",
        bound=QUALIFIERS[quantity.qualifier],
        planned=quantity.planned,
        whose=whose,
        own_voice=figure.speaker is None,
        date=date,
        dated=dated,
        place=place,
        original=link_original(pile.documents[figure.document_id], quantity.span),
        characters=f"{quantity.span.start}–{quantity.span.end}",
        statement=f"s-{figure.statement_id}" if figure.statement_id in pile.statements else None,
        part_of=part_of,
    )


def value_spans(quantity: Quantity) -> tuple[Span, ...]:
    """Return the spans of the figure with its bounding words, in text order, joined if close."""
    outer = quantity.qualifier_span
    if outer is None or quantity.span.covers(outer):
        return (quantity.span,)
    first, second = sorted((outer, quantity.span))
    # "around 12,000" reads as one; a qualifier further off is shown apart from its number.
    if second.start - first.end <= 1:
        joined = Span(
            document_id=first.document_id,
            start=first.start,
            end=max(first.end, second.end),
        )
        return (joined,)
    return first, second


def _describe_series(pile: Pile, series: Series, disputed: frozenset[str]) -> SeriesView:
    figures = [pile.figures[each] for each in series.figure_ids if each in pile.figures]
    rows = [describe_figure(pile, figure) for figure in figures]
    points = [_point(pile, figure, row) for figure, row in zip(figures, rows, strict=True)]
    rows.sort(key=lambda row: (row.date.key, row.place.published.key, row.anchor))
    return SeriesView(
        anchor=f"n-{series.id}",
        name=series.name,
        unit=series.unit or "",
        rows=tuple(rows),
        drawing=draw_points([point for point in points if point is not None]),
        disputed=any(figure.id in disputed for figure in figures),
        speakers=len({row.whose for row in rows}),
        changes=tuple(_list_changes(pile, {figure.id for figure in figures})),
        reasons=tuple(dict.fromkeys(reason.detail for reason in series.reasons)),
    )


def _list_changes(pile: Pile, figure_ids: Collection[str]) -> Iterator[str]:
    """Yield what `story` says of who contradicts whom and who gave a later figure."""
    found = [c for c in pile.story.comparisons if {c.left_id, c.right_id} <= set(figure_ids)]
    for verdict in CHANGES:
        told = (c.reasons[0].detail for c in found if c.verdict is verdict and c.reasons)
        yield from dict.fromkeys(told)


def _point(pile: Pile, figure: Figure, row: FigureView) -> Point | None:
    quantity = figure.quantity
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if not bounds or not all(isfinite(bound) for bound in bounds):
        return None
    return Point(
        day=row.date.day,
        low=quantity.low,
        high=quantity.high,
        qualifier=quantity.qualifier,
        planned=quantity.planned,
        label=row.whose,
        title=f"{row.words}: {row.whose}, {row.dated} {row.date.label}",
        href=row.anchor,
        whole=_whole(pile, figure),
    )


def _whole(pile: Pile, figure: Figure) -> float | None:
    """Find the value of the whole of which a figure is a part, if that too is a figure."""
    whole = figure.quantity.whole
    if whole is None:
        return None
    for other in pile.figures.values():
        quantity = other.quantity
        same_unit = quantity.unit == figure.quantity.unit
        if other.id != figure.id and same_unit and whole.covers(quantity.span):
            return quantity.high if quantity.high is not None else quantity.low
    return None


def _date(pile: Pile, figure: Figure) -> tuple[DateView, str]:
    """Date a figure as of its own words if they tell a day, else when it was said or published."""
    held = describe_date(figure.as_of.value, figure.as_of.rule) if figure.as_of else UNKNOWN_DATE
    if held.label != NOT_KNOWN:
        return held, "as of"
    statement = pile.statements.get(figure.statement_id or "")
    if statement is not None and statement.said is not None:
        return describe_date(statement.said.value, statement.said.rule), "said"
    return pile.places[figure.document_id].published, "published"


def _about_figures(pile: Pile, comparison: Comparison) -> bool:
    return comparison.left_id in pile.figures and comparison.right_id in pile.figures
