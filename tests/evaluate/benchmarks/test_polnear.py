import json

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.polnear import read_articles, run

TEXT = "NATO said that Moscow was lying."
GOLD = {
    "id": "a",
    "text": TEXT,
    "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 31]]}],
}


def test_a_folder_is_scored_and_predictions_are_written(tmp_path):
    for name in ("dev", "dev_multi"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(GOLD | {"annotator": "x"}) + "\n")
    report = run(tmp_path, tmp_path / "found.jsonl")
    assert "whole.all" in report
    assert "words a second" in report
    assert "read by several" in report
    (found,) = (json.loads(line) for line in (tmp_path / "found.jsonl").open())
    assert found["id"] == "a"
    assert {"source", "cue", "content"} <= set(found["attributions"][0])


def test_absent_data_is_said_to_be_absent(tmp_path):
    with pytest.raises(EvaluationError, match="not there"):
        run(tmp_path)


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / "dev.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(EvaluationError, match="line 1"):
        read_articles(tmp_path / "dev.jsonl")
