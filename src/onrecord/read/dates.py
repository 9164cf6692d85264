"""Dates as metadata give them, to ISO 8601, or the reason why not.

Only what leaves no doubt is taken: `11/12/2024` could be two days and stays unknown. There
is no clock here, so a date is never judged by today's.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# Before newspapers or after any of us: an empty or broken field, not a date.
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun",
           "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(?:\w+,? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"(?:\w+,? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_EITHER_WAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


def resolve_date(words: str) -> tuple[str | None, str]:
    """Return a date as ISO 8601 and "", or None and the reason in words to be shown.

    >>> resolve_date("Nov. 19, 2024")
    ('2024-11-19', '')
    >>> resolve_date("2024-11-19T08:30:00Z")
    ('2024-11-19T08:30:00Z', '')
    >>> resolve_date("11/12/2024")
    (None, '“11/12/2024” could be day/month or month/day')
    """
    words = " ".join(words.split())
    value = _read_iso(words) or _read_parts(words) or _read_mail(words)
    if value and _FIRST_YEAR <= int(value[:4]) <= _LAST_YEAR:
        return value, ""
    shown = f"“{words[:40]}”"
    if _EITHER_WAY.fullmatch(words):
        return None, f"{shown} could be day/month or month/day"
    return None, f"{shown} is not a date with year, month and day"


def _read_iso(words: str) -> str | None:
    if not _ISO.fullmatch(words) or not words.isascii():
        return None
    value = words.replace(" ", "T", 1).replace(" ", "")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _read_parts(words: str) -> str | None:
    if not words.isascii():
        return None
    if found := _COMPACT.fullmatch(words) or _NUMBERS.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(words):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(words):
        month, day, year = _month(found[1]), int(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _read_mail(words: str) -> str | None:
    """Read the dates of mail and feeds: "Tue, 19 Nov 2024 08:30:00 GMT"."""
    if not _MAIL.match(words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
