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

from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10

from onrecord.records import Qualifier
from onrecord.report.views.dates import MONTHS

# Labels are set apart as if the drawing were this wide; on a wider page they only move away
# from each other, so what does not collide on a phone collides nowhere.
NARROWEST = 340
LETTER = 6.3  # a generous average for 12 px sans lettering
LABEL_LETTERS = 24
LINE = 15  # height of one line of lettering
TOP, BOTTOM = 26, 34
LEFT, RIGHT = 15.0, 95.0  # percent; the value scale is lettered left of LEFT
UNDATED = 90.0
# Beyond this ratio small figures would all lie on the floor of a plain scale.
LOG_RATIO = 60
ARROW = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure to be placed: its day, bounds and qualifier, and the words on it."""

    day: date | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    planned: bool
    label: str
    title: str
    href: str
    whole: float | None = None

    @property
    def value(self) -> float:
        """The number named: the bound that the words give, or the low end of a range."""
        if self.qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.NEARLY):
            return self.high if self.high is not None else self.low or 0.0
        if self.qualifier == Qualifier.ABOUT and self.low is not None and self.high is not None:
            return (self.low + self.high) / 2  # the band is ours; the number named is its middle
        return self.low if self.low is not None else self.high or 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and highest value the words allow, as far as they close the range."""
        low = self.low if self.low is not None else self.value
        high = self.high if self.high is not None else self.value
        return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A placed figure. `x` is percent; all else pixels; `dx` sets equals side by side."""

    x: float
    dx: int
    y: int
    top: int
    bottom: int
    shape: str
    planned: bool
    title: str
    href: str
    whole_top: int | None = None
    label: str = ""
    label_y: int = 0
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole chart: its height, the lettered grid and the marks."""

    height: int
    floor: int
    values: tuple[tuple[int, str], ...]
    days: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    steps: bool = False
    shapes: tuple[str, ...] = ()


def draw_points(points: list[Point]) -> Drawing | None:
    """Place a series; None where there are not two different figures to set side by side."""
    distinct = _merge_same(points)
    if len({(point.day, *point.bounds) for point in distinct}) < 2:
        return None
    height = min(560, TOP + BOTTOM + max(150, 13 * len(distinct)))
    scale = _Scale.fit(distinct, TOP, height - BOTTOM)
    across = _Across.fit(distinct)
    marks = [_place(point, scale, across) for point in distinct]
    marks = _letter(_side_by_side(marks), height - BOTTOM)
    return Drawing(
        height=height,
        floor=height - BOTTOM,
        values=tuple((scale.y(value), show_number(value)) for value in scale.ticks),
        days=across.ticks,
        marks=tuple(marks),
        steps=scale.logarithmic,
        shapes=tuple(sorted({_key(mark) for mark in marks})),
    )


def show_number(value: float) -> str:
    """Write a number for the scale, in full up to millions.

    >>> [show_number(each) for each in (0, 12000, 2.5, 3e9)]
    ['0', '12,000', '2.5', '3 billion']
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.10g} {name}"
    return f"{value:,.10g}" if value % 1 else f"{value:,.0f}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Values to pixels: from nought, or in steps of ten where the range is too wide."""

    first: float
    last: float
    top: int
    floor: int
    logarithmic: bool
    ticks: tuple[float, ...]

    @classmethod
    def fit(cls, points: list[Point], top: int, floor_y: int) -> "_Scale":
        values = [each for point in points for each in (*point.bounds, point.value)]
        values += [point.whole for point in points if point.whole is not None]
        lowest, highest = min(values), max(values)
        if lowest > 0 and highest / lowest > LOG_RATIO:
            low, high = floor(log10(lowest)), ceil(log10(highest))
            ticks = tuple(10.0**power for power in range(low, high + 1))
            return cls(first=low, last=high, top=top, floor=floor_y, logarithmic=True, ticks=ticks)
        ticks = _round_ticks(min(0.0, lowest), highest)
        return cls(
            first=ticks[0],
            last=ticks[-1],
            top=top,
            floor=floor_y,
            logarithmic=False,
            ticks=ticks,
        )

    def y(self, value: float) -> int:
        place = log10(value) if self.logarithmic and value > 0 else value
        share = (place - self.first) / ((self.last - self.first) or 1)
        return round(self.floor - share * (self.floor - self.top))


