"""The days a report names, as ordinals: dates with a month, and weekdays counted back.

A light reading for comparing reports; it takes a weekday for the last one before publication
and a date without a year for the last such date. What a record says about dates is read by
the annotators, not here.
"""

import re
from datetime import date
from functools import cache

from onrecord.lexicon import load_table


def find_days(text: str, published: date | None) -> dict[int, bool]:
    """Return each day named as an ordinal, with whether a month names it; none without a date.

    >>> find_days("It burned on Monday, as on Jan. 5.", date(2024, 1, 10))
    {738890: True, 738893: False}
    """
    if published is None:
        return {}
    last = published.toordinal() + 1
    days: dict[int, bool] = {}
    for found in _dates().finditer(text):
        day = _resolve(found, published)
        if day is not None and day <= last:
            days[day] = True
    for found in _weekdays().finditer(text):
        back = (published.isoweekday() - _numbers("WEEKDAY")[found.group().lower()]) % 7
        days.setdefault(published.toordinal() - back, False)
    return days


def _resolve(found: re.Match[str], published: date) -> int | None:
    month, day = _months()[found["month"].lower()], int(found["day"])
    years = [int(found["year"])] if found["year"] else [published.year, published.year - 1]
    for year in years:
        try:
            named = date(year, month, day)
        except ValueError:  # 30 February
            continue
        if found["year"] or named.toordinal() <= published.toordinal() + 1:
            return named.toordinal()
    return None


@cache
def _numbers(kind: str) -> dict[str, int]:
    return {row[0].lower(): int(row[2]) for row in load_table("timex_words") if row[1] == kind}


@cache
def _months() -> dict[str, int]:
    return {**_numbers("MONTH"), **_numbers("MABBR")}


@cache
def _dates() -> re.Pattern[str]:
    names = "|".join(sorted((name.capitalize() for name in _months()), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<month>{names})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    )


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_numbers('WEEKDAY'))})\b", re.IGNORECASE)
