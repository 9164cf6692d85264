"""Nested claims: those that are only a part of another claim's words, each time they are said.

"The party will split" where "the party will split before the vote" is a claim of the same reports:
one row is enough, the fuller one, as long as nobody takes another stand on the part.
"""

from collections.abc import Mapping

from onrecord.intervals import Intervals
from onrecord.records import Act, Claim

Stand = tuple[str | None, str, Act]


def find_nested(claims: Mapping[int, Claim]) -> list[int]:
    """Return which claims add nothing to another one, whose words hold all of theirs.

    Of two that hold each other's words the first stays.
    """
    held: dict[str, list[tuple[int, int, int]]] = {}
    for number, claim in claims.items():
        for span in claim.spans:
            held.setdefault(span.document_id, []).append((span.start, span.end, number))
    places = {document: Intervals(stretches) for document, stretches in held.items()}
    around = {number: _find_around(number, claim, places) for number, claim in claims.items()}
    stands = {number: _list_stands(claim) for number, claim in claims.items()}
    return [
        number
        for number in claims
        if any(
            stands[number] <= stands[other]
            and (number not in around[other] or stands[number] < stands[other] or other < number)
            for other in around[number]
        )
    ]


def _find_around(number: int, claim: Claim, places: Mapping[str, Intervals[int]]) -> set[int]:
    """Return the other claims that hold each of a claim's wordings in one of theirs."""
    holding = (set(places[span.document_id].covering(span.start, span.end)) for span in claim.spans)
    return set.intersection(*holding) - {number}


def _list_stands(claim: Claim) -> set[Stand]:
    return {(stance.entity_id, stance.document_id, stance.act) for stance in claim.stances}
