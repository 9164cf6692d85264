"""Matches: whether two tellings can be of one event, point by point, with the words that show it.

Each thing both reports say counts for or against; what either leaves out counts nothing. Two
tellings with parties of different countries, or days far apart, are never one. The points and
the limits were set by hand on invented reports; see `docs/events.md` for what they get wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon.places import fold_name
from onrecord.records import Locality, Realis, Reason, Span
from onrecord.story.tellings import SPOKEN, Days, Party, Telling

ENOUGH = 6.0
NEVER = -100.0
_NEAR, _FAR, _SLIP = 7, 30, 3  # days between reports of one event, of two, between two datings
_LEAST_COUNT = 3  # smaller numbers agree by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that speaks for or against: a short name, words for the reader, the spans."""

    name: str
    detail: str
    value: float
    spans: tuple[Span, ...] = ()


def compare_tellings(left: Telling, right: Telling, likeness: float) -> list[Point]:
    """Return what speaks for and against two tellings being of one event.

    `likeness` is how alike the clauses are worded, -1 to 1.
    """
    return [
        *_compare_parties("actor", left.actors, right.actors),
        *_compare_parties("recipient", left.recipients, right.recipients),
        *([] if _is_counted(left, right) else _compare_places(left.event.place, right.event.place)),
        *_compare_days(left, right),
        *_compare_counts(left, right),
        *_compare_words(left, right, likeness),
    ]


def is_match(left: Telling, right: Telling, points: Sequence[Point]) -> bool:
    """Say whether the points are enough, and of the kinds that are needed."""
    names = {point.name for point in points if point.value > 0}
    who = names & {"same actor", "same recipient"}
    where_and_when = {"same place", "same day"} <= names and names & {"same deed", "same count"}
    alike = "worded alike" in names or left.event.type not in SPOKEN
    return bool(who or where_and_when) and alike and total(points) >= ENOUGH


def total(points: Sequence[Point]) -> float:
    """Return the sum of the points."""
    return sum(point.value for point in points)


def tell_points(points: Sequence[Point], spans: tuple[Span, ...]) -> Reason:
    """Return why two tellings were joined, in words to be shown."""
    good = [p for p in points if p.value > 0]
    bad = [p for p in points if p.value < 0]
    detail = "; ".join(p.detail for p in good)
    if bad:
        detail += ", although " + "; ".join(p.detail for p in bad)
    score = round(min(1.0, total(points) / (2 * ENOUGH)), 2)
    return Reason(name="one event", detail=detail, score=score, spans=spans)


def _compare_parties(role: str, left: Sequence[Party], right: Sequence[Party]) -> Iterator[Point]:
    ones, others = [p for p in left if p.known], [p for p in right if p.known]
    if not ones or not others:
        return
    for one in ones:
        for other in others:
            if one.keys & other.keys:
                several = len(ones) > 1 and len(ones) == len(others) == _count_shared(ones, others)
                detail = f"the same {role}s, all of them" if several else f"the same {role}"
                value = 3 if several else 2
                spans = (one.span, other.span)
                yield Point(name=f"same {role}", detail=detail, value=value, spans=spans)
                return
    shared = [(a, b) for a in ones for b in others if a.countries & b.countries]
    if shared:
        a, b = min(shared, key=lambda pair: (_differ(*pair), pair[0].span, pair[1].span))
        codes = ", ".join(sorted(a.countries & b.countries))
        value = 1 if _differ(a, b) else 2
        detail = f"the {role} is of {codes} in both"
        yield Point(name=f"same {role}", detail=detail, value=value, spans=(a.span, b.span))
    elif all(a.countries and b.countries for a in ones for b in others):
        spans = (ones[0].span, others[0].span)
        yield Point(name=f"another {role}", detail=f"another {role}", value=NEVER, spans=spans)


def _count_shared(left: Sequence[Party], right: Sequence[Party]) -> int:
    return sum(any(a.keys & b.keys or a.countries & b.countries for b in right) for a in left)


def _differ(left: Party, right: Party) -> bool:
    """Say whether two parties of one country are of different kinds, as soldiers and police."""
    return bool(left.sectors and right.sectors and not left.sectors & right.sectors)


def _is_counted(left: Telling, right: Telling) -> bool:
    """Say whether the places are the recipients, and so have been compared already."""
    return all(
        t.event.place and any(p.span.overlaps(t.event.place.span) for p in t.recipients)
        for t in (left, right)
    ) and not (is_point(left) and is_point(right))


