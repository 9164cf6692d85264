"""What differs between two records, as plain lines: reports first, then claims, figures and on.

New, revised and withdrawn rows are shown in their words with whose they are; what was only said
again is counted. The whole list, with every reason, is in the JSON.
"""

from collections.abc import Iterator, Sequence

from onrecord.export.summaries import PARTS, count_changes
from onrecord.records import Change, ChangeKind

# Of these the words are a label, the shortest wording; what was revised is who holds it.
LABELLED = ("claims", "happenings")
_NOTHING = "Nothing differs."


def render_differences(changes: Sequence[Change]) -> str:
    """Render changes as lines; one line when there are none."""
    counts = count_changes(changes)
    lines: list[str] = []
    for part, each in counts.items():
        told = ", ".join(f"{number:,} {kind}" for kind, number in each.items() if number)
        if told:
            rows = (change for change in changes if change.part == part)
            lines += [f"{PARTS.get(part, part)}: {told}", *_list_rows(rows)]
    return "\n".join(lines) or _NOTHING


def _list_rows(changes: Iterator[Change]) -> Iterator[str]:
    for change in changes:
        if change.kind is ChangeKind.REPEATED:
            continue
        words = change.after or change.before or ""
        reworded = change.part not in LABELLED and change.before != change.after
        if change.kind is ChangeKind.REVISED and reworded:
            words = f"{change.before} → {change.after}"
        details = "; ".join(reason.detail for reason in change.reasons)
        yield f"  {change.kind}: {words}{f' ({details})' if details else ''}"
