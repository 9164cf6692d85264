"""Dates as TIMEX3 writes them, and the arithmetic between them.

Pure functions over `datetime.date`; a value is a string whose length says how exact it is
(`1998`, `1998-Q3`, `1998-W08`, `1998-02`, `1998-02-13`, `199`, `19`).
"""

import re
from datetime import date, timedelta

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December")  # fmt: skip
# Which months open the seasons of the northern half, in which most reports are written;
# winter runs into the next year.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def move(day: date, days: int) -> date | None:
    """Return the date so many days on, or None past the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def read_day(value: str | None) -> date | None:
    """Return the day an ISO string opens with, or None.

    >>> read_day("1998-02-13T14:26:00")
    datetime.date(1998, 2, 13)
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", value or "", re.ASCII)
    return make_day(*map(int, found.groups())) if found else None


def write_month(year: int, month: int) -> str:
    """Return the value of a month; months run on into other years.

    >>> write_month(1998, 13)
    '1999-01'
    """
    years, months = divmod(month - 1, 12)
    return f"{year + years:04d}-{months + 1:02d}"


def write_week(day: date) -> str:
    """Return the ISO week a day lies in.

    >>> write_week(date(1998, 3, 1))
    '1998-W09'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def write_quarter(year: int, quarter: int) -> str:
    """Return the value of a quarter; quarters run on into other years."""
    years, quarters = divmod(quarter - 1, 4)
    return f"{year + years:04d}-Q{quarters + 1}"


def quarter_of(day: date) -> int:
    """Return the quarter, 1 to 4, of a day."""
    return (day.month + 2) // 3


def start_of(value: str) -> date | None:
    """Return the day a value begins, or None when it names none.

    >>> start_of("1998-W09"), start_of("1998-Q3")
    (datetime.date(1998, 2, 23), datetime.date(1998, 7, 1))
    """
    found = re.match(r"(\d{4})(?:-W(\d\d)|-Q([1-4])|-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    if not found:
        return None
    year, week, quarter, month, day = (int(piece or 0) for piece in found.groups())
    if week:
        monday = make_day(year, 1, 4)
        return monday and move(monday, 7 * (week - 1) - monday.weekday())
    return make_day(year, month or 3 * quarter - 2 * bool(quarter) or 1, day or 1)


def write_unit(day: date, unit: str, step: int) -> str:
    """Return the unit (day, week, month …) a day lies in, so many steps on.

    Empty when the unit is not one of the calendar or the calendar ends.

    >>> write_unit(date(1998, 3, 1), "W", -1), write_unit(date(1998, 3, 1), "DE", 0)
    ('1998-W08', '199')
    """
    if not -3000 < step < 3000:
        return ""
    year = day.year
    if unit in ("D", "W", "FN"):
        moved = move(day, step * {"D": 1, "W": 7, "FN": 14}[unit])
        if moved is None:
            return ""
        return moved.isoformat() if unit == "D" else write_week(moved)
    span = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if span is not None:
        moved_year = year + step * span
        return f"{moved_year:04d}"[: 5 - len(str(span))] if 0 < moved_year < 10000 else ""
    if unit == "MO":
        value = write_month(year, day.month + step)
    elif unit == "Q":
        value = write_quarter(year, quarter_of(day) + step)
    else:
        return ""
    return value if re.match(r"[0-9]{4}-", value) else ""


def shift_months(day: date, months: int) -> date | None:
    """Return the same day so many months on, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        found = make_day(day.year + years, month + 1, min(day.day, last))
        if found is not None:
            return found
    return None


def find_weekday(day: date, weekday: int, step: int) -> date | None:
    """Return the nearest such weekday: -1 before, 1 after, -0 … see below.

    `step` -1 is strictly before, 1 strictly after, -2 up to and including, 2 from and
    including `day`.

    >>> find_weekday(date(2024, 11, 19), 1, -1)
    datetime.date(2024, 11, 18)
    """
    gap = weekday - day.isoweekday()
    if step < 0:
        gap = -((-gap) % 7)
        return move(day, gap - 7 if gap == 0 and step == -1 else gap)
    gap %= 7
    return move(day, gap + 7 if gap == 0 and step == 1 else gap)


def describe_day(day: date) -> str:
    """Return a day for the reader: `Tuesday 2024-11-19`."""
    return f"{DAY_NAMES[day.weekday()]} {day.isoformat()}"


def find_holiday(rule: str, year: int) -> date | None:
    """Return the day a holiday falls on, by its rule in the table."""
    if not 1 <= year < 9999:
        return None
    kind, *numbers = rule.split()
    if kind == "nth":
        return _find_nth(year, *map(int, numbers))
    if kind == "easter":
        return move(_find_easter(year), int(numbers[0]))
    if kind == "thanksgiving":
        start = _find_nth(year, 4, 4, 11)
        return start and move(start, int(numbers[0]))
    if kind == "election":
        monday = _find_nth(year, 1, 1, 11)
        return monday and move(monday, 1)
    return make_day(year, int(kind[:2]), int(kind[3:]))


def _find_nth(year: int, nth: int, weekday: int, month: int) -> date | None:
    if nth < 0:
        following = make_day(year + month // 12, month % 12 + 1, 1)
        return following and find_weekday(following, weekday, -1)
    first = make_day(year, month, 1)
    start = first and find_weekday(first, weekday, 2)
    return start and move(start, 7 * (nth - 1))


def _find_easter(year: int) -> date:
    """Gregorian Easter Sunday (Meeus, Jones and Butcher's rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4
             - (century - (century + 8) // 25 + 1) // 3 + 15) % 30  # fmt: skip
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * shift + 114, 31)
    return date(year, month, day + 1)
