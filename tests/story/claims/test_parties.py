"""Whose position a statement is, in small invented stories read by the whole pipeline."""

from functools import cache

import pytest

from onrecord.config import DEFAULT
from onrecord.pipeline import read_one
from onrecord.records import Act, Evidence, Story
from onrecord.story.stories import link_story
from piles import read_report

DAY = "2031-05-06"


@cache
def read(text: str, name: str, publisher: str) -> Evidence:
    title, _, body = text.rpartition("\n\n")
    known = {"published": DAY, "publisher": publisher, "title": title or "News of the day"}
    return read_one(read_report(f"{title}\n\n{body}", name, **known).document, DEFAULT)


def take_positions(reports: dict[str, str], words: str) -> set[tuple[str, Act]]:
    """Return (party, act) on the claims with these words in one of their wordings."""
    story = build(tuple(reports.items()))
    names = {entity.id: entity.name for entity in story.entities}
    texts = {one.document.id: one.document.text for one in story.evidence}
    return {
        (names.get(stance.entity_id or "", "-"), stance.act)
        for claim in story.claims
        if any(words in span.of(texts[span.document_id]) for span in claim.spans)
        for stance in claim.stances
    }


@cache
def build(reports: tuple[tuple[str, str], ...]) -> Story:
    return link_story(
        [read(text, f"r{n}", publisher) for n, (publisher, text) in enumerate(reports)], []
    )


FERRY = "The ferry was overloaded when it left Brenn, {} said on Monday."


def test_a_body_that_speaks_together_with_others_is_a_party() -> None:
    found = take_positions(
        {
            "The Port Herald": FERRY.format("the Seamen's Union")
            + " The union has 900 members, the union said.",
            "Valley Echo": "The Seamen's Union called for an inquiry, the union said. "
            + FERRY.format("the union and two deckhands"),
        },
        "ferry was overloaded",
    )
    assert ("the union and two deckhands", Act.SAYS) in found
    assert any("Union" in name for name, _ in found)


def test_what_a_body_issues_itself_is_in_its_own_voice() -> None:
    found = take_positions(
        {
            "Ostgrad Coal": "Statement on our Brenn pit\n\nThe pit in Brenn is closed until "
            "further notice. We regret this.",
            "The Port Herald": "Pit shut\n\nThe pit in Brenn is closed until further notice, "
            "a driver said. Ostgrad Coal said it had found gas in a shaft.",
        },
        "pit in Brenn is closed",
    )
    assert ("Ostgrad Coal", Act.SAYS) in found
    assert ("-", Act.SAYS) not in found


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        pytest.param(
            "The Port Herald found that nine graves were dug in the yard.", True, id="found"
        ),
        pytest.param(
            "Nine graves were dug in the yard, the Port Herald reported.", False, id="told"
        ),
    ],
)
def test_an_outlet_is_a_party_only_to_what_it_found_itself(sentence: str, kept: bool) -> None:
    found = take_positions(
        {
            "The Port Herald": "Nine graves were dug in the yard, a sexton said.",
            "Valley Echo": f"Nine graves were dug in the yard, a priest said. {sentence}",
        },
        "graves were dug in the yard",
    )
    assert any("Port Herald" in name for name, _ in found) is kept
