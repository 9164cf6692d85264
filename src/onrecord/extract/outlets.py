"""Outlets: the media somebody spoke to that no name alone gives away.

A medium called by what it is ("told the tech blog Tidewater", "told local radio") and a programme
or station something was said on ("said on “The Late Hour”", "said Sunday on NBC"). What is part of
the words said is never one.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.extract.places import Places
from onrecord.lexicon import load_table, load_words
from onrecord.names import is_medium
from onrecord.parses import find_range
from onrecord.records import Hop, Quotation, Span, Token
from onrecord.text import find_token

_TELLS = frozenset({"tell", "inform"})
_MODIFIES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "PART"})
_REACH = 6  # tokens from the verb to the noun
_TITLE = re.compile(r"[“\"]([A-Z][^“”\",.;]{2,40}),?[”\"]")
_CLOSED = re.compile(r"['’](?:s\b|\s)|[\s]*[,.;:“”\"]|\s+(?:that|on|in|at|and|when|\w+day)\b|\s*$")


def find_outlet(places: Places, quotation: Quotation) -> Hop | None:
    """Return the medium called by what it is that the speaker told it to, or None."""
    tokens = places.annotated.tokens
    if quotation.cue is None or not (cue := find_range(tokens, quotation.cue)):
        return None
    if tokens[cue[-1]].lemma.lower() not in _TELLS:
        return None
    return _name_outlet(places, quotation, cue.stop)


def _name_outlet(places: Places, quotation: Quotation, opens: int) -> Hop | None:
    """Return the medium that the noun phrase from the token `opens` on calls by what it is."""
    text, tokens = places.annotated.document.text, places.annotated.tokens
    noun = _find_noun(tokens, opens)
    if noun is None:
        return None
    first, last = noun + 1, noun + 1
    while last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last].text[0].isupper():
        last += 1
    if last == first:
        first, last = opens, noun + 1
        which = [t for t in tokens[first:noun] if t.pos in {"ADJ", "NOUN", "PROPN"}]
        named = bool(which) and which[-1].text[0].isupper() and which[-1].pos != "ADJ"
        if not named and (not which or _load_nouns()[tokens[noun].text] != "alone"):
            return None
    start, end = tokens[first].start, tokens[last - 1].end
    span = Span(document_id=quotation.contents[0].document_id, start=start, end=end)
    return None if _is_said(quotation, span) else _make_hop(text, span)


def _find_noun(tokens: Sequence[Token], first: int) -> int | None:
    """Return the noun for a medium that the words from `first` on lead to, or None."""
    for index in range(first, min(first + _REACH, len(tokens))):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or token.pos not in _MODIFIES:
            return None
        beside = tokens[index + 1 : index + 2]
        compound = bool(beside) and beside[0].text in _load_nouns()  # "news agency"
        if token.text in _load_nouns() and index > first and not compound:
            return index
    return None


def find_aired(places: Places, quotation: Quotation) -> Hop | None:
    """Return the station or programme something was said on: "she said on “The Late Hour”"."""
    text = places.annotated.document.text
    if quotation.cue is None:
        return None
    taken = len(" on") if quotation.cue.of(text).endswith(" on") else 0
    if not (led := _load_aired().match(text, quotation.cue.end - taken)):
        return None
    key = quotation.cue.document_id
    if title := _TITLE.match(text, led.end()):
        span = Span(document_id=key, start=title.start(1), end=title.end(1))
        return None if _is_said(quotation, span) or _is_clause(title[1]) else _make_hop(text, span)
    for mention in places.mentions.overlapping(led.end(), led.end() + 1):
        span, name = mention.span, mention.span.of(text)
        fits = is_medium(name) and _CLOSED.match(text, span.end)
        if fits and span.start == led.end() and not _is_said(quotation, span):
            return Hop(name=name, span=span)
    hop = _name_outlet(places, quotation, find_token(places.annotated.tokens, led.end()))
    last = hop.name.split()[-1] if hop else ""
    return hop if _load_nouns().get(last) == "alone" and last in load_words("airwaves") else None


def _is_clause(title: str) -> bool:
    """Say whether quoted words go on in small letters, as sentences do and titles do not."""
    small = [w for w in title.split()[1:] if w[0].islower()]
    return any(word not in load_words("link_words") | {"the", "a", "and"} for word in small)


def _is_said(quotation: Quotation, span: Span) -> bool:
    others = (*quotation.contents, *((quotation.source,) if quotation.source else ()))
    return any(part.overlaps(span) for part in others)


def _make_hop(text: str, span: Span) -> Hop:
    name = " ".join(span.of(text).split())
    return Hop(name=re.sub(r"^the ", "", name), span=span)


@cache
def _load_nouns() -> dict[str, str]:
    rows = load_table("outlet_nouns")
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


@cache
def _load_aired() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(load_words('aired_on')))}) ")
