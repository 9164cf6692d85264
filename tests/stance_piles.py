"""Small stories for tests of stances: the text of each report by its outlet, read whole."""

from functools import cache

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
