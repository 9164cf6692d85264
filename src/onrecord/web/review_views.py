"""What a reviewer sees of one row: its words in the report, its reading, what was decided on it.

Plain words throughout, and no score: how sure a method was decides the order of the queue and
is nobody's business afterwards. Words are cut by code points here, in Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import (
    Act,
    BlockKind,
    Correction,
    Decision,
    Document,
    Event,
    Figure,
    Fit,
    Missed,
    MissedKind,
    Speaker,
    SpeakerKind,
    Statement,
)
from onrecord.report.views.acts import WORDS
from onrecord.report.views.corrections import DONE, show_change, show_words
from onrecord.report.views.segments import Layer, Segment, cut_segments
from onrecord.story.corrections.wordings import Row, list_places
from onrecord.text import find_paragraphs
from onrecord.web.review_reports import Reviewed

SPEAKER_KINDS: dict[str, str] = {
    SpeakerKind.PERSON: "a person",
    SpeakerKind.ORGANIZATION: "a body",
    SpeakerKind.METONYM: "a place that speaks",
    SpeakerKind.GROUP: "a group",
    SpeakerKind.ANONYMOUS: "somebody not named",
}
ACTS: dict[str, str] = {act.value: word for act, word in WORDS.items()}
ASKED = {
    "unsure": "Who says this could not be told.",
    "missed": "This is in no row.",
    "statements": "Is this who said it, and what was said?",
    "figures": "Is this number what the words say?",
    "events": "Is this what the words tell?",
}
MISSED = {
    MissedKind.CUE: "A verb of saying with no statement",
    MissedKind.QUOTATION: "Quoted words that are in no statement, or not whole",
    MissedKind.NUMBER: "A number that is in no figure",
    MissedKind.SPEAKER: "A speaker that could not be told",
    MissedKind.DATE: "A date that could not be told",
}
_LABELS = {"source": "who", "cue": "verb", "content": "said", "figure": "number"}
_LABELS |= {"trigger": "event", "missed": "missed"}
_ASIDE = {BlockKind.FURNITURE: "furniture", BlockKind.CREDIT: "credit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the report: where it begins, what it is, its words cut at the row's places."""

    start: int
    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one role for the editor: one stretch a line, and where each begins."""

    text: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView:
    """One decision about the row: who decided what and when, and whether it still counts."""

    id: str
    done: str
    detail: str
    reviewer: str
    time: str
    fallen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row on review."""

    part: str
    id: str
    asked: str
    paragraphs: tuple[Paragraph, ...]
    reading: tuple[tuple[str, str], ...]
    could_be: tuple[str, ...]
    source: Words
    cue: Words
    content: Words
    act: str
    speaker: str
    unsure: bool
    rejected: bool
    past: tuple[PastView, ...]

    @property
    def accepting(self) -> str:
        """What it is to leave the row as it is."""
        if self.part == "missed":
            return "Leave it listed"
        return "Leave it unsure" if self.unsure else "Accept"

    @property
    def is_statement(self) -> bool:
        """Say whether its words and its speaker can be changed."""
        return self.part == "statements"


def find_row(reviewed: Reviewed, part: str, row_id: str) -> tuple[Row | None, bool]:
    """Return a row as it is now, and whether it was rejected and is shown as it was."""
    now = {row.id: row for row in getattr(reviewed.now, part)}
    if row_id in now:
        return now[row_id], False
    read = {row.id: row for row in getattr(reviewed.read, part)}
    return read.get(row_id), row_id in read


def describe_row(reviewed: Reviewed, part: str, row: Row, rejected: bool, queue: str) -> RowView:
    """Lay out one row for review."""
    document = reviewed.now.document
    speaker = row.attribution.speaker if isinstance(row, Statement) else None
    places = list_places(row)
    held = {
        role: Words(
            text="\n".join(" ".join(s.of(document.text).split()) for r, s in places if r == role),
            at=",".join(str(s.start) for r, s in places if r == role),
        )
        for role in ("source", "cue", "content")
    }
    if isinstance(row, Missed):
        missed = Words(text=row.span.of(document.text), at=str(row.span.start))
        held["cue" if row.kind is MissedKind.CUE else "content"] = missed
    candidates = speaker.candidates if speaker else ()
    return RowView(
        part=part,
        id=row.id,
        asked=_ask(row, queue),
        paragraphs=lay_out(document, row),
        reading=tuple(_read(row, document)),
        could_be=candidates,
        source=held["source"],
        cue=held["cue"],
        content=held["content"],
        act=row.act.value if isinstance(row, Statement) else Act.SAYS.value,
        speaker="" if speaker is None or _is_unsure(speaker) else speaker.name,
        unsure=_is_unsure(speaker),
        rejected=rejected,
        past=tuple(describe_past(c) for c in reviewed.corrections if c.row_id == row.id),
    )


