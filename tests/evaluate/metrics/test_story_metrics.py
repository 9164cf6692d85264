"""The scorer of stories on tiny made-up ones: perfect, empty, half right, and each rule alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.evaluate.metrics.storyclaims import is_shared, map_claims, score_claims, score_stances
from onrecord.evaluate.metrics.storyguesses import guess_story
from onrecord.evaluate.metrics.storylinks import score_links
from onrecord.evaluate.metrics.storymarks import (
    MarkedClaim,
    MarkedStory,
    Named,
    Pair,
    Place,
    Point,
    Position,
    Taking,
    find_verbatim,
    matches,
    same_party,
)
from onrecord.evaluate.metrics.tallies import Tally

TEXTS = {
    "a.txt": "Roth said the gate was open. Seven died, he said. The gate had rust.",
    "b.txt": "Roth said the gate was open. The gate stood wide, Dahl said. Nine died.",
    "c.txt": "No gate was open, said Mr. Moe. Eight died on Monday. It is old.",
}
NOTHING = MarkedStory(name="none", texts=TEXTS, outlets={})


def at(file: str, words: str) -> Place:
    """Find words in a file of the tiny story."""
    start = TEXTS[file].index(words)
    return Place(file, start, start + len(words))


def says(name: str, act: str = "says", file: str = "a.txt") -> Position:
    """Make a stance."""
    return Position(names=(name,), act=act, file=file)


def claim(*places: Place, positions: Sequence[Position] = (), origins: int = 1) -> MarkedClaim:
    """Make a claim."""
    return MarkedClaim(wordings=places, positions=tuple(positions), origins=origins)


def point(file: str, words: str, value: float, speaker: str = "-") -> Point:
    """Make one figure of a series."""
    return Point(place=at(file, words), low=value, high=value, speakers=(speaker,))


OPEN = (at("a.txt", "the gate was open"), at("b.txt", "the gate was open"))
WIDE = at("b.txt", "The gate stood wide")
RUST = at("a.txt", "The gate had rust")
SHUT = at("c.txt", "No gate was open")
OLD = at("c.txt", "It is old")
GOLD = MarkedStory(
    name="gate",
    texts=TEXTS,
    outlets={"a.txt": "The Post", "b.txt": "The Mail", "c.txt": "The Sun"},
    claims=(
        claim(*OPEN, WIDE, positions=(says("Ilka Roth"), says("Bo Dahl")), origins=1),
        claim(RUST, OLD, positions=(says("-"), says("Jens Moe", "denies", "c.txt")), origins=2),
        claim(SHUT),
    ),
    takings=(
        Taking(file="b.txt", taken_from=("a.txt",), kind="rewrite"),
        Taking(file="c.txt", taken_from=("The Mail",), kind="citation"),
    ),
    origins=(frozenset({"a.txt", "b.txt"}), frozenset({"c.txt"})),
    series=(
        (point("a.txt", "Seven", 7, "Roth"), point("b.txt", "Nine", 9), point("c.txt", "Eight", 8)),
    ),
    drifts=(Pair(left=(OPEN[0],), right=(SHUT,), says=("spliced", "ellipsis")),),
    comparisons=(
        Pair(left=(OPEN[0],), right=(SHUT,), says=("contradicts",)),
        Pair(left=(at("a.txt", "Seven"),), right=(at("b.txt", "Nine"),), says=("updated",)),
    ),
    entities=(
        Named(names=("Ilka Roth",), uses=(("Roth", "a.txt"), ("Roth", "b.txt"))),
        Named(names=("Jens Moe",), uses=(("Moe", "c.txt"),)),
    ),
)


def score(found: MarkedStory) -> dict[str, Tally]:
    """Score a found story against the tiny one."""
    return {**score_claims(GOLD, found), **score_links(GOLD, found)}


def test_the_marks_themselves_are_perfect() -> None:
    imperfect = {name: tally for name, tally in score(GOLD).items() if tally.f1 != 1.0}
    assert imperfect == {}


def test_a_story_with_nothing_in_it_scores_nothing_and_fails_nowhere() -> None:
    scores = score(NOTHING)
    assert scores.pop("… traps passed").f1 == 1.0  # who says nothing falls into no trap
    assert {name: tally.right_gold for name, tally in scores.items() if tally.right_gold} == {}
    assert {name: tally.predicted for name, tally in scores.items() if tally.predicted} == {
        "origins": 3
    }


def test_nothing_marked_and_nothing_found_is_no_error() -> None:
    scores = {**score_claims(NOTHING, NOTHING), **score_links(NOTHING, NOTHING)}
    assert all(tally.f1 == 0 for tally in scores.values())


def test_the_guess_knows_only_words() -> None:
    scores = score(guess_story(GOLD))
    assert scores["claims"] == Tally(1, 1, 1, 4)
    assert scores["… in other words"] == Tally(0, 0, 0, 3)
    assert scores["origins"] == Tally(1, 3, 1, 3)
    assert scores["copies"].gold == 1
    assert scores["copies"].predicted == 0


def test_claims_half_right() -> None:
    found = replace(GOLD, claims=(claim(*OPEN), claim(WIDE, RUST)))
    scores = score(found)
    assert scores["claims"] == Tally(1, 2, 1, 4)
    assert scores["… in other words"] == Tally(0, 1, 0, 3)


def test_an_unmarked_wording_is_wrong_only_among_all_pairs() -> None:
    found = replace(GOLD, claims=(claim(*OPEN, at("c.txt", "Eight died on Monday")),))
    scores = score(found)
    assert scores["claims"] == Tally(1, 1, 1, 4)
    assert scores["… all pairs found"] == Tally(1, 3, 1, 4)


def test_what_a_copy_repeats_needs_no_mark() -> None:
    said = (at("a.txt", "said"), at("b.txt", "said"), at("c.txt", "said"))
    found = replace(GOLD, claims=(claim(*said),))
    assert score(found)["… all pairs found"] == Tally(0, 0, 0, 4)


def test_a_longer_span_stands_for_the_wording_it_shares_most_with() -> None:
    whole = Place("b.txt", 0, len("Roth said the gate was open. The gate stood wide"))
    found = replace(GOLD, claims=(claim(OPEN[0], whole),))
    assert score(found)["claims"] == Tally(1, 1, 1, 4)


def test_a_claim_in_pieces_is_mapped_piece_by_piece_and_counted_by_its_main_piece() -> None:
    pieces = (claim(*OPEN, origins=1), claim(WIDE, origins=5))
    assert map_claims(GOLD.claims, pieces) == [0, 0]
    assert score(replace(GOLD, claims=pieces))["origins of a claim"] == Tally(1, 1, 1, 2)


def test_stances_of_a_claim_not_found_are_missed_in_all_but_not_among_those_found() -> None:
    scores = score(replace(GOLD, claims=GOLD.claims[:1]))
    assert scores["stances"] == Tally(2, 2, 2, 4)
    assert scores["… of claims found"] == Tally(2, 2, 2, 2)


def test_a_claim_nobody_shares_is_not_asked_for() -> None:
    assert [is_shared(one) for one in GOLD.claims] == [True, True, False]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([says("Ilka Roth"), says("Bo Dahl", "denies")], Tally(2, 2, 2, 2)),
        ([says("Ilka Roth", "denies")], Tally(0, 1, 0, 2)),
        ([says("a spokesman for Ilka Roth")], Tally(1, 1, 1, 2)),
        ([says("Ilka Roth"), says("Ilka Roth", file="b.txt")], Tally(1, 1, 1, 2)),
        ([says("Anders Moe", "denies")], Tally(0, 0, 0, 2)),
        ([says("-")], Tally(0, 1, 0, 2)),
        ([], Tally(0, 0, 0, 2)),
    ],
    ids=["both", "wrong act", "longer name", "said twice", "optional", "own voice", "none"],
)
def test_stances(found: list[Position], expected: Tally) -> None:
    asked = [says("Ilka Roth"), says("Bo Dahl", "denies")]
    spare = replace(says("Anders Moe", "denies"), optional=True)
    assert score_stances([*asked, spare], found) == expected


@pytest.mark.parametrize(
    ("takings", "name", "expected"),
    [
        (
            [Taking(file="a.txt", taken_from=("b.txt",), kind="rewrite")],
            "copies",
            Tally(1, 1, 1, 1),
        ),
        (
            [Taking(file="a.txt", taken_from=("b.txt",), kind="copy")],
            "… their kind",
            Tally(0, 1, 0, 1),
        ),
        ([Taking(file="a.txt", taken_from=("c.txt",), kind="copy")], "copies", Tally(0, 1, 0, 1)),
        (
            [Taking(file="c.txt", taken_from=("The Mail",), kind="citation")],
            "citations",
            Tally(1, 1, 1, 1),
        ),
        (
            [Taking(file="a.txt", taken_from=("The Mail",), kind="citation")],
            "citations",
            Tally(0, 1, 0, 1),
        ),
    ],
    ids=["either way round", "wrong kind", "wrong pair", "cited", "cited elsewhere"],
)
def test_copies_and_citations(takings: list[Taking], name: str, expected: Tally) -> None:
    assert score(replace(GOLD, takings=tuple(takings)))[name] == expected


def test_a_family_counts_by_its_pairs_whichever_was_put_down_as_the_first() -> None:
    star = [Taking(file=f, taken_from=("a.txt",), kind="copy") for f in ("b.txt", "c.txt")]
    chain = [
        Taking(file="b.txt", taken_from=("a.txt",), kind="copy"),
        Taking(file="c.txt", taken_from=("b.txt",), kind="copy"),
    ]
    scores = score_links(replace(GOLD, takings=tuple(star)), replace(GOLD, takings=tuple(chain)))
    assert scores["copies"] == Tally(3, 3, 3, 3)


def test_origins_are_right_only_as_whole_groups() -> None:
    found = replace(GOLD, origins=tuple(frozenset({file}) for file in TEXTS))
    assert score(found)["origins"] == Tally(1, 3, 1, 3)


def test_series_half_right() -> None:
    read = (point("a.txt", "Seven", 7, "Ilka Roth"), point("b.txt", "Nine", 10))
    scores = score(replace(GOLD, series=(read,)))
    assert scores["series"] == Tally(1, 1, 1, 3)
    assert scores["… their figures"] == Tally(0, 2, 0, 3)


@pytest.mark.parametrize(
    ("pair", "drifts", "signs"),
    [
        (
            Pair(left=(OPEN[0],), right=(SHUT,), says=("spliced",)),
            Tally(1, 1, 1, 1),
            Tally(1, 1, 1, 2),
        ),
        (Pair(left=(SHUT,), right=(OPEN[1],), says=()), Tally(1, 1, 1, 1), Tally(0, 0, 0, 2)),
        (Pair(left=(SHUT,), right=(RUST,), says=()), Tally(0, 1, 0, 1), Tally(0, 0, 0, 0)),
        (Pair(left=(), right=(), says=()), Tally(0, 1, 0, 1), Tally(0, 0, 0, 0)),
    ],
    ids=[
        "one sign of two",
        "the same words in a copy",
        "another pair",
        "a row that stands nowhere",
    ],
)
def test_drifts(pair: Pair, drifts: Tally, signs: Tally) -> None:
    scores = score(replace(GOLD, drifts=(pair,)))
    assert (scores["drifts"], scores["… their signs"]) == (drifts, signs)


def test_contradictions_stand_for_every_wording_of_their_claims() -> None:
    found = (
        Pair(left=(SHUT,), right=(WIDE,), says=("contradicts",)),
        Pair(left=(at("a.txt", "Seven"),), right=(at("b.txt", "Nine"),), says=("contradicts",)),
        Pair(left=(RUST,), right=(SHUT,), says=("undecided",)),
    )
    scores = score(replace(GOLD, comparisons=found))
    assert scores["contradictions"] == Tally(1, 2, 1, 1)
    assert scores["… traps passed"] == Tally(0, 1, 0, 1)


def test_a_pair_marked_undecided_is_neither_asked_for_nor_wrong() -> None:
    pair = Pair(left=(RUST,), right=(SHUT,), says=("undecided",))
    gold = replace(GOLD, comparisons=(pair,))
    found = replace(GOLD, comparisons=(replace(pair, says=("contradicts",)),))
    scores = score_links(gold, found)
    assert scores["contradictions"] == Tally(0, 0, 0, 0)
    assert scores["… traps passed"] == Tally(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("left", "right", "judged"),
    [
        (RUST, OLD, 0),
        (RUST, at("c.txt", "Eight died on Monday"), 0),
        (RUST, at("b.txt", "Nine died"), 1),
        (RUST, SHUT, 1),
        (WIDE, at("c.txt", "Eight died on Monday"), 1),
    ],
    ids=["its denial", "words beside it", "no denial there", "another claim", "a claim not denied"],
)
def test_a_denial_against_its_claim_is_not_judged(left: Place, right: Place, judged: int) -> None:
    found = Pair(left=(left,), right=(right,), says=("contradicts",))
    scores = score(replace(GOLD, comparisons=(found,)))
    assert scores["contradictions"] == Tally(0, judged, 0, 1)


def test_an_optional_contradiction_is_right_when_found_and_not_asked_for() -> None:
    pair = Pair(left=(RUST,), right=(SHUT,), says=("contradicts", "?"))
    gold = replace(GOLD, comparisons=(pair,))
    found = replace(GOLD, comparisons=(replace(pair, says=("contradicts",)),))
    assert score_links(gold, found)["contradictions"] == Tally(1, 1, 0, 0)
    assert score_links(gold, NOTHING)["contradictions"] == Tally(0, 0, 0, 0)


def test_two_people_taken_for_one_is_a_wrong_pair() -> None:
    uses = (("Roth", "a.txt"), ("Mr. Moe", "c.txt"))
    scores = score(replace(GOLD, entities=(Named(names=("Roth",), uses=uses),)))
    assert scores["entities"] == Tally(0, 1, 0, 1)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Maren Foods", "a spokesman for Maren Foods", True),
        ("Roth", "Anders Roth", False),
        ("Roth", "Mr. Roth", True),
        ("two officials", "Two Officials", True),
        ("Petra Aldane", "Tomas Aldane", False),
        ("-", "-", True),
        ("-", "Roth", False),
        ("", "Roth", False),
    ],
)
def test_same_party(left: str, right: str, same: bool) -> None:
    assert same_party([left], [right]) is same


def test_half_of_the_shorter_is_enough_and_another_file_never() -> None:
    assert matches(Place("a", 0, 10), Place("a", 5, 15))
    assert not matches(Place("a", 0, 10), Place("a", 6, 16))
    assert not matches(Place("a", 0, 10), Place("b", 0, 10))
    assert not matches(Place("a", 3, 3), Place("a", 0, 10))


def test_the_same_words_are_found_in_every_file_whatever_the_marks() -> None:
    texts = {"a": "“The gate, he said.", "b": "the gate he SAID it", "c": "the gates he said"}
    assert [place.file for place in find_verbatim("the gate he said", texts)] == ["a", "b"]
    assert list(find_verbatim("…", texts)) == []
