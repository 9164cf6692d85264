"""How much speaks for two reports being of one story, sign by sign, with reasons.

Each sign is a number measured on two reports; their weighted sum is the log-odds of one story,
so that a score above 0 means more likely than not. Wording counts, but who, where and when decide:
reports of the same kind of event share wording every day.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.records import Reason
from onrecord.story.streams.rarities import Rarities
from onrecord.story.streams.signs import Signs
from onrecord.story.streams.weights import Weights

_SHARED = {
    "name": "names in both",
    "places": "streets in both",
    "capitals": "capitalised words in both",
    "headline": "words of both headlines",
    "words": "words in both",
    "ages": "ages in both",
}
_PLAIN = {"ages": "ages", "places": "streets", "days": "days"}
# Shared signs named to the reader, rarest first.
_SHOWN = 5
# Two dated reports of unknown distance are treated as this many days apart.
_UNKNOWN_GAP = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedSigns:
    """A report's signs with what its words were worth when it came: unit vectors."""

    signs: Signs
    words: Weights
    headline: Weights


def weigh_signs(signs: Signs, rarities: Rarities) -> WeighedSigns:
    """Return a report's signs with its words weighed by how rare they are now."""
    return WeighedSigns(
        signs=signs,
        words=_scale({w: (1 + math.log(n)) * rarities.rate(w) for w, n in signs.words.items()}),
        headline=_scale({word: rarities.rate(word) for word in signs.headline}),
    )


def _scale(weights: dict[str, float]) -> dict[str, float]:
    # Summed in a fixed order: sets have none, and the last digit would differ between runs.
    length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def measure_link(new: WeighedSigns, old: WeighedSigns, rarities: Rarities) -> dict[str, float]:
    """Return the number of each sign for a report and an earlier one.

    `words`, `headline`: cosine; `name`: the rarest name in both; `capitals`: capitalised words
    in both; `ages`, `places`, `days`: in both (1) or named differently (-1) or neither (0).
    """
    a, b = new.signs, old.signs
    names = [rarities.rate(name) for name in a.names & b.names]
    return {
        "words": _multiply(new.words, old.words),
        "headline": _multiply(new.headline, old.headline),
        "name": max(names, default=0.0),
        "capitals": _share_capitals(a, b, rarities),
        "ages": float(bool(a.ages & b.ages)),
        "other ages": float(bool(a.ages and b.ages) and not a.ages & b.ages),
        "places": float(bool(a.places & b.places)),
        "other places": float(bool(a.places and b.places) and not a.places & b.places),
        "days": float(any(a.days[day] or b.days[day] for day in a.days.keys() & b.days.keys())),
        "other days": float(bool(a.days and b.days) and not a.days.keys() & b.days.keys()),
        "gap": math.log1p(_gap(a, b)),
        "outlet": float(a.outlet is not None and a.outlet == b.outlet),
    }


def _multiply(left: Weights, right: Weights) -> float:
    if len(right) < len(left):
        left, right = right, left
    return math.fsum(weight * right[word] for word, weight in left.items() if word in right)


def _share_capitals(a: Signs, b: Signs, rarities: Rarities) -> float:
    shared = math.fsum(rarities.rate(word) ** 3 for word in a.capitals & b.capitals)
    return shared / math.sqrt(1 + min(len(a.capitals), len(b.capitals)))


def _gap(a: Signs, b: Signs) -> int:
    if a.published is None or b.published is None:
        return _UNKNOWN_GAP
    return abs(a.published - b.published)


def score_link(signs: Mapping[str, float], weights: Weights) -> float:
    """Return the log-odds that two reports tell one story, from their signs."""
    return weights["base"] + math.fsum(weights[name] * value for name, value in signs.items())


def explain_link(
    new: Signs, old: Signs, rarities: Rarities, parts: Mapping[str, float]
) -> tuple[Reason, ...]:
    """Return what speaks for and against the two being one story, in words to be shown.

    `parts` holds what each sign adds to the score, or takes from it.
    """
    details = [*_list_shared(new, old, rarities), *_list_unlike(new, old)]
    return tuple(
        Reason(name=name, detail=detail, score=round(parts[name], 2)) for name, detail in details
    )


def _list_shared(new: Signs, old: Signs, rarities: Rarities) -> Iterator[tuple[str, str]]:
    for name, shared in (
        ("name", new.names & old.names),
        ("places", new.places & old.places),
        ("capitals", new.capitals & old.capitals),
        ("headline", new.headline & old.headline),
        ("words", new.words.keys() & old.words.keys()),
        ("ages", new.ages & old.ages),
    ):
        rarest = sorted(shared, key=lambda term: (-rarities.rate(term), term))[:_SHOWN]
        if rarest:
            yield name, f"{_SHARED[name]}: {', '.join(rarest)}"
    days = sorted(
        day for day in new.days.keys() & old.days.keys() if new.days[day] or old.days[day]
    )
    if days:
        named = ", ".join(date.fromordinal(day).isoformat() for day in days[:_SHOWN])
        yield "days", f"days named in both: {named}"


def _list_unlike(new: Signs, old: Signs) -> Iterator[tuple[str, str]]:
    for name, left, right in (
        ("ages", new.ages, old.ages),
        ("places", new.places, old.places),
        ("days", new.days.keys(), old.days.keys()),
    ):
        if left and right and not left & right:
            yield f"other {name}", f"both name {_PLAIN[name]}, none of them the same"
    if new.published is not None and old.published is not None:
        days = abs(new.published - old.published)
        yield "gap", f"published {days} {'day' if days == 1 else 'days'} apart"
    if new.outlet is not None and new.outlet == old.outlet:
        yield "outlet", "from one outlet, which seldom reports the same thing twice"
