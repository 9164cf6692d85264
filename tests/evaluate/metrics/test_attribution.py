import pytest

from onrecord.evaluate.metrics.attribution import Article, Spans, score_article
from onrecord.evaluate.metrics.tallies import Tally, add_tallies, resample

TEXT = "“It is over,” the head of the union said, and Ms. Orre agreed that it was."


def spans(source="", cue="", content=""):
    """An attribution whose roles are found by their words."""

    def place(words):
        return ((TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Spans(source=place(source), cue=place(cue), content=place(content))


UNION = spans("the head of the union", "said", "“It is over,”")
ORRE = spans("Ms. Orre", "agreed", "that it was")


def f1(name, gold, predicted, kind=None):
    return score_article(TEXT, gold, predicted, kind).get(name, Tally()).f1


@pytest.mark.parametrize(
    ("predicted", "whole"),
    [
        (UNION, 1.0),
        (spans("the head", "said", "It is over"), 1.0),
        (spans("the union", "said", "“It is over,”"), 0.0),
        (spans("", "said", "“It is over,”"), 0.0),
        (spans("the head", "agreed", "“It is over,”"), 1.0),
        (spans("the head", "said", "over"), 0.0),
    ],
    ids=["same", "head, no marks", "modifier", "no source", "other cue", "less content"],
)
def test_whole_attribution(predicted, whole):
    assert f1("whole.all", [UNION], [predicted]) == whole


def test_kinds_by_quotation_marks():
    tallies = score_article(TEXT, [UNION, ORRE], [UNION], "direct")
    assert tallies["whole.all"] == Tally(1, 1, 1, 1)
    assert f1("whole.all", [UNION, ORRE], [UNION], "indirect") == 0.0


def test_head_of_a_source():
    article = Article(TEXT)
    assert article.words[article.head(article.covered(UNION.source))] == "head"


def test_flat_spans_want_the_same_words():
    near = spans("head of the union", "said", "“It is over,”")
    tallies = score_article(TEXT, [UNION], [near])
    assert tallies["span_exact.source"].f1 == 0
    assert tallies["span_exact.content"].f1 == 1
    assert tallies["tok.source"] == Tally(4, 4, 4, 5)


def test_each_gold_one_has_at_most_one_partner():
    tallies = score_article(TEXT, [UNION], [UNION, UNION])
    assert tallies["whole.all"] == Tally(1, 2, 1, 1)


def test_tallies_add_and_intervals_hold_the_figure():
    rows = [score_article(TEXT, [UNION, ORRE], found) for found in ([UNION], [UNION, ORRE], [])]
    total = add_tallies(rows)["whole.all"]
    assert total == Tally(3, 3, 3, 6)
    low, high = resample(rows, "whole.all", 200)
    assert low <= total.f1 <= high
