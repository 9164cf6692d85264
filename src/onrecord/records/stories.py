"""What holds across reports: people, claims and stances, happenings, series, copies, changes."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.annotations import Reason, Role, SpeakerKind
from onrecord.records.evidence import Act, Evidence
from onrecord.records.reviews import Correction, Grade
from onrecord.records.texts import Span, Unread


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
    """What several wordings say alike, labelled by words of one that can be read alone.

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
