"""The missed list: every reporting cue, long quotation and number that is in no row.

Also what is in a row but unsure: a speaker that could not be told. Each with its reason, so
that a reader can finish the work by hand. Page furniture and credit lines are not searched.
"""

from collections.abc import Iterable, Sequence

from onrecord.extract.statements import index_aside
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.parses import find_range
from onrecord.quotemarks import find_quoted
from onrecord.records import (
    AnnotatedDocument,
    Figure,
    Missed,
    MissedKind,
    Span,
    SpeakerKind,
    Statement,
    content_id,
)
from onrecord.text import count_words


def find_missed(
    annotated: AnnotatedDocument,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    numbers: Iterable[tuple[int, int]],
    quoted_words: int,
) -> tuple[Missed, ...]:
    """Return what ended up in no row, in text order. `numbers` are offsets of all numbers."""
    aside = index_aside(annotated.document)
    found = [
        *_missed_cues(annotated, statements),
        *_missed_quotations(annotated, statements, quoted_words),
        *_missed_numbers(annotated, figures, numbers),
        *_unsure_speakers(annotated, statements),
    ]
    kept = {
        m.id: m for m in found if not any(True for _ in aside.covering(m.span.start, m.span.end))
    }
    return tuple(sorted(kept.values(), key=lambda m: (m.span, m.kind, m.id)))


def _miss(span: Span, kind: MissedKind, reason: str, row: Statement | None = None) -> Missed:
    speaker = row.attribution.speaker if row else None
    return Missed(
        id=content_id("missed", span.document_id, kind, span.start, span.end),
        document_id=span.document_id,
        kind=kind,
        span=span,
        reason=reason,
        candidates=speaker.candidates if speaker else (),
        statement_id=row.id if row else None,
    )


def _missed_cues(annotated: AnnotatedDocument, statements: Sequence[Statement]) -> Iterable[Missed]:
    taken = {
        index for row in statements if row.cue for index in find_range(annotated.tokens, row.cue)
    }
    spoken = _index_contents(statements)
    words = load_words("reporting")
    for index, token in enumerate(annotated.tokens):
        low = token.lemma.lower() if token.pos in {"VERB", "SCONJ", "ADP"} else token.text.lower()
        if low not in words or index in taken or token.pos in {"NOUN", "PROPN", "ADJ"}:
            continue
        span = Span(document_id=annotated.document.id, start=token.start, end=token.end)
        inside = any(True for _ in spoken.covering(token.start, token.end))
        where = " (inside words already in a row)" if inside else ""
        yield _miss(span, MissedKind.CUE, f"no statement was found around this word{where}")


def _missed_quotations(
    annotated: AnnotatedDocument, statements: Sequence[Statement], quoted_words: int
) -> Iterable[Missed]:
    text = annotated.document.text
    spoken = _index_contents(statements)
    for start, end in find_quoted(text):
        if count_words(text[start:end]) < quoted_words:
            continue
        span = Span(document_id=annotated.document.id, start=start, end=end)
        held = sum(
            max(0, min(end, part.end) - max(start, part.start))
            for part in _merge(spoken.overlapping(start, end))
        )
        if held < 0.8 * (end - start):
            part = "only part of these words is" if held else "these quoted words are"
            yield _miss(span, MissedKind.QUOTATION, f"{part} in a statement")


def _index_contents(statements: Sequence[Statement]) -> Intervals[Span]:
    return Intervals((c.start, c.end, c) for row in statements for c in row.contents)


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Span(
                document_id=last.document_id, start=last.start, end=max(last.end, span.end)
            )
        else:
            merged.append(span)
    return merged


def _missed_numbers(
    annotated: AnnotatedDocument,
    figures: Sequence[Figure],
    numbers: Iterable[tuple[int, int]],
) -> Iterable[Missed]:
    spans = (*(f.quantity.span for f in figures), *(t.span for t in annotated.timexes))
    held = Intervals((span.start, span.end, span) for span in spans)
    for start, end in numbers:
        span = Span(document_id=annotated.document.id, start=start, end=end)
        if not any(True for _ in held.overlapping(start, end)):
            yield _miss(span, MissedKind.NUMBER, "a number that counts nothing we could name")


def _unsure_speakers(
    annotated: AnnotatedDocument, statements: Sequence[Statement]
) -> Iterable[Missed]:
    for row in statements:
        speaker = row.attribution.speaker
        source = row.attribution.source
        if speaker and source and speaker.kind is SpeakerKind.UNRESOLVED:
            reason = (
                "could be " + " or ".join(speaker.candidates)
                if speaker.candidates
                else "nobody before it fits"
            )
            yield _miss(source, MissedKind.SPEAKER, f"speaker not told: {reason}", row)
