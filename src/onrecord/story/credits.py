"""Credits: the agencies and outlets that a report itself names as where it comes from.

Read from bylines, datelines, wire tags and credit lines, and from relays ("told NBC News").
Each is of the whole report or of a part of it. People who contributed are not origins, and an
outlet that names itself is not one either.
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
_NAMED = r"[A-Z](?:[\w.&’'/-]*\w)?(?: [A-Z\d](?:[\w.&’'/-]*\w)?){0,3}"
_OTHER_NAMES = {
    "any": rf"(?i:\b(?:in|on|at|by|via|source|from):? (?:the )?)(?P<name>(?!The\b){_NAMED})",
    # Of people who contributed a credit gives both names.
    "single": r"^(?:The )?(?P<name>(?!The\b|Staff\b|Report|Wire\b|Agenc)[A-Z]\w+) contributed\b",
    "known": r"(?!)(?P<name>)",
}
_NAMES = {kind: re.compile(pattern) for kind, pattern in _OTHER_NAMES.items()}
_CREDITS = frozenset({BlockKind.CREDIT, BlockKind.FURNITURE})
_AFTER = re.compile(r"(?:(?:’|')s )?[^.;\n]{0,160}?\bcontributed\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A house that a report names as its origin: of the `whole` report or of a part.

    `words` say how it is named; `span` is the name there, None where only the metadata names
    it. A `relay` is named in the text for a statement, not in a credit for the report.
    """

    name: str
    words: str
    whole: bool
    span: Span | None
    relay: bool = False

    @property
    def key(self) -> str:
        """What all names of this house have in common."""
        return house_key(self.name)


def find_credits(document: Document, outlets: Sequence[str] = ()) -> tuple[Credit, ...]:
    """Return whom a report credits: in its byline, in its first lines, in its credit lines.

    `outlets` are names known from the pile, beside those in the tables.
    """
    houses = _match_houses(tuple(outlets))
    found = [
        *_read_byline(document, houses),
        *find_datelines(document),
        *_read_credit_lines(document, houses),
    ]
    return tuple(c for c in found if not is_own(c.name, document))


def find_relays(evidence: Evidence, outlets: Sequence[str]) -> tuple[Credit, ...]:
    """Return the houses a report has some statement from: told to them, or reported by them.

    Its statements know some; others are found by name, those of the tables and `outlets`,
    which are known from the pile.
    """
    document = evidence.document
    text = document.text
    hops = (hop for row in evidence.statements for hop in row.attribution.via)
    named = {hop.span: hop.name for hop in hops}
    before, after, told = _match_relays(tuple(outlets))
    for match in (*before.finditer(text), *after.finditer(text)):
        span = _span(document, *match.span("name"))
        if not any(span.overlaps(other) for other in named):
            named[span] = match["name"]
    return tuple(
        Credit(
            name=name_house(name),
            words="told to"
            if told.search(text, max(0, span.start - 40), span.start)
            else "reported by",
            whole=False,
            span=span,
            relay=True,
        )
        for span, name in sorted(named.items())
        if not is_own(name, document)
    )


@cache
def _match_relays(
    outlets: tuple[str, ...],
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Match a house after the words of a relay, and before them; and words that tell one."""
    rows = load_table("credit_relays")
    before = _alternatives(words for place, words, _ in rows if place == "before")
    after = _alternatives(words for place, words, _ in rows if place == "after")
    told = _alternatives(words for _, words, shown in rows if shown == "told to")
    names = _alternatives([*_list_houses(), *outlets])
    return (
        re.compile(rf"\b(?i:{before}) (?i:the )?(?P<name>{names})\b"),
        re.compile(rf"(?<!\w)(?P<name>{names}) ?(?:{after})\b"),
        re.compile(rf"\b(?:{told})\b[^.]*\Z"),
    )


def _read_byline(document: Document, houses: re.Pattern[str]) -> Iterator[Credit]:
    byline = document.byline or ""
    at = document.text.find(byline)
    for match in houses.finditer(byline):
        start, end = match.span("name")
        span = _span(document, at + start, at + end) if at >= 0 else None
        yield Credit(name=name_house(match["name"]), words="the byline", whole=True, span=span)


def find_datelines(document: Document) -> Iterator[Credit]:
    """Yield the agencies that a report's first lines name, in a dateline or a wire tag."""
    text = document.text
    for (start, end), _ in zip(find_lines(document), range(_FIRST_LINES), strict=False):
        for pattern, words in _load_datelines():
            match = pattern.match(text, start, end)
            if match:
                name = name_house(match["name"])
                span = _span(document, match.start("name"), match.end("name"))
                yield Credit(name=name, words=f"the {words}", whole=True, span=span)
                break


def _read_credit_lines(document: Document, houses: re.Pattern[str]) -> Iterator[Credit]:
    for block in document.blocks:
        if block.kind not in _CREDITS or block.reason not in _load_lines():
            continue
        whole, words, any_name = _load_lines()[block.reason]
        line = block.span.of(document.text)
        found = list(houses.finditer(line)) or list(any_name.finditer(line))
        for match in found:
            # Owners sign a copyright too; only an agency's says that it comes from elsewhere.
            if block.reason == "copyright line" and not _is_agency(match["name"]):
                continue
            start, end = match.span("name")
            part = bool(_AFTER.match(line, end))
            yield Credit(
                name=name_house(match["name"]),
                words="contributed to the report" if part else words,
                whole=whole and not part,
                span=_span(document, block.span.start + start, block.span.start + end),
            )


@cache
def _match_houses(outlets: tuple[str, ...]) -> re.Pattern[str]:
    """Match known agencies and media, and any name that ends as a news agency's does."""
    known = _alternatives([*_list_houses(), *outlets])
    endings = _alternatives(load_words("credit_endings"))
    named = rf"[A-Z][\w&’'-]*(?: (?:of |and |& )?[A-Z][\w&’'-]*){{0,4}}? (?:{endings})"
    # "KEVIN McGILLAssociated Press": two page elements run together.
    opens = r"(?:(?<![\w.])|(?<=[A-Za-z])(?=Associated Press))"
    return re.compile(rf"{opens}(?P<name>{named}|{known})(?!\w)")


def _is_agency(name: str) -> bool:
    return name in load_map("credit_agencies")


@cache
def _list_houses() -> tuple[str, ...]:
    """Return agencies and media; those with one everyday word for a name are left out."""
    media = (n for n in load_words("media") if " " in n or n.isupper() or len(n) > 9)
    return (*load_map("credit_agencies"), *sorted(media))


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def _load_datelines() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = _alternatives(load_map("credit_agencies"))
    return tuple(
        (re.compile(pattern.replace("{known}", known).replace("{named}", _NAMED)), words)
        for pattern, words in load_table("credit_datelines")
    )


@cache
def _load_lines() -> dict[str, tuple[bool, str, re.Pattern[str]]]:
    rows = load_table("credit_lines")
    return {
        reason: (scope == "whole", words, _NAMES[names]) for reason, scope, words, names in rows
    }


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document_id=document.id, start=start, end=end)
