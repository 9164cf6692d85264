"""Points to be drawn, and the marks they become: records and the sizes they share.

Pixels down and percent across, so that a drawing keeps its lettering at any width.
"""

from dataclasses import dataclass
from datetime import date

from onrecord.records import Qualifier

# Labels are set apart as if the drawing were this wide; on a wider page they only move away
# from each other, so what does not collide on a phone collides nowhere.
NARROWEST = 340
LETTER = 6.3  # a generous average for 12 px sans lettering
LABEL_LETTERS = 22  # the longest label that fits on either side of the middle
LINE = 15  # height of one line of lettering
TOP, BOTTOM = 26, 34
LEFT, RIGHT = 15.0, 95.0  # percent; the value scale is lettered left of LEFT
UNDATED = 90.0
ARROW = 22  # length of the arrow of a bound


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
    """A placed figure. `x` is percent; all else pixels; `dx` sets equals side by side.

    `note` is the label that had no room; `label` is then a number, if there was room for that.
    """

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
    note: str = ""
    label_y: int = 0
    left: bool = False

    @property
    def extent(self) -> tuple[int, int]:
        """The topmost and lowest pixel the mark covers, its arrow included."""
        top, bottom = min(self.top, self.y - 6), max(self.bottom, self.y + 6)
        if self.shape == "up":
            top -= ARROW
        if self.shape == "down":
            bottom += ARROW
        return top, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole chart: its height, the lettered grid and the marks.

    `notes` are the number, the label and the address of marks beside which there was no room.
    """

    height: int
    floor: int
    values: tuple[tuple[int, str], ...]
    days: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    steps: bool = False
    notes: tuple[tuple[str, str, str], ...] = ()
    shapes: tuple[str, ...] = ()
