"""Laws: any string gives an answer, spans stand in the text, nothing overlaps, all repeats."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.timexes import find_timexes
from onrecord.annotate.timexes.words import find_words, load_lexicon

_LEXICON = load_lexicon()
_PIECES = sorted(
    {*_LEXICON.plain, *(w.capitalize() for w in _LEXICON.capital)}
    | {"23", "3rd", "2024", "1600", "31", "00", "1,000", ",", ".", "-", "–", "10:30", "25:99"}
    | {"p.m.", "1990s", "'90s", "'98", "2024-02-30", "2/30/2024", "12/13/14", "Q3", "2 1/2"}
    | {"quarter", "the", "In", "1989", "a", "year", "ago", "year-ago", "earlier", "comparison"}
    | {"1 1/0", "½", "999999999999", "٣", "(", "\n", "Easter", "New Year's Day", "'s", "x"}
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)
_PUBLISHED = st.sampled_from(
    [None, "2024-11-19", "2024-02-29T23:59:00Z", "0001-01-01", "9999-12-31", "soon", ""]
)


@settings(max_examples=400, deadline=None)
@given(_TEXTS | st.text(max_size=80), _PUBLISHED)
def test_any_text_gives_an_answer_that_repeats(text: str, published: str | None) -> None:
    found = find_timexes(text, (), (), published, "d")
    assert found == find_timexes(text, (), (), published, "d")
    end = 0
    for timex in sorted(found, key=lambda t: t.span.start):
        assert end <= timex.span.start < timex.span.end <= len(text)
        end = timex.span.end
        assert " → " in timex.rule


@settings(max_examples=200, deadline=None)
@given(_TEXTS | st.text(max_size=80))
def test_words_stand_in_their_text_in_order(text: str) -> None:
    end = 0
    for word in find_words(text):
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.text
        end = word.end


def test_a_quarter_nobody_numbers_is_no_anchor() -> None:
    text = "In the 1989 quarter and the quarter before, rates were lower than a year ago."
    values = [timex.value for timex in find_timexes(text, (), (), "1998-01-01", "d")]
    assert values == ["1989-QX", "1997-Q4", "1996-Q4"]
