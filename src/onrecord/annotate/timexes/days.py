"""Days and times of day: what "Monday", "Dec. 14", "10 p.m. Wednesday" and the like mean.

News conventions: a bare weekday is the last one up to and including publication, the next
one in the future tense; a day without a year is the last or the next such day by its tense.
"""

from datetime import date

from onrecord.annotate.timexes.calendars import (
    DAY_NAMES,
    MONTH_NAMES,
    describe_day,
    find_holiday,
    find_weekday,
    make_day,
    move,
    read_day,
    write_week,
)
from onrecord.annotate.timexes.frames import Fields, Frame, Reading
from onrecord.annotate.timexes.numbers import read_day_number, read_year
from onrecord.annotate.timexes.tenses import Tense
from onrecord.annotate.timexes.words import Word
from onrecord.records import TimexType

DATE, TIME, SET = TimexType.DATE, TimexType.TIME, TimexType.SET
UNKNOWN_DAY = "XXXX-XX-XX"


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


def resolve_day(fields: Fields, frame: Frame) -> Reading:
    """Resolve a day of a month, with or without its weekday and year."""
    day, how = find_calendar_day(fields.words, frame)
    return Reading(DATE, day, how)


def find_calendar_day(words: tuple[Word, ...], frame: Frame) -> tuple[str, str]:
    """Return the value of a day of a month and how it was found."""
    month = next((int(w.value) for w in words if w.kind in ("MONTH", "MABBR")), None)
    number = read_day_number([w for w in words if w.kind not in ("WEEKDAY", "WABBR")])
    weekday = next((int(w.value) for w in words if w.kind in ("WEEKDAY", "WABBR")), None)
    if number is None or not 1 <= number <= 31:
        return "", "no such day in the calendar"
    if month is None:
        return _find_numbered_weekday(number, weekday, frame)
    year = read_year([w for w in words if w.kind in ("YEAR", "SHORTYEAR")])
    pointer = next((int(w.value) for w in words if w.kind in ("LAST", "THIS", "NEXT")), None)
    if year is None and pointer is not None and frame.published:
        year = frame.published.year + pointer
    if year is not None:
        found = make_day(year, month, number)
        how = "as written" if pointer is None else f"counted from {frame.publication}"
        return (found.isoformat(), how) if found else ("", "no such day in the calendar")
    return find_yearless_day(month, number, weekday, frame)


def find_yearless_day(
    month: int, number: int, weekday: int | None, frame: Frame
) -> tuple[str, str]:
    """Return the value of a month and day whose year is not written, by the tense."""
    name = f"{MONTH_NAMES[month - 1]} {number}"
    today = frame.published
    if today is None:
        return _close_year(month, number, weekday, frame)
    near = [make_day(today.year + step, month, number) for step in range(-8, 9)]
    days = [day for day in near if day is not None]
    fitting = [day for day in days if weekday is None or day.isoweekday() == weekday]
    if not fitting:
        fitting = days
    if not fitting:
        return "", "no such day in the calendar"
    chosen, which = choose_by_tense(fitting, today, frame.tense)
    return chosen.isoformat(), f"no year given; {which} {name} {_preposition(which)} " + (
        f"{frame.publication}"
    )


def choose_by_tense(days: list[date], today: date, tense: Tense) -> tuple[date, str]:
    """Choose the last day up to today, the next one, or the nearest, by the tense."""
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    if tense is Tense.PAST and past:
        return past[-1], "the last"
    if tense is Tense.FUTURE and future:
        return future[0], "the next"
    nearest = min(days, key=lambda day: abs((day - today).days))
    return nearest, "the nearest"


def _preposition(which: str) -> str:
    return {"the last": "up to", "the next": "from", "the nearest": "to"}[which]


def _close_year(month: int, number: int, weekday: int | None, frame: Frame) -> tuple[str, str]:
    """Close the year of a day by other evidence in the report, or leave it open."""
    year = frame.full_days.get((month, number))
    if year is not None:
        return f"{year:04d}-{month:02d}-{number:02d}", "the report gives its year elsewhere"
    years = sorted(set(frame.full_days.values()))
    if weekday is not None and years:
        days = [make_day(y, month, number) for y in range(years[0] - 1, years[-1] + 2)]
        fitting = [day for day in days if day is not None and day.isoweekday() == weekday]
        if len(fitting) == 1:
            return fitting[0].isoformat(), (
                f"the only {MONTH_NAMES[month - 1]} {number} on a {DAY_NAMES[weekday - 1]} "
                "near the years the report names"
            )
    return f"XXXX-{month:02d}-{number:02d}", "no year given and no publication date"


def _find_numbered_weekday(number: int, weekday: int | None, frame: Frame) -> tuple[str, str]:
    """Resolve "Sunday the 23rd"."""
    today = frame.published
    if today is None or weekday is None:
        return f"XXXX-XX-{number:02d}", "no month given and no publication date"
    near = [move(today, step) for step in range(-200, 200)]
    days = [d for d in near if d and d.day == number and d.isoweekday() == weekday]
    if not days:
        return f"XXXX-XX-{number:02d}", "no such day near publication"
    chosen, which = choose_by_tense(days, today, frame.tense)
    return chosen.isoformat(), f"{which} such day {_preposition(which)} {frame.publication}"


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
    if fields.has("COMING") or (frame.tense is Tense.FUTURE and not fields.has("LAST", "PAST")):
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
    bare = all(word.kind in ("THE", "THAT", "DAYUNIT") for word in fields.words)
    if bare and fields.has("THE"):
        return None
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
    return Reading(DATE, _write(move(anchor, step)), f"{place} {describe_day(anchor)}, {named}")


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
    return Reading(DATE, _write(chosen), f"{which} {_preposition(which)} {frame.publication}")


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


def week_of(day: date) -> str:
    """Return the ISO week of a day."""
    return write_week(day)
