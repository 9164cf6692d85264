"""Interviews: answers that stand after a name and a colon, without quotation marks.

"DW: What is wrong with it? / Dana Okoro: It leaks." Read from the lines: a question that an
outlet's label opens and an answer that a person's name opens, or the same name after two
questions. Where one person answers, what follows goes on with them, and later answers may stand
without the name, up to the next question. A list of names after one question ("Who is running?")
is no interview.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from onrecord.annotate.attributions import sort_quotations
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.records import Block, BlockKind, Mention, MentionKind, Quotation, Span, StatementKind
from onrecord.text import SENTENCE_STOP, count_words, find_paragraphs, trim

METHOD = "answer in an interview"
_LABEL = re.compile(r"[^\n:“”\"?!]{1,60}:(?=\s+\S)")
_QUESTION = re.compile(r"\?[\"”’')\]]*(?=\s|$)")
_STOP = re.compile(SENTENCE_STOP)
_MARKS = frozenset("“\"'‘«")
_VOICES = frozenset({"i", "we", "me", "us"})
_LONGEST = 5  # words of an outlet's label
_LEAST = 2  # questions that a name must answer where no outlet's label puts one
_FEWEST = 4  # words left after a question that are an answer


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: where its words begin after a label, and whose name the label is."""

    start: int
    end: int
    opening: int
    name: Span | None
    asks: bool


@dataclass(slots=True)
class _Answer:
    source: Span
    parts: list[tuple[int, int]] = field(default_factory=list)


def find_interviews(
    text: str,
    mentions: Sequence[Mention],
    blocks: Sequence[Block],
    taken: Sequence[Quotation],
) -> tuple[Quotation, ...]:
    """Return the attributions with one for each answer of an interview.

    Page furniture (`blocks`) is no answer. What the model has of somebody who says "I" or "we"
    within an answer is part of that answer.
    """
    if "?" not in text or ":" not in text:
        return tuple(taken)
    lines = list(_read_lines(text, mentions, blocks))
    answers = [_make(answer) for answer in _read_answers(text, lines) if answer.parts]
    if not answers:
        return tuple(taken)
    within = Intervals((c.start, c.end, c) for q in answers for c in q.contents)
    rest = [q for q in taken if not _is_own_voice(text, q, within)]
    return sort_quotations([*rest, *answers])


def _read_lines(text: str, mentions: Sequence[Mention], blocks: Sequence[Block]) -> Iterator[_Line]:
    people = {m.span.end: m.span for m in mentions if m.kind is MentionKind.PERSON}
    out = Intervals((b.span.start, b.span.end, b) for b in blocks if _is_aside(text, b))
    for start, end in find_paragraphs(text):
        if any(out.overlapping(start, end)):
            continue
        label = _LABEL.match(text, start, end)
        opening = trim(text, label.end(), end)[0] if label else start
        name = people.get(label.end() - 1) if label else None
        if name is not None and count_words(text[start : name.start]) > 1:
            name = None
        asks = text[start:end].rstrip("\"”’') ").endswith("?")
        yield _Line(start, end, opening, name, asks)


def _is_aside(text: str, block: Block) -> bool:
    """Say whether a block is no line of an interview; a heading that asks is one."""
    asks = block.kind is BlockKind.HEADING and "?" in block.span.of(text)
    return block.kind is not BlockKind.PARAGRAPH and not asks


def _read_answers(text: str, lines: Sequence[_Line]) -> Iterator[_Answer]:
    """Yield the answers of a report, none where it is no interview."""
    replies = [
        (before, line)
        for before, line in pairwise(lines)
        if before.asks and line.name and text[line.opening] not in _MARKS
    ]
    names = [line.name.of(text) for _, line in replies if line.name]
    labelled = any(_is_labelled(text, before) for before, _ in replies)
    if not labelled and not any(names.count(name) >= _LEAST for name in set(names)):
        return
    said = {line.name.of(text) for line in lines if line.name}
    askers = {line.name.of(text) for line in lines if line.name and line.asks}
    first = lines.index(replies[0][1])
    if len(said - askers) == 1:
        yield from _read_alone(text, lines[first:])
        return
    for line in lines[first - 1 :]:
        if line.name and text[line.opening] not in _MARKS:
            yield _Answer(line.name, [(line.opening, line.end)])


def _is_labelled(text: str, line: _Line) -> bool:
    """Say whether an outlet's label, or an asker's name, opens a question."""
    label = text[line.start : line.opening]
    return 0 < count_words(label) <= _LONGEST and label[:1].isupper()


def _read_alone(text: str, lines: Sequence[_Line]) -> Iterator[_Answer]:
    """Yield the answers of the one who is interviewed, each up to the next question."""
    source = lines[0].name
    if source is None:
        return
    answer = _Answer(source)
    for line in lines:
        start, end = line.opening, _find_end(text, line, source)
        if line.name is None and line.opening > line.start and not line.asks:
            start = line.start  # a colon within a sentence
        questions = list(_QUESTION.finditer(text, start, line.end))
        opens = line.name is not None and not line.asks
        if opens or questions:
            yield answer
            answer = _Answer(line.name or source)
        if questions and not opens:
            start = trim(text, questions[-1].end(), line.end)[0]
        if start < end and (not questions or count_words(text[start:end]) >= _FEWEST or opens):
            answer.parts.append(trim(text, start, end))
        if end < line.end:
            break
    yield answer


def _find_end(text: str, line: _Line, source: Span) -> int:
    """Return where the interview ends in a line: who tells of the one interviewed is no answer."""
    name = re.escape(source.of(text))
    told = re.search(
        rf"\b{name} (?:is|was|has|had|works|serves|teaches|heads|leads)\b",
        text[line.opening : line.end],
    )
    ended = _load_endings().search(text[line.opening : line.end].lower())
    first = min((found.start() for found in (told, ended) if found), default=None)
    if first is None:
        return line.end
    stops = [m.end() for m in _STOP.finditer(text, line.opening, line.end)]
    return max((stop for stop in stops if stop <= line.opening + first), default=line.opening)


@cache
def _load_endings() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load_words("interview_endings"))))


def _make(answer: _Answer) -> Quotation:
    source = answer.source
    return Quotation(
        kind=StatementKind.DIRECT,
        contents=tuple(
            Span(document_id=source.document_id, start=start, end=end)
            for start, end in answer.parts
        ),
        cue=None,
        source=source,
        method=METHOD,
        score=0.7,
    )


def _is_own_voice(text: str, quotation: Quotation, within: Intervals[Span]) -> bool:
    if quotation.source is None or quotation.source.of(text).lower() not in _VOICES:
        return False
    return any(within.overlapping(quotation.source.start, quotation.source.end))
