"""Small stories for tests of stances: the text of each report by its outlet, read whole."""

from functools import cache

from onrecord.config import DEFAULT
from onrecord.pipeline import read_one
from onrecord.records import Act, Claim, Evidence, Story
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
    return positions(build(tuple(reports.items())), words)


def positions(story: Story, words: str) -> set[tuple[str, Act]]:
    """Return (party, act) on the claims that have a wording with these words in it."""
    names = {entity.id: entity.name for entity in story.entities}
    return {
        (names.get(stance.entity_id or "", "-"), stance.act)
        for claim in story.claims
        if any(words in wording for wording in words_of(story, claim))
        for stance in claim.stances
    }


def words_of(story: Story, claim: Claim) -> list[str]:
    texts = {one.document.id: one.document.text for one in story.evidence}
    return [span.of(texts[span.document_id]) for span in claim.spans]


@cache
def build(reports: tuple[tuple[str, str], ...]) -> Story:
    return link_story(
        [read(text, f"r{n}", publisher) for n, (publisher, text) in enumerate(reports)], []
    )
