"""What one report puts on the record: statements, figures, events, what was missed, and by whom."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.annotations import (
    CoreferenceChain,
    Mention,
    Quantity,
    Reason,
    Role,
    SpeakerKind,
    StatementKind,
    Timex,
)
from onrecord.records.texts import Document, Span


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
