"""What a resolver may look at: the words of an expression and what is known so far.

A `Frame` holds the day of publication and what the report has named up to here; a
`Reading` is what a resolver answers. Resolvers take the one and give the other.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from onrecord.annotate.timexes.calendars import describe_day, read_day, start_of
from onrecord.annotate.timexes.patterns import Match
from onrecord.annotate.timexes.tenses import Tense
from onrecord.annotate.timexes.words import Word
from onrecord.records import TimexType

# Characters after which "a year ago" no longer speaks of the quarter named before.
_NEAR = 600


class Reading(NamedTuple):
    """The meaning of an expression: its TIMEX3 type and value, and why, in plain words.

    `words` narrows the expression to some of its words; `how` completes "… → how". An
    `aside` (a year ago) does not become the period the report is about; a `counted` one
    hangs on what was named before and may be refused.
    """

    type: TimexType
    value: str
    how: str
    words: tuple[Word, ...] = ()
    aside: bool = False
    counted: bool = False


@dataclass(slots=True)
class Frame:
    """The state of reading one report: publication, tense here, and what was last named."""

    published: date | None
    tense: Tense = Tense.UNKNOWN
    day: date | None = None
    quarter: str = ""
    year: str = ""
    value: str = ""
    at: int = 0
    quarter_at: int = -1
    day_at: int = 0
    day_end: int = -1
    end: int = 0
    by_weekday: bool = False
    weekday: bool = False
    parts: dict[str, date] = field(default_factory=dict)
    headline: bool = False
    own: bool = False
    tag: str = ""
    next_tag: str = ""
    full_days: tuple[date, ...] = ()

    @property
    def here(self) -> date | None:
        """The day the narrative stands at: the last one named, else publication."""
        return self.day or self.published

    @property
    def near_quarter(self) -> str:
        """The quarter the report is about, when it was named not long ago."""
        return self.quarter if self.at - self.quarter_at < _NEAR else ""

    @property
    def publication(self) -> str:
        """Publication for the reader: `publication (Tuesday 2024-11-19)`."""
        if self.published is None:
            return "publication (no date known)"
        source = ", by the report's own date line" if self.own else ""
        return f"publication ({describe_day(self.published)}{source})"

    def forget(self) -> None:
        """Leave the headline: what it named does not move the report's own narrative."""
        self.day, self.quarter, self.year, self.value = None, "", "", ""
        self.parts.clear()

    def remember(self, reading: Reading) -> None:
        """Move the narrative to what was just resolved."""
        value = reading.value
        if reading.type not in (TimexType.DATE, TimexType.TIME) or not value[:3].isdigit():
            return
        self.value = value
        day = read_day(value)
        if day is not None:
            self.day, self.day_at, self.day_end = day, self.at, self.end
            self.by_weekday = self.weekday
            if value[10:11] == "T":
                self.parts[value[11:]] = day
        known = value[:4].isdigit() and value[6:7].isdigit()  # neither "199X-Q3" nor "1989-QX"
        if value[4:6] == "-Q" and known and not reading.aside:
            self.quarter, self.quarter_at = value, self.at
        if value[:4].isdigit():
            self.year = value[:4]


class Fields:
    """The words of a match by their kind."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.words = match.words

    def find(self, *kinds: str) -> Word | None:
        """Return the first word of one of these kinds."""
        return next((word for word in self.words if word.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Say whether some word is of one of these kinds."""
        return any(word.kind in kinds for word in self.words)

    def number(self, *kinds: str) -> int | None:
        """Return the value of the first word of one of these kinds, as a number."""
        word = self.find(*kinds)
        return int(word.value) if word is not None else None


def refuse_later(reading: Reading, frame: Frame) -> Reading:
    """Refuse a day that was counted out, lies after publication and is told in the past."""
    start = start_of(reading.value)
    late = start is not None and frame.published is not None and start > frame.published
    if not (late and reading.counted and frame.tense is Tense.PAST):
        return reading
    how = f"refused: told in the past, yet {reading.how} would be after {frame.publication}"
    return reading._replace(value="", how=how)
