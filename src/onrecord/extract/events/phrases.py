"""Phrases: the spans of those who take part, as a reader would underline them."""

from onrecord.extract.events.trees import Tree
from onrecord.records import Span

_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"})
_INNER = _BEFORE | frozenset({"case", "conj", "cc", "punct", "advmod", "npadvmod", "prep", "pobj"})


def draw_phrase(tree: Tree, head: int) -> Span:
    """Return a head with the words before it and its "of" phrase, clauses left out."""
    first, last = head, head
    if tree.tokens[head].dep in {"compound", "amod", "nmod"}:
        # "Ostran rebel bases": the rebels are Ostran, though the parser hangs both on the bases
        while first > 0 and _stands_beside(tree, first - 1, head):
            first -= 1
    for child in tree.children[head]:
        token = tree.tokens[child]
        if token.dep in _BEFORE and child < head:
            first = min(first, _edge(tree, child, -1))
        elif (
            token.dep == "prep"
            and token.text.lower() == "of"
            and child > head
            and (tree.child(child, "pobj") is not None)
        ):
            last = max(last, _edge(tree, child, 1))
    if tree.tokens[head].dep == "poss":
        last = head
    return tree.span(first, last)


def _stands_beside(tree: Tree, index: int, head: int) -> bool:
    token = tree.tokens[index]
    return (
        token.head == tree.tokens[head].head
        and tree.is_name(index)
        and token.dep in {"compound", "amod", "nmod"}
    )


def _edge(tree: Tree, index: int, step: int) -> int:
    """Return the outermost token of a modifier, clauses and asides left out."""
    edge, waiting = index, [index]
    while waiting:
        place = waiting.pop()
        edge = min(edge, place) if step < 0 else max(edge, place)
        waiting += [
            c
            for c in tree.children[place]
            if tree.tokens[c].dep in _INNER
            and (step < 0 or tree.tokens[c].dep != "punct")
            and (tree.tokens[c].dep != "prep" or tree.tokens[c].text.lower() == "of")
        ]
    return edge
