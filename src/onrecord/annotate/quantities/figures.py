"""Numbers that are figures: each with its unit and its bound, ranges made one.

Leaves out what is a label (an age, a year, part of a name) or stands inside a time
expression. What a figure counts is not read here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.quantities.bounds import apply_bound, find_bound
from onrecord.annotate.quantities.labels import find_label
from onrecord.annotate.quantities.numbers import Form, Number, read_numbers
from onrecord.annotate.quantities.ranges import Bare, join_range, leads_range, match_period
from onrecord.annotate.quantities.units import find_unit
from onrecord.records import Qualifier


def find_figures(text: str, excluded: Sequence[tuple[int, int]]) -> list[Bare]:
    """Return the figures in `text` that do not lie inside an excluded span, in order."""
    barred = _Barred(excluded, len(text))
    found: list[Bare] = []
    for number in read_numbers(text):
        if barred.touches(number.start, number.end):
            continue
        if match_period(text, number.end):
            if found and leads_range(text, found[-1], number):
                found.pop()  # "three to five years"
            continue
        if find_label(text, number.start, number.end) is not None:
            continue
        figure = _measure(text, number)
        if figure.unit is None and text[number.end : number.end + 1].isalpha():
            continue  # "3G", "150px"
        joined = join_range(text, found[-1], figure) if found else None
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


def _measure(text: str, number: Number) -> Bare:
    low, high, form = number.low, number.high, number.form
    after = number.end
    if form is Form.VAGUE and text.startswith(" of ", number.end):
        after += 3  # "hundreds of dollars"
    unit = find_unit(text, number.start, after)
    if unit is not None and unit[1] == after:
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
