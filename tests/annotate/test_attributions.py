"""From the model's offsets to quotations: kinds, continuations, days freed from contents."""

import pytest

from onrecord.annotate.attributions import (
    CONTINUATION,
    free_dates,
    make_quotations,
)
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.sources import complete_sources, draw_sources, drop_causes
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.records import Quotation, StatementKind

PUBLISHED = "2024-05-17"


def tag(text: str, source: str, cue: str, *contents: str) -> DocumentTags:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    raw = RawAttribution(
        source=(place(source),), cue=place(cue), contents=tuple(map(place, contents)), score=1.0
    )
    return DocumentTags(attributions=(raw,))


KINDS = [
    ("“It will hold,” Okoro said.", "“It will hold,”", StatementKind.DIRECT),
    ("Okoro said it will hold.", "it will hold", StatementKind.INDIRECT),
    ("Okoro said it will “hold for years”.", "it will “hold for years”", StatementKind.MIXED),
    ('"It will hold," Okoro said.', '"It will hold,"', StatementKind.DIRECT),
    ("''It will hold,'' Okoro said.", "''It will hold,''", StatementKind.DIRECT),
]


@pytest.mark.parametrize(("text", "content", "kind"), KINDS)
def test_the_kind_follows_the_quotation_marks(text: str, content: str, kind: StatementKind) -> None:
    (quotation,) = make_quotations(text, tag(text, "Okoro", "said", content), "d")
    assert quotation.kind is kind


def test_a_quoted_paragraph_goes_on_with_the_speaker_before_it() -> None:
    text = "“It will hold,” Okoro said.\n“We have looked at every gate and found nothing.”"
    first, second = make_quotations(text, tag(text, "Okoro", "said", "“It will hold,”"), "d")
    assert (second.method, second.source) == (CONTINUATION, first.source)
    assert second.contents[0].of(text) == "“We have looked at every gate and found nothing.”"


def test_a_quoted_paragraph_after_plain_prose_is_nobodys() -> None:
    text = "“It will hold,” Okoro said.\nThe rain went on.\n“Nobody slept a wink that night.”"
    found = make_quotations(text, tag(text, "Okoro", "said", "“It will hold,”"), "d")
    assert len(found) == 1


DAYS = [
    ("Okoro said Wednesday there is evidence.", "Wednesday there is evidence", "there is evidence"),
    ("Okoro said Wednesday was a bad day.", "Wednesday was a bad day", "Wednesday was a bad day"),
    ("Okoro said there is hope.", "there is hope", "there is hope"),
]


@pytest.mark.parametrize(("text", "content", "freed"), DAYS)
def test_the_day_of_saying_is_not_part_of_what_was_said(
    text: str, content: str, freed: str
) -> None:
    quotations: tuple[Quotation, ...] = make_quotations(
        text, tag(text, "Okoro", "said", content), "d"
    )
    tokens, sentences = parse_text(text)
    timexes = find_timexes(text, tokens, sentences, PUBLISHED, "d")
    (quotation,) = free_dates(quotations, timexes, tokens)
    assert quotation.contents[0].of(text) == freed


CUT = [
    ("Secretary Ana Ruiz said it will hold.", "Secretary Ana", "Secretary Ana Ruiz"),
    ("Secretary Ana Ruiz said it will hold.", "Secretary", "Secretary"),
]


@pytest.mark.parametrize(("text", "source", "whole"), CUT)
def test_a_source_never_ends_inside_a_name(text: str, source: str, whole: str) -> None:
    (found,) = make_quotations(text, tag(text, source, "said", "it will hold"), "d")
    mentions = find_mentions(text, [(10, 18, "PERSON")], "d")
    (quotation,) = complete_sources([found], mentions)
    assert quotation.source is not None
    assert quotation.source.of(text) == whole


DRAWN = [
    ("Ruiz delegates said it will hold.", "Ruiz", "Ruiz delegates"),
    ("The angry delegates said it will hold.", "The", "The angry delegates"),
    ("Ruiz said it will hold.", "Ruiz", "Ruiz"),
    ("Ruiz's claim that it will hold was new.", "Ruiz's", "Ruiz's"),
    (
        "The clerk who saw the wall had, in a note, said it will hold.",
        "The clerk who saw the wall had",
        "The clerk who saw the wall",
    ),
    ("Those who are said it will hold.", "Those who are", "Those who are"),
]


@pytest.mark.parametrize(("text", "source", "whole"), DRAWN)
def test_a_source_has_its_noun(text: str, source: str, whole: str) -> None:
    cue = "claim" if "claim" in text else "said"
    found = make_quotations(text, tag(text, source, cue, "it will hold"), "d")
    (quotation,) = draw_sources(found, parse_text(text)[0])
    assert quotation.source is not None
    assert quotation.source.of(text) == whole


RUNS_ON = [
    ("“It is late,” said Okoro, an engineer. “It was always going to be late.”", 2),
    ("“It is late,” said Okoro, an engineer. The mayor wept. “It was always going to be.”", 1),
    ("“It is late,” said Okoro, an engineer. “Late again.”", 1),
    ("“It is late,” said Okoro, an engineer.\nLund: “It was always going to be late.”", 1),
]


@pytest.mark.parametrize(("text", "contents"), RUNS_ON)
def test_quoted_words_right_after_a_quotation_belong_to_it(text: str, contents: int) -> None:
    found = make_quotations(text, tag(text, "Okoro, an engineer", "said", "“It is late,”"), "d")
    assert len(found) == 1
    assert len(found[0].contents) == contents


CAUSES = [
    ("The launch came late, raising concerns that it will hold.", "The launch", "raising concerns"),
    ("The launch sparked fears that it will hold.", "The launch", "sparked fears"),
]


@pytest.mark.parametrize(("text", "source", "cue"), CAUSES)
def test_what_raises_fears_does_not_fear(text: str, source: str, cue: str) -> None:
    found = make_quotations(text, tag(text, source, cue, "it will hold"), "d")
    (quotation,) = drop_causes(found, parse_text(text)[0], ())
    assert quotation.source is None


def test_who_raises_concerns_has_them() -> None:
    text = "The mayor raised concerns that it will hold."
    found = make_quotations(text, tag(text, "The mayor", "raised concerns", "it will hold"), "d")
    (quotation,) = drop_causes(found, parse_text(text)[0], ())
    assert quotation.source is not None
