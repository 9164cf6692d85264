"""Clauses as propositions: where they are cut, who does what, what turns them, and how real."""

from dataclasses import replace

import pytest

from onrecord.annotate.syntax import parse_text
from onrecord.extract.propositions import extract_propositions
from onrecord.records import (
    Act,
    AnnotatedDocument,
    Attribution,
    Block,
    BlockKind,
    Document,
    Factuality,
    Proposition,
    Provenance,
    Realis,
    Span,
    Statement,
    StatementKind,
)


def read(text: str, content: str = "", cue: str = "", act: Act = Act.SAYS) -> list[Proposition]:
    """Read one sentence; `content` is what a statement in it says, `cue` its word of saying."""
    block = Block(span=Span(document_id="d", start=0, end=len(text)), kind=BlockKind.PARAGRAPH)
    document = Document(id="d", path="d.txt", text=text, blocks=(block,))
    tokens, sentences = parse_text(text)
    annotated = AnnotatedDocument(document=document, tokens=tokens, sentences=sentences)
    statements = [make(text, content, cue, act)] if content else []
    return list(extract_propositions(annotated, statements))


def make(text: str, content: str, cue: str, act: Act) -> Statement:
    spans = [
        Span(document_id="d", start=text.index(words), end=text.index(words) + len(words))
        for words in (content, cue)
    ]
    return Statement(
        id="s",
        document_id="d",
        kind=StatementKind.INDIRECT,
        act=act,
        attribution=Attribution(source=None, speaker=None),
        cue=spans[1],
        contents=(spans[0],),
        factuality=Factuality(),
        provenance=Provenance(spans=tuple(spans), method="by hand", confidence=1.0),
    )


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("The wall collapsed.", ["The wall collapsed"], id="one"),
        pytest.param(
            "The wall collapsed and the water reached the village.",
            ["The wall collapsed", "the water reached the village"],
            id="two-side-by-side",
        ),
        pytest.param(
            "The bridge fell because its cables had rusted.",
            ["The bridge fell because its cables had rusted", "its cables had rusted"],
            id="a-reason-stays-and-stands-for-itself",
        ),
        pytest.param(
            "The managers learned that the pipe was rusted.",
            ["The managers learned that the pipe was rusted", "the pipe was rusted"],
            id="what-is-learned-stays-and-stands-for-itself",
        ),
    ],
)
def test_clauses_are_cut_where_they_end(text: str, clauses: list[str]) -> None:
    assert [made.span.of(text) for made in read(text)] == clauses


def test_words_of_saying_are_no_proposition() -> None:
    text = "The mayor said that the gates were shut."
    found = read(text, "that the gates were shut", "said")
    assert [made.span.of(text) for made in found] == ["the gates were shut"]
    assert found[0].statement_id == "s"


def test_what_an_accusation_is_of_is_a_proposition() -> None:
    text = "The union accused the owner of hiding the report."
    (made,) = read(text, "the owner of hiding the report", "accused", Act.ACCUSES)
    assert made.lemma == "hide"
    assert made.subject is not None
    assert made.subject.of(text) == "the owner"


def test_a_noun_phrase_is_told_of_but_not_told() -> None:
    text = "The company rejected the accusation."
    (made,) = read(text, "the accusation", "rejected", Act.DENIES)
    assert made.nominal


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        pytest.param("The siren did not sound.", True, id="not"),
        pytest.param("Nobody rang the bell.", True, id="nobody"),
        pytest.param("The ship carried no weapons.", True, id="no"),
        pytest.param("The crew failed to close the valve.", True, id="failed-to"),
        pytest.param("The siren sounded.", False, id="plain"),
        pytest.param("The ship carried nothing but barley.", False, id="nothing-but"),
        pytest.param("The minister gave the order, not the mayor.", False, id="contrast"),
    ],
)
def test_negations_turn_a_clause(text: str, turned: bool) -> None:
    assert bool(read(text)[0].negations) is turned


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        pytest.param("Norvia sent fifty tanks.", Realis.ACTUAL, id="done"),
        pytest.param("Norvia will send fifty tanks.", Realis.FUTURE, id="will"),
        pytest.param("Pilots are to walk out on Monday.", Realis.FUTURE, id="are-to"),
        pytest.param("Norvia plans to send fifty tanks.", Realis.FUTURE, id="plans-to"),
        pytest.param("The wall could fail.", Realis.HYPOTHETICAL, id="could"),
        pytest.param("The wall may have failed.", Realis.ACTUAL, id="may-have"),
        pytest.param("The wall will fail if the rain goes on.", Realis.HYPOTHETICAL, id="if"),
    ],
)
def test_what_is_planned_or_possible_is_not_what_happened(text: str, realis: Realis) -> None:
    assert read(text)[0].realis is realis


@pytest.mark.parametrize(
    ("text", "subject", "done_to"),
    [
        pytest.param("Police arrested the driver.", "Police", "the driver", id="active"),
        pytest.param("The driver was arrested by police.", "police", "The driver", id="passive"),
        pytest.param("The driver was arrested.", None, "The driver", id="no-agent"),
    ],
)
def test_who_did_it_whatever_the_voice(text: str, subject: str | None, done_to: str) -> None:
    (made,) = read(text)
    assert (made.subject.of(text) if made.subject else None) == subject
    assert made.object is not None
    assert made.object.of(text) == done_to


def test_a_clause_of_a_noun_belongs_to_the_innermost_statement() -> None:
    text = "The court rejected any suggestion that Okoro had been coached, Ruiz said."
    inner = make(text, "any suggestion that Okoro had been coached", "rejected", Act.DENIES)
    outer = make(text, text.split(",")[0], "said", Act.SAYS)
    block = Block(span=Span(document_id="d", start=0, end=len(text)), kind=BlockKind.PARAGRAPH)
    document = Document(id="d", path="d.txt", text=text, blocks=(block,))
    tokens, sentences = parse_text(text)
    annotated = AnnotatedDocument(document=document, tokens=tokens, sentences=sentences)
    statements = [replace(outer, id="outer"), replace(inner, id="inner")]
    found = extract_propositions(annotated, statements)
    assert [one.statement_id for one in found if "coached" in one.span.of(text)] == ["inner"]
