"""Utterances: the quoted words of each statement, taken apart to be set beside another report's.

Only words inside quotation marks are somebody's own; what a report says around them is kept aside,
because a qualifier may stand there ("nearly “all of it”"). Wordings that are the same word for word
are one, however often they are printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.alignments import Word, read_words
from onrecord.lexicon import load_table
from onrecord.names import fold
from onrecord.quotemarks import find_quoted
from onrecord.records import Entity, Evidence, Span, Statement, StatementKind
from onrecord.story.entities import list_owners
from onrecord.story.references import UNNAMED
from onrecord.text import trim

_QUOTED = frozenset({StatementKind.DIRECT, StatementKind.MIXED})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ELLIPSIS = re.compile(r"\.\.\.|…|\. \. \.")
_STOP = re.compile(r"[.!?]")
# A quotation of fewer words is a phrase that anybody might use again.
_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Somebody's quoted words in one report.

    `marks` tell what stands before each word: "stop" (a sentence ends), "ellipsis", "cut" (the
    quotation is broken off), "bracket" (the word is an editor's). `beside` are the keys of the
    words around the quotation; `translated` says that the report has a note of translation.
    """

    statement: Statement
    speaker: str
    named: bool
    day: str | None
    order: tuple[str, str, Span]
    words: tuple[Word, ...]
    marks: tuple[frozenset[str], ...]
    beside: tuple[str, ...]
    translated: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(word.key for word in self.words)

    def span(self, first: int, last: int) -> Span:
        """Return the place of the words from `first` up to `last`."""
        words = self.words[first:last]
        document_id = self.statement.document_id
        return Span(document_id=document_id, start=words[0].start, end=words[-1].end)


def read_utterances(
    evidence: Sequence[Evidence], entities: Sequence[Entity]
) -> tuple[Utterance, ...]:
    """Return the utterances of a story in the order published, each wording once a speaker."""
    owners = list_owners(entities)
    found = [each for one in evidence for each in _read_report(one, owners)]
    first: dict[tuple[str, tuple[str, ...]], Utterance] = {}
    for utterance in sorted(found, key=lambda u: u.order):
        first.setdefault((utterance.speaker, utterance.keys), utterance)
    return tuple(first.values())


def _read_report(one: Evidence, owners: Mapping[str, Entity]) -> Iterator[Utterance]:
    text, published = one.document.text, one.document.published or ""
    quoted = find_quoted(text)
    translated = _is_translated(one)
    for row in one.statements:
        speaker = row.attribution.speaker
        if row.kind not in _QUOTED or row.headline or speaker is None:
            continue
        parts = list(_find_parts(text, row, quoted))
        words, marks = _read_words(text, parts)
        if len(words) < _FEWEST:
            continue
        owner = owners.get(speaker.id)
        named = owner is not None and owner.kind not in UNNAMED
        said = _DAY.match(row.said.value if row.said else "") or _DAY.match(published)
        yield Utterance(
            statement=row,
            speaker=owner.id if owner and named else f"unnamed {fold(speaker.name)}",
            named=named,
            day=said[0] if said else None,
            order=(published or "9999", one.document.path, words_span(row, words)),
            words=tuple(words),
            marks=tuple(marks),
            beside=tuple(_read_beside(text, row, parts)),
            translated=translated,
        )


def words_span(row: Statement, words: Sequence[Word]) -> Span:
    """Return the place from the first word to the last."""
    return Span(document_id=row.document_id, start=words[0].start, end=words[-1].end)


def _find_parts(
    text: str, row: Statement, quoted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a statement that stand inside quotation marks."""
    for content in row.contents:
        inside = [
            (max(start, content.start), min(end, content.end))
            for start, end in quoted
            if start < content.end and content.start < end
        ]
        if inside or row.kind is StatementKind.MIXED:
            yield from inside
        else:
            yield trim(text, content.start, content.end)


def _read_words(
    text: str, parts: Sequence[tuple[int, int]]
) -> tuple[list[Word], list[frozenset[str]]]:
    words: list[Word] = []
    marks: list[frozenset[str]] = []
    for start, end in parts:
        opening = start
        for word in read_words(text, start, end):
            between = text[opening : word.start]
            found = set()
            if opening == start and words:
                found |= {"cut"} | ({"stop"} if _ends_sentence(text, start, words[-1]) else set())
            if _ELLIPSIS.search(between):
                found.add("ellipsis")
            elif _STOP.search(between):
                found.add("stop")
            if text.rfind("[", start, word.start + 1) > text.rfind("]", start, word.start):
                found.add("bracket")
            words.append(word)
            marks.append(frozenset(found))
            opening = word.end
    return words, marks


def _ends_sentence(text: str, start: int, before: Word) -> bool:
    return bool(_STOP.search(text[before.end : start])) or text[start : start + 1].isupper()


def _read_beside(text: str, row: Statement, parts: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the words of the statement, and a few before it, that are not quoted."""
    for content in row.contents:
        around = Span(
            document_id=row.document_id, start=max(0, content.start - 40), end=content.end
        )
        for word in read_words(text, around.start, around.end):
            if not any(start <= word.start < end for start, end in parts):
                yield word.key


def _is_translated(one: Evidence) -> bool:
    text = one.document.text
    return any(re.search(row[0], text, re.IGNORECASE) for row in load_table("translation_notes"))
