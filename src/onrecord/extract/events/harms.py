"""Harms: who hurt whom where it is told beside the act, and through what of theirs.

"Died when police opened fire", "threw a grenade, killing two", "a Greek tanker": read off the
clauses and nouns around a trigger. Nobody is named where the words don't say.
"""

from collections.abc import Iterable

from onrecord.extract.events.arguments import find_doer, find_noun_actor, list_parties
from onrecord.extract.events.trees import NONE, Tree, load_classes

_POSSESSIVES = frozenset(
    {"its", "their", "his", "her", "itself", "themselves", "himself", "herself"}
)
HURTING = frozenset({"kill", "wound", "injure", "hurt", "maim"})
_THINGS = frozenset(
    {"building", "property", "ship", "plane", "vehicle", "village", "place", "media", "embassy"}
)


def is_own(tree: Tree, index: int, actor: int) -> bool:
    """Say whether a possessive stands for the one who acts: "Ostra cut its aid"."""
    low = tree.tokens[index].text.lower()
    if low not in _POSSESSIVES:
        return False
    if low in {"its", "itself"}:  # "the rulers rejected its demand": somebody else's
        return tree.tokens[actor].tag != "NNS"
    return low not in {"his", "her"} or tree.tokens[actor].tag in {"NNP", "NN", "PRP"}


def find_thing(tree: Tree, index: int, told: Iterable[int]) -> int:
    """Return the thing through which somebody is acted on ("a Greek tanker"), else himself."""
    token = tree.tokens[index]
    above = token.head
    if token.dep == "pobj" and tree.tokens[above].text.lower() == "of":
        above = tree.tokens[above].head
    elif token.dep not in {"amod", "compound", "nmod", "poss"}:
        return index
    noun = tree.tokens[above].pos in {"NOUN", "PROPN"}
    thing = noun and above not in told and bool(_THINGS & tree.classes(above))
    return above if thing and "actor" not in tree.classes(above) else index


def find_victims(tree: Tree, verb: int) -> list[int]:
    """Return those hurt by an act, told beside it: "threw a grenade, killing two soldiers"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep in {"advcl", "conj", "xcomp"} and tree.lemma(child) in HURTING:
            found = list_parties(tree, tree.child(child, "dobj"))
            if found:
                return found
    return []


def find_attackers(tree: Tree, verb: int) -> list[int]:
    """Return who did it, told beside those hurt: "died when police opened fire", "in US raids"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep == "advcl" and "violence" in load_classes().get(tree.lemma(child), NONE):
            found = list_parties(tree, find_doer(tree, child))
            if found:
                return found
        if token.dep == "prep" and token.text.lower() in {"in", "during", "by", "from", "at"}:
            for noun in tree.conjuncts(held) if (held := tree.child(child, "pobj")) else ():
                if {"attack", "violence"} & tree.classes(noun):
                    with_whom = tree.find_prep(noun, ("with",))
                    found = list_parties(tree, find_noun_actor(tree, noun) or with_whom)
                    if found:
                        return found
                elif tree.lemma(noun) == "hand":
                    return list_parties(tree, tree.find_prep(noun, ("of",)))
    return []
