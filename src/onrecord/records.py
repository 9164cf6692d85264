"""Every data type of onrecord, in order of birth: text, annotations, evidence, story.

Stages never import each other; they meet here. Records are frozen, slotted and
keyword-only; sequences are tuples; ids are content hashes, so the same reading gives the
same id on every run and machine. Offsets are half-open code points over `Document.text`,
which is never altered once read. Absence is `None`, an empty tuple or an `UNKNOWN` member,
never a guess.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


def content_id(*parts: object) -> str:
    """Hash what a record says into its id: 16 hex digits of SHA-256.

    >>> content_id("figure", "d0", 3, 7) == content_id("figure", "d0", 3, 7)
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# ── Text ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open code-point offsets over the text of one document."""

    document_id: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters this span covers in its document's `text`."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span, in the same document."""
        return (
            self.document_id == other.document_id
            and self.start <= other.start
            and other.end <= self.end
        )

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one character."""
        return (
            self.document_id == other.document_id
            and self.start < other.end
            and other.start < self.end
        )


class BlockKind(StrEnum):
    """What a block of a report's text is."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FURNITURE = "furniture"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that is one thing: a headline, a paragraph, page furniture, a credit.

    Furniture and credits are flagged, never cut. `reason` says which rule flagged them.
    Either may be the end of a line whose beginning is a paragraph; other blocks are whole
    lines.
    """

    span: Span
    kind: BlockKind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it was read.

    `id` is the SHA-256 of the source bytes (of the line's bytes for JSON Lines). Dates are
    ISO 8601 strings (`2024-11-19` or with a time) as found; `published_from` names where
    the publication date came from. `blocks` cover every non-blank line of `text`, in order.
    `notes` say, in words to be shown, what reading could not take as given: bytes that are
    no text, a date that is none.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the source bytes: the same as the id."""
        return self.id


# The note of a report that is no longer among the inputs: they hold a later version of it.
KEPT_NOTE = "an earlier version, kept from the record before; the inputs now hold a later one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that was given and not read, with the reason and what to do about it."""

    path: str
    reason: str
    remedy: str


# ── Annotations ─────────────────────────────────────────────────────────────────────────


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


# ── Evidence ────────────────────────────────────────────────────────────────────────────


class Act(StrEnum):
    """What somebody does in saying it."""

    SAYS = "says"
    CONFIRMS = "confirms"
    DENIES = "denies"
    ACCUSES = "accuses"
    WARNS = "warns"
    PLEDGES = "pledges"
    ASKS = "asks"
    EXPECTS = "expects"
    BELIEVES = "believes"
    COULD_NOT_CONFIRM = "could-not-confirm"
    DECLINED_TO_COMMENT = "declined-to-comment"
    NO_RESPONSE = "no-response"


