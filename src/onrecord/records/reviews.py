"""What people decide about a record, what became of it, and statements as label files hold them."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records.annotations import SpeakerKind
from onrecord.records.evidence import Act
from onrecord.records.texts import Span


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
