"""Walks over the parse within one sentence: what hangs on a token, directly or at all.

Costs are those of the sentence, never of the report.
"""

from collections.abc import Collection, Iterator, Sequence

from onrecord.records import Token


def find_children(tokens: Sequence[Token], head: int) -> Iterator[tuple[int, Token]]:
    """Yield each token that hangs directly on `head`, with its index, in text order."""
    sentence = tokens[head].sentence
    index = head
    while index > 0 and tokens[index - 1].sentence == sentence:
        index -= 1
    while index < len(tokens) and tokens[index].sentence == sentence:
        if tokens[index].head == head and index != head:
            yield index, tokens[index]
        index += 1


def find_subtree(
    tokens: Sequence[Token], head: int, without: Collection[int] = ()
) -> tuple[int, int]:
    """Return the offsets from the first to the last token that hangs on `head` in any way.

    Marks, and tokens `without` with all below them, are not followed.
    """
    indices, queue = {head}, [head]
    while queue:
        for child, token in find_children(tokens, queue.pop()):
            if child not in indices and child not in without and token.dep != "punct":
                indices.add(child)
                queue.append(child)
    return tokens[min(indices)].start, tokens[max(indices)].end
