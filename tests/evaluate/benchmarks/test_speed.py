"""The bench measures a whole run and says what it ran on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from makers import make_story
from onrecord import pipeline
from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks import speed
from onrecord.evaluate.registries import find_benchmark, list_benchmarks
from onrecord.records import Story


def build_one(
    paths: object, settings: object, progress: Callable[[int, int], None] | None = None
) -> Story:
    if progress:
        progress(1, 1)
    return make_story()


def test_what_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline, "build_story", build_one)
    first, second, third, *_ = speed.run(tmp_path).splitlines()
    assert "words a second by the clock, " in first
    assert first.split()[-1] in ("most", "worker")
    assert second == "  1 reports, 31 words, 1 not read"
    assert third.startswith("  reports read in ")


def test_nothing_to_measure_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline, "build_story", lambda *given: Story())
    with pytest.raises(EvaluationError, match="no reports to measure on"):
        speed.run(tmp_path)


def test_benchmarks_are_found_by_name() -> None:
    assert find_benchmark("speed") is speed.run
    assert list_benchmarks() == tuple(sorted(list_benchmarks()))
    with pytest.raises(EvaluationError, match="there are "):
        find_benchmark("nonesuch")
