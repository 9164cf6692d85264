"""Claims of small invented stories, read by the whole pipeline: what is one, who stands where."""

from functools import cache

import pytest

from onrecord.config import DEFAULT
from onrecord.pipeline import read_one
from onrecord.records import Act, Comparison, Evidence, Story, Verdict
from onrecord.story.stories import link_story
from piles import read_report
from stance_piles import DAY, positions, words_of


@cache
def read(text: str, name: str) -> Evidence:
    return read_one(
        read_report(text, name, published=DAY, publisher=f"The {name}").document, DEFAULT
    )


@cache
def build(*texts: str) -> Story:
    """Build the story of these reports, each by an outlet of its own."""
    return link_story([read(text, f"Outlet {n}") for n, text in enumerate(texts, 1)], [])


def together(story: Story, left: str, right: str) -> bool:
    """Say whether two wordings are in one claim."""
    held = [words_of(story, claim) for claim in story.claims]
    return any(
        any(left in words for words in claim) and any(right in words for words in claim)
        for claim in held
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param(
            "The company switched off the gas detectors",
            "Ostgrad Coal turned off the gas detectors",
            True,
            id="paraphrase",
        ),
        pytest.param(
            "An explosion killed 14 miners at the pit",
            "At the pit 14 miners were killed by an explosion",
            True,
            id="voice",
        ),
        pytest.param(
            "An explosion killed 14 miners at the pit",
            "An explosion killed 15 miners at the pit",
            False,
            id="another-number",
        ),
        pytest.param(
            "An explosion killed 14 miners at the pit",
            "An explosion killed at least 14 miners at the pit",
            False,
            id="another-bound",
        ),
        pytest.param(
            "Norvia has sent the tanks to Estmark",
            "Norvia will send the tanks to Estmark",
            False,
            id="planned-is-not-done",
        ),
        pytest.param(
            "The siren sounded in the packing hall",
            "The siren did not sound in the packing hall",
            False,
            id="the-opposite",
        ),
        pytest.param(
            "The inspectors fined the owner",
            "The president visited the mine",
            False,
            id="something-else",
        ),
        pytest.param(
            "The guards had left their posts before midnight",
            "Nobody was on watch after twelve at night",
            True,
            id="no-word-in-common",
            marks=pytest.mark.xfail(
                strict=True,
                reason="no word is shared, and the vectors do not lie near enough",
            ),
        ),
        pytest.param(
            "The thieves got away with the silver cup",
            "The trophy was stolen by the burglars",
            True,
            id="other-words-for-all",
        ),
        pytest.param(
            "The thieves broke a window of the museum",
            "The thieves escaped from the museum in a van",
            False,
            id="the-same-people-doing-something-else",
        ),
    ],
)
def test_what_is_one_claim(left: str, right: str, same: bool) -> None:
    story = build(f"{left}, the mayor of Korvat said.", f"{right}, a doctor told reporters.")
    assert together(story, left, right) is same


def test_a_denial_stands_against_what_it_denies() -> None:
    story = build(
        "Ostgrad Coal switched off the gas detectors, miner Jan Rask said.",
        "Ostgrad Coal denied that it had switched off the gas detectors.",
    )
    found = positions(story, "switched off the gas detectors")
    assert ("Jan Rask", Act.SAYS) in found
    assert ("Ostgrad Coal", Act.DENIES) in found


def test_a_pointing_denial_finds_the_claim_right_before_it() -> None:
    story = build(
        "The miners' union accused Ostgrad Coal of switching off the gas detectors. "
        "Ostgrad Coal rejected the accusation.",
        "Ostgrad Coal had switched off the gas detectors, miner Jan Rask said.",
    )
    assert ("Ostgrad Coal", Act.DENIES) in positions(story, "switched off the gas detectors")


def test_a_silence_about_nothing_told_before_is_on_no_claim() -> None:
    story = build(
        "The bridge will be painted green, the mayor of Korvat said. "
        "Kessane Works did not respond to requests for comment."
    )
    assert not any(act is Act.NO_RESPONSE for _, act in positions(story, ""))


def test_what_one_party_says_once_is_no_claim() -> None:
    assert build("The bridge will be painted green, the mayor of Korvat said.").claims == ()


def test_a_claim_turned_by_another_party_is_a_contradiction() -> None:
    story = build(
        "The siren sounded in the packing hall, the company's director said.",
        "The siren did not sound in the packing hall, three workers said.",
    )
    (found,) = _between_claims(story)
    assert found.verdict is Verdict.CONTRADICTS
    assert found.reasons[0].spans


def _between_claims(story: Story) -> list[Comparison]:
    ids = {claim.id for claim in story.claims}
    return [each for each in story.comparisons if {each.left_id, each.right_id} <= ids]


def test_every_claim_of_several_wordings_carries_reasons_with_spans() -> None:
    story = build(
        "Ostgrad Coal switched off the gas detectors, miner Jan Rask said.",
        "The company turned off the gas detectors, a former manager told the radio.",
    )
    (claim,) = story.claims
    assert len(claim.spans) == 2
    assert all(reason.spans for reason in claim.reasons)


@pytest.mark.parametrize(
    ("answer", "act"),
    [
        pytest.param("Ostgrad Coal has denied it.", Act.DENIES, id="denied-it"),
        pytest.param(
            "Ostgrad Coal called the allegation baseless.", Act.DENIES, id="called-it-baseless"
        ),
        pytest.param(
            "Ostgrad Coal rejected the allegation as nonsense.", Act.DENIES, id="as-nonsense"
        ),
    ],
)
def test_an_answer_that_only_points(answer: str, act: Act) -> None:
    story = build(f"Ostgrad Coal switched off the gas detectors, miner Jan Rask said. {answer}")
    assert ("Ostgrad Coal", act) in positions(story, "switched off the gas detectors")


