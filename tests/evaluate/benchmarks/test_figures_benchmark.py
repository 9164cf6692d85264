"""The figure benchmarks read their data by path and score what they say they score."""

import json
from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.casualties import answer_casualties, score_incidents, states
from onrecord.evaluate.benchmarks.figures import run
from onrecord.evaluate.benchmarks.figuretables import load_table, score_sentences
from onrecord.evaluate.metrics.figures import score_spans

GOLD = Path(__file__).parents[2] / "gold" / "figures.tsv"


def test_spans_take_in_their_bounds(tmp_path: Path) -> None:
    text = "About 12 ships sank on 12 May; fares fell below 90 pence."
    gold = [[0, 8, "QUANTITY"], [text.index("90"), text.index("90") + 8, "MONEY"]]
    document = {
        "doc": "a",
        "dct": "2024-05-14",
        "text": text,
        "figures": gold,
        "timex": [[23, 29]],
    }
    data, predictions = tmp_path / "data.jsonl", tmp_path / "predictions.jsonl"
    data.write_text(json.dumps(document) + "\n", "utf-8")
    report = run(data, predictions)
    assert json.loads(predictions.read_text("utf-8")) == {
        "doc": "a",
        "figures": [gold[0][:2], gold[1][:2]],
    }
    assert "100.0" in report
    assert "signature: figures|data:" in report


def test_overlap_pairs_each_gold_span_once() -> None:
    exact, overlap = score_spans([(0, 5), (6, 9)], [(0, 9)])
    assert (exact.right, overlap.right, overlap.gold) == (0, 1, 2)


def test_casualties_ask_for_what_the_report_states() -> None:
    report = {
        "text": "Two men were killed and 3 others were injured. Two fled.",
        "killed": 2,
        "injured": 3,
    }
    assert states(report, "killed")
    assert states(report, "wounded")
    assert not states({**report, "killed": 4}, "killed")
    assert "100.0%" in score_incidents([report], "signature")
    assert answer_casualties("", (), "killed") is None


def test_the_gold_table_is_large_and_a_third_is_held_back() -> None:
    parts = load_table(GOLD)
    sentences = {part: len(rows) for part, rows in parts.items()}
    assert sum(sentences.values()) >= 250
    assert sentences["held"] * 3 >= sum(sentences.values()) - 2


def test_whole_records_are_scored_field_by_field(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    sentence = "The storm killed at least nine sailors."
    right = ["1", "open", sentence, "nine", "9", "-", "at-least", "-", "sailor", "killed", "-"]
    table.write_text("\t".join(right) + "\n", "utf-8")
    tally = score_sentences(load_table(table)["open"])
    assert (tally.gold, tally.spurious, tally.wrong) == (1, 0, [])
    table.write_text("\t".join([*right[:8], "ship", *right[9:]]) + "\n", "utf-8")
    assert score_sentences(load_table(table)["open"]).wrong == [f"head: nine in {sentence}"]


def test_absent_or_malformed_data_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such file"):
        run(tmp_path / "nowhere.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", "utf-8")
    with pytest.raises(EvaluationError, match="JSON Lines"):
        run(broken)
