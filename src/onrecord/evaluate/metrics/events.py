"""Scores coded events against gold ones: types, and the heads of those who take part.

Counts add over sentences. A party is right when the gold's head word stands among our words
for it, or our head word among the gold's: coders underline "Hungarian" where we underline
"Hungarian officials", and the reverse.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.names import fold

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_SPLIT = re.compile(r"\b(?:of|in|from|near|who|which|on|for|fleeing|at)\b|[,(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part: the words for him, the name he resolves to, the head word."""

    words: str
    head: str
    name: str = ""


@dataclass(slots=True, kw_only=True)
class Tally:
    """Right answers among those asked, by field, and the pairs of types confused."""

    asked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    confused: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, name: str, right: bool) -> None:
        """Count one answer."""
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right

    def add_type(self, gold: str, found: str | None) -> None:
        """Count one type, and what it was taken for."""
        self.add("type", gold == found)
        if gold != found:
            pair = (gold, found or "none")
            self.confused[pair] = self.confused.get(pair, 0) + 1

    def rate(self, name: str) -> float | None:
        """Return the share of right answers, None where nothing was asked."""
        return self.right[name] / self.asked[name] if self.asked.get(name) else None


def list_words(text: str) -> list[str]:
    """Return the words of a phrase, folded, without "the" and possessive endings.

    >>> list_words("The Hungarians' envoy"), list_words("Iraq's")
    (['hungarians', 'envoy'], ['iraq'])
    """
    words = (fold(re.sub(r"['’]s$", "", word)) for word in _WORD.findall(text))
    return [word for word in words if word not in {"the", "a", "an", "s"}]


def find_head(text: str) -> str:
    """Return the head word of a gold phrase: the last one before any "of" or clause.

    >>> find_head("refugees fleeing the war"), find_head("President Dana Okoro")
    ('refugees', 'okoro')
    """
    parts = [part for part in _SPLIT.split(text) if list_words(part)]
    words = list_words(parts[0]) if parts else []
    return words[-1] if words else ""


def is_same(party: Party, gold: str) -> bool:
    """Say whether a party found is the gold's.

    >>> is_same(Party(words="senior Ostran officials", head="officials"), "Ostran")
    True
    """
    ours = {*list_words(party.words), *list_words(party.name)}
    return find_head(gold) in ours or bool(set(list_words(party.head)) & set(list_words(gold)))


def score_parties(found: Sequence[Party], gold: Sequence[str]) -> bool:
    """Say whether a role is right: half of the gold's parties are found, and no more strangers."""
    met = sum(any(is_same(party, each) for party in found) for each in gold)
    strangers = sum(not any(is_same(party, each) for each in gold) for party in found)
    return 2 * met >= len(gold) and strangers <= met
