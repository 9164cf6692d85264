import numpy as np

from onrecord.annotate.quotations.decode import (
    Thresholds,
    best_tags,
    decode_roles,
    find_cues,
    read_entities,
    read_spans,
)

SURE = Thresholds(cue=0.5, keep=0.5)


def scores(tags, count=5, height=6.0):
    """Scores that favour one tag for each word."""
    return np.eye(count, dtype=np.float32)[np.array(tags)] * height


def test_adjacent_cue_words_are_one_cue():
    assert [cue[:2] for cue in find_cues(scores([0, 1, 1, 0, 1], 3), 0.5)] == [(1, 3), (4, 5)]


def test_no_cue_no_attribution():
    assert find_cues(scores([0, 0], 3), 0.5) == []
    assert decode_roles([], np.zeros((0, 2, 5)), SURE) == []


def test_inside_needs_a_begin():
    tags = best_tags(np.log(scores([[0, 4, 4, 0]]) + 1e-3))
    assert read_spans(tags[0].tolist(), 3, 4) == [(1, 3)]


def test_roles_of_one_cue():
    roles = scores([[1, 2, 0, 3, 4, 0, 3]])
    (found,) = decode_roles([(2, 3, 0.9)], roles, SURE)
    assert (found.source, found.cue, found.contents) == (((0, 2),), (2, 3), ((3, 5), (6, 7)))


def test_one_source_the_likeliest():
    roles = scores([[1, 0, 3, 0, 1]])
    roles[0, 4] *= 2
    (found,) = decode_roles([(1, 2, 0.9)], roles, SURE)
    assert found.source == ((4, 5),)


def test_a_cue_without_content_or_unlikely_is_dropped():
    without = scores([[1, 0, 0]])
    assert decode_roles([(1, 2, 0.9)], without, SURE) == []
    unlikely = scores([[1, 0, 3]], height=1.0)
    assert decode_roles([(1, 2, 0.9)], unlikely, SURE) == []


def test_one_content_has_one_cue():
    roles = scores([[0, 0, 3, 4], [0, 0, 3, 4]])
    (found,) = decode_roles([(0, 1, 0.7), (1, 2, 0.9)], roles, SURE)
    assert found.cue == (1, 2)


def test_entities_are_runs_of_one_label():
    found = read_entities(scores([1, 2, 0, 3, 2]), ("ORG", "PERSON"))
    assert found == [(0, 2, "ORG"), (3, 4, "PERSON"), (4, 5, "ORG")]