def _round_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return three to six round values from at or below `low` to at or above `high`."""
    extent = (high - low) or 1.0
    power = 10.0 ** floor(log10(extent))
    step = next(each * power for each in (0.2, 0.5, 1, 2, 5) if extent / (each * power) <= 5)
    first, last = floor(low / step), ceil(high / step)
    return tuple(round(index * step, 12) for index in range(first, last + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Across:
    """Days to percent, in proportion; one day alone stands in the middle."""

    first: date | None
    days: int
    right: float
    ticks: tuple[tuple[float, str], ...] = ()

    @classmethod
    def fit(cls, points: list[Point]) -> "_Across":
        days = sorted({point.day for point in points if point.day is not None})
        undated = any(point.day is None for point in points)
        right = 74.0 if undated else RIGHT
        if not days:
            return cls(first=None, days=0, right=right, ticks=((50.0, "date not known"),))
        plain = cls(first=days[0], days=(days[-1] - days[0]).days, right=right)
        ticks = _day_ticks([(plain.x(day), day) for day in days], right if undated else 101.0)
        if undated:
            ticks = (*ticks, (UNDATED, "no date"))
        return replace(plain, ticks=ticks)

    def x(self, day: date | None) -> float:
        if self.first is None:
            return 50.0
        if day is None:
            return UNDATED
        if not self.days:
            return round((LEFT + self.right) / 2, 1)
        inner = LEFT + 5
        share = (day - self.first).days / self.days
        return round(inner + share * (self.right - inner), 1)


def _day_ticks(places: list[tuple[float, date]], limit: float) -> tuple[tuple[float, str], ...]:
    """Letter as many of the days as fit apart from each other, the first with its year."""
    room = 100 * 62 / NARROWEST
    ticks: list[tuple[float, str]] = []
    year = None
    for x, day in places:
        if (not ticks or x - ticks[-1][0] >= room) and (x + room / 4 <= limit):
            named = f"{day.day} {MONTHS[day.month - 1]}"
            ticks.append((x, named if day.year == year else f"{named} {day.year}"))
            year = day.year
    return tuple(ticks)


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


def _place(point: Point, scale: _Scale, across: _Across) -> Mark:
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


def _key(mark: Mark) -> str:
    return "planned" if mark.planned and mark.shape == "dot" else mark.shape


def _side_by_side(marks: list[Mark]) -> list[Mark]:
    """Set marks that would cover each other next to each other, in a fixed order."""
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.x, each.y, each.label, each.href)):
        steps = (0, 13, -13, 26, -26, 39, -39, 52, -52)
        free = (dx for dx in steps if not any(_covers(mark, dx, each) for each in placed))
        placed.append(replace(mark, dx=next(free, 0)))
    return placed


def _covers(mark: Mark, dx: int, other: Mark) -> bool:
    gap = abs(mark.x * NARROWEST / 100 + dx - other.x * NARROWEST / 100 - other.dx)
    first, second = _extent(mark), _extent(other)
    return gap < 12 and first[0] < second[1] and second[0] < first[1]


def _extent(mark: Mark) -> tuple[int, int]:
    top, bottom = min(mark.top, mark.y - 6), max(mark.bottom, mark.y + 6)
    if mark.shape == "up":
        top -= ARROW
    if mark.shape == "down":
        bottom += ARROW
    return top, bottom


def _letter(marks: list[Mark], floor_y: int) -> list[Mark]:
    """Give each mark its label beside it, moved up or down until it covers nothing."""
    taken: list[tuple[float, float, float, float]] = []
    for mark in marks:
        centre = mark.x * NARROWEST / 100 + mark.dx
        top, bottom = _extent(mark)
        taken.append((centre - 6, centre + 6, top, bottom))
    lettered = []
    for mark in sorted(marks, key=lambda each: (each.y, each.x, each.dx, each.href)):
        found = _find_room(mark, taken, floor_y)
        if found is None:
            lettered.append(replace(mark, label=""))
            continue
        taken.append(found[0])
        lettered.append(replace(mark, label_y=found[1], left=found[2]))
    return lettered


def _find_room(
    mark: Mark, taken: list[tuple[float, float, float, float]], floor_y: int
) -> tuple[tuple[float, float, float, float], int, bool] | None:
    centre = mark.x * NARROWEST / 100 + mark.dx
    width = len(mark.label) * LETTER
    # Left-hand marks are lettered to their right and the other way round, so that a wider
    # page can only move labels further apart.
    left = mark.x > 50
    start = centre - 9 - width if left else centre + 9
    if start < 0 or start + width > NARROWEST:
        left = not left
        start = centre - 9 - width if left else centre + 9
    for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6):
        middle = mark.y + step * LINE
        box = (start, start + width, middle - LINE / 2, middle + LINE / 2)
        inside = box[2] >= TOP - LINE and box[3] <= floor_y
        if inside and not any(_boxes_meet(box, other) for other in taken):
            return box, middle, left
    return None


def _boxes_meet(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float]
) -> bool:
    across = first[0] < second[1] and second[0] < first[1]
    return across and first[2] < second[3] and second[2] < first[3]
