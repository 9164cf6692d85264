"""Event coreference with given mentions, on invented stories of three topics."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks import ecb
from onrecord.evaluate.coreference import fits
from onrecord.evaluate.coreference.groups import join_groups
from onrecord.evaluate.coreference.mentions import load_rows, read_events, weigh_words
from onrecord.evaluate.coreference.pairs import FEATURES, Weights, compare_mentions
from onrecord.evaluate.coreference.rivals import Rivals
from onrecord.evaluate.coreference.scorer import (
    dump_scorers,
    load_scorers,
    read_scorers,
    score_story,
)

# Words in brackets are event mentions; the number after the mark is the chain, 0 for none.
STORIES = {
    101: (
        "A tanker [sank|1] off Osk on Monday .\nThe crew was [rescued|2] by a fishing boat .",
        "The [sinking|1] of the tanker killed nobody .\n"
        "Fishermen [saved|2] its crew , one [said|0] .",
    ),
    102: (
        "Thieves [robbed|3] the Dolnik museum .\nPolice [arrested|4] two men on Friday .",
        "The [robbery|3] emptied a room of the museum .\nTwo men were [arrested|4] .",
    ),
    103: (
        "A quake [shook|5] Halmeq before dawn .\nSchools [closed|6] for a week .",
        "The [quake|5] struck Halmeq at dawn .\nAll schools were [closed|6] .",
    ),
}


def make_rows():
    rows = []
    for topic, texts in STORIES.items():
        for number, text in enumerate(texts):
            sentences, mentions, token = [], [], 0
            for place, line in enumerate(text.split("\n")):
                plain = []
                for word in line.split():
                    token += 1
                    if word.startswith("["):
                        word, chain = word.strip("[]").split("|")
                        inst = ["CROSS_DOC_COREF", f"ACT{chain}"] if chain != "0" else None
                        mentions.append(
                            {
                                "cls": "ACTION_OCCURRENCE",
                                "sent": place,
                                "toks": [str(token)],
                                "str": word,
                                "inst": inst,
                            }
                        )
                    plain.append(word)
                sentences.append(" ".join(plain))
            name = f"{topic}_{number}.xml"
            row = {"topic": topic, "sub": f"{topic}_a", "doc": name, "sents": sentences}
            rows.append(row | {"mentions": mentions})
    return rows


@pytest.fixture(scope="module")
def rows():
    return make_rows()


@pytest.fixture(scope="module")
def mentions(rows):
    return list(read_events(rows))


@pytest.fixture(scope="module")
def path(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("ecb") / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_mentions_have_their_head_and_arguments(mentions):
    sank = mentions[0]
    assert (sank.lemma, sank.chain, sank.chained) == ("sink", "ACT1", True)
    assert "tanker" in sank.subjects
    said = next(m for m in mentions if m.lemma == "say")
    assert not said.chained
    assert said.chain == "101_1.xml#2"


def test_likenesses_are_the_same_both_ways(rows, mentions):
    story = [m for m in mentions if m.topic == 101]
    likeness = compare_mentions(story, Weights(*weigh_words(rows)))
    assert likeness.shape == (len(story), len(story), len(FEATURES))
    assert np.isfinite(likeness).all()
    assert np.allclose(likeness, likeness.transpose(1, 0, 2), atol=1e-5)


def test_a_rival_in_the_other_report_is_what_a_pair_stays_behind():
    likeness = np.array([[1, 0.2, 0.9], [0.2, 1, 0.4], [0.9, 0.4, 1]], dtype=np.float32)
    lower, higher = Rivals(["a", "b", "b"]).compare(likeness)
    assert lower[0, 1] == pytest.approx(0.2 - 0.9)  # the first has a likelier one there
    assert higher[0, 1] == pytest.approx(0)  # the second has no other
    assert lower[0, 2] == pytest.approx(0)


def test_the_shipped_scorers_find_other_words_for_an_event(rows, mentions):
    scorers = load_scorers()[ecb.CHAINED]
    assert not any(101 in scorer.topics for scorer in scorers)
    story = [m for m in mentions if m.topic == 101 and m.chained]
    scores = score_story(compare_mentions(story, Weights(*weigh_words(rows))), scorers)
    sank, rescued, sinking, saved = range(4)
    assert scores[sank, sinking] > scores[sank, saved]
    assert scores[rescued, saved] > scores[rescued, sinking]


@pytest.mark.parametrize("way", [ecb.CHAINED, ecb.ALL])
def test_every_topic_learnt_from_has_a_scorer_that_has_not_seen_it(way):
    scorers = load_scorers()[way]
    learnt = frozenset().union(*(scorer.topics for scorer in scorers))
    assert len(learnt) == 33
    for topic in learnt:
        assert sum(topic not in scorer.topics for scorer in scorers) == 1


def test_the_benchmark_tells_both_ways_beside_the_baselines(path, tmp_path):
    out = tmp_path / "found.jsonl"
    told = ecb.run(path, out)
    assert "mentions in chains: 12 in 6 events" in told
    assert "all mentions of the same sentences: 13 in 7 events" in told
    assert told.count("head lemma ") == 3
    assert "0 of 3 topics by cross-validation" in told
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert all(m["found"] for row in found for m in row["mentions"])


@pytest.fixture(scope="module")
def stories(rows, mentions):
    return list(ecb.compare_stories(mentions, Weights(*weigh_words(rows))))


def test_topics_that_were_learnt_on_are_cross_validated(stories, mentions, monkeypatch):
    asked = []
    score = score_story

    def watch(likeness, scorers):
        asked.append([scorer.topics for scorer in scorers])
        return score(likeness, scorers)

    monkeypatch.setattr(ecb, "score_story", watch)
    first, second, *_ = load_scorers()[ecb.ALL]
    known = (
        replace(first, topics=frozenset({101, 102})),
        replace(second, topics=frozenset({101, 103})),
    )
    labels = ecb.find_groups(stories, known)
    assert labels.keys() == {m.key for m in mentions}
    # 101 is known to both and grouped by its lemmas; the others by the one that has not seen them.
    assert asked == [[frozenset({101, 103})], [frozenset({101, 102})]]
    assert labels["101_0.xml#0"].endswith("/sink")


def test_the_part_left_out_has_no_say_in_weights_or_threshold(stories, monkeypatch):
    seen = []
    fit = fits.fit_stories

    def watch(some, topics, nets):
        seen.append(set(topics))
        assert {story.topic for story in some} == topics
        return fit(some, topics, nets)

    monkeypatch.setattr(fits, "fit_stories", watch)
    scorers = fits.fit_scorers(stories, nets=1)
    assert [set(scorer.topics) for scorer in scorers] == [{102, 103}, {101, 103}, {101, 102}]
    # Each of two others alone once, for the threshold; it serves two parts.
    assert sorted(map(sorted, seen)) == [[101], [101, 102], [101, 103], [102], [102, 103], [103]]


def test_fitting_twice_gives_the_same_and_so_does_reading_back(stories):
    first, again = (fits.fit_scorers(stories, nets=2) for _ in range(2))
    assert dump_scorers({"all": first}) == dump_scorers({"all": again})
    (read,) = read_scorers(dump_scorers({"all": first})).values()
    for story in stories:
        scores = [score_story(story.likeness, some) for some in (first, read)]
        assert np.allclose(*scores, atol=0.01)


def test_a_file_that_is_not_one_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="no such file"):
        load_rows(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"doc": 1}\n')
    with pytest.raises(EvaluationError, match="line 1"):
        load_rows(tmp_path / "bad.jsonl")


def test_the_fit_finds_what_tells_pairs_apart():
    rng = np.random.default_rng(0)
    likeness = rng.normal(size=(60_000, 2)).astype(np.float32)
    same = np.abs(likeness[:, 1]) > 1.2  # no straight line parts these
    counts = np.ones(len(same), dtype=np.float32)
    scorer = fits.fit_scorer(likeness, same, counts, topics=frozenset({1}), nets=1)
    scores = scorer.score(likeness)
    assert scores[same].mean() > 2 * scores[~same].mean()
    far = np.array([[0, -2.5], [0, 0], [0, 2.5]], dtype=np.float32)
    low, middle, high = scorer.score(far)
    assert min(low, high) > 0.5 > middle


def test_what_two_are_likely_one_with_draws_them_together():
    class Sure:
        def score(self, likeness):
            return likeness[..., 0]

    apart = np.array([[0, 0.9, 0.2], [0.9, 0, 0.9], [0.2, 0.9, 0]])[..., None]
    lonely = np.array([[0, 0.9, 0.2], [0.9, 0, 0.1], [0.2, 0.1, 0]])[..., None]
    assert score_story(apart, [Sure()])[0, 2] > score_story(lonely, [Sure()])[0, 2]


matrices = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.floats(0, 1), min_size=n * n, max_size=n * n).map(
        lambda values: (lambda m: (m + m.T) / 2)(np.array(values).reshape(n, n))
    )
)


@settings(max_examples=50)
@given(matrices, st.floats(0, 1), st.floats(0, 1))
def test_a_lower_threshold_only_joins_more(scores, one, other):
    joins = join_groups(scores)
    high, low = joins.cut(max(one, other)), joins.cut(min(one, other))
    assert len(high) == len(scores)
    for i in range(len(scores)):
        for j in range(i):
            assert high[i] != high[j] or low[i] == low[j]


def test_groups_join_by_the_mean_over_their_pairs():
    scores = np.array([[0, 0.9, 0.8], [0.9, 0, 0.2], [0.8, 0.2, 0]])
    assert join_groups(scores).cut(0.6) == [0, 0, 2]
    assert join_groups(scores).cut(0.5) == [0, 0, 0]
