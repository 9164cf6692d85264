"""Days and times of day: what "Monday", "Dec. 14", "10 p.m. Wednesday" and the like mean.

News conventions: a bare weekday is the last one up to and including publication, the next
one in the future tense; a day without a year is the last or the next such day by its tense.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from onrecord.annotate.timexes.calendars import (
    DAY_NAMES,
    MONTH_NAMES,
    make_day,
    move,
    read_day,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_day_number, read_year
from onrecord.annotate.timexes.tenses import Tense
from onrecord.annotate.timexes.words import Word
from onrecord.records import TimexType

DATE, TIME, SET = TimexType.DATE, TimexType.TIME, TimexType.SET
UNKNOWN_DAY = "XXXX-XX-XX"
NO_DAY = ("", "no such day in the calendar")


def resolve_written(fields: Fields, frame: Frame) -> Reading:
    """Resolve a date in figures: 2024-11-19, 11/19/2024, 19.11.2024."""
    word = fields.words[0]
    if word.kind == "ISO":
        kind = TIME if "T" in word.text else DATE
        value = word.text.replace(" ", "T")
        if read_day(value) is None:
            return Reading(DATE, "", "no such day in the calendar")
        return Reading(TIME if len(value) > 10 else kind, value, "as written")
    parts = [int(part) for part in word.text.replace(".", "/").split("/")]
    first, second, year = parts
    if year < 100:
        year += 2000 if year < 50 else 1900
    month, day = (second, first) if word.kind == "DOTTED" or first > 12 else (first, second)
    found = make_day(year, month, day)
    if found is None:
        return Reading(DATE, "", "no such day in the calendar")
    if word.kind == "SLASH" and first <= 12 and second <= 12 and first != second:
        return Reading(DATE, f"{year:04d}-XX-XX", "day and month could be either way round")
    return Reading(DATE, found.isoformat(), "as written")


class DayParts(NamedTuple):
    """What is written of a day of a month; None where it is not."""

    month: int | None
    number: int | None
    weekday: int | None
    year: int | None
    pointer: int | None


def read_day_parts(words: Sequence[Word]) -> DayParts:
    """Read month, day of the month, weekday, year and pointer (last, this, next)."""
    rest = [w for w in words if w.kind not in ("WEEKDAY", "WABBR", "MONTH", "MABBR")]
    pointers = [int(w.value) for w in words if w.kind in ("LAST", "THIS", "NEXT")]
    return DayParts(
        month=_first(words, "MONTH", "MABBR"),
        number=read_day_number(rest),
        weekday=_first(words, "WEEKDAY", "WABBR"),
        year=read_year([w for w in words if w.kind in ("YEAR", "SHORTYEAR")]),
        pointer=pointers[0] if pointers else None,
    )


def _first(words: Sequence[Word], *kinds: str) -> int | None:
    return next((int(word.value) for word in words if word.kind in kinds), None)


def resolve_day(fields: Fields, frame: Frame) -> Reading:
    """Resolve a day of a month, with or without its weekday and year."""
    return Reading(DATE, *find_calendar_day(fields.words, frame))


def find_calendar_day(words: Sequence[Word], frame: Frame) -> tuple[str, str]:
    """Return the value of a day of a month and how it was found."""
    parts = read_day_parts(words)
    if parts.number is None or not 1 <= parts.number <= 31:
        return NO_DAY
    if parts.month is None:
        return _find_numbered_weekday(parts, frame)
    year, how = parts.year, "as written"
    named = any(word.kind == "YEARUNIT" for word in words)
    if year is None and named and frame.published and parts.pointer is not None:
        year, how = frame.published.year + parts.pointer, f"counted from {frame.publication}"
    if year is None:
        return _find_yearless_day(parts, frame)
    found = make_day(year, parts.month, parts.number)
    return (found.isoformat(), how) if found else NO_DAY


def _find_yearless_day(parts: DayParts, frame: Frame) -> tuple[str, str]:
    """Return the value of a month and day whose year is not written, by the tense."""
    today, month, number = frame.published, parts.month or 1, parts.number or 1
    if today is None:
        return _close_year(parts, frame)
    days = [make_day(today.year + step, month, number) for step in range(-8, 9)]
    near = [day for day in days if day is not None]
    fitting = [day for day in near if day.isoweekday() == (parts.weekday or day.isoweekday())]
    fitting = fitting or near
    tense = Tense.UNKNOWN if parts.weekday else frame.tense
    if parts.pointer:
        fitting = [day for day in fitting if (day > today) == (parts.pointer > 0)]
        tense = Tense.FUTURE if parts.pointer > 0 else Tense.PAST
    if not fitting:
        return NO_DAY
    chosen, which = choose_by_tense(fitting, today, tense)
    name = f"{MONTH_NAMES[month - 1]} {number}"
    return chosen.isoformat(), f"no year given; {say_which(which, name)} {frame.publication}"


def write_day(day: date | None) -> str:
    """Return a day's value, empty when there is no such day."""
    return day.isoformat() if day is not None else ""


