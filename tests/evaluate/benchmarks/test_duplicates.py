"""The benchmark reads a stream, scores it, writes its pairs and says when there is none."""

import json
from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.duplicates import run

TALE = "A goat was elected mayor of a village of nine people on Sunday and ate the ballot box."


def test_pairs_are_scored_and_written(tmp_path: Path) -> None:
    stream, pairs = tmp_path / "stream.jsonl", tmp_path / "pairs.tsv"
    rows = [("a", TALE), ("b", f"{TALE} Twice."), ("c", "Nothing at all happened in the next one.")]
    stream.write_text("\n".join(json.dumps({"id": i, "text": t}) for i, t in rows), "utf-8")
    shown = run(stream, pairs)
    assert "3 reports, 1 pairs share half" in shown
    assert "the index: recall 1.0000, precision 1.0000" in shown
    assert pairs.read_text("utf-8").split("\t")[:2] == ["a", "b"]


@pytest.mark.parametrize("text", [None, "{}", "not JSON"])
def test_a_stream_that_is_none_is_refused(tmp_path: Path, text: str | None) -> None:
    stream = tmp_path / "stream.jsonl"
    if text is not None:
        stream.write_text(text, "utf-8")
    with pytest.raises(EvaluationError, match=r"stream\.jsonl"):
        run(stream)
