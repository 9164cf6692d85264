"""Which claims are only a part of another one's words, and are told once."""

import pytest

from onrecord.records import Act, Claim, Span, Stance
from onrecord.story.claims.nested import find_nested


def make(*places: tuple[int, int], party: str = "vale") -> Claim:
    spans = tuple(Span(document_id="d", start=start, end=end) for start, end in places)
    stance = Stance(entity_id=party, document_id="d", act=Act.SAYS, span=spans[0])
    return Claim(id=str(places), label=spans[0], statement_ids=(), spans=spans, stances=(stance,))


@pytest.mark.parametrize(
    ("claims", "nested"),
    [
        ({1: make((0, 50)), 2: make((10, 40))}, [2]),
        ({1: make((10, 40)), 2: make((0, 50))}, [1]),
        ({1: make((0, 50)), 2: make((10, 40), (60, 70))}, []),
        ({1: make((0, 50)), 2: make((10, 40), party="orr")}, []),
        ({1: make((0, 50)), 2: make((5, 45)), 3: make((10, 40))}, [2, 3]),
        # Each holds all of the other's words: one of them stays.
        ({1: make((0, 50), (10, 40)), 2: make((0, 50), (20, 30))}, [2]),
    ],
    ids=["inside", "order", "more elsewhere", "another party", "chain", "each in the other"],
)
def test_of_nested_claims_the_fullest_stays(claims: dict[int, Claim], nested: list[int]) -> None:
    assert find_nested(claims) == nested
