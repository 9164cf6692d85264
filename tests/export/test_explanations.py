"""A row in full, with nothing that a reader has no use for."""

from dataclasses import replace

import pytest

from makers import find, make_evidence, make_story
from onrecord.errors import StoreError
from onrecord.export.explanations import clean_words, explain_row
from onrecord.records import (
    Attribution,
    Comparison,
    DateValue,
    Hop,
    Reason,
    Role,
    Statement,
    Story,
    Verdict,
)


@pytest.fixture
def story() -> Story:
    """A story whose first statement has a value in every field."""
    evidence = make_evidence()
    document, first = evidence.document, evidence.statements[0]
    speaker = first.attribution.speaker
    assert speaker is not None
    role = Role(text="the water minister", span=find(document, "the water minister"))
    full = replace(
        first,
        attribution=Attribution(
            source=first.attribution.source,
            speaker=replace(speaker, roles=(role,)),
            via=(Hop(name="Osk Radio", span=find(document, "said")),),
        ),
        said=DateValue(value="2025-03-10", spans=(find(document, "Monday"),), rule="by the report"),
        headline=True,
    )
    made = make_story()
    entity = replace(made.entities[0], reasons=(Reason(name="last name", detail="Vale"),))
    return replace(
        made,
        evidence=(replace(evidence, statements=(full, evidence.statements[1])),),
        entities=(entity,),
        comparisons=(
            Comparison(
                left_id=full.id,
                right_id="other",
                verdict=Verdict.UNDECIDED,
                reasons=(Reason(name="no date", detail="neither says when"),),
            ),
        ),
    )


def first_statement(story: Story) -> Statement:
    return story.evidence[0].statements[0]


@pytest.mark.parametrize(
    "line",
    [
        "statement {id}",
        "  …he water minister, said on Monday that “[the wall will hold]”. "
        "About 1,200 people left their homes, …",
        "    reported by     Osk Radio: “said” [57, 61)",
        "  The Osk Courier, Dam wall cracks above Osk, 2025-03-11",
        "    as written      “Mira Vale, the water minister” [26, 55)",
        "      roles           “the water minister”",
        "  when said       2025-03-10: by the report",
        "  found by        by hand",
        "                  last name: Vale",
        "  compared        undecided with other",
    ],
)
def test_what_is_shown(story: Story, line: str) -> None:
    row = first_statement(story)
    shown = explain_row(story, row.id[:6])
    assert line.format(id=row.id) in shown.splitlines(), shown


@pytest.mark.parametrize("word", ["confidence", "score", "entity", "mention"])
def test_what_is_not_shown(story: Story, word: str) -> None:
    assert word not in explain_row(story, first_statement(story).id)


def test_every_row_with_an_id_can_be_explained(story: Story) -> None:
    evidence = story.evidence[0]
    for row in (*evidence.figures, *evidence.missed, *story.entities, *story.series):
        assert row.id in explain_row(story, row.id)


@pytest.mark.parametrize("row_id", ["", "abc", "ffffffff"])
def test_no_such_row(story: Story, row_id: str) -> None:
    with pytest.raises(StoreError, match="no row with this id"):
        explain_row(story, row_id)


def test_several_rows_begin_so(story: Story) -> None:
    evidence = story.evidence[0]
    twins = tuple(replace(each, id=f"aaaa{n}") for n, each in enumerate(evidence.statements))
    with pytest.raises(StoreError, match="aaaa0, aaaa1"):
        explain_row(replace(story, evidence=(replace(evidence, statements=twins),)), "aaaa")


def test_control_characters_are_replaced() -> None:
    assert clean_words("a\x1b[31m\x07é\ud800\n") == "a\ufffd[31m\ufffdé\ufffd\n"
