"""The events benchmark reads its records by path and scores what it says it scores."""

import json
from collections import Counter
from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.plover import list_gold, load_sentences, run
from onrecord.evaluate.eventtables import load_rows, read_sentences, score_rows

GOLD = Path(__file__).parents[2] / "gold" / "events.tsv"
MAIN = GOLD.with_name("mainevents.tsv")


def test_types_and_parties_are_scored_and_written(tmp_path: Path) -> None:
    records = [
        {
            "id": "1",
            "text": "Kenya expelled two Norwegian diplomats.",
            "event": "SANCTION",
            "source": [{"actorText": "Kenya"}],
            "target": [{"actorText": "Norwegian"}],
        },
        {"id": "2", "text": "It rained.", "event": "PROTEST", "source": "", "target": ""},
    ]
    data, predictions = tmp_path / "data.jsonl", tmp_path / "found.jsonl"
    data.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    report = run(data, predictions)
    lines = {line.split()[0]: line.split()[1:] for line in report.splitlines() if line.split()}
    assert lines["type"] == ["50.0", "of", "2"]
    assert lines["actor"] == lines["recipient"] == ["100.0", "of", "1"]
    assert "1  PROTEST none" in report
    assert "signature: plover|data:" in report
    first, second = [json.loads(line) for line in predictions.read_text("utf-8").splitlines()]
    assert first["found"]["event"] == "SANCTION"
    assert first["found"]["source"] == ["Kenya"]
    assert second["found"]["event"] is None


def test_gold_parties_are_read_in_both_spellings() -> None:
    assert list_gold({"source": [{"actorText": "Kenya"}, "Togo"]}, "source") == ["Kenya", "Togo"]
    assert list_gold({"source": "", "target": "Togo"}, "source") == []
    assert list_gold({"target": "Togo"}, "target") == ["Togo"]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such file"):
        run(tmp_path / "absent.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "It rained."}\n', "utf-8")
    with pytest.raises(EvaluationError, match="line 1"):
        run(broken)
    table = tmp_path / "table.tsv"
    table.write_text("open\tIt rained.\n", "utf-8")
    with pytest.raises(EvaluationError, match="2 columns, 9 expected"):
        run(table)


def test_the_gold_clauses_are_enough_and_half_of_them_are_held_back() -> None:
    rows = load_rows(GOLD)
    held = [row for row in rows if row.part == "held"]
    assert len(rows) >= 120
    assert 2 * len(held) >= len(rows)
    assert {row.realis for row in rows} >= {"actual", "negated", "hypothetical", "future"}
    for row in rows:
        assert row.type == "-" or row.trigger in row.sentence, row


def test_a_wrong_row_scores_as_wrong() -> None:
    (row, *_) = load_rows(GOLD)
    readings = read_sentences([row.sentence])
    right = score_rows([row], readings)
    wrong = score_rows([row._replace(type="AID", realis="future")], readings)
    assert (right.rate("type"), right.rate("realis")) == (1.0, 1.0)
    assert (wrong.rate("type"), wrong.rate("realis")) == (0.0, 0.0)
    assert score_rows([row._replace(type="-")], readings).rate("nothing") == 0.0


def test_the_sentences_are_of_all_types_alike_and_half_of_each_are_held_back() -> None:
    rows = load_sentences(MAIN)
    counts = Counter((row["event"], row["part"]) for row in rows if row["part"] != "later")
    assert len(counts) == 32
    assert set(counts.values()) == {6}
    assert len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        assert all(head in row["text"] for head in (*row["source"], *row["target"])), row


def test_sentences_are_scored_by_part(tmp_path: Path) -> None:
    table = tmp_path / "main.tsv"
    table.write_text(
        "# part\tsentence\ttype\tactor\trecipient\n"
        "open\tKenya expelled two Norwegian diplomats.\tSANCTION\tKenya\tdiplomats\n"
        "held\tKenya expelled two Norwegian diplomats.\tAID\tTogo\t-\n",
        "utf-8",
    )
    report = run(table)
    assert [line.split()[1] for line in report.splitlines() if line.startswith("type")] == [
        "100.0",
        "0.0",
    ]
    table.write_text("open\tIt rained.\tAID\t-\t-\nopen\tIt rained.\n", "utf-8")
    with pytest.raises(EvaluationError, match="line 2: 2 columns, 5 expected"):
        run(table)
