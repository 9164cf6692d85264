"""The laws of claims: order doesn't matter, a copy adds no party and no origin, no chance."""

from functools import cache
from itertools import permutations

import pytest

from onrecord.config import DEFAULT
from onrecord.pipeline import read_one
from onrecord.records import Claim, Evidence, Story
from onrecord.story.stories import link_story
from piles import read_report

REPORTS = {
    "post": "The siren never sounded when the gas spread through the plant, two workers said. "
    "The company accused nobody.\n\nMaren Foods did not respond to requests for comment.\n",
    "ledger": "Managers were told in November that the pipe had rusted, an official who asked not "
    "to be named said. Maren Foods denied that its managers had been told of the pipe.\n\n"
    "Seven people were killed, rescue chief Mara Quist told reporters on Tuesday.\n",
    "times": "The sirens did not sound, a worker told this newspaper. Seven people died.\n\n"
    "“That is false,” the director of Maren Foods, Ruben Stahl, said of the report that "
    "managers were told in November of a rusted pipe.\n",
}


@cache
def read(name: str, text: str = "") -> Evidence:
    known = {"published": "2031-01-14", "publisher": f"The {name}"}
    return read_one(read_report(text or REPORTS[name], name, **known).document, DEFAULT)


@cache
def build(*names: str) -> Story:
    copied = {"copy": REPORTS["ledger"]}
    return link_story([read(name, copied.get(name, "")) for name in names], [])


@pytest.mark.parametrize("order", list(permutations(REPORTS)), ids=" ".join)
def test_the_order_of_reports_does_not_matter(order: tuple[str, ...]) -> None:
    first, other = build(*REPORTS), build(*order)
    assert other.claims == first.claims
    assert other.comparisons == first.comparisons


def test_there_is_something_to_hold_the_laws_against() -> None:
    assert len(build(*REPORTS).claims) >= 2
    assert any(len(summarize(build(*REPORTS), claim)[0]) > 1 for claim in build(*REPORTS).claims)


def test_the_same_reports_give_the_same_claims() -> None:
    evidence = [read(name) for name in REPORTS]
    assert link_story(evidence, []) == link_story(evidence, [])


def test_a_verbatim_copy_adds_no_party_and_no_origin() -> None:
    alone, copied = build(*REPORTS), build(*REPORTS, "copy")
    before = {label(alone, claim): summarize(alone, claim) for claim in alone.claims}
    after = {label(copied, claim): summarize(copied, claim) for claim in copied.claims}
    assert before.items() <= after.items()


def label(story: Story, claim: Claim) -> str:
    texts = {one.document.id: one.document.text for one in story.evidence}
    return claim.label.of(texts[claim.label.document_id])


def summarize(story: Story, claim: Claim) -> tuple[frozenset[str], int]:
    """Return the parties of a claim, a report in its own voice by its origin, and its origins."""
    names = {entity.id: entity.name for entity in story.entities}
    origins = {d: n for n, origin in enumerate(story.origins) for d in origin.document_ids}
    parties = {
        names[s.entity_id] if s.entity_id else f"origin {origins[s.document_id]}"
        for s in claim.stances
    }
    return frozenset(p if not p.startswith("origin") else "a report" for p in parties), len(
        claim.origin_ids
    )
