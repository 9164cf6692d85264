"""Nested claims: those that are only a part of another claim's words, each time they are said.

"The party will split" where "the party will split before the vote" is a claim of the same reports:
one row is enough, the fuller one, as long as nobody takes another stand on the part.
"""

from collections.abc import Mapping

from onrecord.intervals import Intervals
from onrecord.records import Act, Claim

Stand = tuple[str | None, str, Act]


def find_nested(claims: Mapping[int, Claim]) -> list[int]:
    """Return which claims add nothing to another one, whose words hold all of theirs."""
    held: dict[str, list[tuple[int, int, int]]] = {}
    for number, claim in claims.items():
        for span in claim.spans:
            held.setdefault(span.document_id, []).append((span.start, span.end, number))
    places = {document: Intervals(stretches) for document, stretches in held.items()}
    return [number for number in claims if _is_nested(number, claims, places)]


def _is_nested(
    number: int, claims: Mapping[int, Claim], places: Mapping[str, Intervals[int]]
) -> bool:
    claim = claims[number]
    around: set[int] | None = None
    for span in claim.spans:
        holding = set(places[span.document_id].covering(span.start, span.end)) - {number}
        around = holding if around is None else around & holding
        if not around:
            return False
    stands = _list_stands(claim)
    return any(
        claims[other].spans != claim.spans and stands <= _list_stands(claims[other])
        for other in around or ()
    )


def _list_stands(claim: Claim) -> set[Stand]:
    return {(stance.entity_id, stance.document_id, stance.act) for stance in claim.stances}
