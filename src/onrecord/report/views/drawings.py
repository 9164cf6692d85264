"""A series of figures as a picture: geometry only, in pixels down and percent across.

One grammar throughout: exact is a dot, about a dot with a soft band, at least an arrow up, at
most an arrow down, a range a bar, planned is hollow. No line joins two figures and nothing is
averaged. Figures without a day stand apart, at the right.

Why not a charting library: vl-convert 1.x (Altair's own way to SVG) was tried and gives the
same bytes on two sets of fonts, but costs 84 MB installed and 9.8 KB for two points, fixes the
width (a phone shrinks the lettering with it), cannot move labels apart, and knows no bounded
figures; every mark of the grammar would be drawn by hand on top of it all the same. Here a
mark is about 200 bytes, keeps its lettering at any width, follows the reader's light or dark,
and is a plain link to its row.
"""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.records import Qualifier
from onrecord.report.views.labels import letter_marks, set_apart
from onrecord.report.views.marks import BOTTOM, LABEL_LETTERS, LETTER, TOP, Drawing, Mark, Point
from onrecord.report.views.scales import Across, Scale, show_number

SHAPES: dict[Qualifier, str] = {
    Qualifier.EXACT: "dot",
    Qualifier.ABOUT: "about",
    Qualifier.AT_LEAST: "up",
    Qualifier.MORE_THAN: "up",
    Qualifier.AT_MOST: "down",
    Qualifier.LESS_THAN: "down",
    Qualifier.NEARLY: "below",
    Qualifier.BETWEEN: "bar",
    Qualifier.VAGUE: "soft",
}
# The order in which a drawing explains the shapes it uses.
LEGEND = ("dot", "about", "up", "down", "below", "bar", "soft", "planned")


def draw_points(points: list[Point]) -> Drawing | None:
    """Place a series; None where there are not two different figures to set side by side."""
    distinct = _merge_same(points)
    if len({(point.day, *point.bounds) for point in distinct}) < 2:
        return None
    height = min(560, TOP + BOTTOM + max(150, 13 * len(distinct)))
    scale = Scale.fit(distinct, TOP, height - BOTTOM)
    across = Across.fit(distinct)
    marks = [_place(point, scale, across) for point in distinct]
    values = tuple((scale.y(value), show_number(value)) for value in scale.ticks)
    letters = [(0.0, len(word) * LETTER, y - 16.0, y - 2.0) for y, word in values]
    marks = letter_marks(set_apart(marks), letters, height - BOTTOM)
    return Drawing(
        height=height,
        floor=height - BOTTOM,
        values=values,
        days=across.ticks,
        marks=tuple(marks),
        steps=scale.logarithmic,
        shapes=_legend(marks),
        notes=tuple(_list_notes(marks)),
    )


def _merge_same(points: list[Point]) -> list[Point]:
    """Draw one mark where one speaker gives one figure for one day in several reports."""
    found: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        key = (point.day, *point.bounds, point.qualifier, point.planned, point.label)
        found.setdefault(key, []).append(point)
    return [
        replace(same[0], label=f"{_shorten(same[0].label)} ×{len(same)}")
        if len(same) > 1
        else replace(same[0], label=_shorten(same[0].label))
        for same in found.values()
    ]


def _shorten(label: str) -> str:
    return label if len(label) <= LABEL_LETTERS else label[: LABEL_LETTERS - 1].rstrip() + "…"


def _place(point: Point, scale: Scale, across: Across) -> Mark:
    low, high = point.bounds
    y = scale.y(point.value)
    shape = SHAPES[point.qualifier]
    if shape in ("bar", "soft") and (point.low is None or point.high is None):
        shape = "up" if point.high is None else "down"
    top, bottom = scale.y(high), scale.y(low)
    if shape in ("about", "soft"):  # a band thinner than its dot could not be seen
        top, bottom = min(top, y - 9), max(bottom, y + 9)
    if shape == "below":
        top, bottom = y, max(min(bottom, y + 30), y + 14)
    return Mark(
        x=across.x(point.day),
        dx=0,
        y=y,
        top=top,
        bottom=bottom,
        shape=shape,
        planned=point.planned,
        title=point.title,
        href=point.href,
        whole_top=scale.y(point.whole) if point.whole is not None else None,
        label=point.label,
    )


def _list_notes(marks: list[Mark]) -> Iterator[tuple[str, str, str]]:
    """Yield the labels that had no room in their drawing, by the numbers that stand for them."""
    noted = [mark for mark in marks if mark.note]
    noted.sort(key=lambda mark: int(mark.label) if mark.label else len(marks))
    for mark in noted:
        yield mark.label, mark.note, mark.href


def _legend(marks: list[Mark]) -> tuple[str, ...]:
    used = {mark.shape for mark in marks} | {"planned" for mark in marks if mark.planned}
    return tuple(shape for shape in LEGEND if shape in used)
