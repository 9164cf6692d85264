"""Numbers inside time expressions: counts in words or digits, years, days of a month."""

import re
from collections.abc import Sequence

from onrecord.annotate.timexes.words import Word

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
COUNTS = ("ONES", "TEENS", "TENS", "HUNDRED", "COUNTWORD", "DAY", "YEAR", "INT", "DEC", "MIXED")

_JOINTS = ("AND", "HYPHEN", "A")


def read_count(words: Sequence[Word]) -> float | None:
    """Return the first count among the words, or None.

    Halves count ("two and a half"); an article counts as one when nothing else does.
    """
    run: list[float] = []
    for word in words:
        if word.kind in COUNTS:
            run.append(_read_plain(word))
        elif run and (word.kind not in _JOINTS or (word.kind == "HYPHEN" and run[-1] < 20)):
            break
    total = _add_up(run) if run else None
    if any(word.kind == "COUPLE" for word in words):
        total = 2.0
    if any(word.kind == "HALF" for word in words):
        return (total if total is not None else _count_article(words)) + 0.5
    return total


def _count_article(words: Sequence[Word]) -> float:
    """ "A year and a half" holds a whole one; "half a year" does not."""
    return 1.0 if any(word.kind == "AND" for word in words) else 0.0


def _add_up(numbers: Sequence[float]) -> float:
    total = group = 0.0
    for number in numbers:
        if number in (100, 12) and group:
            group *= number
        elif number >= 1000 and group and group < 1000:
            total, group = total + group * number, 0.0
        elif group and number >= group and group % 100:
            break
        else:
            group += number
    return total + group


def _read_plain(word: Word) -> float:
    text = word.text.replace(",", "")
    if word.kind == "MIXED":
        return _read_mixed(text)
    try:
        return float(word.value if word.text.isalpha() else text)
    except ValueError:
        return 0.0


def _read_mixed(text: str) -> float:
    if text[-1] in _FRACTIONS:
        return float(text[:-1] or 0) + _FRACTIONS[text[-1]]
    whole, over, under = map(int, re.split(r"[\s/]+", text))
    return whole + (over / under if under else 0)


def read_year(words: Sequence[Word]) -> int | None:
    """Return the year named in digits, short ('98) or words (nineteen ninety-six)."""
    for index, word in enumerate(words):
        if word.kind == "YEAR":
            return int(word.text)
        if word.kind == "SHORTYEAR":
            year = int(word.text[1:])
            return 1900 + year if year > 30 else 2000 + year
        if word.kind in ("TEENS", "TENS"):
            return _read_spoken(words[index:])
    return None


def _read_spoken(words: Sequence[Word]) -> int | None:
    parts = [int(w.value) for w in words if w.kind in ("ONES", "TEENS", "TENS")]
    if len(parts) < 2 or not 10 <= parts[0] <= 21:
        return None
    return parts[0] * 100 + sum(parts[1:3])


def read_day_number(words: Sequence[Word]) -> int | None:
    """Return the day of a month: 23, 23rd, twenty-third."""
    for word in words:
        if word.kind == "DAY":
            return int(word.text)
        if word.kind == "ORDN":
            return int(word.text[:-2])
        if word.kind == "ORD":
            return int(word.value)
        if word.kind == "SECOND":
            return 2
    return None
