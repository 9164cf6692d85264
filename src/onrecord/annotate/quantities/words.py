"""The word lists that the figure rules go by, from the lexicon, by role."""

from functools import cache

from onrecord.lexicon import load_table
from onrecord.records import Token


@cache
def find_words(role: str) -> frozenset[str]:
    """Return the words that play a role ("amounting", "planning", …), in lower case."""
    return frozenset(word for name, word in load_table("quantity_words") if name == role)


@cache
def _properties() -> dict[tuple[str, str], str]:
    return {(lemma, kind): name for lemma, name, kind in load_table("quantity_properties")}


def find_property(token: Token, kind: str) -> str | None:
    """Return what a word says of those counted when it stands to them as `kind` does."""
    word = token.text if kind == "state" else token.lemma
    return _properties().get((word.lower(), kind))