def choose_by_tense(days: list[date], today: date, tense: Tense) -> tuple[date, str]:
    """Choose the last day up to today, the next one, or the nearest, by the tense."""
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    if tense is Tense.PAST and past:
        return past[-1], "the last"
    if tense is Tense.FUTURE and future:
        return future[0], "the next"
    return min(days, key=lambda day: _distance(day, today)), "the nearest"


def _distance(day: date, today: date) -> float:
    """Days between, those ahead counting for more: reports tell of what has happened."""
    gap = (day - today).days
    return gap * 1.5 if gap > 0 else -gap


def say_which(which: str, name: str) -> str:
    """Return `the last December 14 up to`, to be followed by publication."""
    ends = {"the last": "up to", "the next": "from", "the nearest": "to"}
    return f"{which} {name} {ends[which]}"


def _close_year(parts: DayParts, frame: Frame) -> tuple[str, str]:
    """Close the year of a day by other evidence in the report, or leave it open."""
    month, number, weekday = parts.month or 1, parts.number or 1, parts.weekday
    years = sorted({day.year for day in frame.full_days})
    same = {day.year for day in frame.full_days if (day.month, day.day) == (month, number)}
    if len(same) == 1:
        return f"{same.pop():04d}-{month:02d}-{number:02d}", "the report gives its year elsewhere"
    if weekday is not None and years:
        days = [make_day(y, month, number) for y in range(years[0] - 1, years[-1] + 2)]
        fitting = [day for day in days if day is not None and day.isoweekday() == weekday]
        if len(fitting) == 1:
            name = f"{MONTH_NAMES[month - 1]} {number}"
            how = f"the only {DAY_NAMES[weekday - 1]} {name} near the years the report names"
            return fitting[0].isoformat(), how
    return f"XXXX-{month:02d}-{number:02d}", "no year given and no publication date"


def _find_numbered_weekday(parts: DayParts, frame: Frame) -> tuple[str, str]:
    """Resolve "Sunday the 23rd"."""
    today, number = frame.published, parts.number
    if today is None or parts.weekday is None:
        return f"XXXX-XX-{number:02d}", "no month given and no publication date"
    near = [move(today, step) for step in range(-200, 200)]
    days = [d for d in near if d and d.day == number and d.isoweekday() == parts.weekday]
    if not days:
        return f"XXXX-XX-{number:02d}", "no such day near publication"
    chosen, which = choose_by_tense(days, today, frame.tense)
    return chosen.isoformat(), f"{say_which(which, 'such day')} {frame.publication}"


def resolve_days(fields: Fields, frame: Frame) -> list[Reading]:
    """Resolve two days that share their month: Oct. 8-13, between Oct. 8 and 13."""
    numbers = [i for i, w in enumerate(fields.words) if w.kind in ("DAY", "ORDN")]
    shared = tuple(w for i, w in enumerate(fields.words) if i not in numbers)
    first, second = numbers[0], numbers[1]
    readings = []
    for index in (first, second):
        value, how = find_calendar_day((*shared, fields.words[index]), frame)
        cut = slice(0, first + 1) if index == first else slice(second, len(fields.words))
        readings.append(Reading(DATE, value, how, fields.words[cut]))
    return readings
