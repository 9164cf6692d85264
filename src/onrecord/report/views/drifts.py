"""Quote drift: one utterance in two wordings, with the words that differ marked in both.

Each side keeps the report's own words; what was dropped, added or changed is also said in plain
words, so that nobody has to see colours. What a change means is left to the reader.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Drift, Edit, EditKind, Span, Statement
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.pile import Pile
from onrecord.report.views.rows import RowView, describe_row


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A run of words; `part` is "dropped", "added" or nothing."""

    text: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """One side: the row it is, and its words cut where they differ from the other side's."""

    row: RowView
    pieces: tuple[PieceView, ...]
    leftward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView:
    """Two wordings. `signs` are in plain words, `edits` say each difference in a few."""

    anchor: str
    signs: tuple[str, ...]
    speaker: str
    left: WordingView
    right: WordingView
    edits: tuple[str, ...]
    reasons: tuple[str, ...]


def describe_drifts(pile: Pile) -> tuple[DriftView, ...]:
    """Return every drift of the story, in its order."""
    rows = pile.statements
    return tuple(
        _describe(pile, drift, rows[drift.left_id], rows[drift.right_id])
        for drift in pile.story.drifts
        if drift.left_id in rows and drift.right_id in rows
    )


def _describe(pile: Pile, drift: Drift, left: Statement, right: Statement) -> DriftView:
    lefts = [edit.left for edit in drift.edits if edit.left]
    rights = [edit.right for edit in drift.edits if edit.right]
    ours = _describe_side(pile, left, lefts, "dropped")
    theirs = _describe_side(pile, right, rights, "added")
    return DriftView(
        anchor=f"q-{drift.id}",
        signs=drift.signs,
        speaker=ours.row.speaker,
        left=ours,
        right=theirs,
        edits=tuple(_tell(pile, edit) for edit in drift.edits),
        # What was lost is already told by the edits.
        reasons=tuple(dict.fromkeys(r.detail for r in drift.reasons if r.name != "lost qualifier")),
    )


def _describe_side(
    pile: Pile, statement: Statement, marked: Iterable[Span], part: str
) -> WordingView:
    pieces: list[PieceView] = []
    marked = sorted(marked)
    for content in statement.contents:
        if pieces:
            pieces.append(PieceView(text=" … "))
        pieces += _cut(pile, content, [span for span in marked if content.overlaps(span)], part)
    words = "".join(piece.text for piece in pieces)
    return WordingView(
        row=describe_row(pile, statement), pieces=tuple(pieces), leftward=is_leftward(words)
    )


def _cut(pile: Pile, content: Span, marked: Iterable[Span], part: str) -> Iterator[PieceView]:
    """Yield the words of a content span, those marked apart from the others."""
    text, at = pile.documents[content.document_id].text, content.start
    for span in marked:
        start, end = max(span.start, at), min(span.end, content.end)
        if start >= end:
            continue
        if at < start:
            yield PieceView(text=text[at:start])
        yield PieceView(text=text[start:end], part=part)
        at = end
    if at < content.end:
        yield PieceView(text=text[at : content.end])


def _tell(pile: Pile, edit: Edit) -> str:
    """Say a difference in words: “nearly” dropped."""
    left = f"“{pile.words(edit.left)}”" if edit.left else ""
    right = f"“{pile.words(edit.right)}”" if edit.right else ""
    match edit.kind:
        case EditKind.DROPPED:
            return f"{left} dropped"
        case EditKind.ADDED:
            return f"{right} added"
        case EditKind.CHANGED:
            return f"{left} changed to {right}"
