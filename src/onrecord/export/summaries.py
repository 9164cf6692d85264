"""What a run gave, on one screen: plain counts, what was not read, what to type next.

The counts are those of the page's first line. New and gone rows are counted by id against
the record that was there before, if there was one.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from onrecord.export.lookups import list_figures, list_statements
from onrecord.records import Act, Story, Unread

# More files than this not read are a list for missed.csv, not for a screen.
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a story. `origins`, `new` and `gone` are None when they are not known."""

    reports: int
    not_read: tuple[Unread, ...]
    outlets: int
    origins: int | None
    statements: int
    denials: int
    figures: int
    figures_in_series: int
    series: int
    missed: int
    new: int | None = None
    gone: int | None = None


def summarize_story(story: Story, before: frozenset[str] | None = None) -> Summary:
    """Count a story; `before` holds the ids of the statements and figures of the last record."""
    statements, figures = list(list_statements(story)), list(list_figures(story))
    now = {row.id for row in statements} | {row.id for row in figures}
    outlets = {each.document.publisher for each in story.evidence}
    return Summary(
        reports=len(story.evidence),
        not_read=story.unread,
        outlets=len({outlet.casefold() for outlet in outlets if outlet}),
        origins=len(story.origins) or None,
        statements=len(statements),
        denials=sum(row.act == Act.DENIES for row in statements),
        figures=len(figures),
        figures_in_series=len({row for series in story.series for row in series.figure_ids}),
        series=len(story.series),
        missed=sum(len(each.missed) for each in story.evidence),
        new=None if before is None else len(now - before),
        gone=None if before is None else len(before - now),
    )


def render_summary(summary: Summary, record: Path) -> str:
    """Render the screen that ends a run."""
    lines = [_read_line(summary), *render_unread(summary.not_read), ""]
    lines += [f"  {number:>7,}  {label}" for number, label in _list_counts(summary)]
    if summary.new is not None:
        lines += ["", f"{summary.new:,} new, {summary.gone or 0:,} gone since the last record."]
    page, name = record / "report.html", quote(str(record))
    lines += ["", f"The page: {page}", "", "Next:", f"  onrecord verify {name}"]
    lines += [f"  onrecord export {name} --format jsonl --out {quote(_export_folder(record))}"]
    return "\n".join(lines)


def render_unread(not_read: tuple[Unread, ...]) -> list[str]:
    """Render a line for each file that was not read: its name, why, and what to do."""
    lines = [f"  not read: {each.path}: {each.reason}. {each.remedy}" for each in not_read]
    if len(lines) <= _SHOWN:
        return lines
    return [*lines[:_SHOWN], f"  … and {len(lines) - _SHOWN} more, listed in missed.csv"]


def to_json(summary: Summary, record: Path) -> dict[str, Any]:
    """Return the same for other programs."""
    return {**asdict(summary), "record": str(record), "page": str(record / "report.html")}


def _read_line(summary: Summary) -> str:
    read = f"Read {_plural(summary.reports, 'report')}"
    if summary.outlets:
        read += f" from {_plural(summary.outlets, 'outlet')}"
    return f"{read}; {len(summary.not_read) or 'none'} not read."


def _list_counts(summary: Summary) -> list[tuple[int, str]]:
    series = f"({summary.figures_in_series:,} in {summary.series:,} series)"
    counts = [
        (summary.statements, "statements"),
        (summary.denials, "denials"),
        (summary.figures, f"figures {series}"),
        (summary.missed, "missed: words in no row, or in one we are unsure of"),
    ]
    if summary.origins is not None:
        counts.insert(0, (summary.origins, "origins: copies and one newsroom's reports count once"))
    return counts


def _export_folder(record: Path) -> str:
    return f"{record.name.removesuffix('.record')}-jsonl"


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
