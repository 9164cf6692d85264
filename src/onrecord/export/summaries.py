"""What a run gave, on one screen: plain counts, what was not read, what to type next.

The counts are those of the page's first line. What changed is counted row by row against the
record that was there before, if there was one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from onrecord.export.lookups import list_figures, list_statements
from onrecord.records import KEPT_NOTE, Act, Change, ChangeKind, Story, Unread, Verdict

# More files than this not read are a list for missed.csv, not for a screen.
_SHOWN = 20
# What a reader calls the parts of a record that change.
PARTS = {
    "documents": "reports",
    "claims": "claims",
    "figures": "figures",
    "happenings": "what happened",
    "events": "tellings of what happened",
    "statements": "statements",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a story. `origins` is None when they are not known.

    `disputed` counts the series in which two figures contradict each other, `unnamed` the reports
    of which nobody says whose they are.

    `changes` holds, for each part, how many rows are new, repeated, revised and withdrawn since
    the record before; None on a first build. `kept` counts earlier versions of reports.
    """

    reports: int
    not_read: tuple[Unread, ...]
    outlets: int
    origins: int | None
    statements: int
    denials: int
    claims: int
    happenings: int
    figures: int
    figures_in_series: int
    series: int
    missed: int
    disputed: int = 0
    unnamed: int = 0
    kept: int = 0
    changes: Mapping[str, Mapping[str, int]] | None = None


def summarize_story(story: Story, before: Story | None = None) -> Summary:
    """Count a story, and what changed since the one built before, if there is one."""
    statements, figures = list(list_statements(story)), list(list_figures(story))
    outlets = [each.document.publisher for each in story.evidence]
    return Summary(
        reports=len(story.evidence),
        not_read=story.unread,
        outlets=len({outlet.casefold() for outlet in outlets if outlet}),
        origins=len(story.origins) or None,
        statements=len(statements),
        denials=sum(row.act == Act.DENIES for row in statements),
        claims=len(story.claims),
        happenings=len(story.happenings),
        figures=len(figures),
        figures_in_series=len({row for series in story.series for row in series.figure_ids}),
        series=len(story.series),
        missed=sum(len(each.missed) for each in story.evidence),
        disputed=_count_disputed(story),
        unnamed=sum(not outlet for outlet in outlets),
        kept=sum(KEPT_NOTE in each.document.notes for each in story.evidence),
        changes=None if before is None else _count_changes(story, before),
    )


def _count_disputed(story: Story) -> int:
    against = (c for c in story.comparisons if c.verdict is Verdict.CONTRADICTS)
    rows = {row for comparison in against for row in (comparison.left_id, comparison.right_id)}
    return sum(not rows.isdisjoint(series.figure_ids) for series in story.series)


def _count_changes(story: Story, before: Story) -> dict[str, dict[str, int]]:
    # A build in which nothing changed keeps the changes of the one before: those are old news.
    return count_changes(() if story.changes == before.changes else story.changes)


def count_changes(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """Return, for each part, how many rows are new, repeated, revised and withdrawn."""
    counts = {part: dict.fromkeys(map(str, ChangeKind), 0) for part in PARTS}
    for change in changes:
        counts.setdefault(change.part, dict.fromkeys(map(str, ChangeKind), 0))
        counts[change.part][str(change.kind)] += 1
    return counts


def render_summary(summary: Summary, record: Path) -> str:
    """Render the screen that ends a run."""
    lines = [_read_line(summary), *render_unread(summary.not_read), ""]
    lines += [f"  {number:>7,}  {label}" for number, label in _list_counts(summary)]
    if summary.changes is not None:
        lines += ["", *render_changes(summary.changes)]
    page, name = record / "report.html", quote(str(record))
    lines += ["", f"The page: {page}", "", "Next:", f"  onrecord serve {name}"]
    lines += [f"  onrecord verify {name}"]
    return "\n".join(lines)


def render_changes(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Render how many rows of each part changed; one line when none did.

    >>> render_changes({"claims": {"new": 0}, "figures": {"new": 0}})
    ['0 new: nothing has changed since the last record.']
    """
    changed = {part: each for part, each in counts.items() if any(each.values())}
    if not changed:
        return ["0 new: nothing has changed since the last record."]
    lines = ["Since the last record:"]
    for part, each in changed.items():
        told = ", ".join(f"{number:,} {kind}" for kind, number in each.items() if number)
        lines.append(f"  {PARTS.get(part, part)}: {told}")
    return lines


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
        if summary.unnamed:
            read += f" ({summary.unnamed:,} {'names' if summary.unnamed == 1 else 'name'} none)"
    if summary.kept:
        read += f", {summary.kept} of them kept from before, in an earlier version"
    return f"{read}; {len(summary.not_read) or 'none'} not read."


def _list_counts(summary: Summary) -> list[tuple[int, str]]:
    series = f"({summary.figures_in_series:,} in {summary.series:,} series)"
    counts = [
        (summary.statements, "statements" if summary.statements != 1 else "statement"),
        (summary.denials, "denials" if summary.denials != 1 else "denial"),
        (summary.claims, "claims: what several say alike, or somebody denies"),
        (summary.happenings, "events, told in one report or several"),
        (summary.figures, f"figures {series}"),
        (summary.missed, "missed: words in no row, or in one we are unsure of"),
    ]
    if summary.disputed:
        told = "figures in dispute: two who count the same differ"
        counts.insert(-1, (summary.disputed, told))
    if summary.origins is not None:
        counts.insert(0, (summary.origins, "origins: copies and one newsroom's reports count once"))
    return counts


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
