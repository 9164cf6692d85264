"""Which of two reports takes from the other, as far as dates and credits say it.

A credit goes before a date; two reports that name the same agency need not come from each
other. Where nothing decides, the answer is that it is not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.records import Document, Reason
from onrecord.story.credits import Credit
from onrecord.story.outlets import house_key

Credits = Mapping[str, Sequence[Credit]]
_DAY = len("2024-11-19")


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Who takes and who gives; when that is not `known` they stand in the story's order."""

    taker: Document
    giver: Document
    known: bool
    reasons: tuple[Reason, ...] = ()


def find_direction(
    earlier: Document, later: Document, credits: Credits, versions: bool = False
) -> Direction:
    """Return which of two reports comes from the other; given in the story's order.

    Of two `versions` of one report, dates of change and retrieval count as well.
    """
    named = {d.id: credits.get(d.id, ()) for d in (earlier, later)}
    for taker, giver in ((later, earlier), (earlier, later)):
        credit = _find_credit(named[taker.id], giver)
        if credit and not _find_credit(named[giver.id], taker):
            return Direction(taker=taker, giver=giver, known=True, reasons=(_tell(credit),))
    whole = [[credit for credit in named[d.id] if credit.whole] for d in (earlier, later)]
    common = [(a, b) for a in whole[0] for b in whole[1] if a.key == b.key]
    if common and not versions:
        reasons = (_tell_common(*common[0]),)
        return Direction(taker=later, giver=earlier, known=False, reasons=reasons)
    return _find_by_date(earlier, later, versions)


def _find_by_date(earlier: Document, later: Document, versions: bool) -> Direction:
    for word in ("published", "modified", "retrieved") if versions else ("published",):
        left, right = getattr(earlier, word), getattr(later, word)
        first = compare_dates(left, right)
        if first:
            taker, giver = (later, earlier) if first < 0 else (earlier, later)
            dates = sorted((left, right), reverse=True)
            reason = Reason(name=f"{word} later", detail=f"{dates[0]}, the other {dates[1]}")
            return Direction(taker=taker, giver=giver, known=True, reasons=(reason,))
    return Direction(taker=later, giver=earlier, known=False)


def compare_dates(left: str | None, right: str | None) -> int:
    """Return -1 when `left` is the earlier date, 1 when `right` is, 0 when it is not known.

    Two times of one day are compared when both or neither have a time zone.

    >>> compare_dates("2025-03-11", "2025-03-12T08:00"), compare_dates("2025", "2025-03-12")
    (-1, 0)
    """
    if not left or not right or min(len(left), len(right)) < _DAY:
        return 0
    if left[:_DAY] != right[:_DAY] and min(len(left), len(right)) == _DAY:
        return -1 if left[:_DAY] < right[:_DAY] else 1
    try:
        times = [datetime.fromisoformat(each) for each in (left, right) if len(each) > _DAY]
        return (times[0] > times[1]) - (times[0] < times[1]) if len(times) == 2 else 0
    except (ValueError, TypeError):
        return 0


def _find_credit(credits: Sequence[Credit], giver: Document) -> Credit | None:
    key = house_key(giver.publisher) if giver.publisher else None
    return next((credit for credit in credits if credit.key == key and not credit.relay), None)


def _tell(credit: Credit) -> Reason:
    spans = (credit.span,) if credit.span else ()
    return Reason(name="credit", detail=f"names {credit.name}: {credit.words}", spans=spans)


def _tell_common(left: Credit, right: Credit) -> Reason:
    spans = tuple(credit.span for credit in (left, right) if credit.span)
    detail = f"both name {left.name}, so neither need come from the other"
    return Reason(name="same agency", detail=detail, spans=spans)
