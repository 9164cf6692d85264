import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.quotations.windows import (
    DISTANCES,
    FEATURES,
    MARKS,
    PLACES,
    cut_windows,
    lay_out,
    read_words,
    relate,
)

TEXTS = st.text(alphabet="aB1 .,!?\"“”'`\n🙂é", max_size=300)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no way” twice", ["no", "way"]),
        ('He said "no way" twice', ["no", "way"]),
        ("He said ``no way'' twice", ["no", "way"]),
        ("“One.\n\nTwo.\n\nThree", ["One", "."]),
        ("“One.\n\nTwo.”\n\nThree", ["One", ".", "Two", "."]),
        ("don't say 'no'", []),
        ("a ” b", []),
    ],
)
def test_words_inside_quotation_marks(text, quoted):
    reading = read_words(text)
    marked = zip(reading.words, reading.quote.tolist(), strict=True)
    assert [word for word, state in marked if state == 1] == quoted


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("It rained. Mr. Ash left.", ["It", "Mr"]),
        ("“Go!” He went.", ["“", "He"]),
        ("The U.S. Army came.\n\nit left", ["The", "it"]),
    ],
)
def test_sentence_and_paragraph_starts(text, starts):
    reading = read_words(text)
    marked = zip(reading.words, reading.start.tolist(), strict=True)
    assert [word for word, start in marked if start] == starts


def test_one_line_break_parts_paragraphs_where_no_blank_line_does():
    assert read_words("a\nb\nc").paragraph.tolist() == [0, 1, 2]
    assert read_words("a\nb\n\nc").paragraph.tolist() == [0, 0, 1]


@given(TEXTS, st.integers(4, 40))
def test_windows_cover_every_word_once(text, limit):
    reading = read_words(text)
    windows = cut_windows(reading, [1] * len(reading.words), limit)
    covered = [word for first, last in windows for word in range(first, last)]
    assert covered == list(range(len(reading.words)))
    assert all(0 < last - first <= limit for first, last in windows)


@given(TEXTS)
def test_features_and_relations_stay_within_their_tables(text):
    reading = read_words(text)
    if not reading.words:
        return
    assert 1 <= reading.features.min() <= reading.features.max() < FEATURES
    count = len(reading.words)
    tables = relate(reading, (0, count), [(0, 1), (count - 1, count)])
    for table, size in zip(tables, (DISTANCES, PLACES, MARKS), strict=True):
        assert table.shape == (2, count)
        assert 0 <= table.min() <= table.max() < size


def test_a_separator_stands_before_each_further_paragraph():
    reading = read_words("ab cd\n\nef")
    ids, marks, first = lay_out([(5,), (6, 7), (8,)], reading.features, reading.start, (1, 2))
    assert ids.tolist() == [1, 5, 6, 7, 2, 8, 2]
    assert first.tolist() == [1, 2, 5]
    assert [mark == 0 for mark in marks] == [True, False, False, False, True, False, True]
