"""Walks over a parse: the tokens of a span, its head, what hangs on a word, what it hangs on.

Tokens are one report's; a walk never leaves its sentence, so that its cost is the sentence's.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from onrecord.records import Span, Token
from onrecord.text import find_token

# Tags of verbs that a clause of its own has; relations of who does or undergoes what is told.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_range(tokens: Sequence[Token], span: Span) -> range:
    """Return the indices of the tokens that overlap `span`."""
    first = find_token(tokens, span.start)
    last = first
    while last < len(tokens) and tokens[last].start < span.end:
        last += 1
    return range(first, last)


def find_sentence(tokens: Sequence[Token], index: int) -> range:
    """Return the indices of the tokens of the sentence that `index` is in."""
    sentence = tokens[index].sentence
    first = last = index
    while first > 0 and tokens[first - 1].sentence == sentence:
        first -= 1
    while last < len(tokens) and tokens[last].sentence == sentence:
        last += 1
    return range(first, last)


def find_root(tokens: Sequence[Token], indices: range) -> int | None:
    """Return the token of a range that hangs on none other in it, preferably a verb."""
    roots = [i for i in indices if tokens[i].head not in indices or tokens[i].head == i]
    verbs = [i for i in roots if tokens[i].pos in {"VERB", "AUX"}]
    return next(iter(verbs or roots), None)


def find_children(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """Yield the tokens that hang directly on `head`, in text order."""
    for index in find_sentence(tokens, head):
        if tokens[index].head == head and index != head:
            yield index


def find_subtree(
    tokens: Sequence[Token], head: int, without: Collection[int] = ()
) -> tuple[int, int]:
    """Return the offsets from the first to the last token that hangs on `head` in any way.

    Marks, and tokens `without` with all below them, are not followed.
    """
    indices, queue = {head}, [head]
    while queue:
        for child in find_children(tokens, queue.pop()):
            if child not in indices and child not in without and tokens[child].dep != "punct":
                indices.add(child)
                queue.append(child)
    return tokens[min(indices)].start, tokens[max(indices)].end


def climb(tokens: Sequence[Token], index: int, steps: int = 8) -> Iterator[int]:
    """Yield the token and those it hangs on, upwards."""
    for _ in range(steps):
        yield index
        if tokens[index].head == index:
            return
        index = tokens[index].head


def read_after(text: str, cue: Span) -> str:
    """Return the few words after a cue in its sentence: "to comment" after "declined"."""
    return re.split(r"[.;:“”\"\n]", text[cue.end : cue.end + 40])[0].strip()


def read_clause(text: str, tokens: Sequence[Token], cue: Span) -> str:
    """Return the cue's words with the auxiliaries and negations right before it."""
    indices = find_range(tokens, cue)
    first = indices.start
    if not indices:
        return cue.of(text)
    while first > 0 and tokens[first - 1].sentence == tokens[first].sentence:
        token = tokens[first - 1]
        low = token.text.lower()
        if low != "neither" and (token.pos not in {"AUX", "PART", "ADV"} or low in {"so", "then"}):
            break
        first -= 1
    return " ".join(text[min(tokens[first].start, cue.start) : cue.end].split())


def find_quoter(tokens: Sequence[Token], cue: range) -> int | None:
    """Return the verb of a cue by which somebody quotes another or is quoted, or None."""
    for index in cue:
        if tokens[index].lemma.lower() in {"quote", "cite"} and tokens[index].pos == "VERB":
            return index
    return None
