"""Numbers that are figures: each with its unit and its bound, ranges made one.

Leaves out what is a label (an age, a year, part of a name) or stands inside a time
expression. What a figure counts is not read here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.quantities.bounds import apply_bound, find_bound
from onrecord.annotate.quantities.labels import find_labels
from onrecord.annotate.quantities.numbers import Form, Number, read_numbers
from onrecord.annotate.quantities.units import find_unit
from onrecord.records import Qualifier

_JOIN = re.compile(r"(?i)\s?(?:[-–—]\s?|\s?(?P<word>to|or|and)\s)$")
_FROM = re.compile(r"(?i)\b(?:from|between)\s+(?:(?:about|around|roughly|some|an? estimated)\s+)?$")
_MOVING = re.compile(
    r"(?i)\b(?:rise|rises|rose|risen|rising|grow[ns]?|grew|growing|increas\w+|fall(?:s|en|ing)?|fell"
    r"|drop\w*|declin\w+|cut(?:s|ting)?|reduc\w+|jump\w*|climb\w*|rais\w+|lower\w*|expand\w*|went"
    r"|gone|go|goes|going|slash\w*|revis\w+|swell\w*|surg\w+|soar\w*|chang\w+|up|down|boost\w*"
    r"|doubl\w+|shr[aiu]nk\w*|swaps?)\b"
)
_SHARE = re.compile(r"(?i)\s+(?:in|out\s+of)(?:\s+(?:every|each))?\s+$")
_TIME = re.compile(
    r"(?i)[\s-]+(?:(?:full|long|consecutive|straight|more|whole|calendar|business|or so|short)\s+)*"
    r"(?:(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?"
    r"|mornings?|afternoons?|weekends?|quarters?|fortnights?)\b)"
)


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


def find_figures(text: str, excluded: Sequence[tuple[int, int]]) -> list[Bare]:
    """Return the figures in `text` that do not lie inside an excluded span, in order."""
    labels = [(start, end) for start, end, _ in find_labels(text)]
    barred = _Barred([*labels, *excluded], len(text))
    found: list[Bare] = []
    for number in read_numbers(text):
        if barred.touches(number.start, number.end) or _counts_time(text, number):
            continue
        figure = _measure(text, number)
        joined = _join(text, found[-1], figure) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(figure)
    return [_bound(text, figure) for figure in found]


class _Barred:
    """Which characters lie in a span that holds no figure."""

    def __init__(self, spans: Sequence[tuple[int, int]], length: int) -> None:
        self._mask = bytearray(length + 1)
        for start, end in spans:
            start, end = max(0, start), min(end, length)
            if start < end:
                self._mask[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        return 1 in self._mask[start:end]


def _counts_time(text: str, number: Number) -> bool:
    """Numbers of hours and years are time expressions, whoever reads those."""
    return _TIME.match(text, number.end) is not None


def _measure(text: str, number: Number) -> Bare:
    low, high, form = number.low, number.high, number.form
    unit = find_unit(text, number.start, number.end)
    start, end, name = number.start, number.end, None
    if unit is not None:
        start, end, name, worth = unit
        low, high = low * worth, high * worth
    elif form is Form.FRACTION:
        name = "fraction"
    elif form is Form.DIGITS and number.scale == 1.0:
        low = high = _group(text, number)
    return Bare(
        start=start, end=end, number=number, low=low, high=high,
        qualifier=Qualifier.VAGUE if form is Form.VAGUE else Qualifier.EXACT,
        bound=None, unit=name,
    )  # fmt: skip


def _group(text: str, number: Number) -> float:
    """Read "10.000 soldiers" as ten thousand: things that are counted come whole."""
    written = text[number.start : number.end]
    counted = re.match(r"\s[a-z]+", text[number.end : number.end + 20])
    if counted and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", written):
        return number.low * 1000
    return number.low


def _join(text: str, left: Bare, right: Bare) -> Bare | None:
    """Make one figure of a range ("10-12", "8,000 to 10,000") or a share ("one in five")."""
    gap = text[left.end : right.start]
    if len(gap) > 14 or left.low is None or right.high is None:
        return None
    if _SHARE.fullmatch(gap) and _is_share(text, left, right):
        value = left.low / right.high
        return replace(left, end=right.end, low=value, high=value, unit="fraction")
    if not _JOIN.fullmatch(gap) or not _compatible(left, right):
        return None
    word = gap.strip().lower()
    before = text[max(0, left.start - 60) : left.start].split("\n")[-1]
    opened = _FROM.search(before)
    if word == "and" and not (opened and opened.group().lower().startswith("between")):
        return None
    if word == "to" and _MOVING.search(before) and (opened is None or "from" in opened.group()):
        return None
    low = left.low
    if left.number.scale == 1.0 and right.number.scale > 1.0 and low < right.number.scale:
        low *= right.number.scale
    if left.unit is None and right.unit is not None and right.number.low:
        low *= right.high / right.number.high if right.number.high else 1.0
    if low >= right.high or (word == "or" and right.high > 3 * low):
        return None
    start = left.start
    bound = None
    if opened is not None and opened.group().lower().startswith("between"):
        bound = (left.start - len(opened.group()), left.start - len(opened.group()) + 7)
    return replace(
        left, start=start, end=right.end, low=low, high=right.high, bound=bound,
        qualifier=Qualifier.BETWEEN, unit=right.unit or left.unit,
    )  # fmt: skip


def _is_share(text: str, left: Bare, right: Bare) -> bool:
    if left.unit or right.unit or left.low is None or right.high is None:
        return False
    whole = right.high == int(right.high)
    year = 1500 <= right.high <= 2100 and "," not in text[right.start : right.end]
    return whole and not year and 0 < left.low < right.high and not _TIME.match(text, right.end)


def _compatible(left: Bare, right: Bare) -> bool:
    if Qualifier.BETWEEN in (left.qualifier, right.qualifier):
        return False
    return left.unit is None or right.unit is None or left.unit == right.unit


def _bound(text: str, figure: Bare) -> Bare:
    """Add the words that bound the figure, and what they leave of its value."""
    qualifier, span = find_bound(text, figure.start, figure.end)
    if span is None:
        return figure
    if figure.qualifier is Qualifier.BETWEEN:
        if figure.bound is not None or qualifier in (Qualifier.ABOUT, Qualifier.EXACT):
            return replace(figure, bound=figure.bound or span)
    elif figure.qualifier is Qualifier.VAGUE and qualifier in (Qualifier.ABOUT, Qualifier.EXACT):
        return replace(figure, bound=span)
    if figure.low is None or figure.high is None:
        return figure
    low, high = apply_bound(qualifier, figure.low, figure.high)
    return replace(figure, low=low, high=high, qualifier=qualifier, bound=span)
