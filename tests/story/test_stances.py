"""Where an answer belongs that only points at what others said, in small invented stories."""

import pytest

from onrecord.records import Act, Span, Stance
from onrecord.story.stances import Positions
from stance_piles import take_positions

BRIDGE = "The bridge at Brenn had been closed for a year, a builder said on Monday."
POINTED = [
    pytest.param(
        "The bridge at Brenn had been closed for a year, a builder said. Kes Works denied it.",
        "had been closed for a year",
        ("Kes Works", Act.DENIES),
        id="it-is-not-who-denies",
    ),
    pytest.param(
        "Rafiq Ustinde, the engineer, said the bridge at Brenn had been closed for a year. "
        "Nadia Oserin said that 40 boats were waiting. Kes Works called the engineer's claims "
        "baseless.",
        "had been closed for a year",
        ("Kes Works", Act.DENIES),
        id="whose-claims",
    ),
    pytest.param(
        "A builder said the bridge at Brenn had been closed for a year when the ice came. "
        "Kes Works rejected this as nonsense.",
        "had been closed for a year",
        ("Kes Works", Act.DENIES),
        id="the-main-clause",
    ),
    pytest.param(
        "The bridge at Brenn had been closed for a year, a builder said. The Valley Echo could "
        "not establish how long the bridge had been closed.",
        "had been closed for a year",
        ("Valley Echo", Act.COULD_NOT_CONFIRM),
        id="could-not-establish",
    ),
    pytest.param(
        "Forty boats were waiting, Kes Works said, rejecting reports that the bridge at Brenn "
        "had been closed for a year.",
        "had been closed for a year",
        ("Kes Works", Act.DENIES),
        id="rejecting",
    ),
    pytest.param(
        "The bridge at Brenn had been closed for a year, a boatman said. Kes Works did not reply "
        "to a request for comment.",
        "had been closed for a year",
        ("Kes Works", Act.NO_RESPONSE),
        id="right-after",
    ),
    pytest.param(
        "The bridge at Brenn had been closed for a year, according to photographs of boatmen. "
        "It snowed on Monday. Asked about the photographs, Kes Works declined to comment.",
        "had been closed for a year",
        ("Kes Works", Act.DECLINED_TO_COMMENT),
        id="by-what-shows-it",
    ),
    pytest.param(
        "The bridge at Brenn had been closed for a year, a boatman said. His claim was rejected "
        "by Kes Works.",
        "had been closed for a year",
        ("Kes Works", Act.DENIES),
        id="passive",
    ),
    pytest.param(
        "Kes Works confirmed on Monday that the bridge at Brenn had been closed for a year.",
        "had been closed for a year",
        ("Kes Works", Act.CONFIRMS),
        id="that-is-no-relative",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), POINTED)
def test_an_answer_is_a_stance_on_what_it_answers(
    text: str, words: str, expected: tuple[str, Act]
) -> None:
    found = take_positions({"The Port Herald": BRIDGE, "The Valley Echo": text}, words)
    assert expected in {(name.removeprefix("the "), act) for name, act in found}


def test_what_is_told_beside_a_demand_is_not_demanded() -> None:
    text = "A judge in Brenn ordered a recount on Monday, after the mayor produced a list of names."
    found = take_positions({"The Port Herald": text, "The Valley Echo": text}, "list of names")
    assert not {act for _, act in found} & {Act.ASKS}


@pytest.mark.parametrize(("end", "kept"), [(40, 1), (20, 2)], ids=["inside", "beside"])
def test_what_somebody_in_it_says_is_not_the_reports_own_voice(end: int, kept: int) -> None:
    def stance(party: str | None, start: int, stop: int) -> Stance:
        span = Span(document_id="d", start=start, end=stop)
        return Stance(entity_id=party, document_id="d", act=Act.SAYS, span=span)

    positions = Positions()
    positions.add(0, stance(None, 0, end))
    positions.add(0, stance("harbour office", 25, 40))
    positions.settle()
    assert len(positions.stances[0]) == kept
