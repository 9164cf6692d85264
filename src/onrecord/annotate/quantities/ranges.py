"""Ranges and shares: two numbers that are one figure ("10-12", "between 8 and 10", "one in five").

"From 30 to 45" after a word of change is two figures and stays so.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from onrecord.annotate.quantities.numbers import Form, Number
from onrecord.annotate.quantities.words import find_words
from onrecord.records import Qualifier

_JOIN = re.compile(r"(?i)\s?[-–—]\s?|\s+(?P<word>to|or|and)\s+")
_OPENED = re.compile(
    r"(?i)\b(?P<word>from|between)\s+(?:(?:about|around|roughly|some|an? estimated)\s+)?$"
)
_SHARE = re.compile(r"(?i)\s+(?:in|out\s+of)(?:\s+(?:every|each))?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A figure before anything is known of what it counts."""

    start: int
    end: int
    number: Number
    low: float | None
    high: float | None
    qualifier: Qualifier
    bound: tuple[int, int] | None
    unit: str | None


def join_range(text: str, left: Bare, right: Bare) -> Bare | None:
    """Return one figure for two that make a range or a share, or None where they do not."""
    gap = text[left.end : right.start]
    if len(gap) > 14 or left.low is None or right.high is None:
        return None
    if _SHARE.fullmatch(gap) and _is_share(text, left, right):
        value = left.low / right.high
        return replace(left, end=right.end, low=value, high=value, unit="fraction")
    join = _JOIN.fullmatch(gap)
    if join is None or not _are_compatible(left, right, join["word"]):
        return None
    before = text[max(0, left.start - 60) : left.start].split("\n")[-1]
    opened = _OPENED.search(before)
    word = opened["word"].lower() if opened else ""
    if not _is_range((join["word"] or "-").lower(), word, before):
        return None
    low = _scale_low(left, right)
    if low >= right.high or (join["word"] == "or" and right.high > 1.5 * low + 1):
        return None
    at = opened.start("word") if opened and word == "between" else None
    return replace(
        left,
        end=right.end,
        low=low,
        high=right.high,
        bound=None
        if at is None
        else (left.start - len(before) + at, left.start - len(before) + at + 7),
        qualifier=Qualifier.BETWEEN,
        unit=right.unit or left.unit,
    )


def leads_range(text: str, left: Bare, number: Number) -> bool:
    """Say whether a figure is the lower end of a range that closes with `number`."""
    gap = text[left.end : number.start]
    return len(gap) < 8 and left.unit is None and _JOIN.fullmatch(gap) is not None


def _is_range(join: str, opened: str, before: str) -> bool:
    """Say whether the word that joins two numbers and the words before make a range of them."""
    words = set(re.findall(r"[a-z]+", before.lower()))
    if join == "and":
        return opened == "between"
    if join == "to" and opened == "from":
        return bool(words & find_words("ranging"))
    if join == "to" and opened != "between":
        return before.endswith("by ") or not words & find_words("moving")
    return True


def _scale_low(left: Bare, right: Bare) -> float:
    """Return the lower end, with the scale and unit it borrows: "10 to 12 million"."""
    low = left.low or 0.0
    if left.number.scale == 1.0 and right.number.scale > 1.0 and low < right.number.scale:
        low *= right.number.scale
    if left.unit is None and right.unit is not None and right.number.high and right.high:
        low *= right.high / right.number.high
    return low


def _is_share(text: str, left: Bare, right: Bare) -> bool:
    if left.unit or right.unit or left.low is None or right.high is None:
        return False
    if Form.VAGUE in (left.number.form, right.number.form):
        return False
    year = 1500 <= right.high <= 2100 and "," not in text[right.start : right.end]
    return not year and 0 < left.low < right.high and not match_period(text, right.end)


def _are_compatible(left: Bare, right: Bare, join: str | None) -> bool:
    if left.unit is not None and join == "or":
        return False  # "15-inch or 17-inch" is a choice
    if left.qualifier is not Qualifier.EXACT or right.qualifier is not Qualifier.EXACT:
        return False
    return left.unit is None or right.unit is None or left.unit == right.unit


@cache
def _periods() -> re.Pattern[str]:
    words = "|".join(sorted(find_words("period")))
    return re.compile(
        r"(?i)[\s-]+(?:(?:full|long|consecutive|straight|more|whole|calendar|business|or so|short"
        rf"|additional|other|different)\s+)*(?:{words})\b"
    )


def match_period(text: str, end: int) -> bool:
    """Say whether a time word follows the number that closes at `end`."""
    return _periods().match(text, end) is not None
