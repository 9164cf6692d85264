"""Coordinations: verbs joined by "and" that the parser hung on one they don't go with."""

from onrecord.extract.events.trees import Tree


def is_apart(tree: Tree, index: int) -> bool:
    """Say whether a past verb was hung on a bare one.

    "Demanded the bank halt its loans and accused it of": who demanded accused.
    """
    token = tree.tokens[index]
    if token.dep != "conj" or token.tag not in {"VBD", "VBN"}:
        return False
    bare = tree.tokens[token.head].tag == "VB"
    return bare and tree.child(index, "aux", "auxpass", "agent") is None
