"""What the annotators find in one report: tokens, names, speakers, times, figures, quotations."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onrecord.records.texts import Document, Span


class Token(NamedTuple):
    """One syntactic token: offsets, lemma, part of speech, dependency and its head.

    `pos` is the universal tag, `tag` the Penn tag, `dep` the ClearNLP-style relation that
    spaCy's English models give; `head` and `sentence` are indices. The root is its own head.
    A NamedTuple, not a dataclass: there is one for every word read.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class MentionKind(StrEnum):
    """What a name in the text names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or describing phrase for somebody or something."""

    span: Span
    kind: MentionKind
    label: str = ""


class SpeakerKind(StrEnum):
    """How a speaker is known; a place is only ever named, once it speaks it is a metonym."""

    PERSON = "person"
    ORGANIZATION = "organization"
    METONYM = "metonym"
    PLACE = "place"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a decision was taken: a short name, words for the reader, a score, the spans."""

    name: str
    detail: str
    score: float = 1.0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office, post or description somebody is given, with the words that say so.

    Across reports `date` is the day it is given for, that of the report (ISO 8601, None if not
    known); `former` where the words say it is held no more ("then", "former", "ex-").
    """

    text: str
    span: Span
    date: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreferenceChain:
    """The mentions within one report that are the same somebody, and why.

    `name` is the fullest form found. Chains of describing phrases that never meet a name
    keep their own words as name. `affiliation` is the body a spokesperson or office speaks
    for, when the text says so. `members` name those who speak together ("Russia and North
    Korea"); `candidates` those an unresolved source could be.
    """

    id: str
    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    affiliation: str | None = None
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class TimexType(StrEnum):
    """The four types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression, its TIMEX3 value and the rule that gave it, in words to be shown.

    Unknown parts of a value stay `X`, as TIMEX3 has it: `XXXX-12-16`. `value` is empty when
    nothing can be said.
    """

    span: Span
    type: TimexType
    value: str
    rule: str


class Qualifier(StrEnum):
    """How the words bound a figure. `low` and `high` follow from it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    NEARLY = "nearly"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in the text with its bound, unit and what it counts.

    `span` is the figure as a reader sees it (number, magnitude and unit: "$64.1 billion",
    "80%", "11,000"); `qualifier_span` the words that bound it ("around", "as high as
    almost"). `low`/`high` are in `unit`; either is None where the words leave it open.
    `unit` is a currency code (USD), a unit symbol (km), "percent", "fraction", or None for a
    plain count. `counted` is the noun phrase counted, `head` its head lemma, `property` what
    is said of them (killed, wounded, deployed, expected …, joined by "+" when combined),
    `rate` "day" for "daily", `whole` the span of the whole of which it is a part.
    """

    span: Span
    low: float | None
    high: float | None
    qualifier: Qualifier
    qualifier_span: Span | None = None
    unit: str | None = None
    counted: Span | None = None
    head: str | None = None
    property: str | None = None
    property_span: Span | None = None
    place: Span | None = None
    rate: str | None = None
    whole: Span | None = None
    planned: bool = False


class StatementKind(StrEnum):
    """Whether the words are quoted, reported, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An attribution relation found in a text: contents, the cue, the source's words.

    The terms are PARC's (Pareti 2012) and PolNeAR's (Newell et al. 2018). `method` names
    what found it; `score` is that method's own, for abstaining, never shown as truth.
    """

    kind: StatementKind
    contents: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    method: str
    score: float = 1.0

    @property
    def spoken(self) -> tuple[Span, ...]:
        """The contents, and the cue if there is one: all but whose words they are."""
        return self.contents if self.cue is None else (*self.contents, self.cue)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A word that tells of an event, before it is coded.

    `factuality` is how far its author holds it to be so, as the encoder reads it: 3 certainly
    so, 0 not known, -3 certainly not so (the scale of Stanovsky et al. 2017).
    """

    span: Span
    lemma: str
    factuality: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document with everything the annotators found in it, each in text order.

    `sentences` are half-open token ranges over `tokens`.
    """

    document: Document
    tokens: tuple[Token, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[CoreferenceChain, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventMention, ...] = ()
