"""Referents: the somebodies of a report while it is being read, and where they were met."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from onrecord.annotate.coreference.phrases import Phrase
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import body_key
from onrecord.records import Mention, MentionKind, Reason, Role, Span, SpeakerKind, Token


@dataclass(slots=True, kw_only=True)
class Referent:
    """Somebody or some body while the report is being read."""

    name: str
    kind: SpeakerKind
    spans: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    affiliation: str | None = None
    sex: str | None = None
    heard: str | None = None  # the sex of a pronoun that stood for them before: a weak sign
    plural: bool = False
    thing: bool = False  # a document or a figure: it "says" things, but is never "they" or "he"
    described: bool = False  # met as "a watchdog", whose name may come later
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reasons: list[Reason] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Reading:
    """One report being read: its words, what is known so far, who spoke where."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    document_id: str
    referents: list[Referent] = field(default_factory=list)
    spoke: list[tuple[Span, int]] = field(default_factory=list)
    quoted: Sequence[tuple[int, int]] = ()
    own_words: dict[Span, Span] = field(default_factory=dict)  # by source: what it says itself
    contents: Intervals[Span] = field(default_factory=lambda: Intervals(()))


def new_referent(reading: Reading, phrase: Phrase, name: str, kind: SpeakerKind) -> int:
    """Add a referent for a phrase and return its index."""
    reading.referents.append(Referent(name=name, kind=kind, spans=[phrase.span]))
    return len(reading.referents) - 1


def join_words(reading: Reading, phrase: Phrase) -> str:
    """Return the words of a phrase on one line."""
    return trim_name(" ".join(phrase.span.of(reading.text).split()))


def trim_name(words: str) -> str:
    """Return words without the marks around them and a possessive ending; "U.N." keeps its stop.

    >>> trim_name("“U.S. officials.”"), trim_name("the U.N."), trim_name("Osk’s")
    ('U.S. officials', 'the U.N.', 'Osk')
    """
    bare = re.sub(r"(?<=\w)['’]s$", "", words.strip(' ,;:—–-“”"'))
    return bare if re.search(r"(?:\b\w\.)+$", bare) else bare.rstrip(".")


def find_by_span(reading: Reading, span: Span) -> int | None:
    """Return the index of the referent met at exactly this span, or None."""
    for index, referent in enumerate(reading.referents):
        if span in referent.spans:
            return index
    return None


def take_body(reading: Reading, phrase: Phrase, name: str) -> int:
    """Return the index of the body of a name that a phrase takes up, a new one if need be.

    A referent that was joined to another has no place any more, and is not taken.
    """
    key = body_key(name)
    known = (i for i, r in enumerate(reading.referents) if r.spans and body_key(r.name) == key)
    index = next(known, None)
    if index is None:
        index = new_referent(reading, phrase, name, SpeakerKind.ORGANIZATION)
    return index


def find_affiliation(reading: Reading, role: Span) -> str | None:
    """Return the body named inside a role: an organisation first, else a place or people."""
    inside = [
        m for m in reading.mentions if role.covers(m.span) and not _is_office(reading.text, m.span)
    ]
    for kinds in (
        {MentionKind.ORGANIZATION},
        {MentionKind.PLACE},
        {MentionKind.GROUP},
    ):
        for mention in inside:
            if mention.kind in kinds:
                return mention.span.of(reading.text)
    return None


def _is_office(text: str, span: Span) -> bool:
    """Say whether a supposed body is only part of an office: "Secretary of State".

    Or one of the matters that it is over: "Forestry" of "Forestry and Trade Minister".
    """
    before = text[max(0, span.start - 16) : span.start]
    after = text[span.end : span.end + 11]
    led = " " not in span.of(text) and re.search(r"(?:Secretary|Minister) (?:of|for) $", before)
    matters = {word.lower() for word in span.of(text).split()} - {"and", "&", "the"}
    listed = re.match(r",? (?:and|&|[A-Z])", after) or re.search(r"(?:,|\band)(?: the)? $", before)
    if listed and matters <= load_words("portfolios"):
        return True
    return bool(led or re.match(r" (?:Secretary|Minister)\b", after))


def strip_article(words: str) -> str:
    """Return a body's words as a name: without a leading article.

    >>> strip_article("The Pentagon")
    'Pentagon'
    """
    first, _, rest = words.partition(" ")
    return trim_name(rest) if rest and first.lower() in {"the", "a", "an"} else words


def is_quoted(reading: Reading, span: Span) -> bool:
    """Say whether a span opens inside quotation marks."""
    at = bisect_right(reading.quoted, span.start, key=itemgetter(0)) - 1
    return at >= 0 and span.start < reading.quoted[at][1]