class Certainty(StrEnum):
    """How firmly the source holds it (FactBank's scale)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the source holds it to be so or not so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """Certainty and polarity as the source has it, with the words that say so."""

    certainty: Certainty = Certainty.UNKNOWN
    polarity: Polarity = Polarity.UNKNOWN
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a row comes from: the spans, the method, and that method's own score."""

    spans: tuple[Span, ...]
    method: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it, as resolved within the report.

    When unsure, `kind` is UNRESOLVED, `name` the source's own words and `candidates` the
    names it could be. `members` name those who speak together.
    """

    id: str
    name: str
    kind: SpeakerKind
    roles: tuple[Role, ...] = ()
    affiliation: str | None = None
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One station a statement passed through on its way to this report."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whose words: the source as written, the speaker resolved, the stations between.

    `source` is None for "reportedly" and agentless passives; `speaker` is None then too.
    """

    source: Span | None
    speaker: Speaker | None
    via: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A date with the words it was read from and the rule, in words to be shown."""

    value: str
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody says something: the row everything else hangs on.

    `contents` may be several spans (a quotation split by its cue, or running over
    paragraphs). `parent_id` is the statement this one is told inside of, if any.
    """

    id: str
    document_id: str
    kind: StatementKind
    act: Act
    attribution: Attribution
    cue: Span | None
    contents: tuple[Span, ...]
    said: DateValue | None = None
    venue: Span | None = None
    factuality: Factuality = Factuality()
    headline: bool = False
    parent_id: str | None = None
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as a claim: the quantity, whose figure it is, and as of when.

    `statement_id` is the innermost statement it stands in, None in the report's own voice.
    """

    id: str
    document_id: str
    quantity: Quantity
    as_of: DateValue | None = None
    statement_id: str | None = None
    speaker: Speaker | None = None


class Realis(StrEnum):
    """Whether an event is told as having happened."""

    ACTUAL = "actual"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A place named in the text, tied to the gazetteer when only one place can be meant.

    `geonames_id`, coordinates (degrees, WGS 84) and `country` (ISO 3166-1 alpha-3) are None
    where the gazetteer has no such place or several; `candidates` then names those. `rule` says
    why this place is meant, in words to be shown; empty where nothing is known of it.
    """

    span: Span
    name: str
    geonames_id: int | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who acts or is acted on, as the words have it, and as resolved within the report.

    `countries` are ISO 3166-1 alpha-3 codes, `sectors` PLOVER's (GOV, MIL, CVL …); both empty
    where nothing says so. `head` is the offset span of the head word.
    """

    span: Span
    head: Span
    name: str
    chain_id: str | None = None
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, when and where, on whose word (PLOVER types and modes).

    `realis_spans` are the words that make it negated, hypothetical, future or historical.
    `factuality` is how firmly the nearest source holds it. `statement_id` is the innermost
    statement it stands in (or is made by), None in the report's own voice.
    """

    id: str
    document_id: str
    trigger: Span
    type: str
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    instrument: Span | None = None
    place: Locality | None = None
    when: DateValue | None = None
    realis: Realis = Realis.ACTUAL
    realis_spans: tuple[Span, ...] = ()
    factuality: Factuality = Factuality()
    statement_id: str | None = None
    speaker: Speaker | None = None
    figure_ids: tuple[str, ...] = ()
    headline: bool = False
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A clause that says one thing: what claims are made of.

    `predicate` is its telling word ("collapsed", "sound" in "was sound") and `lemma` that word's
    form to look up; `subject` is who does or is, `object` who is done to, whatever the voice.
    `terms` are the lemmas of its content words in order, `negations` the words that turn it.
    `statement_id` is the innermost statement it stands in, None in the report's own voice.
    `nominal` clauses are mere noun phrases ("the reports"), told of but not told.
    """

    id: str
    document_id: str
    span: Span
    predicate: Span
    lemma: str
    terms: tuple[str, ...]
    subject: Span | None = None
    object: Span | None = None
    negations: tuple[Span, ...] = ()
    realis: Realis = Realis.ACTUAL
    statement_id: str | None = None
    headline: bool = False
    nominal: bool = False


class MissedKind(StrEnum):
    """What kind of thing ended up in no row, or in a row we are unsure of."""

    CUE = "cue"
    QUOTATION = "quotation"
    NUMBER = "number"
    SPEAKER = "speaker"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Words that are in no row, or in a row we are unsure of, with the reason."""

    id: str
    document_id: str
    kind: MissedKind
    span: Span
    reason: str
    candidates: tuple[str, ...] = ()
    statement_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that one report puts on the record. A pure function of its bytes and metadata."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    chains: tuple[CoreferenceChain, ...] = ()
    timexes: tuple[Timex, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    missed: tuple[Missed, ...] = ()
    propositions: tuple[Proposition, ...] = ()


# ── Story ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or some body across reports: every name used, and why they are one.

    `chain_ids` are the within-report chains (or speaker ids) merged into it.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    chain_ids: tuple[str, ...] = ()
    statement_ids: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One party's position on one claim or happening, with the words that show it.

    `entity_id` is None when it is the report itself that asserts, in its own voice.
    `date` is when it was said, else when the report was published, else None (ISO 8601).
    """

    entity_id: str | None
    document_id: str
    act: Act
    span: Span
    statement_id: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several wordings say alike, labelled by the shortest verbatim one.

    `spans` are the wordings, one a member in report order; `statement_ids` the statements
    they stand in, each once. `origin_ids` are the independent origins behind those who assert it.
    """

    id: str
    label: Span
    statement_ids: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    stances: tuple[Stance, ...] = ()
    origin_ids: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event told in many reports: its mentions, and who asserts or denies it.

    `event_ids` are in report order; versions that compete (another place, date or count) stay
    side by side as `comparisons` of the story. `origin_ids` are the independent origins that
    tell of it.
    """

    id: str
    type: str
    label: Span
    event_ids: tuple[str, ...]
    stances: tuple[Stance, ...] = ()
    origin_ids: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures that count the same thing, in the order said; never averaged.

    `unit` is shared by every member. `name` is what is counted, in the reports' own words.
    """

    id: str
    name: str
    unit: str | None
    figure_ids: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


class Verdict(StrEnum):
    """How two figures or claims compare. Undecided is an honest answer."""

    SAME = "same"
    UPDATED = "updated"
    COMPATIBLE = "compatible"
    CONTRADICTS = "contradicts"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two rows set side by side. `independent` is None when it is not known."""

    left_id: str
    right_id: str
    verdict: Verdict
    independent: bool | None = None
    reasons: tuple[Reason, ...] = ()


class DerivationKind(StrEnum):
    """How one report comes from another."""

    COPY = "copy"
    REWRITE = "rewrite"
    REVISION = "revision"
    CITATION = "citation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One report takes from another report or from an outside origin, and why we say so.

    `origin` names an agency or outlet outside the pile; `from_id` a report in it. Which of
    two like reports came first is only said where dates or credits say it (`directed`).
    """

    id: str
    kind: DerivationKind
    document_id: str
    from_id: str | None = None
    origin: str | None = None
    directed: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that go back to one origin: an agency, an outlet, or one of the reports itself.

    Each report of a story is in exactly one. `name` is the agency's or the outlet's, None
    when nobody says whose work it is. The reasons say why the reports count once.
    """

    id: str
    document_ids: tuple[str, ...]
    name: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The same words from several mouths: a formula and who used it, in the order first said.

    `label` is its shortest verbatim wording; `uses` are the spans of the formula, one for
    each of `statement_ids`, in the same order.
    """

    id: str
    label: Span
    statement_ids: tuple[str, ...]
    uses: tuple[Span, ...]
    reasons: tuple[Reason, ...] = ()


class EditKind(StrEnum):
    """What happened to some words between two wordings of one utterance."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that differ between two wordings; `left` or `right` is None where there are none."""

    kind: EditKind
    left: Span | None = None
    right: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One utterance in two wordings, aligned word by word.

    `signs` name what a reader should see, in plain words: "lost qualifier", "spliced",
    "ellipsis", "likely translated", "changed words". `left` was published first, if dates say so.
    """

    id: str
    left_id: str
    right_id: str
    edits: tuple[Edit, ...]
    signs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class ChangeKind(StrEnum):
    """What became of a row since the record was last built."""

    NEW = "new"
    REPEATED = "repeated"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row that is new, said again, revised or gone since the record was last built.

    `part` is the kind of row ("documents", "claims", "figures", "events", "statements");
    `row_id` its id now (None when withdrawn), `before_id` its id then (None when new);
    `before` and `after` are the words then and now, kept because the old record may be gone.
    """

    kind: ChangeKind
    part: str
    row_id: str | None = None
    before_id: str | None = None
    before: str | None = None
    after: str | None = None
    reasons: tuple[Reason, ...] = ()


class DecisionKind(StrEnum):
    """What a person decided on review."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SPEAKER = "change speaker"
    ADD = "add"
    MERGE = "merge people"
    SPLIT = "split people"
    JOIN = "join claims"
    PART = "part claims"
    GRADE = "grade"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words at a place, and what they are there: "source", "cue", "content", "mention" …"""

    role: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one reviewer: a line of the log, never altered once written.

    `id` and `sequence` (from 1) are given by the log, `time` (ISO 8601, UTC) by the caller.
    `part` is the kind of row ("statements", "figures", "events", "missed", "entities", "claims",
    "documents", "outlets"); `target_ids` the rows decided on, or the decision undone. `wordings`
    are the words as they stood when it was taken: by them it is fitted again after an id is gone.
    For a person each target is a chain within a report. `replacement` are the words as they should
    be: source, cue and contents together. `value` is the speaker's name (None: not known), or a
    grade. `path` is that of the report. `forced` allows words in page furniture.
    """

    kind: DecisionKind
    reviewer: str
    time: str
    part: str = ""
    target_ids: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    replacement: tuple[Wording, ...] = ()
    value: str | None = None
    speaker_kind: SpeakerKind | None = None
    speaker_ids: tuple[str, ...] = ()
    act: Act | None = None
    path: str = ""
    forced: bool = False
    note: str = ""
    id: str = ""
    sequence: int = 0


class Fit(StrEnum):
    """Whether a decision still applies to what was read."""

    FITS = "fits"
    FITS_AGAIN = "fits again"
    OVERRULED = "overruled"
    UNFIT = "no longer fits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What became of one decision when it was replayed: the row it fits now, and how or why not.

    `row_id` is None when it fits no row. Decisions that were undone have no correction.
    """

    decision: Decision
    fit: Fit
    row_id: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How a reviewer grades an outlet, or one report against its outlet (Admiralty scale).

    `reliability` is A to F, `credibility` 1 to 6; None is not graded. Never computed.
    """

    outlet: str | None = None
    document_id: str | None = None
    reliability: str | None = None
    credibility: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A report of a stream and the earlier one it goes with, or might, with what speaks for it.

    `score` is the log-odds of one story for the two. `joined` is False for a link too weak or
    too contested to act on: shown as unsure, and the two are in different strands.
    """

    document_id: str
    near_id: str
    joined: bool
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The reports of a mixed pile that tell one story, in order, and why each is among them."""

    id: str
    document_ids: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The record made of one strand: its folder, and the story's name in the reports' own words."""

    strand: Strand
    folder: str
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPile:
    """A mixed pile after splitting: every report is in a volume, alone, or not read.

    `singles` are the strands of one report, which have no record of their own; `left` names
    folders of records that stand there from an earlier run and are no volume now.
    """

    documents: tuple[Document, ...] = ()
    volumes: tuple[Volume, ...] = ()
    singles: tuple[Strand, ...] = ()
    unread: tuple[Unread, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A statement as label files hold it: which words are source, cue and content.

    `id` is the row's, empty for one that was never a row. `speaker` is None where a form holds
    none. `checked` says that a person looked at it.
    """

    id: str = ""
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: str | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledReport:
    """A report with its labels, for training and for other labelling programs.

    `complete` says that a person looked at every statement and at everything missed in it.
    """

    id: str
    path: str
    text: str
    labels: tuple[Label, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole record: every report with its evidence, and what holds across them.

    `evidence` is sorted by publication date (undated last), then path, then id. `changes` are
    what differs from the record built before; empty on a first build. `corrections` are the
    decisions of reviewers that were replayed, in order; `originals` the evidence, as it was read,
    of every report that they changed.
    """

    evidence: tuple[Evidence, ...] = ()
    unread: tuple[Unread, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    happenings: tuple[Happening, ...] = ()
    series: tuple[Series, ...] = ()
    lines: tuple[Line, ...] = ()
    drifts: tuple[Drift, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origin, ...] = ()
    changes: tuple[Change, ...] = ()
    corrections: tuple[Correction, ...] = ()
    grades: tuple[Grade, ...] = ()
    originals: tuple[Evidence, ...] = ()
