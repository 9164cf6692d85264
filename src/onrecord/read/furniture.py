"""Which lines, or ends of lines, are page furniture or a credit, and by which rule.

The rules are tables in the lexicon (`furniture.tsv`, `credits.tsv`); here is only how they
are applied. They aim at precision: words inside quotation marks never start furniture, and
a line with five or more quoted words, or with somebody saying something, stays the report's.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.quotemarks import find_quoted
from onrecord.records import BlockKind
from onrecord.text import count_words

_TABLES = (("credits", BlockKind.CREDIT), ("furniture", BlockKind.FURNITURE))
# A paragraph is longer; furniture of this length is a form or a legal notice.
_LINE_CHARS = 600
# As in Settings.quoted_words: that many quoted words are somebody's and belong in a row.
_QUOTED_WORDS = 5
_LINK_CHARS = 250
_SAID = re.compile(r"(?i)\b(?:said|says|told|asked|according to|announced|wrote|added)\b")
# A full stop, perhaps closing marks, or a rule, perhaps white space: promos come glued on.
_SENTENCE_END = re.compile(r"(?:[.!?…][”\"’')\]]{0,2}|[-–—_]{2,})\s*(?=[A-Z(©])")
_OUTLET = r"(?:The |Le |La |El )?[A-Z][\w&’'.]*(?: (?:of |and |& )?[A-Z0-9][\w&’'.]*){0,4}"
_LINKED_HEADLINE = re.compile(rf"(?:\S+ ){{3,40}}(?<![.!?] )\(({_OUTLET})\)")


@dataclass(frozen=True, slots=True)
class Flag:
    """Where in a line a flagged part begins, what it is, and the rule that says so."""

    start: int
    kind: BlockKind
    reason: str


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one scope as one pattern; its n-th group is the n-th rule."""

    pattern: re.Pattern[str]
    meanings: tuple[tuple[BlockKind, str], ...]

    def flag(self, found: re.Match[str]) -> Flag:
        kind, reason = self.meanings[(found.lastindex or 1) - 1]
        return Flag(found.start(), kind, reason)


def find_flag(line: str, near_start: bool, near_end: bool) -> Flag | None:
    """Return the flag of a line, or None if all of it is the report's own.

    `near_start` and `near_end` say that the line is one of the report's first, where bylines
    stand, or one of its last, where a promo or a credit may be glued to a paragraph.
    """
    if len(line) <= _LINE_CHARS:
        flag = _flag_line(line, ("line", "link", "head") if near_start else ("line", "link"))
        if flag:
            return flag
    return _flag_end(line) if near_end else None


def is_linked_headline(line: str) -> bool:
    """Say whether a line is another report's headline with its outlet in brackets.

    >>> is_linked_headline("Mayor Denies Dam Was Unsafe (The Valley Echo)")
    True
    >>> is_linked_headline("He was with Jane Doe (R).")
    False
    """
    if len(line) > _LINK_CHARS or not (found := _LINKED_HEADLINE.fullmatch(line)):
        return False
    outlet = found[1].removeprefix("The ")
    return not outlet.isupper() or outlet in load_words("media")  # "(D)" is a party, "(AP)" not


def _flag_line(line: str, whole_line: tuple[str, ...]) -> Flag | None:
    for scope in whole_line:
        rules = _load_rules(scope)
        found = rules.pattern.fullmatch(line)
        if found and not _is_quoting(line):
            return rules.flag(found)
    for scope in ("start", "end"):
        rules = _load_rules(scope)
        found = rules.pattern.match(line)
        if found and not _is_quoting(line) and not _SAID.search(line):
            return rules.flag(found)
    return None


def _flag_end(line: str) -> Flag | None:
    """Find a rule's words after a full stop, up to the end of the line."""
    rules = _load_rules("end")
    for sentence in _SENTENCE_END.finditer(line, max(0, len(line) - _LINE_CHARS)):
        found = rules.pattern.match(line, sentence.end())
        if not found:
            continue
        rest = line[found.start() :]
        inside = any(start <= found.start() < end for start, end in find_quoted(line))
        if not inside and not _is_quoting(rest) and not _SAID.search(rest):
            return rules.flag(found)
    return None


def _is_quoting(line: str) -> bool:
    return any(count_words(line[start:end]) >= _QUOTED_WORDS for start, end in find_quoted(line))


@cache
def _load_rules(scope: str) -> _Rules:
    rows = [
        (pattern, kind, reason)
        for table, kind in _TABLES
        for row_scope, pattern, reason in load_table(table)
        if row_scope == scope
    ]
    return _Rules(
        re.compile("|".join(f"({pattern})" for pattern, _, _ in rows), re.IGNORECASE),
        tuple((kind, reason) for _, kind, reason in rows),
    )
