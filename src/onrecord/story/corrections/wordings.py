"""The words a decision is about: taking them down, checking new ones, finding them again.

A place is only ever trusted with its words: where both agree nothing is searched, and in a
report whose text has changed the words alone say where they are, or nothing does.
"""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.intervals import Intervals
from onrecord.quotemarks import find_quoted
from onrecord.records import (
    BlockKind,
    CoreferenceChain,
    Document,
    Event,
    Figure,
    Missed,
    Span,
    Statement,
    StatementKind,
    Wording,
)

Row = Statement | Figure | Event | Missed | CoreferenceChain
# The role of the words by which a row is known; source and cue are only beside them.
KEYS = frozenset({"content", "figure", "trigger", "missed", "mention", "claim"})
_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.CREDIT})
_DIRECT_SHARE = 0.95  # as in the definition of a direct quotation that is measured with


def describe_row(document: Document, row: Row) -> tuple[Wording, ...]:
    """Take down the words of a row as they stand."""
    return tuple(word_span(document, role, span) for role, span in list_places(row))


def list_places(row: Row) -> list[tuple[str, Span]]:
    """Return the places of a row and what each is."""
    if isinstance(row, Statement):
        beside = (("source", row.attribution.source), ("cue", row.cue))
        places = [(role, span) for role, span in beside if span]
        return places + [("content", span) for span in row.contents]
    if isinstance(row, Figure):
        return [("figure", row.quantity.span)]
    if isinstance(row, Event):
        return [("trigger", row.trigger)]
    if isinstance(row, Missed):
        return [("missed", row.span)]
    return [("mention", span) for span in row.mentions]


def word_span(document: Document, role: str, span: Span) -> Wording:
    """Take down the words at a place."""
    return Wording(role=role, span=span, words=span.of(document.text))


def list_spans(wordings: Sequence[Wording], *roles: str) -> tuple[Span, ...]:
    """Return the places of these roles, in text order."""
    return tuple(sorted(w.span for w in wordings if w.role in roles))


def find_problem(document: Document, wordings: Sequence[Wording], forced: bool) -> str:
    """Say why these words cannot be a statement's; empty when they can.

    `forced` lets words in page furniture and credit lines pass.
    """
    for wording in wordings:
        if problem := _find_span_problem(document, wording):
            return problem
    contents = list_spans(wordings, "content")
    if not contents:
        return "a statement needs the words that were said"
    if any(left.end > right.start for left, right in pairwise(contents)):
        return "two stretches of what was said overlap"
    if any(len(list_spans(wordings, role)) > 1 for role in ("source", "cue")):
        return "a statement has one source and one cue"
    if forced:
        return ""
    aside = [block for block in document.blocks if block.kind in _ASIDE]
    held = Intervals((b.span.start, b.span.end, b) for b in aside)
    for wording in wordings:
        for block in held.overlapping(wording.span.start, wording.span.end):
            return f"“{_shorten(wording.words)}” stands in page furniture ({block.reason})"
    return ""


def _find_span_problem(document: Document, wording: Wording) -> str:
    span = wording.span
    if span.document_id != document.id:
        return f"“{_shorten(wording.words)}” is not of this report"
    if not 0 <= span.start <= span.end <= len(document.text):
        length = len(document.text)
        return f"[{span.start}, {span.end}) is outside the report, which has {length} characters"
    found = span.of(document.text)
    if not found.strip():
        return f"[{span.start}, {span.end}) holds no words"
    if found != wording.words:
        expected = _shorten(wording.words)
        return f"[{span.start}, {span.end}): expected “{expected}”, found “{_shorten(found)}”"
    return ""


def _shorten(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= 60 else f"{joined[:59]}…"


def refit_wordings(document: Document, wordings: Sequence[Wording]) -> tuple[Wording, ...] | None:
    """Find words again in a report that has changed; None where they are not, or not only once.

    The longest words that stand there once tell how far all of them moved.
    """
    if not wordings:
        return ()
    text = document.text
    longest = max(wordings, key=lambda w: (len(w.words), -w.span.start))
    if not longest.words.strip() or text.count(longest.words) != 1:
        return None
    shift = text.index(longest.words) - longest.span.start
    found = []
    for wording in wordings:
        start = _find_near(text, wording, shift)
        if start is None:
            return None
        span = Span(document_id=document.id, start=start, end=start + len(wording.words))
        found.append(Wording(role=wording.role, span=span, words=wording.words))
    return tuple(found)


def _find_near(text: str, wording: Wording, shift: int) -> int | None:
    """Return where words moved by `shift` are, else where they stand if they stand only once."""
    moved = wording.span.start + shift
    if moved >= 0 and text.startswith(wording.words, moved):
        return moved
    return text.index(wording.words) if text.count(wording.words) == 1 else None


def tell_kind(text: str, contents: Sequence[Span]) -> StatementKind:
    """Say whether words are quoted, reported or both, by the quotation marks around them."""
    quoted = Intervals((start, end, (start, end)) for start, end in find_quoted(text))
    inside = total = 0
    for content in contents:
        stretches = list(quoted.overlapping(content.start, content.end))
        for offset in range(content.start, content.end):
            if text[offset].isalnum():
                total += 1
                inside += any(start <= offset < end for start, end in stretches)
    if not inside:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if inside >= _DIRECT_SHARE * total else StatementKind.MIXED