def is_point(telling: Telling) -> bool:
    """Say whether a telling names a town: that says more than the country of who was hit."""
    return telling.event.place is not None and is_town(telling.event.place)


def _compare_places(left: Locality | None, right: Locality | None) -> Iterator[Point]:
    if left is None or right is None:
        return
    spans = (left.span, right.span)
    if left.country and right.country and left.country != right.country:
        yield Point(name="another place", detail="in another country", value=NEVER, spans=spans)
    elif fold_name(left.name) == fold_name(right.name) or (
        left.geonames_id is not None and left.geonames_id == right.geonames_id
    ):
        value = 2 if is_town(left) or left.geonames_id is None else 1
        detail = f"both in {left.name}"
        yield Point(name="same place", detail=detail, value=value, spans=spans)
    elif is_town(left) and is_town(right):
        detail = f"{left.name} in one, {right.name} in the other"
        yield Point(name="another place", detail=detail, value=-3, spans=spans)
    elif left.country and left.country == right.country:
        detail = f"both in {left.country}"
        yield Point(name="same country", detail=detail, value=0.5, spans=spans)


def is_town(place: Locality) -> bool:
    """Say whether a place is a point, not a country or a region."""
    return place.latitude is not None


def _compare_days(left: Telling, right: Telling) -> Iterator[Point]:
    if left.days and right.days:
        yield from _compare_dated(left.days, right.days, _list_when(left, right))
        return
    if left.realis is not Realis.ACTUAL or left.published is None or right.published is None:
        return
    apart = abs((left.published - right.published).days)
    dated = left if left.days else right if right.days else None
    if dated and dated.days:
        other = right if dated is left else left
        since = (other.published - dated.days[0]).days if other.published else 0
        if since < -_SLIP:
            yield Point(name="another day", detail="reported before it happened", value=NEVER)
            return
        apart = max(apart, since)
    if apart <= _NEAR:
        yield Point(name="near in time", detail=f"reported {apart} days apart", value=1)
    elif apart > _FAR:
        yield Point(name="far in time", detail=f"reported {apart} days apart", value=-2)


def _compare_dated(left: Days, right: Days, spans: tuple[Span, ...]) -> Iterator[Point]:
    apart = max((right[0] - left[1]).days, (left[0] - right[1]).days)
    single = left[0] == left[1] and right[0] == right[1]
    if apart <= 0:
        day = "the same day" if single else "days that agree"
        value = 2 if single else 1
        name = "same day" if single else "same time"
        yield Point(name=name, detail=day, value=value, spans=spans)
    elif apart <= _SLIP:
        detail = f"{left[0]} in one, {right[0]} in the other"
        yield Point(name="another day", detail=detail, value=-3, spans=spans)
    else:
        yield Point(name="another day", detail="days far apart", value=NEVER, spans=spans)


def _list_when(*tellings: Telling) -> tuple[Span, ...]:
    return tuple(s for t in tellings if t.event.when for s in t.event.when.spans)


def _compare_counts(left: Telling, right: Telling) -> Iterator[Point]:
    for name in sorted(left.counts.keys() & right.counts.keys()):
        one, other = left.counts[name].quantity, right.counts[name].quantity
        if one.low is not None and one.low == other.low and one.low >= _LEAST_COUNT:
            detail = f"both {one.low:g} {name}".strip()
            yield Point(name="same count", detail=detail, value=2, spans=(one.span, other.span))
            return


def _compare_words(left: Telling, right: Telling, likeness: float) -> Iterator[Point]:
    spans = (left.event.trigger, right.event.trigger)
    if left.trigger and left.trigger == right.trigger:
        yield Point(name="same deed", detail="the same word for it", value=1, spans=spans)
    if left.event.mode and left.event.mode == right.event.mode:
        detail = f"both {left.event.mode}"
        yield Point(name="same deed", detail=detail, value=1, spans=spans)
    if left.stems and left.stems == right.stems:
        yield Point(name="worded alike", detail="the same words", value=4)
    elif likeness >= VERY_ALIKE:
        yield Point(name="worded alike", detail="worded alike", value=2)
    elif likeness >= ALIKE:
        yield Point(name="worded alike", detail="worded somewhat alike", value=1)
    elif likeness < UNLIKE:
        yield Point(name="worded otherwise", detail="worded quite differently", value=-1)


VERY_ALIKE, ALIKE, UNLIKE = 0.75, 0.6, 0.3
