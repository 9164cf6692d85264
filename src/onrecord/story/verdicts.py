"""Verdicts: whether two figures for one thing can both be so, with the ground for it.

Bounds are set against bounds after their qualifiers; part and whole, other days, other things
said of those counted and figures merely expected are no contradiction. Only firm figures of one
day, by two who count the same, contradict each other. Undecided is an honest answer, and given
freely.
"""

from math import inf

from onrecord.records import Qualifier, Quantity, Reason, Verdict
from onrecord.story.positions import Position

# "About 8,000" is taken for 7,200 to 8,800: figures said with "about" are round, and in news
# rounded by less than a tenth. A bare round thousand may be rounded too; that is only a doubt.
_ABOUT = 0.1
_ROUND = 1000.0
# Counts of one thing on one day differ by less than this, if they are of one thing.
_FAR_APART = 20.0
_LOOSE = frozenset({Qualifier.ABOUT, Qualifier.NEARLY})
# Numbers that only grow: more dead on a later day is a later count, fewer is a question.
_GROWING = frozenset({"killed", "wounded", "killed+wounded", "missing", "evacuated", "captured"})


def judge(left: Position, right: Position) -> tuple[Verdict, Reason]:
    """Compare an earlier and a later position on one count."""
    verdict, name, detail = _judge(left, right)
    told = f"{_say(left)} and {_say(right)}: {detail}"
    return verdict, Reason(name=name, detail=told, spans=(*left.spans, *right.spans))


def _judge(left: Position, right: Position) -> tuple[Verdict, str, str]:
    if left.denied != right.denied:
        if _meet(left.quantity, right.quantity):
            return Verdict.CONTRADICTS, "denied", "one denies what the other says"
        return Verdict.UNDECIDED, "denied", "one is denied, the other is another number"
    if _is_part(left.quantity, right.quantity):
        return Verdict.COMPATIBLE, "part of it", "the one is a part of the other"
    if _same_value(left.quantity, right.quantity):
        return Verdict.SAME, "same value", "the same number"
    if left.quantity.planned != right.quantity.planned:
        return Verdict.COMPATIBLE, "expected", "the one is expected, the other told of as it is"
    later = _judge_days(left, right)
    if _meet(left.quantity, right.quantity):
        if left.holder == right.holder and later == "later":
            return Verdict.UPDATED, "later figure", "the same source, later"
        return Verdict.COMPATIBLE, "bounds", "both can be so, as their words bound them"
    return _judge_apart(left, right, later)


def _judge_apart(left: Position, right: Position, later: str) -> tuple[Verdict, str, str]:
    """Judge two figures that leave no number in common."""
    if unlike := _find_unlike(left, right):
        return Verdict.UNDECIDED, "scope", unlike
    if left.holder == right.holder:
        if later == "later":
            return Verdict.UPDATED, "later figure", "the same source, later"
        return Verdict.UNDECIDED, "one source", "one source, and which it said last is not known"
    if later == "as-of":
        return Verdict.COMPATIBLE, "another day", "they are of different days"
    if later == "later":
        return _judge_later(left, right)
    if later == "":
        return Verdict.UNDECIDED, "days", "of which days is not known"
    if Qualifier.VAGUE in (left.quantity.qualifier, right.quantity.qualifier):
        return Verdict.UNDECIDED, "vague", "the one is no number"
    if _are_far_apart(left.quantity, right.quantity):
        return Verdict.UNDECIDED, "far apart", "so far apart that they may count different things"
    if left.open or right.open:
        return Verdict.UNDECIDED, "not certain", "the one is only held possible or expected"
    if _may_be_rounded(left.quantity, right.quantity):
        return Verdict.UNDECIDED, "round number", "the one may be the other, rounded"
    return Verdict.CONTRADICTS, "disagreement", "of one day, and both cannot be so"


def _judge_later(left: Position, right: Position) -> tuple[Verdict, str, str]:
    if left.count.family not in _GROWING:
        return Verdict.COMPATIBLE, "another day", "they are of different days"
    if _low(right.quantity) >= _high(left.quantity):
        return Verdict.UPDATED, "later figure", "a later count"
    return Verdict.UNDECIDED, "fewer later", "the later number is lower, and why is not said"


def _judge_days(left: Position, right: Position) -> str:
    """Say how the days stand: "as-of" differs, "later", "same", or "" where not known."""
    if left.as_of and right.as_of and left.as_of != right.as_of:
        return "later" if left.holder == right.holder and left.as_of < right.as_of else "as-of"
    if left.day is None or right.day is None:
        return ""
    if left.day == right.day:
        return "same"
    return "later" if left.day < right.day else ""


def _find_unlike(left: Position, right: Position) -> str:
    """Return in what two figures may not count the same, or nothing."""
    if (left.quantity.property or "") != (right.quantity.property or ""):
        said = sorted({left.quantity.property or "", right.quantity.property or ""} - {""})
        return f"not plainly the same is said of those counted ({', '.join(said)})"
    if left.count.place and right.count.place and left.count.place != right.count.place:
        places = sorted({left.count.place, right.count.place} - {""})
        return f"not plainly counted in the same place ({', '.join(places)})"
    return ""


# ── Bounds ──────────────────────────────────────────────────────────────────────────────


def _meet(left: Quantity, right: Quantity) -> bool:
    """Say whether some number fits both, as their words bound them."""
    return _low(left) <= _high(right) and _low(right) <= _high(left)


def _low(quantity: Quantity) -> float:
    if quantity.qualifier in _LOOSE:
        held = quantity.low if quantity.low is not None else quantity.high
        return (held or 0.0) * (1 - _ABOUT)
    return quantity.low if quantity.low is not None else 0.0


def _high(quantity: Quantity) -> float:
    if quantity.high is None:
        return inf
    return quantity.high * (1 + _ABOUT) if quantity.qualifier is Qualifier.ABOUT else quantity.high


def _same_value(left: Quantity, right: Quantity) -> bool:
    return (left.low, left.high, left.qualifier) == (right.low, right.high, right.qualifier)


def _is_part(left: Quantity, right: Quantity) -> bool:
    pairs = ((left, right), (right, left))
    return any(a.whole is not None and a.whole.covers(b.span) for a, b in pairs)


def _are_far_apart(left: Quantity, right: Quantity) -> bool:
    sizes = sorted(one.low or one.high or 0.0 for one in (left, right))
    return sizes[0] > 0 and sizes[1] > _FAR_APART * sizes[0]


def _may_be_rounded(left: Quantity, right: Quantity) -> bool:
    """Say whether one is a bare round number to which the other may be rounded."""
    for bare, other in ((left, right), (right, left)):
        value = bare.low
        if bare.qualifier is not Qualifier.EXACT or value is None or value < _ROUND:
            continue
        step = 10.0 ** (len(str(int(value))) - len(str(int(value)).rstrip("0")))
        if _low(other) <= value + step / 2 and _high(other) >= value - step / 2 and step > 1:
            return True
    return False


def _say(position: Position) -> str:
    """Name a holder with the number in the report's own words."""
    whose = f"{position.name} itself" if position.own_voice else position.name
    return f"{whose} (“{position.words}”)"
