"""The factuality benchmark: columns read, words found again in running text, scores."""

from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.factuality import (
    Judged,
    is_held,
    judge_events,
    read_sentences,
    run,
    score_correlation,
    score_error,
    set_type,
)

COLUMNS = """\
0\tThe\t_\tDT
1\tdam\t_\tNN
2\tbroke\t3.0\tVBD
3\t.\t_\t.

0\tIt\t_\tPRP
1\tdid\t_\tVBD
2\tn't\t_\tRB
3\thold\t-2.6\tVB
4\t(\t_\t(
5\tsaid\t3.0\tVBD
6\tOru\t_\tNNP
7\t)\t_\t)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.conll"
    path.write_text(COLUMNS, encoding="utf-8")
    return path


def test_every_word_begins_where_it_is_said_to(file: Path) -> None:
    sentences = read_sentences(file)
    text, places = set_type(sentences)
    assert text == "The dam broke. It didn't hold (said Oru)"
    for sentence, starts in zip(sentences, places, strict=True):
        assert all(
            text[at:].startswith(word.text) for word, at in zip(sentence, starts, strict=True)
        )


def test_every_event_is_judged_once(file: Path) -> None:
    judged = judge_events(read_sentences(file), held_only=False)
    assert [one.word for one in judged] == ["broke", "hold", "said"]
    broke, hold, _ = judged
    assert broke.found > hold.found


def test_held_sentences_are_chosen_by_their_words_alone(file: Path) -> None:
    sentences = read_sentences(file)
    assert [is_held(one) for one in sentences] == [is_held(one) for one in read_sentences(file)]
    kept = judge_events(sentences, held_only=True)
    assert len(kept) == sum(w.value is not None for one in sentences if is_held(one) for w in one)


def test_scores() -> None:
    judged = [Judged("a", 3.0, 2.0), Judged("b", -3.0, -1.0), Judged("c", 0.0, 0.0)]
    assert score_error(judged) == pytest.approx(1.0)
    assert 0.9 < score_correlation(judged) < 1.0
    assert score_correlation([one._replace(found=3.0) for one in judged]) == 0.0


def test_it_writes_predictions_and_says_what_it_measured(file: Path, tmp_path: Path) -> None:
    report = run(file, tmp_path / "found.tsv")
    assert "3 events" in report
    assert len((tmp_path / "found.tsv").read_text().splitlines()) == 3


@pytest.mark.parametrize("text", ["0\tThe\n", "0\tThe\tmany\n"], ids=["columns", "value"])
def test_a_bad_line_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(text)
    with pytest.raises(EvaluationError, match="line 1"):
        run(path)
