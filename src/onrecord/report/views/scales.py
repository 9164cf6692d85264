"""Where a value and a day stand in a drawing: scales from nought, days in proportion.

Steps of ten are used only where small figures would otherwise all lie on the floor, and the
drawing then says so.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10

from onrecord.report.views.dates import MONTHS
from onrecord.report.views.marks import LEFT, NARROWEST, RIGHT, UNDATED, Point

# Beyond this ratio small figures would all lie on the floor of a plain scale.
LOG_RATIO = 60
# Values nearer each other than this are one: no count is so small, and logarithms of less fail.
LEAST_EXTENT = 1e-9
DAY_ROOM = 62  # pixels that a lettered day needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values to pixels: from nought, or in steps of ten where the range is too wide."""

    first: float
    last: float
    top: int
    floor: int
    logarithmic: bool
    ticks: tuple[float, ...]

    @classmethod
    def fit(cls, points: list[Point], top: int, floor_y: int) -> "Scale":
        """Fit a scale to every value, bound and whole among the points."""
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
        """Return the pixel at which a value stands."""
        place = log10(value) if self.logarithmic and value > 0 else value
        share = (place - self.first) / ((self.last - self.first) or 1)
        return round(self.floor - share * (self.floor - self.top))


def _round_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return three to six round values from at or below `low` to at or above `high`."""
    extent = high - low if high - low > LEAST_EXTENT else 1.0
    power = 10.0 ** floor(log10(extent))
    step = next(each * power for each in (0.2, 0.5, 1, 2, 5) if extent / (each * power) <= 5)
    first, last = floor(low / step), ceil(high / step)
    return tuple(round(index * step, 12) for index in range(first, last + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Days to percent, in proportion; one day alone stands in the middle."""

    first: date | None
    days: int
    right: float
    ticks: tuple[tuple[float, str], ...] = ()

    @classmethod
    def fit(cls, points: list[Point]) -> "Across":
        """Fit the days of the points between the margins, room kept for those without one."""
        days = sorted({point.day for point in points if point.day is not None})
        undated = any(point.day is None for point in points)
        right = 74.0 if undated else RIGHT
        if not days:
            return cls(first=None, days=0, right=right, ticks=((50.0, "date not known"),))
        plain = cls(first=days[0], days=(days[-1] - days[0]).days, right=right)
        ticks = _day_ticks([(plain.x(day), day) for day in days], right if undated else 101.0)
        if undated:
            ticks = (*ticks, (UNDATED, "day not known"))
        return replace(plain, ticks=ticks)

    def x(self, day: date | None) -> float:
        """Return the percentage at which a day stands."""
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
    room = 100 * DAY_ROOM / NARROWEST
    ticks: list[tuple[float, str]] = []
    year = None
    for x, day in places:
        if (not ticks or x - ticks[-1][0] >= room) and (x + room / 4 <= limit):
            named = f"{day.day} {MONTHS[day.month - 1]}"
            ticks.append((x, named if day.year == year else f"{named} {day.year}"))
            year = day.year
    return tuple(ticks)


def show_number(value: float) -> str:
    """Write a number for the scale, in full up to millions.

    >>> [show_number(each) for each in (0, 12000, 2.5, 3e9)]
    ['0', '12,000', '2.5', '3 billion']
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.10g} {name}"
    return f"{value:,.10g}" if value % 1 else f"{value:,.0f}"
