"""Marks set apart from each other, and their labels from everything: never one over another.

Greedy and in a fixed order, so that the same figures give the same drawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from onrecord.report.views.marks import LETTER, LINE, NARROWEST, TOP, Mark

# A label may move this many lines from its mark; further off nobody sees whose it is.
LABEL_STEPS = (0, 1, -1, 2, -2, 3, -3)

Box = tuple[float, float, float, float]  # left, right, top, bottom, in pixels


def set_apart(marks: list[Mark]) -> list[Mark]:
    """Set marks that would cover each other next to each other, in a fixed order."""
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.x, each.y, each.label, each.href)):
        steps = (0, 13, -13, 26, -26, 39, -39, 52, -52)
        free = (dx for dx in steps if not any(_covers(mark, dx, each) for each in placed))
        placed.append(replace(mark, dx=next(free, 0)))
    return placed


def _covers(mark: Mark, dx: int, other: Mark) -> bool:
    gap = abs(mark.x * NARROWEST / 100 + dx - other.x * NARROWEST / 100 - other.dx)
    first, second = mark.extent, other.extent
    return gap < 12 and first[0] < second[1] and second[0] < first[1]


def letter_marks(marks: list[Mark], scale: list[Box], floor_y: int) -> list[Mark]:
    """Give each mark its label beside it, moved up or down until it covers nothing.

    A label for which there is no room near its mark gives way to a number, which is told below.
    """
    taken = [*scale]
    for mark in marks:
        centre = mark.x * NARROWEST / 100 + mark.dx
        taken.append((centre - 6, centre + 6, *mark.extent))
    lettered = []
    numbers = count(1)
    for mark in sorted(marks, key=lambda each: (each.y, each.x, each.dx, each.href)):
        place = next(_find_room(mark, taken, floor_y), None)
        if place is None:
            mark = replace(mark, note=mark.label, label=str(next(numbers)))
            place = next(_find_room(mark, taken, floor_y), None)
        if place is None:
            lettered.append(replace(mark, label="", label_y=mark.y))
            continue
        taken.append(place.box)
        lettered.append(replace(mark, label_y=place.y, left=place.left))
    return lettered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """A free place for a label: its box, its middle, and whether it is left of its mark."""

    box: Box
    y: int
    left: bool


def _find_room(mark: Mark, taken: list[Box], floor_y: int) -> Iterator[_Room]:
    """Yield free places for a label, nearest first; towards the middle before away from it."""
    centre = mark.x * NARROWEST / 100 + mark.dx
    width = len(mark.label) * LETTER
    inwards = centre > NARROWEST / 2
    for step in LABEL_STEPS:
        for left in (inwards, not inwards):
            start = centre - 9 - width if left else centre + 9
            middle = mark.y + step * LINE
            box = (start, start + width, middle - LINE / 2, middle + LINE / 2)
            inside = start >= 0 and start + width <= NARROWEST
            inside = inside and box[2] >= TOP - LINE and box[3] <= floor_y
            if inside and not any(_boxes_meet(box, other) for other in taken):
                yield _Room(box=box, y=middle, left=left)


def _boxes_meet(first: Box, second: Box) -> bool:
    across = first[0] < second[1] and second[0] < first[1]
    return across and first[2] < second[3] and second[2] < first[3]
