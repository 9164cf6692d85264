import pytest

from onrecord.annotate.quotations import DocumentTags, find_attributions
from onrecord.inference.encoder import load_encoder

PLAIN = [
    ("NATO said that Moscow was lying.", "NATO", "said", "that Moscow was lying"),
    ("“We will stay,” Ms. Orre told reporters.", "Ms. Orre", "told", "“We will stay,”"),
    ("The minister said the bridge would reopen.", "The minister", "said", "reopen"),
]
ODD = ["", " \n\n ", "🙂", "“", "said " * 60, "x" * 50_000, "“a ” b\n\n\" ``c''", "\x00\ud800"]


@pytest.mark.parametrize(("text", "source", "cue", "content"), PLAIN, ids=[p[1] for p in PLAIN])
def test_plain_attributions(text, source, cue, content):
    (found,) = find_attributions([text], load_encoder())[0].attributions
    assert [text[start:end] for start, end in found.source] == [source]
    assert cue in text[slice(*found.cue)]
    assert content in text[found.contents[0][0] : found.contents[-1][1]]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_string_is_read(text):
    (tags,) = find_attributions([text], load_encoder())
    for attribution in tags.attributions:
        for start, end in (*attribution.source, attribution.cue, *attribution.contents):
            assert 0 <= start < end <= len(text)


def test_a_long_text_without_paragraphs_is_read():
    text = "The mayor said it rained. " * 2000
    (tags,) = find_attributions([text], load_encoder())
    assert len(tags.attributions) > 1000


def test_an_answer_does_not_depend_on_other_texts():
    texts = [p[0] for p in PLAIN] + ODD[:5]
    alone = [find_attributions([text], load_encoder())[0] for text in texts]
    assert find_attributions(texts, load_encoder()) == alone
    assert find_attributions(texts[::-1], load_encoder(threads=2))[::-1] == alone


def test_no_words_no_tags():
    assert find_attributions(["  "], load_encoder()) == [DocumentTags()]
