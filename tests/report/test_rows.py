"""Statements as rows: the report's own word of refusing stands before what it is about."""

import pytest

from makers import make_document, make_statement
from onrecord.records import Act, Evidence, Story
from onrecord.report.views.pile import index_story
from onrecord.report.views.rows import describe_row


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("Vale declined to say when it broke.", "to say when it broke", "declined", "declined"),
        ("Vale denied on Monday that it broke.", "that it broke", "denied", "denied on Monday"),
        ("Vale did not reply.", (), "did not reply", "did not reply"),
        ("“It never broke,” Vale said in denial.", "“It never broke,”", "denial", ""),
        ("Vale denied it. He said it held.", "it held", "denied", ""),
        ("Vale denied it was “his fault”.", "“his fault”", "denied", "denied it was"),
        ("Neither Vale nor Orr has commented.", (), "has commented", ""),
        ("Vale, the minister, declined to say when.", "to say when", "declined", "declined"),
        ("Vale would not say when.", "when", "say", "would not say"),
        ("Vale, who was not in court, replied that it held.", "that it held", "replied", ""),
    ],
    ids=[
        "infinitive",
        "with its day",
        "nothing said",
        "said before",
        "another sentence",
        "quoted",
        "neither",
        "apposition",
        "negation before",
        "a negation aside",
    ],
)
def test_a_refusal_is_told_in_the_reports_own_word(
    text: str, content: str | tuple[str, ...], cue: str, expected: str
) -> None:
    document = make_document(text)
    row = make_statement(document, content, source="Vale", cue=cue, act=Act.DENIES)
    story = Story(evidence=(Evidence(document=document, statements=(row,)),))
    assert describe_row(index_story(story), row).cue == expected
