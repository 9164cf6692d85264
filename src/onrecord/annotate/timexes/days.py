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
    describe_day,
    find_holiday,
    find_weekday,
    make_day,
    move,
    read_day,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_count, read_day_number, read_year
from onrecord.annotate.timexes.tenses import Tense
from onrecord.annotate.timexes.words import Word
from onrecord.records import TimexType

DATE, TIME, SET = TimexType.DATE, TimexType.TIME, TimexType.SET
UNKNOWN_DAY = "XXXX-XX-XX"
# Characters within which a day named before is the day of "the day after the vote", or
# is the same day, set off by a comma.
_NEARBY = 300
_APPOSED = 20
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
    return chosen.isoformat(), f"no year given; {_say(which, name)} {frame.publication}"


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


def _say(which: str, name: str) -> str:
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
    return chosen.isoformat(), f"{_say(which, 'such day')} {frame.publication}"


def resolve_weekday(fields: Fields, frame: Frame) -> Reading:
    """Resolve a weekday, alone or pointed at (last Friday, Tuesday of next week)."""
    weekday = fields.number("WEEKDAY", "WABBR") or 1
    name = DAY_NAMES[weekday - 1]
    value, how = _find_weekday_value(fields, weekday, name, frame)
    return Reading(DATE, value, how)


def _find_weekday_value(fields: Fields, weekday: int, name: str, frame: Frame) -> tuple[str, str]:
    today = frame.published
    if fields.has("FOLLOWING", "PREVIOUS") and frame.here is not None:
        step = 1 if fields.has("FOLLOWING") else -1
        found = find_weekday(frame.here, weekday, step)
        side = "after" if step == 1 else "before"
        return _write(found), f"the {name} {side} {describe_day(frame.here)}, the day named last"
    if today is None:
        return f"XXXX-WXX-{weekday}", "no publication date to count from"
    unit = fields.find("UNIT")
    if unit is not None and unit.value == "W":
        step = fields.number("LAST", "THIS", "NEXT") or 0
        monday = move(today, 7 * step - today.weekday())
        return _write(monday and move(monday, weekday - 1)), (
            f"the {name} of the week {_place(step)} {frame.publication}"
        )
    return _find_near_weekday(fields, weekday, name, frame)


def _place(step: int) -> str:
    return {-1: "before that of", 0: "of", 1: "after that of"}.get(step, "of")


def _find_near_weekday(fields: Fields, weekday: int, name: str, frame: Frame) -> tuple[str, str]:
    """Choose between the weekday before, on or after publication."""
    today = frame.published
    assert today is not None
    if fields.has("NEXT"):
        monday = move(today, 7 - today.weekday())
        return _write(monday and move(monday, weekday - 1)), (
            f"the {name} of the week after {frame.publication}"
        )
    ahead = frame.tense is Tense.FUTURE or (frame.tense is Tense.PRESENT and not frame.headline)
    if fields.has("COMING") or (ahead and not fields.has("LAST", "PAST")):
        return _write(find_weekday(today, weekday, 1)), f"the {name} after {frame.publication}"
    step = -1 if fields.has("LAST", "PAST") else -2
    found = find_weekday(today, weekday, step)
    if found == today:
        return _write(found), f"the day of {frame.publication}"
    return _write(found), f"the {name} before {frame.publication}"


def _write(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def resolve_deictic(fields: Fields, frame: Frame) -> Reading:
    """Resolve yesterday, today, tomorrow."""
    step = fields.number("DEICTIC") or 0
    if frame.published is None:
        return Reading(DATE, UNKNOWN_DAY, "no publication date to count from")
    place = {0: "the day of", -1: "the day before", 1: "the day after"}.get(
        step, f"{abs(step)} days {'before' if step < 0 else 'after'}"
    )
    return Reading(DATE, _write(move(frame.published, step)), f"{place} {frame.publication}")


def resolve_sameday(fields: Fields, frame: Frame) -> Reading | None:
    """Resolve the same day, the following day, the day before, later in the day."""
    step = 0
    if fields.has("NEXT", "FOLLOWING", "AFTER"):
        step = 1
    elif fields.has("PREVIOUS", "BEFORE"):
        step = -1
    anchor = frame.here
    if anchor is None:
        return Reading(DATE, UNKNOWN_DAY, "no day to count from")
    place = {0: "the same day as", 1: "the day after", -1: "the day before"}[step]
    named = "the day named last" if frame.day else "publication"
    how = f"{place} {describe_day(anchor)}, {named}"
    return Reading(DATE, _write(move(anchor, step)), how, counted=True)


def resolve_eventday(fields: Fields, frame: Frame) -> Reading:
    """Resolve "the day after the vote" from a day named shortly before; else it stays open."""
    before = fields.match.before
    if frame.day is None or frame.at - frame.day_at > _NEARBY:
        return Reading(DATE, UNKNOWN_DAY, "counted from something whose day is not said")
    if before is not None and before.kind == "COMMA" and frame.at - frame.day_at < _APPOSED:
        return Reading(DATE, frame.day.isoformat(), "the day named just before it")
    step = 1 if fields.has("AFTER") else -1
    side = "after" if step > 0 else "before"
    how = f"the day {side} {describe_day(frame.day)}, taken to be the day of what follows"
    return Reading(DATE, _write(move(frame.day, step)), how, counted=True)


def resolve_agoday(fields: Fields, frame: Frame) -> Reading:
    """Resolve "a week ago Monday", "two weeks ago on Friday"."""
    weekday = fields.number("WEEKDAY", "WABBR") or 1
    unit = fields.find("UNIT", "YEARUNIT")
    count = read_count(fields.words) or 1
    if frame.published is None or unit is None or unit.value != "W" or count > 5000:
        return Reading(DATE, f"XXXX-WXX-{weekday}", "no day to count from")
    last = find_weekday(frame.published, weekday, -1)
    name = DAY_NAMES[weekday - 1]
    how = f"{count:g} week{'s' * (count != 1)} before the {name} before {frame.publication}"
    return Reading(DATE, _write(last and move(last, -7 * int(count))), how)


def resolve_holiday(fields: Fields, frame: Frame) -> Reading:
    """Resolve a day with a name: Christmas Eve, Thanksgiving, Election Day."""
    word = fields.find("HOLIDAY")
    rule = word.value if word else ""
    year = read_year([w for w in fields.words if w.kind == "YEAR"])
    if year is not None:
        return Reading(DATE, _write(find_holiday(rule, year)), "its day that year")
    if frame.published is None:
        fixed = f"XXXX-{rule}" if rule[:2].isdigit() else UNKNOWN_DAY
        return Reading(DATE, fixed, "no year given and no publication date")
    today = frame.published
    near = [find_holiday(rule, today.year + step) for step in (-2, -1, 0, 1, 2)]
    days = [day for day in near if day is not None]
    tense = frame.tense
    if fields.has("LAST", "PAST"):
        days, tense = [day for day in days if day < today], Tense.PAST
    elif fields.has("NEXT", "COMING"):
        tense = Tense.FUTURE
    if not days:
        return Reading(DATE, "", "no such day in the calendar")
    chosen, which = choose_by_tense(days, today, tense)
    return Reading(DATE, _write(chosen), f"{_say(which, 'such day')} {frame.publication}")


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
