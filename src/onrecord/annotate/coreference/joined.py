"""Joined names: who speaks together in a source phrase, and who is only named in it."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.lexicon import load_words
from onrecord.records import Mention, Token
from onrecord.text import find_token


def find_joined(
    tokens: Sequence[Token], where: tuple[int, int, int], names: list[Mention]
) -> list[Mention]:
    """Return the names joined by "and", "or" or "nor", when there are two or more.

    A comma alone joins in a list that ends so, and where nothing but the names stands there.
    """
    first, last, _ = where
    if len(names) < 2:
        return []
    gaps = [_read_gap(tokens, left, right) for left, right in pairwise(names)]
    bare = names[0].span.start <= tokens[first].start and tokens[last - 1].end <= names[-1].span.end
    if bare and all(gap == [","] for gap in gaps):
        return names
    kept, linked = names[:1], True
    for gap, right in zip(gaps, names[1:], strict=True):
        between = {word.lower() for word in gap}
        listed = bool(between & _JOINS) and not between & (load_words("link_words") | _NOT_JOINED)
        listed = (
            listed and not _is_described(gap) and (linked or not {",", ")"}.isdisjoint(gap[:2]))
        )
        linked = listed or (_is_comma(gap) and right is not names[-1])
        if linked:
            kept.append(right)
    joins = any({w.lower() for w in gap} & _JOINS and not _is_described(gap) for gap in gaps)
    return kept if len(kept) > 1 and joins else []


def _read_gap(tokens: Sequence[Token], left: Mention, right: Mention) -> list[str]:
    start, end = find_token(tokens, left.span.end), find_token(tokens, right.span.start)
    verbs = any(token.pos in {"VERB", "AUX"} for token in tokens[start:end])
    return ["(verb)" if verbs else "", *(t.text for t in tokens[start:end])][not verbs :]


def _is_comma(gap: list[str]) -> bool:
    """Say whether nothing but a comma stands between two names, and a title: "Ruiz, Mr. Vale"."""
    rest = {word.lower() for word in gap[1:]} - {"."}
    return gap[:1] == [","] and {word.rstrip(".") for word in rest} <= load_words("titles")


def _is_described(gap: list[str]) -> bool:
    """Say whether "and" joins what describes the first name: "Ruiz, a lawyer and Republican"."""
    if gap[:1] != [","] or "," in gap[1:]:
        return False
    inner = next((i for i, word in enumerate(gap) if word.lower() in _JOINS), 1)
    return any(not word.isdigit() for word in gap[1:inner])


_JOINS = frozenset({"and", "or", "nor", "&"})
_NOT_JOINED = frozenset({"(verb)", "“", "”", '"', "''", "who", "which", "that", "(", "--", "—"})
