"""Aliases: names people go by that are not their own, told by the words that give them.

"Guillermo Ansaldo, known as “Memo”," gives a nickname; "a former guard who asked to be identified
only as “Anton”" names somebody unnamed for this report.
"""

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicon import load_table
from onrecord.records import Mention, MentionKind, Span

_NAME = r"[“\"‘']?(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)"
_REACH = 140  # characters after a phrase in which its clause may name it


def find_nicknames(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, str]]:
    """Yield the span of a person's name with the nickname that the words after it give."""
    for mention in mentions:
        if mention.kind is not MentionKind.PERSON or " " not in mention.span.of(text):
            continue
        found = _NICKNAME.match(text, mention.span.end)
        if found:
            yield mention.span, found["name"]


def find_pseudonym(text: str, phrase: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Return the person a describing phrase, or the clause right after it, is named as."""
    end = phrase.end
    found = _PSEUDONYM.search(text, phrase.start, phrase.end)
    if found is None:
        stop = re.compile(r"[.;\n]").search(text, end, end + _REACH)
        clause = _CLAUSE.match(text, end, stop.start() if stop else min(end + _REACH, len(text)))
        found = clause and _PSEUDONYM.search(text, end, clause.end())
    if found is None:
        return None
    start = found.start("name")
    named = [m for m in mentions if m.kind is MentionKind.PERSON and m.span.start == start]
    return named[0] if named else None


def _load_words(kind: str) -> str:
    return "|".join(row[1] for row in load_table("alias_words") if row[0] == kind)


_NICKNAME = re.compile(
    rf",? (?:\(?(?:{_load_words('nickname')}) )?[“\"‘'](?P<name>[A-Z][\w’-]+)[”\"’']"
)
_PSEUDONYM = re.compile(rf"\b(?:{_load_words('pseudonym')}) {_NAME}")
_CLAUSE = re.compile(r",? ?(?:who|whom|whose)\b[^.;\n]*")
