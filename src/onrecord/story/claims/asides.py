"""Asides: clauses that are no claim by themselves, by the words in the table `claim_asides`.

What only tells when words were said, what something else hangs on, and what tells of a thing that
stands before it.
"""

from collections.abc import Sequence

from onrecord.lexicon import load_map
from onrecord.records import Proposition

_BEFORE = 20  # characters that hold the word before a clause


def is_peg(text: str, made: Proposition) -> bool:
    """Say whether a clause only tells when words were said: "the remarks came later"."""
    kinds = load_map("claim_asides")
    if kinds.get(made.lemma) != "verb":
        return False
    subject = made.subject.of(text).lower().split() if made.subject else []
    return bool(subject) and kinds.get(subject[-1]) == "words"


def is_condition(text: str, made: Proposition) -> bool:
    """Say whether a clause is what something else hangs on: "if they cross the border"."""
    before = text[max(0, made.span.start - _BEFORE) : made.span.start].split()
    return bool(before) and load_map("claim_asides").get(before[-1].lower()) == "condition"


def is_stranded(words: Sequence[str]) -> bool:
    """Say whether what a clause is about stands before it: "(repairs that) the town asked for"."""
    return bool(words) and load_map("claim_asides").get(words[-1].lower()) == "stranded"
