"""Event coreference with given mentions, on invented stories of three topics."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks import ecb
from onrecord.evaluate.coreference.groups import join_groups
from onrecord.evaluate.coreference.mentions import load_rows, read_events, weigh_words
from onrecord.evaluate.coreference.pairs import FEATURES, Weights, compare_mentions
from onrecord.evaluate.coreference.scorer import fit_scorer, load_scorers

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


def test_the_shipped_scorer_finds_other_words_for_an_event(rows, mentions):
    scorer = load_scorers()[ecb.CHAINED]
    assert 101 not in scorer.topics
    story = [m for m in mentions if m.topic == 101 and m.chained]
    scores = scorer.score(compare_mentions(story, Weights(*weigh_words(rows))))
    sank, rescued, sinking, saved = range(4)
    assert scores[sank, sinking] > scores[sank, saved]
    assert scores[rescued, saved] > scores[rescued, sinking]


def test_the_benchmark_tells_both_ways_beside_the_baselines(path, tmp_path):
    out = tmp_path / "found.jsonl"
    told = ecb.run(path, out)
    assert "mentions in chains: 12 in 6 events" in told
    assert "all mentions of the same sentences: 13 in 7 events" in told
    assert told.count("head lemma ") == 3
    assert "0 of 3 topics by cross-validation" in told
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert all(m["found"] for row in found for m in row["mentions"])


def test_topics_that_were_learnt_on_are_cross_validated(rows, mentions, monkeypatch):
    shipped = load_scorers()[ecb.ALL]
    seen = []
    fit = ecb.fit_stories

    def watch(stories, topics):
        seen.append(set(topics))
        return fit(stories, topics)

    monkeypatch.setattr(ecb, "fit_stories", watch)
    known = replace(shipped, topics=frozenset(STORIES))
    stories = list(ecb.compare_stories(mentions, Weights(*weigh_words(rows))))
    labels = ecb.find_groups(stories, known)
    assert labels.keys() == {m.key for m in mentions}
    # Each topic by a scorer of the two others; each of those alone once, for the threshold.
    assert [topics for topics in seen if len(topics) > 1] == [{102, 103}, {101, 103}, {101, 102}]
    assert sorted(map(sorted, (t for t in seen if len(t) == 1))) == [[101], [102], [103]]


def test_a_file_that_is_not_one_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="no such file"):
        load_rows(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"doc": 1}\n')
    with pytest.raises(EvaluationError, match="line 1"):
        load_rows(tmp_path / "bad.jsonl")


def test_the_fit_finds_what_tells_pairs_apart():
    rng = np.random.default_rng(0)
    likeness = rng.normal(size=(2000, 3)).astype(np.float32)
    same = likeness[:, 1] + 0.1 * rng.normal(size=2000) > 1
    scorer = fit_scorer(likeness, same, frozenset({1}))
    scores = scorer.score(likeness)
    assert np.abs(scorer.weights[1]) > 5 * np.abs(scorer.weights[[0, 2]]).max()
    assert scores[same].mean() > 0.8 > 0.2 > scores[~same].mean()


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
