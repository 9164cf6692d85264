"""Kin: people introduced as somebody's relatives, who share the last name of whom they belong to.

"Vale spoke. Her father, Ilo Vale, left": the Vale who spoke is not her father.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.lexicon import load_words
from onrecord.records import Span

_BEFORE = 80  # characters before a name in which the words for kin stand


def find_kin(text: str, named: Sequence[tuple[Span, tuple[str, ...]]]) -> dict[Span, str | None]:
    """Map the full names first given to one's kin to the sex of whose kin they are, if told.

    Only where somebody went by the bare last name before, and nobody else bears it in full. `named`
    are the names of people, whole or not, with their parts, in the order of the text.
    """
    met: dict[str, set[tuple[str, ...]]] = {}  # by last name
    kin: dict[Span, str | None] = {}
    for span, parts in named:
        others = met.setdefault(parts[-1], set())
        bare = others and all(len(o) < len(parts) and parts[-len(o) :] == o for o in others)
        if bare and (owner := _find_owner(text, span)):
            kin[span] = _SEXES.get(owner.lower())
        others.add(parts)
    return kin


_SEXES = {"her": "f", "his": "m"}


def _find_owner(text: str, span: Span) -> str | None:
    """Return the "his", "her" or possessive that the words for kin before a name open with."""
    found = _load_pattern().search(text[max(0, span.start - _BEFORE) : span.start])
    return found[1] if found else None


@cache
def _load_pattern() -> re.Pattern[str]:
    kin = "|".join(sorted(load_words("kin_words")))
    owner, more = r"(\b[Hh]is|\b[Hh]er|\w['’]s) (?:[\w-]+ ){0,2}", r"(?: and [^,.;]{1,40})?,? $"
    return re.compile(rf"{owner}(?:{kin}){more}")
