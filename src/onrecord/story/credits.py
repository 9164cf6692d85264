"""Credits: the agencies and outlets that a report itself names as where it comes from.

Read from bylines, datelines, wire tags and credit lines, and from "told NBC News". Each is of
the whole report or of a part of it. People who contributed are not origins, and an outlet that
names itself is not one either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load_map, load_table, load_words
from onrecord.records import BlockKind, Document, Evidence, Span
from onrecord.story.outlets import house_key, is_own, name_house
from onrecord.story.passages import find_lines

# A dateline opens the text: below a headline, a summary and perhaps a caption.
_FIRST_LINES = 4
_NAMED = r"[A-Z][\w.&’'/-]*(?: [A-Z\d][\w.&’'/-]*){0,3}"
_AFTER = re.compile(r"(?:(?:’|')s )?[^.;\n]{0,160}?\bcontributed\b")
TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A house that a report names as its origin: of the `whole` report or of a part.

    `words` say where it is named; `span` is the name there, None where only the metadata
    names it.
    """

    name: str
    words: str
    whole: bool
    span: Span | None

    @property
    def key(self) -> str:
        """What all names of this house have in common."""
        return house_key(self.name)


def find_credits(document: Document) -> tuple[Credit, ...]:
    """Return whom a report credits, in text order; what only its metadata says comes first."""
    found = [
        *_read_byline(document),
        *_read_datelines(document),
        *_read_credit_lines(document),
    ]
    return tuple(c for c in found if not is_own(c.name, document))


def find_told(evidence: Evidence, houses: Sequence[str]) -> tuple[Credit, ...]:
    """Return the houses a report says were told something: its relays, and `houses` by name.

    `houses` are names known from the pile: its outlets and the agencies its reports credit.
    """
    document = evidence.document
    hops = (hop for row in evidence.statements for hop in row.attribution.via)
    spans = {hop.span: hop.name for hop in hops}
    for match in _told(tuple(houses)).finditer(document.text):
        span = _span(document, match.start("name"), match.end("name"))
        if not any(span.overlaps(other) for other in spans):
            spans[span] = match["name"]
    return tuple(
        Credit(name=name_house(name), words=TOLD, whole=False, span=span)
        for span, name in sorted(spans.items())
        if not is_own(name, document)
    )


@cache
def _told(houses: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(houses, key=lambda n: (-len(n), n)))
    return re.compile(rf"\b(?:told|tells|telling) (?:the |The )?(?P<name>{names or '(?!)'})\b")


def _read_byline(document: Document) -> Iterator[Credit]:
    byline = document.byline or ""
    for start, end in _find_houses(byline):
        name = byline[start:end]
        at = document.text.find(byline)
        span = _span(document, at + start, at + end) if at >= 0 else None
        yield Credit(name=name_house(name), words="the byline", whole=True, span=span)


def _read_datelines(document: Document) -> Iterator[Credit]:
    text = document.text
    for (start, end), _ in zip(find_lines(document), range(_FIRST_LINES), strict=False):
        for pattern, words in _load_datelines():
            match = pattern.match(text, start, end)
            if match:
                name = name_house(match["name"])
                span = _span(document, match.start("name"), match.end("name"))
                yield Credit(name=name, words=f"the {words}", whole=True, span=span)
                break


def _read_credit_lines(document: Document) -> Iterator[Credit]:
    scopes = {reason: (scope == "whole", words) for reason, scope, words in _load_lines()}
    for block in document.blocks:
        if block.kind is not BlockKind.CREDIT or block.reason not in scopes:
            continue
        line = block.span.of(document.text)
        whole, words = scopes[block.reason]
        for start, end in _find_houses(line):
            # Owners sign a copyright too; only an agency's says that it comes from elsewhere.
            if block.reason == "copyright line" and not _is_agency(line[start:end]):
                continue
            span = _span(document, block.span.start + start, block.span.start + end)
            part = bool(_AFTER.match(line, end))
            yield Credit(
                name=name_house(line[start:end]),
                words="contributed to the report" if part else words,
                whole=whole and not part,
                span=span,
            )


def _find_houses(line: str) -> Iterator[tuple[int, int]]:
    for match in _houses().finditer(line):
        yield match.start("name"), match.end("name")


@cache
def _houses() -> re.Pattern[str]:
    """Match known agencies and media, and any name that ends as a news agency's does."""
    known = _alternatives(load_map("credit_agencies"))
    # Newspapers with one everyday word for a name ("Time", "People") are left to the relays.
    media = _alternatives(
        name for name in load_words("media") if " " in name or name.isupper() or len(name) > 9
    )
    endings = _alternatives(load_words("credit_endings"))
    named = rf"[A-Z][\w&’'-]*(?: (?:of |and |& )?[A-Z][\w&’'-]*){{0,4}}? (?:{endings})"
    # "KEVIN McGILLAssociated Press": two page elements run together.
    opens = r"(?:(?<![\w.])|(?<=[A-Za-z])(?=Associated Press))"
    return re.compile(rf"{opens}(?P<name>{named}|{known}|{media})(?!\w)")


def _is_agency(name: str) -> bool:
    return name in load_map("credit_agencies")


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def _load_datelines() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = _alternatives(load_map("credit_agencies"))
    return tuple(
        (re.compile(pattern.replace("{known}", known).replace("{named}", _NAMED)), words)
        for pattern, words in load_table("credit_datelines")
    )


def _load_lines() -> Iterator[tuple[str, ...]]:
    yield from load_table("credit_lines")


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document_id=document.id, start=start, end=end)