def _ask(row: Row, queue: str) -> str:
    if isinstance(row, Statement) and _is_unsure(row.attribution.speaker):
        return ASKED["unsure"]
    if isinstance(row, Missed):
        return f"{MISSED[row.kind]}."
    return ASKED.get(queue, ASKED["statements"])


def _is_unsure(speaker: Speaker | None) -> bool:
    return speaker is not None and speaker.kind is SpeakerKind.UNRESOLVED


def _read(row: Row, document: Document) -> Iterator[tuple[str, str]]:
    """Yield what was read, as (what it is, words)."""
    text = document.text
    if isinstance(row, Statement):
        attribution = row.attribution
        yield "Who", _name(attribution.speaker)
        if attribution.source and not _is_unsure(attribution.speaker):
            yield "In the words", attribution.source.of(text)
        yield "Does what", WORDS[row.act] + (f" (“{row.cue.of(text)}”)" if row.cue else "")
        yield "Said", " … ".join(span.of(text) for span in row.contents)
        if attribution.via:
            yield "Told through", ", ".join(hop.name for hop in attribution.via)
    elif isinstance(row, Figure):
        yield "Number", row.quantity.span.of(text)
        yield "Read as", _range(row)
        if row.quantity.counted:
            yield "Of what", row.quantity.counted.of(text)
        yield "Whose", _name(row.speaker) if row.statement_id else "the report itself"
    elif isinstance(row, Event):
        yield "Told by", row.trigger.of(text)
        yield "What", " ".join(w for w in (row.type.lower(), row.mode or "") if w)
        yield "Who", ", ".join(p.name for p in row.actors) or "not said"
        yield "To whom", ", ".join(p.name for p in row.recipients) or "not said"
        yield "How told", row.realis.value
    elif isinstance(row, Missed):
        yield "Words", row.span.of(text)
        yield "Why it is here", row.reason


def _name(speaker: Speaker | None) -> str:
    if speaker is None:
        return "nobody is named"
    if _is_unsure(speaker):
        return f"not told: “{speaker.name}”"
    return speaker.name


def _range(figure: Figure) -> str:
    low, high, unit = figure.quantity.low, figure.quantity.high, figure.quantity.unit or ""
    numbers = [f"{n:,.10g}" for n in (low, high) if n is not None]
    shown = numbers[0] if low == high and numbers else " to ".join(numbers)
    return f"{figure.quantity.qualifier.value}: {shown or 'no number'} {unit}".strip()


def lay_out(document: Document, row: Row | None = None) -> tuple[Paragraph, ...]:
    """Return the lines of a report, their words cut where the row's places begin and end."""
    places = list_places(row) if row else []
    layers = tuple(
        Layer(start=span.start, end=span.end, part=role, row=role, title=_LABELS[role])
        for role, span in places
        if role in _LABELS
    )
    firsts = {layer.row: layer.start for layer in reversed(layers)}
    kinds = {
        block.span.start: _ASIDE.get(block.kind, block.kind.value) for block in document.blocks
    }
    text = document.text
    return tuple(
        Paragraph(
            start=start,
            kind=kinds.get(start, "paragraph"),
            segments=cut_segments(text, start, end, layers, firsts),
        )
        for start, end in find_paragraphs(text)
    )


def label(role: str) -> str:
    """Return the word that stands before the words of a role."""
    return _LABELS.get(role, role)


def describe_past(correction: Correction) -> PastView:
    """Lay out one decision and what became of it."""
    decision = correction.decision
    fallen = correction.detail if correction.fit in (Fit.OVERRULED, Fit.UNFIT) else ""
    return describe_decision(decision, fallen)


def describe_decision(decision: Decision, fallen: str = "") -> PastView:
    """Lay out one decision of the log."""
    return PastView(
        id=decision.id,
        done=DONE[decision.kind],
        detail=_detail(decision),
        reviewer=decision.reviewer,
        time=f"{decision.time[:16].replace('T', ' ')} UTC",
        fallen=fallen,
    )


def _detail(decision: Decision) -> str:
    keys = (w.words for w in decision.wordings if w.role not in ("source", "cue"))
    return show_change(decision) or show_words(keys)
