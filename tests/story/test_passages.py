"""Aligned words are the same words, whatever the texts; near-duplicates are exact."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.benchmarks.duplicates import count_truth
from onrecord.records import Document
from onrecord.story.passages import (
    SHINGLE,
    align_words,
    find_passages,
    find_shared,
    fold_words,
    read_wording,
)
from onrecord.story.shingles import KEPT, find_near_duplicates

WORDS = st.lists(st.sampled_from("abcd"), max_size=60)
TEXTS = st.text("ab “”\n.", max_size=200)


@given(WORDS, WORDS)
def test_a_run_is_the_same_words_in_both(left: list[str], right: list[str]) -> None:
    end = 0
    for run in align_words(left, right):
        assert run.length >= SHINGLE
        assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]
        assert run.right >= end
        end = run.right + run.length


@given(WORDS)
def test_words_are_wholly_shared_with_themselves(words: list[str]) -> None:
    runs = list(align_words(words, words))
    assert sum(run.length for run in runs) == (len(words) if len(words) >= SHINGLE else 0)


@given(TEXTS, TEXTS)
def test_passages_are_characters_of_both(left: str, right: str) -> None:
    one = read_wording(Document(id="d1", path="1", text=left))
    two = read_wording(Document(id="d2", path="2", text=right))
    for first, second in find_passages(one, two, find_shared(one, two).runs):
        assert fold_words(first.of(left)) == fold_words(second.of(right))
        assert "\n" not in first.of(left) + second.of(right)


def test_words_inside_quotation_marks_are_known() -> None:
    wording = read_wording(Document(id="d1", path="1", text="She said “no boat” twice."))
    assert [w for w, free in zip(wording.words, wording.free, strict=True) if free] == [
        "she",
        "said",
        "twice",
    ]


def test_a_moved_passage_is_found_where_it_went() -> None:
    left, right = list("abcdefghijkl"), list("ghijklabcdef")
    assert [tuple(run) for run in align_words(left, right)] == [(6, 0, 6), (0, 6, 6)]


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=14), max_size=12))
def test_near_duplicates_are_those_of_a_full_count(pile: list[list[str]]) -> None:
    found = {(left, right) for left, right, _ in find_near_duplicates(pile)}
    assert found == count_truth(pile)


def test_a_family_longer_than_the_index_keeps_is_found_whole() -> None:
    pile = [[*"abcdefghijklmnop", str(number)] for number in range(2 * KEPT)]
    assert len(find_near_duplicates(pile)) == 2 * KEPT * (2 * KEPT - 1) // 2
