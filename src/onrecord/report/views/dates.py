"""Dates as a reader meets them: in full when known, with their precision when not.

Takes the ISO 8601 and TIMEX3 values that records carry ("2024-10-24", "2024-W43",
"XXXX-12-16"); what cannot be read as a date is shown as "date not known", never guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
# Where a named part of a year stands among its months.
_OPENS = {"SP": "03", "SU": "06", "FA": "09", "WI": "12", "H1": "01", "H2": "07"}
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
NOT_KNOWN = "date not known"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_NAMED = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_YEAR = re.compile(r"\d{4}$")
_DECADE = re.compile(r"\d{3}X?$")
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_LAST = re.compile(r"(?<=, )\d{4}(?:-\d\d){0,2}(?:T[\d:.+Z-]*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A date as shown: its label, the day it stands for (None if not known to the day).

    `key` sorts dates of any precision in time order, unknown ones last.
    """

    label: str
    key: str
    day: date | None = None
    rule: str = ""


UNKNOWN_DATE = DateView(label=NOT_KNOWN, key="~")


def describe_date(value: str | None, rule: str = "") -> DateView:
    """Turn an ISO or TIMEX3 value into what a reader sees.

    >>> describe_date("2024-10-24").label
    'Thu 24 Oct 2024'
    >>> describe_date("2024-W43").label
    'week of Mon 21 Oct 2024'
    >>> describe_date("XXXX-12-16").label
    '16 Dec, year not known'
    """
    if not value:
        return DateView(label=NOT_KNOWN, key="~", rule=rule)
    if found := _DAY.match(value):
        day = _day(*(int(part) for part in found.groups()[:3]))
        if day is not None:
            label = show_day(day) + _part_of_day(found[4])
            return DateView(label=label, key=value, day=day, rule=rule)
    return DateView(label=_coarse(value) or NOT_KNOWN, key=_key(value), rule=rule)


def show_day(day: date) -> str:
    """Write a day in full, in the same words on every machine and in every locale."""
    weekday = WEEKDAYS[day.weekday()]
    return f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}"


def date_label(words: str) -> str:
    """Write the date at the end of a report's label ("outlet, title, date") as a reader has it.

    >>> date_label("The Lissen Post, Wall breached, 2025-02-03")
    'The Lissen Post, Wall breached, Mon 3 Feb 2025'
    """
    return _LAST.sub(lambda found: describe_date(found[0]).label, words)


def _coarse(value: str) -> str | None:
    if found := _MONTH.match(value):
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if 1 <= int(found[2]) <= 12 else None
    if found := _WEEK.match(value):
        return _week(int(found[1]), int(found[2]), bool(found[3]))
    if found := _NAMED.match(value):
        name = SEASONS.get(found[2]) or found[2].replace("Q", "quarter ").replace("H", "half ")
        return f"{name} {found[1]}"
    if _YEAR.match(value):
        return value
    if _DECADE.match(value):
        return f"the {value[:3]}0s"
    if found := _NO_YEAR.match(value):
        month, day = int(found[1]), int(found[2])
        return f"{day} {MONTHS[month - 1]}, year not known" if 1 <= month <= 12 else None
    return None


def _week(year: int, week: int, weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if weekend:
        return f"weekend of {show_day(monday + timedelta(days=5))}"
    return f"week of {show_day(monday)}"


def _part_of_day(part: str | None) -> str:
    if not part:
        return ""
    if part[:2] in PARTS:
        return f", {PARTS[part[:2]]}"
    return f", {part[:5]}" if re.match(r"\d\d:\d\d", part) and part[:5] != "00:00" else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _key(value: str) -> str:
    """Sort weeks by their Monday, seasons by their first month; values with no year come last.

    >>> sorted(["2024-11-21", "2024-SU", "2024-Q1"], key=_key)
    ['2024-Q1', '2024-SU', '2024-11-21']
    """
    if found := _NAMED.match(value):
        part = found[2]
        month = _OPENS.get(part) or f"{3 * int(part[1]) - 2:02}"
        return f"{found[1]}-{month}"
    if found := _WEEK.match(value):
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1).isoformat()
        except ValueError:
            return "~"
    return value if value[:3].isdigit() else "~" + value
