"""Portfolios: the rows of matters that an office is over, inside which no new person begins.

"Health, Sport and Trade Minister Ana Ruiz", "Minister for Transport, Tourism and Sport". The table
`portfolios` tells the words; a row must hang on the noun of an office at one of its ends.
"""

from collections.abc import Callable, Sequence

from onrecord.lexicon import load_words
from onrecord.records import Token

_JOINS = frozenset({",", "and", "&"})
_INSIDE = frozenset({"the", "of", "for"})
_LONGEST = 12  # tokens of a row to either side


def joins_portfolios(
    tokens: Sequence[Token], index: int, is_role: Callable[[Token], object]
) -> bool:
    """Say whether a comma or "and" joins two matters that one office is over."""
    if index < 1 or tokens[index].text.lower() not in _JOINS or not _is_matter(tokens[index - 1]):
        return False
    first, last = _walk(tokens, index, -1), _walk(tokens, index, 1)
    linked = [i for i in range(index, last) if tokens[i].text.lower() in {"and", "&"}]
    if not linked:
        return False
    opens = next((i for i in range(first, index) if _is_matter(tokens[i])), index)
    led = opens > 1 and tokens[opens - 1].text.lower() in _INSIDE
    named = any(is_role(tokens[i]) for i in range(max(opens - 3, 0), opens)) if led else False
    closed = linked[-1] + 2
    return named or any(is_role(tokens[i]) for i in range(closed, min(last, closed + 3)))


def _walk(tokens: Sequence[Token], index: int, step: int) -> int:
    """Return where a row of capitalised words, commas and "and" stops, going from `index`."""
    at = index
    for _ in range(_LONGEST):
        after = at + step
        if not 0 <= after < len(tokens) or tokens[after].sentence != tokens[index].sentence:
            break
        word = tokens[after].text
        if not (word[0].isupper() or word.lower() in _JOINS | _INSIDE):
            break
        at = after
    return at if step < 0 else at + 1


def _is_matter(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.lower() in load_words("portfolios")