def test_who_neither_confirms_nor_denies_declines() -> None:
    story = build(
        "Ostgrad Coal switched off the gas detectors, miner Jan Rask said.",
        "Ostgrad Coal would neither confirm nor deny that it had switched off the gas detectors.",
    )
    found = positions(story, "switched off the gas detectors")
    assert ("Ostgrad Coal", Act.DECLINED_TO_COMMENT) in found
    assert ("Ostgrad Coal", Act.DENIES) not in found


def test_an_outlet_that_relays_is_no_party() -> None:
    story = build(
        "Ostgrad Coal switched off the gas detectors, miner Jan Rask said.",
        "Ostgrad Coal switched off the gas detectors, the Outlet 1 reported.",
    )
    parties = {party for party, _ in positions(story, "switched off the gas detectors")}
    assert not any("Outlet" in party for party in parties)


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        pytest.param(
            "General Lev Dargan was killed at Kessen",
            "General Lev Dargan is alive",
            True,
            id="killed-and-alive",
        ),
        pytest.param(
            "The ship was inside Tamurian waters",
            "The ship was outside Tamurian waters",
            True,
            id="inside-and-outside",
        ),
        pytest.param(
            "General Lev Dargan was killed at Kessen",
            "The river Kessen is alive with fish",
            False,
            id="another-thing",
        ),
        pytest.param(
            "Burglars emptied the safe on Tuesday night",
            "Nothing was missing from the safe",
            True,
            id="emptied-and-nothing-missing",
            marks=pytest.mark.xfail(
                strict=True,
                reason="no verb turned, no opposites of the table, and not read as surely contrary",
            ),
        ),
        pytest.param(
            "The helmsman was asleep when the ferry struck the pier",
            "The helmsman was wide awake at the wheel",
            True,
            id="asleep-and-awake",
            marks=pytest.mark.xfail(
                strict=True,
                reason="no verb turned, no opposites of the table, and not read as surely contrary",
            ),
        ),
        pytest.param(
            "The shot was fired by a soldier at the gate",
            "The shot was fired by a demonstrator",
            True,
            id="another-hand",
            marks=pytest.mark.xfail(
                strict=True,
                reason="no verb turned, no opposites of the table, and not read as surely contrary",
            ),
        ),
        pytest.param(
            "The company will close the plant next year",
            "The plant was working as usual on Monday",
            False,
            id="planned-and-now",
        ),
        pytest.param(
            "Ten people were hurt in the stand",
            "Ten people were arrested in the stand",
            False,
            id="another-thing-done-to-as-many",
        ),
        pytest.param(
            "The managers had been told of the crack in March",
            "The bridge fell in September",
            False,
            id="before-and-after",
        ),
    ],
)
def test_opposites_contradict(left: str, right: str, found: bool) -> None:
    story = build(f"{left}, the mayor of Korvat said.", f"{right}, a doctor told reporters.")
    verdicts = [c.verdict for c in story.comparisons]
    assert (Verdict.CONTRADICTS in verdicts) is found


def test_words_that_are_no_claim_by_themselves_make_none_when_opposed() -> None:
    story = build("“She is dead,” Jan Rask said.", "“She is alive,” the mayor of Korvat said.")
    assert all(words_of(story, claim) for claim in story.claims)


def test_another_country_doing_it_is_another_claim() -> None:
    left, right = "Russian troops invaded Ukraine", "Ukrainian troops invaded Russia"
    story = build(f"{left}, the mayor of Korvat said.", f"{right}, a doctor told reporters.")
    assert not together(story, left, right)


def test_what_is_not_clear_contradicts_nothing() -> None:
    story = build(
        "It is not clear whether the miners entered the shaft, the mayor of Korvat said.",
        "The miners entered the shaft, a doctor told reporters.",
    )
    assert not [c for c in story.comparisons if c.verdict is Verdict.CONTRADICTS]


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("The minister’s remarks came a day after the harvest fair.", "The minister’s remarks"),
        ("The canal will be closed if the dam at Orsk breaks again.", "the dam at Orsk"),
        ("The ministry paid for every repair the river board had asked for.", "the river board"),
    ],
    ids=["remarks came", "a condition", "stranded"],
)
def test_what_only_leads_over_is_no_claim(words: str, gone: str) -> None:
    story = build(f"Town news. {words}", f"Late edition. {words}")
    held = [one for claim in story.claims for one in words_of(story, claim)]
    assert not any(one.startswith(gone) for one in held)


def test_what_comes_somewhere_is_a_claim() -> None:
    words = "Forty tankers of water came to the village of Orsk by rail."
    story = build(words, words.replace("Forty", "At dawn, forty"))
    assert any("tankers" in one for claim in story.claims for one in words_of(story, claim))


def test_a_part_of_a_claim_is_told_once_unless_somebody_denies_it() -> None:
    words = "The mine will close next spring to save the river from its waste."
    story = build(f"{words} Owners met.", f"{words} Miners met.")
    spans = [set(claim.spans) for claim in story.claims]
    for one in spans:
        for other in spans:
            assert one == other or not all(
                any(span != around and around.covers(span) for around in other) for span in one
            )
