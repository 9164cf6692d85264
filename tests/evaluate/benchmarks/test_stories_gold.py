"""The marked stories: every word given stands in its report, and the tables agree with each other.

Reports are only read here, not parsed; building and scoring them is `onrecord evaluate stories`.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.config import DEFAULT
from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.stories import add_scores, render, score_story, show_found
from onrecord.evaluate.foundstories import read_found
from onrecord.evaluate.metrics.storyclaims import is_shared
from onrecord.evaluate.metrics.storymarks import MarkedStory
from onrecord.evaluate.storytables import list_marked, load_marked, read_table
from onrecord.read import read_reports
from onrecord.records import Evidence, Story

STORIES = Path(__file__).parents[2] / "stories"
FOLDERS = list_marked(STORIES)
SIGNS = {"lost qualifier", "spliced", "ellipsis", "likely translated", "changed words"}
ASSERTING = {"says", "confirms", "accuses", "warns", "expects", "believes", "pledges", "asks"}


def read_story(folder: Path) -> Story:
    """Read a story's reports without annotating them."""
    documents, unread = read_reports([folder / "reports"], DEFAULT)
    assert unread == ()
    return Story(evidence=tuple(Evidence(document=document) for document in documents))


def load(folder: Path) -> MarkedStory:
    """Read a story's reports and tables."""
    documents = {Path(e.document.path).name: e.document for e in read_story(folder).evidence}
    return load_marked(folder, documents)


GOLD = {folder.name: load(folder) for folder in FOLDERS}
each = pytest.mark.parametrize("story", GOLD.values(), ids=list(GOLD))


@each
def test_a_story_has_reports_enough_with_outlet_and_date(story: MarkedStory) -> None:
    assert 6 <= len(story.texts) <= 12
    dates = [e.document.published for e in read_story(STORIES / story.name).evidence]
    assert None not in dates
    assert None not in story.outlets.values()


@each
def test_each_report_is_of_one_origin(story: MarkedStory) -> None:
    assert sorted(file for group in story.origins for file in group) == sorted(story.texts)


@each
def test_shared_claims_say_how_many_origins_they_have_and_not_too_many(story: MarkedStory) -> None:
    for claim in story.claims:
        asserting = {p.file for p in claim.positions if p.act in ASSERTING}
        groups = [group for group in story.origins if group & asserting]
        assert claim.origins is not None
        fewest = min(1, len(groups))  # none where it is only denied
        assert not is_shared(claim) or fewest <= claim.origins <= len(groups), claim


@each
def test_nothing_is_marked_twice(story: MarkedStory) -> None:
    places = [(at, p) for at, claim in enumerate(story.claims) for p in claim.wordings]
    assert len(places) == len(set(places))
    figures = [point.place for series in story.series for point in series]
    assert len(figures) == len(set(figures))


@each
def test_series_and_families_have_members_and_signs_are_known(story: MarkedStory) -> None:
    assert all(len(series) > 1 for series in story.series)
    assert {sign for pair in story.drifts for sign in pair.says} <= SIGNS
    for taking in story.takings:
        assert taking.kind == "citation" or taking.taken_from[0] in story.texts


@each
def test_one_name_in_one_file_is_one_entity(story: MarkedStory) -> None:
    uses = [use for entity in story.entities for use in entity.uses]
    assert len(uses) == len(set(uses))


@each
def test_parties_are_spelled_alike(story: MarkedStory) -> None:
    """A party that is a known entity is always given by its full name."""
    folder = STORIES / story.name
    full = {row["entity"] for _, row in read_table(folder / "entities.tsv")}
    short = {row["variant"] for _, row in read_table(folder / "entities.tsv")} - full
    parties = {row["party"] for _, row in read_table(folder / "stances.tsv")}
    assert parties & short == set()


@each
def test_the_marks_agree_with_themselves(story: MarkedStory) -> None:
    """Scored against themselves they are perfect: no row stands for one that says otherwise."""
    tallies = score_story(story, story).items()
    wrong = {
        name: t for name, t in tallies if t.right_gold < t.gold or t.right_predicted < t.predicted
    }
    assert wrong == {}


def test_stories_are_held_back_and_some_are_not() -> None:
    held = [story for story in GOLD.values() if story.held_back]
    assert len(held) >= 4
    assert len(GOLD) - len(held) >= 2


def test_a_story_without_claims_is_scored_and_shown_without_an_error() -> None:
    gold = next(iter(GOLD.values()))
    empty = read_found(read_story(STORIES / gold.name))
    assert any(
        "claims" in line for line in render([(gold, empty), (replace(gold, held_back=True), empty)])
    )
    assert show_found(gold, empty)["claims"] == []
    assert add_scores([(gold, empty)], held_back=gold.held_back)["claims"].gold > 0
    assert add_scores([(gold, empty)], held_back=not gold.held_back) == {}


def test_a_folder_without_a_marked_story_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"tests/stories"):
        list_marked(tmp_path)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("claims.tsv", "claim\tfile\twords\tnth\nc1\ta.txt\tnot there", "line 2: “not there”"),
        ("claims.tsv", "claim\tfile\twords\tnth\nc1\tb.txt\tOne", "no report “b.txt”"),
        ("claims.tsv", "claim\tfile\twords\tnth\nc1\ta.txt\tOne\t2", "is not in a.txt"),
        ("claims.tsv", "claim\tfile\twords\tnth\nc1\ta.txt\tOne\t1\tx", "5 cells"),
        ("stances.tsv", "claim\tparty\tact\tfile\tsaid\nc9\tX\tsays\ta.txt", "no claim “c9”"),
        ("copies.tsv", "file\tfrom\tkind\na.txt\tX\tstolen", "“stolen” is none of copy"),
    ],
)
def test_a_slip_in_a_table_is_named(tmp_path: Path, table: str, row: str, message: str) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("One bridge fell in the town on Monday.\n", "utf-8")
    (tmp_path / table).write_text(row + "\n", "utf-8")
    with pytest.raises(EvaluationError, match=message):
        load(tmp_path)
