"""A built story in the shape of marks: every kind of row is found by its place."""

from makers import find, make_document, make_figure, make_statement
from onrecord.evaluate.foundstories import read_found
from onrecord.evaluate.metrics.storymarks import Pair, Place, Position, Taking
from onrecord.records import (
    Act,
    Block,
    BlockKind,
    Claim,
    Comparison,
    Derivation,
    DerivationKind,
    Drift,
    Entity,
    Evidence,
    Origin,
    Series,
    SpeakerKind,
    Stance,
    Story,
    Verdict,
)

LEFT = make_document(
    "Gate open\n\nRoth said the gate was open. Seven died.", "x/a.txt", publisher="The Post"
)
RIGHT = make_document("The gate stood wide, Dahl said. Nine died.", "x/b.txt", publisher="The Mail")
SAID = make_statement(LEFT, "the gate was open")
ALSO = make_statement(RIGHT, "The gate stood wide")
SEVEN, NINE = make_figure(LEFT, "Seven", 7, 7), make_figure(RIGHT, "Nine", 9, 9)


def place(file: str, words: str) -> Place:
    """Find words in one of the two reports."""
    text = (LEFT if file == "a.txt" else RIGHT).text
    return Place(file, text.index(words), text.index(words) + len(words))


CLAIM = Claim(
    id="c",
    label=find(LEFT, "the gate was open"),
    statement_ids=(SAID.id, ALSO.id),
    stances=(
        Stance(entity_id="e", document_id=LEFT.id, act=Act.SAYS, span=SAID.contents[0]),
        Stance(entity_id=None, document_id=RIGHT.id, act=Act.DENIES, span=ALSO.contents[0]),
    ),
    origin_ids=("o",),
)
STORY = Story(
    evidence=(
        Evidence(document=LEFT, statements=(SAID,), figures=(SEVEN,)),
        Evidence(document=RIGHT, statements=(ALSO,), figures=(NINE,)),
    ),
    entities=(
        Entity(
            id="e",
            name="Ilka Roth",
            kind=SpeakerKind.PERSON,
            names=("Ilka Roth", "Roth"),
            mentions=(find(LEFT, "Roth"),),
        ),
    ),
    claims=(CLAIM,),
    series=(Series(id="s", name="dead", unit=None, figure_ids=(SEVEN.id, NINE.id, "gone")),),
    drifts=(Drift(id="d", left_id=SAID.id, right_id=ALSO.id, edits=(), signs=("spliced",)),),
    comparisons=(
        Comparison(left_id="c", right_id=NINE.id, verdict=Verdict.CONTRADICTS),
        Comparison(left_id="gone", right_id=NINE.id, verdict=Verdict.SAME),
    ),
    derivations=(
        Derivation(id="1", kind=DerivationKind.COPY, document_id=RIGHT.id, from_id=LEFT.id),
        Derivation(id="2", kind=DerivationKind.CITATION, document_id=RIGHT.id, from_id=LEFT.id),
        Derivation(id="3", kind=DerivationKind.CITATION, document_id=LEFT.id, origin="Norfeld"),
    ),
    origins=(Origin(id="o", document_ids=(LEFT.id, RIGHT.id)),),
)
FOUND = read_found(STORY)


def test_claims_stand_where_their_statements_stand_if_they_give_no_spans() -> None:
    (claim,) = FOUND.claims
    assert claim.wordings == (
        place("a.txt", "the gate was open"),
        place("b.txt", "The gate stood wide"),
    )
    assert claim.positions == (
        Position(names=("Ilka Roth", "Roth"), act="says", file="a.txt"),
        Position(names=("-",), act="denies", file="b.txt"),
    )
    assert claim.origins == 1


def test_a_copy_names_a_file_and_a_citation_an_outlet() -> None:
    assert FOUND.takings == (
        Taking(file="b.txt", taken_from=("a.txt",), kind="copy"),
        Taking(file="b.txt", taken_from=("The Post",), kind="citation"),
        Taking(file="a.txt", taken_from=("Norfeld",), kind="citation"),
    )
    assert FOUND.origins == (frozenset({"a.txt", "b.txt"}),)


def test_rows_that_are_not_there_are_left_out() -> None:
    (series,) = FOUND.series
    assert [point.place for point in series] == [place("a.txt", "Seven"), place("b.txt", "Nine")]
    assert FOUND.comparisons[1] == Pair(left=(), right=(place("b.txt", "Nine"),), says=("same",))


def test_pairs_stand_where_their_rows_stand() -> None:
    (drift,) = FOUND.drifts
    assert drift == Pair(
        left=(place("a.txt", "the gate was open"),),
        right=(place("b.txt", "The gate stood wide"),),
        says=("spliced",),
    )
    assert FOUND.comparisons[0].left == FOUND.claims[0].wordings


def test_names_are_used_in_files() -> None:
    assert [entity.uses for entity in FOUND.entities] == [(("Roth", "a.txt"),)]


def test_headlines_are_no_wordings() -> None:
    title = Block(span=find(LEFT, "Gate open"), kind=BlockKind.HEADLINE)
    headed = Evidence(document=make_document(LEFT.text, "x/a.txt"), statements=(SAID,))
    blocks = (title, *headed.document.blocks[1:])
    document = type(LEFT)(id=LEFT.id, path="x/a.txt", text=LEFT.text, blocks=blocks)
    claim = Claim(
        id="c",
        label=title.span,
        statement_ids=(SAID.id,),
        spans=(title.span, SAID.contents[0]),
    )
    found = read_found(Story(evidence=(Evidence(document=document),), claims=(claim,)))
    assert found.claims[0].wordings == (place("a.txt", "the gate was open"),)
