"""Quotations: the model's attributions as records, and two kinds that it leaves out.

Added by rule, each with its method named: a paragraph of nothing but quoted words goes on
with the speaker before it; a clause in which somebody does not answer ("declined to
comment") is an attribution of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.annotate.quotations import DocumentTags, RawAttribution
from onrecord.annotate.quoted_words import share_quoted
from onrecord.intervals import Intervals
from onrecord.quotemarks import find_quoted, list_passages
from onrecord.records import Quotation, Span, StatementKind, Timex, TimexType, Token
from onrecord.text import count_words, find_paragraphs, find_token

MODEL = "attribution model"
CONTINUATION = "continuation"
# A paragraph with fewer quoted words than this is no continuation but a slogan or a title.
LEAST_WORDS = 4
# Room between a cue and the day of saying for one word of who was told ("reporters").
HEARERS = 14


def make_quotations(text: str, tags: DocumentTags, document_id: str) -> tuple[Quotation, ...]:
    """Return the quotations of one report in text order, each with its kind."""
    quoted, passages = find_quoted(text), list_passages(text)
    raw = [_make_quotation(one, document_id) for one in tags.attributions]
    found = [
        replace(q, kind=find_kind(text, q.contents, quoted))
        for q in share_quoted(text, raw, passages)
    ]
    found = _draw_on(text, found, quoted)
    double = [(passage.start, passage.end) for passage in passages]
    found += find_continuations(text, found, document_id, double)
    return sort_quotations(found)


def sort_quotations(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return attributions in text order of what is said, then of their cues."""
    return tuple(sorted(quotations, key=lambda q: (q.contents[0], q.cue or q.contents[0])))


def _make_quotation(raw: RawAttribution, document_id: str) -> Quotation:
    contents = tuple(
        Span(document_id=document_id, start=start, end=end) for start, end in sorted(raw.contents)
    )
    source = raw.source[0] if raw.source else None
    return Quotation(
        kind=StatementKind.INDIRECT,  # until it is known which words are quoted
        contents=contents,
        cue=Span(document_id=document_id, start=raw.cue[0], end=raw.cue[1]),
        source=Span(document_id=document_id, start=source[0], end=source[1]) if source else None,
        method=MODEL,
        score=raw.score,
    )


def _draw_on(
    text: str, found: Sequence[Quotation], quoted: Sequence[tuple[int, int]]
) -> list[Quotation]:
    """Give each quotation the quoted words that follow right after it and are in none.

    "“It is late,” said Michael Vale, an engineer. “It was always going to be.”"
    """
    contents = Intervals((c.start, c.end, c) for q in found for c in q.contents)
    ends = {_end(q): q for q in sorted(found, key=lambda q: q.contents)}
    drawn: dict[int, Quotation] = {}
    for start, end in quoted:
        if count_words(text[start:end]) < LEAST_WORDS or any(contents.overlapping(start, end)):
            continue
        at = start - 1
        while at > 0 and text[at - 1] in _BETWEEN:
            at -= 1
        before = ends.get(at)
        if before and before.kind is not StatementKind.INDIRECT and _closes(text[at : start - 1]):
            said = replace(before.contents[0], start=start - 1, end=min(end + 1, len(text)))
            contained = (*before.contents, said)
            kind = find_kind(text, contained, quoted)
            drawn[id(before)] = replace(before, contents=contained, kind=kind)
    return [drawn.get(id(q), q) for q in found]


def _end(quotation: Quotation) -> int:
    parts = (quotation.source, quotation.cue, *quotation.contents)
    return max(part.end for part in parts if part)


def _closes(gap: str) -> bool:
    """Say whether the marks between two stretches end a sentence within a paragraph."""
    return any(mark in gap for mark in ".!?") and "\n" not in gap


_BETWEEN = frozenset(" .!?,’'”\"")


def free_dates(
    quotations: Iterable[Quotation], timexes: Iterable[Timex], tokens: Sequence[Token]
) -> tuple[Quotation, ...]:
    """Return the quotations without the day of saying at the head of what was said.

    "said Wednesday there is evidence": the day belongs to the saying. It stays where it is
    the subject of what follows ("said Wednesday was a bad day").
    """
    days = {t.span.start: t.span for t in timexes if t.type in {TimexType.DATE, TimexType.TIME}}
    freed = []
    for quotation in quotations:
        first = quotation.contents[0]
        day = days.get(first.start)
        near = quotation.cue is not None and 0 <= first.start - quotation.cue.end <= HEARERS
        if day and near and day.end < first.end:
            after = find_token(tokens, day.end)
            if after < len(tokens) and tokens[after].pos not in {"VERB", "AUX", "PUNCT", "PART"}:
                rest = replace(first, start=tokens[after].start)
                quotation = replace(quotation, contents=(rest, *quotation.contents[1:]))
        freed.append(quotation)
    return tuple(freed)


def find_kind(
    text: str, contents: Iterable[Span], quoted: Sequence[tuple[int, int]]
) -> StatementKind:
    """Say whether contents are quoted, reported or both: by words inside quotation marks."""
    inside = total = 0
    for content in contents:
        total += count_words(content.of(text))
        for start, end in quoted:
            if start < content.end and content.start < end:
                inside += count_words(text[max(start, content.start) : min(end, content.end)])
    if inside == 0:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if inside >= 0.95 * total else StatementKind.MIXED


def find_continuations(
    text: str,
    found: Sequence[Quotation],
    document_id: str,
    quoted: Sequence[tuple[int, int]],
) -> list[Quotation]:
    """Return quotations for wholly quoted paragraphs that nobody introduces.

    The speaker is that of the last quotation in the paragraph before, when that one has
    quoted words; without such a neighbour nothing is added and the words are missed.
    """
    added: list[Quotation] = []
    before: Span | None = None
    parts = Intervals(
        (part.start, part.end, number)
        for number, quotation in enumerate(found)
        for part in quotation.spoken
    )
    for start, end in find_paragraphs(text):
        paragraph = Span(document_id=document_id, start=start, end=end)
        # Those added lie each in a paragraph of their own, before this one.
        speaking = [found[number] for number in sorted({*parts.overlapping(start, end)})]
        if speaking:
            last = max(speaking, key=lambda q: (q.contents[-1].end, q.contents[0]))
            quoting = any(q.kind is not StatementKind.INDIRECT for q in speaking)
            before = last.source if quoting else None
        elif before and _is_quoted(text, paragraph, quoted):
            inner = [(a, b) for a, b in quoted if start <= a < end]
            contents = tuple(
                Span(document_id=document_id, start=max(a - 1, start), end=min(b + 1, end))
                for a, b in inner
            )
            added.append(
                Quotation(
                    kind=StatementKind.DIRECT,
                    contents=contents,
                    cue=None,
                    source=before,
                    method=CONTINUATION,
                    score=0.8,
                )
            )
        else:
            before = None
    return added


def _is_quoted(text: str, paragraph: Span, quoted: Sequence[tuple[int, int]]) -> bool:
    words = count_words(paragraph.of(text))
    inside = sum(
        count_words(text[max(a, paragraph.start) : min(b, paragraph.end)])
        for a, b in quoted
        if a < paragraph.end and paragraph.start < b
    )
    return words >= LEAST_WORDS and inside >= 0.95 * words
