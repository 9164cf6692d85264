"""Abbreviations as the reports themselves define them: "Main Directorate of Intelligence (HUR)".

Capitals in brackets right after a name stand for it, or a name in brackets right after capitals
that its words begin with. Which body an abbreviation means in a report that does not define it is
left to who links them; well-known ones are in the table `body_names`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Evidence, Span

_IN_BRACKETS = re.compile(r" \((?:the |or )?(?P<short>[A-Z][A-Za-z.&-]{0,6}[A-Z.])\)")
_SPELT_OUT = re.compile(
    r"\b(?P<short>[A-Z][A-Z&.]{1,6}) \((?:the )?(?P<long>[A-Z][\w’'-]+(?: [\w’'-]+){1,6})\)"
)
_SMALL = frozenset(
    {"of", "the", "for", "and", "in", "on", "de", "la", "du", "des", "et", "&", "to"}
)
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An abbreviation and the name it stands for, where one report sets them side by side."""

    short: Span
    long: Span
    spelt: bool


def find_definitions(one: Evidence) -> Iterator[Definition]:
    """Yield the abbreviations a report defines.

    `spelt` says that its letters begin the name's words; else a name ends where the bracket
    opens, as with abbreviations of another language ("HUR").
    """
    text, document_id = one.document.text, one.document.id
    for match in _IN_BRACKETS.finditer(text):
        short = _span(document_id, *match.span("short"))
        start = _find_spelt(text, match.start(), match["short"])
        spelt = start is not None
        if start is None:
            start = _find_name(one, match.start())
        if start is not None:
            yield Definition(
                short=short, long=_span(document_id, start, match.start()), spelt=spelt
            )
    for match in _SPELT_OUT.finditer(text):
        if spells(match["short"], match["long"].split()):
            yield Definition(
                short=_span(document_id, *match.span("short")),
                long=_span(document_id, *match.span("long")),
                spelt=True,
            )


def spells(short: str, words: Sequence[str]) -> bool:
    """Say whether an abbreviation's letters begin the words, small words being free to count.

    >>> spells("IAEA", "International Atomic Energy Agency".split())
    True
    >>> spells("OPCW", "Organisation for the Prohibition of Chemical Weapons".split())
    True
    """
    letters = [c.lower() for c in short if c.isalnum()]
    heads = [word[0].lower() for word in words if word.lower() not in _SMALL]
    every = [word[0].lower() for word in words]
    return len(letters) > 1 and letters in (heads, every)


def _find_spelt(text: str, end: int, short: str) -> int | None:
    """Return where the words begin that an abbreviation before `end` spells."""
    line = text.rfind("\n", 0, end) + 1
    words = list(re.finditer(r"[^\s-]+", text[line:end]))[-_MOST_WORDS:]
    for first in range(len(words) - 2, -1, -1):
        found = [word.group().strip("“”\"',") for word in words[first:]]
        if all(found) and found[0][0].isupper() and spells(short, found):
            return line + words[first].start()
    return None


def _find_name(one: Evidence, end: int) -> int | None:
    """Return where the name begins that ends at `end`: a source's words, or a named body."""
    spans = [s for chain in one.chains for s in chain.mentions] + [m.span for m in one.mentions]
    text = one.document.text
    starts = [s.start for s in spans if s.start < end <= s.end <= end + 12]
    starts = [at for at in starts if len(text[at:end].split()) <= _MOST_WORDS]
    return min(starts, default=None)


def _span(document_id: str, start: int, end: int) -> Span:
    return Span(document_id=document_id, start=start, end=end)
