"""Labels that can be read alone: chosen among wordings, cut, or widened inside their sentence."""

import pytest

from makers import find, make_document, make_statement
from onrecord.records import Act, Proposition, Span
from onrecord.story.claims.labels import choose_label
from onrecord.story.claims.wordings import Wording
from story.claims.test_growth import EMPTY

# What a clause is marked by in a row below: [the clause], subject, predicate, statement.
Row = tuple[str, str, str, tuple[str, str, Act] | None]


def make_wording(row: Row, number: int = 0) -> tuple[Wording, str, str]:
    marked, subject, predicate, said = row
    text = marked.replace("[", "").replace("]", "")
    document = make_document(text, path=f"{number}.txt")
    start = marked.index("[")
    span = Span(document_id=document.id, start=start, end=marked.index("]") - 1)
    who = find(document, subject) if subject else None
    statement = None
    if said:
        source, cue, act = said
        statement = make_statement(document, span.of(text), source=source, cue=cue, act=act)
    made = Proposition(
        id=str(number),
        document_id=document.id,
        span=span,
        predicate=find(document, predicate),
        lemma=predicate,
        terms=(),
        subject=who,
    )
    low = subject.lower()
    wording = Wording(
        proposition=made,
        reading=EMPTY,
        statement=statement,
        act=said[2] if said else Act.SAYS,
        date=None,
        weighs=True,
        whole=who is not None and span.covers(who) and low not in ("they", "he", "it", "we"),
        relative=span.of(text).startswith(("who ", "that ")) and not said,
    )
    return wording, document.id, text


def label(*rows: Row) -> str:
    made = [make_wording(row, number) for number, row in enumerate(rows)]
    texts = {document_id: text for _, document_id, text in made}
    span = choose_label([wording for wording, _, _ in made], texts)
    return span.of(texts[span.document_id])


PLAIN: Row = ("He said that [the old mill burned to the ground].", "the old mill",
              "burned", None)  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        ("Cole saw the men [who set the mill alight].", "", "set", None),
        ("Cole agreed [to burn the old mill].", "Cole", "burn", None),
        ("The roof fell, [burning the mill].", "The roof", "burning", None),
        ("It is hot [because the mill burned].", "the mill", "burned", None),
        ("Cole wondered [what the mill burned].", "the mill", "burned", None),
        ("They came back. [They burned it].", "They", "burned", None),
        ("Cole will pay if [the mill burned down].", "the mill", "burned", None),
        ("Cole feared [men burning the mill].", "men", "burning", None),
        ("[The mill burned].", "The mill", "burned", None),
    ],
    ids=["relative", "infinitive", "participle", "reason", "question", "pronoun", "condition",
         "no verb of its own", "three words"],
)  # fmt: skip
def test_a_clause_with_its_subject_is_preferred(other: Row) -> None:
    assert label(other, PLAIN) == label(PLAIN, other) == "the old mill burned to the ground"


def test_of_clauses_as_good_the_shortest_is_the_label() -> None:
    longer = ("[The old mill burned to the ground on a Tuesday].", "The old mill", "burned", None)
    assert label(longer, PLAIN) == "the old mill burned to the ground"


def test_a_clause_that_breaks_off_gives_way_to_a_whole_one() -> None:
    broken = ("[The mayor put the dead] moved there at ten.", "The mayor", "put", None)
    whole = ("[The mayor has put the number of the dead at ten].", "The mayor", "put", None)
    assert label(broken, whole).endswith("at ten")


def test_a_bare_verb_that_goes_on_is_broken_off() -> None:
    broken = ("[The aid for the camps comes] as prices rise.", "The aid", "comes", None)
    whole = ("[The aid for the camps has come from the coast by rail].", "The aid", "come", None)
    assert label(broken, whole).endswith("by rail")


@pytest.mark.parametrize(
    ("marked", "predicate", "expected"),
    [
        (
            "[The men are held because of the risk] that they flee to the coast, Cole said.",
            "held",
            "The men are held because of the risk that they flee to the coast",
        ),
        (
            "[The mill is tied to a fraud] which cost the town its bank. It burned.",
            "tied",
            "The mill is tied to a fraud which cost the town its bank",
        ),
        ("[The mill burned down that year] and the bank fell.", "burned",
         "The mill burned down that year"),
    ],
)  # fmt: skip
def test_what_breaks_off_in_every_wording_is_read_on(
    marked: str, predicate: str, expected: str
) -> None:
    subject = "The men" if "men" in marked else "The mill"
    assert label((marked, subject, predicate, None)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("[Thus far, the river has kept to its bed].", "the river", "kept", None),
            "the river has kept to its bed",
        ),
        (
            ("Fire crews met the men [who set the mill alight].", "the men", "set", None),
            "the men who set the mill alight",
        ),
        (
            ("Orla Cole told the court that [he had seen the fire].", "he", "seen",
             ("Orla Cole", "told", Act.SAYS)),
            "Orla Cole told the court that he had seen the fire",
        ),
        (
            ("The mill, she said, is lost if [the wind turns to the east].", "the wind", "turns",
             None),
            "if the wind turns to the east",
        ),
        (
            ("Dr. Orr told Col. Cole on Dec. 4 that [he had seen it].", "he", "seen",
             ("Dr. Orr", "told", Act.SAYS)),
            "Dr. Orr told Col. Cole on Dec. 4 that he had seen it",
        ),
        (
            ("Neither Cole nor Orr has said [he saw it].", "he", "saw",
             ("Cole nor Orr", "said", Act.SAYS)),
            "Neither Cole nor Orr has said he saw it",
        ),
        (
            ("If [the wind turned], the mill would be lost. It was.", "the wind", "turned", None),
            "If the wind turned",
        ),
        (
            ("Cole declined [to comment on reports of a second fire].", "Cole", "comment",
             ("Cole", "declined", Act.DECLINED_TO_COMMENT)),
            "reports of a second fire",
        ),
        (
            ("The army could not confirm [whether the bridge had fallen].", "the bridge",
             "fallen", ("The army", "confirm", Act.COULD_NOT_CONFIRM)),
            "The army could not confirm whether the bridge had fallen",
        ),
        (
            ("The mill’s owner, Cole, declined [to comment].", "Cole", "comment",
             ("The mill’s owner, Cole", "declined", Act.DECLINED_TO_COMMENT)),
            "The mill’s owner, Cole, declined to comment",
        ),
        (
            ("It rained. He left the mill and [burned his letters].", "", "burned", None),
            "He left the mill and burned his letters",
        ),
        (
            ("Cole said [the mill was “not worth a match]”, and left.", "the mill", "worth",
             ("Cole", "said", Act.SAYS)),
            "the mill was “not worth a match”",
        ),
        (
            ("It was he. [They burned it].", "They", "burned", ("he", "was", Act.SAYS)),
            "They burned it",
        ),
    ],
    ids=["adverb cut", "whom it tells of", "its speaker", "its condition",
         "short forms end nothing", "neither stays",
         "nothing beyond the clause",
         "the thing answered",
         "an answer about whether", "an answer about nothing", "its sentence", "closing mark",
         "never a pronoun for a speaker"],
)  # fmt: skip
def test_words_are_cut_or_widened_to_be_read_alone(row: Row, expected: str) -> None:
    assert label(row) == expected


def test_words_of_another_sentence_are_never_taken_in() -> None:
    row = ("Cole spoke first. Then the men left, [burning the mill].", "Cole", "burning", None)
    assert label(row) == "Then the men left, burning the mill"
