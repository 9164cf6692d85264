"""A record repeated keeps its people and its shape; the slowest answer is what is compared."""

from pathlib import Path

import pytest

from makers import make_story
from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.desk import Timed, render_times, repeat_story, run
from onrecord.records import Story
from onrecord.store.databases import save_story


def test_a_repeated_record_has_new_ids_and_the_same_people() -> None:
    story = make_story()
    large = repeat_story(story, 3)
    assert large.evidence[:1] == story.evidence
    assert len({each.document.id for each in large.evidence}) == 3
    rows = [row for each in large.evidence for row in each.statements]
    assert len({row.id for row in rows}) == 3 * len(story.evidence[0].statements)
    assert [each.name for each in large.entities] == ["Mira Vale"]
    assert set(large.entities[0].statement_ids) == {row.id for row in rows}
    spans = [span for row in rows for span in row.contents]
    assert {span.document_id for span in spans} == {each.document.id for each in large.evidence}


def test_the_slowest_stands_first() -> None:
    pages = [Timed("/", 20, (10,), (9,)), Timed("/claims", 90, (120, 80), ())]
    told = render_times(
        {"documents": 1000}, 2_000_000, pages, [Timed("/search?q=a", 30, (25,), ())]
    )
    assert told.startswith("slowest page 120 ms of 300 (/claims), slowest search 30 ms of 100")


def test_an_empty_record_measures_nothing(tmp_path: Path) -> None:
    save_story(Story(), tmp_path / "record.db")
    with pytest.raises(EvaluationError, match="without reports"):
        run(tmp_path / "record.db")
