"""Which row of a report's later version is which row of the earlier one.

Rows that say the same go together first, then those that say it in another's name; of those
left, the likest in what they speak of and in the words around them, if they are alike enough.
What is left over has no match.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from onrecord.story.changes.rows import Row

# Shares of the words of both: half is the same sentence edited; rows that speak of the same
# thing (one speaker's count of the same) may stand in a sentence written anew.
_ALIKE, _SAME_SLOT = 0.5, 0.2


class Match(NamedTuple):
    """A row of the later version, the row of the earlier one, and whether they say the same."""

    now: Row
    before: Row
    same: bool


def match_rows(now: Sequence[Row], before: Sequence[Row]) -> list[Match]:
    """Return the matches between two versions' rows; each row is in one at most."""
    same = _match_equal(now, before, lambda row: row.same)
    now, before = _leave_out(now, before, same)
    said = [
        Match(row, old, False)
        for row, old, _ in _match_equal(now, before, lambda row: (row.part, row.said))
    ]
    now, before = _leave_out(now, before, said)
    return [*same, *said, *_match_alike(now, before)]


def _match_equal(
    now: Sequence[Row], before: Sequence[Row], key: Callable[[Row], Hashable]
) -> list[Match]:
    """Match rows of one key, in the order of the reports."""
    waiting: dict[Hashable, list[Row]] = {}
    for row in before:
        waiting.setdefault(key(row), []).append(row)
    return [Match(row, waiting[key(row)].pop(0), True) for row in now if waiting.get(key(row))]


def _leave_out(
    now: Sequence[Row], before: Sequence[Row], found: Sequence[Match]
) -> tuple[list[Row], list[Row]]:
    taken = {row.id for match in found for row in (match.now, match.before)}
    return [row for row in now if row.id not in taken], [
        row for row in before if row.id not in taken
    ]


def _match_alike(now: Sequence[Row], before: Sequence[Row]) -> list[Match]:
    """Match rows that differ, the likest pair first; the order of the reports breaks ties."""
    scored = [
        (-score, place, other, row, old)
        for place, row in enumerate(now)
        for other, old in enumerate(before)
        if row.part == old.part and (score := _score(row, old))
    ]
    found: list[Match] = []
    taken: set[str] = set()
    for _, _, _, row, old in sorted(scored, key=lambda each: each[:3]):
        if row.id not in taken and old.id not in taken:
            taken |= {row.id, old.id}
            found.append(Match(row, old, False))
    return found


def _score(row: Row, old: Row) -> float:
    """Return how alike two rows are, 0 where they are not alike enough to be one edited."""
    common = len(row.words & old.words) / max(len(row.words | old.words), 1)
    same_slot = row.slot == old.slot
    if common >= (_SAME_SLOT if same_slot else _ALIKE):
        return common + (1.0 if same_slot else 0.0)
    return 0.0
