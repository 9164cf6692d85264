"""Signed quotations: quoted words with nothing but a name after them.

"“It will hold.” — Dana Okoro, chief engineer": no verb says that she said it; the model leaves
such out. Taken are quoted words of nobody that a person's name follows at once, past a dash, a
bracket or a line's end, where what goes on after the name tells who they are and has no verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.attributions import CONTINUATION, LEAST_WORDS, sort_quotations
from onrecord.intervals import Intervals
from onrecord.parses import FINITE, find_children
from onrecord.quotemarks import list_passages
from onrecord.records import Mention, MentionKind, Quotation, Span, StatementKind, Token
from onrecord.text import count_words, find_token

METHOD = "name after quoted words"
_BETWEEN = frozenset(" \n\t\u00a0—–-~([|•")
_MOST = 8  # of these characters
_LONGEST = 30  # words that tell who somebody is
_ENDS = frozenset({"“", '"', "”"})


@dataclass(frozen=True, slots=True)
class _Report:
    text: str
    tokens: Sequence[Token]
    people: Intervals[Mention]


def find_signed(
    text: str,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    taken: Sequence[Quotation],
) -> tuple[Quotation, ...]:
    """Return the attributions, with one more for each passage of nobody's that is signed."""
    held = [q for q in taken if q.method != CONTINUATION]
    contents = Intervals((c.start, c.end, c) for q in held for c in q.contents)
    people = Intervals(
        (m.span.start, m.span.end, m) for m in mentions if m.kind is MentionKind.PERSON
    )
    report = _Report(text, tokens, people)
    signed = []
    for passage in list_passages(text):
        if any(contents.overlapping(passage.start, passage.end)):
            continue
        if (
            passage.closing == passage.end
            or count_words(text[passage.start : passage.end]) < LEAST_WORDS
        ):
            continue
        source = _find_name(report, passage.closing)
        if source is not None:
            said = Span(document_id=source.document_id, start=passage.opening, end=passage.closing)
            signed.append(_make(said, source))
    if not signed:
        return tuple(taken)
    over = Intervals((q.contents[0].start, q.contents[0].end, q) for q in signed)
    rest = [
        q
        for q in taken
        if q.method != CONTINUATION
        or not any(True for c in q.contents for _ in over.overlapping(c.start, c.end))
    ]
    return sort_quotations([*rest, *signed])


def _make(said: Span, source: Span) -> Quotation:
    return Quotation(
        kind=StatementKind.DIRECT,
        contents=(said,),
        cue=None,
        source=source,
        method=METHOD,
        score=0.7,
    )


def _find_name(report: _Report, end: int) -> Span | None:
    """Return the name that follows quoted words, where it stands there as a signature."""
    start = end
    while start < len(report.text) and start - end < _MOST and report.text[start] in _BETWEEN:
        start += 1
    near = next((m for m in report.people.overlapping(start, start + 1)), None)
    if near is None or near.span.start != start or start == end:
        return None
    return near.span if _is_signature(report, near.span) else None


def _is_signature(report: _Report, name: Span) -> bool:
    """Say whether a name stands alone or before words that only tell who it is."""
    text = report.text
    stop = text.find("\n", name.end)
    stop = len(text) if stop < 0 else stop
    after = text[name.end : stop].lstrip()
    if after and after[0] not in ',()|—–-."“':
        return False
    first = find_token(report.tokens, name.end)
    for index in range(first, min(first + _LONGEST, len(report.tokens))):
        token = report.tokens[index]
        if token.start >= stop or token.text in _ENDS or token.text == ".":
            return True
        if token.tag in FINITE and not _is_aside(report.tokens, index):
            return False
    return first + _LONGEST >= len(report.tokens)


def _is_aside(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb tells of who somebody is: "who runs the port"."""
    return any(tokens[i].tag in {"WP", "WDT"} for i in find_children(tokens, verb))
