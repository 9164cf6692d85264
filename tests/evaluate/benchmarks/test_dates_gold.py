"""The gold table of dates, and the benchmark that reads it and documents."""

import json
from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.timex import Row, judge_row, load_table, run

TABLE = Path(__file__).parents[2] / "gold" / "dates.tsv"
ROWS = load_table(TABLE)
# Shares of rows right when last measured; held rows are never tuned on.
FLOORS = {"open": 0.96, "held": 0.95}


def test_there_are_enough_and_a_third_is_held_back() -> None:
    held = sum(row.part == "held" for row in ROWS)
    assert len({(row.published, row.text) for row in ROWS}) >= 250
    assert held * 3 == len(ROWS)
    assert any(row.published is None for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[:40])
def test_every_expression_stands_in_its_text(row: Row) -> None:
    assert row.expression in row.text
    assert (row.type == "NONE") == (not row.expression)


@pytest.mark.parametrize("part", ["open", "held"])
def test_shares_right_do_not_fall(part: str) -> None:
    judged = [judge_row(row) for row in ROWS if row.part == part]
    assert sum(judged) / len(judged) >= FLOORS[part]


def test_documents_are_scored_and_predictions_written(tmp_path: Path) -> None:
    data, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    line = {"doc": "a", "dct": "2024-11-19", "text": "It sank on Monday.",
            "timex": [[11, 17, "DATE", "2024-11-18"]]}  # fmt: skip
    data.write_text(json.dumps(line) + "\n", encoding="utf-8")
    report = run(data, out)
    assert "value           100.00  100.00  100.00" in report
    assert json.loads(out.read_text("utf-8")) == {"doc": "a", "timex": line["timex"]}


@pytest.mark.parametrize("content", ["", "{}", "not json"], ids=["absent", "empty", "broken"])
def test_what_cannot_be_read_is_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    if content:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match="give"):
        run(path)
