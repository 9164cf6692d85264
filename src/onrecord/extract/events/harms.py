"""Harms: who hurt whom where it is told beside the act, and through what of theirs.

"Died when police opened fire", "threw a grenade, killing two", "a Greek tanker": read off the
clauses and nouns around a trigger. Nobody is named where the words don't say.
"""

from collections.abc import Iterable

from onrecord.extract.events.arguments import find_doer, find_noun_actor
from onrecord.extract.events.holders import list_parties
from onrecord.extract.events.trees import NONE, Tree, is_verb, load_classes
from onrecord.lexicon import load_words

_POSSESSIVES = frozenset(
    {"its", "their", "his", "her", "itself", "themselves", "himself", "herself"}
)
HURTING = frozenset({"kill", "wound", "injure", "hurt", "maim"})
_CAUSES = frozenset({"as", "after", "from", "by"})
_STEPS = 5
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


def find_user(tree: Tree, noun: int) -> int | None:
    """Return who does what he uses something for, or says he did: "used drones for strikes"."""
    prep = tree.tokens[noun].head
    if tree.tokens[noun].dep != "pobj" or tree.tokens[prep].text.lower() not in {"for", "in"}:
        return None
    verb = tree.tokens[prep].head
    owned = tree.lemma(verb) == "responsibility"
    for _ in range(_STEPS):
        if is_verb(tree.tokens[verb]) or tree.tokens[verb].dep not in {"dobj", "appos", "conj"}:
            break
        verb = tree.tokens[verb].head
    words = load_words("claiming_verbs" if owned else "using_verbs")
    return find_doer(tree, verb) if tree.lemma(verb) in words else None


def find_responders(tree: Tree, tokens: Iterable[int]) -> list[int]:
    """Return whom an act was done to, who answers it: "responding to the ban, Velia said"."""
    for each in tokens:
        told = (tree.tokens[each].dep, tree.tokens[each].tag) == ("acl", "VBN")
        index = tree.tokens[each].head if told else each  # "the ban announced by Ostra"
        prep = tree.tokens[index].head
        if tree.tokens[index].dep == "pobj" and tree.tokens[prep].text.lower() == "to":
            verb = tree.tokens[prep].head
            if is_verb(tree.tokens[verb]) and tree.lemma(verb) in load_words("answering_verbs"):
                return list_parties(tree, find_doer(tree, verb))
    return []


def find_attackers(tree: Tree, verb: int) -> list[int]:
    """Return who did it, told beside those hurt: "died when police opened fire", "in US raids".

    Of those hurt together ("killed two and wounded one in a raid") whichever verb has it.
    """
    found = _find_attackers(tree, verb)
    for child in tree.children[verb] if not found else ():
        if tree.tokens[child].dep == "conj" and tree.lemma(child) in HURTING:
            found = found or _find_attackers(tree, child)
    return found


def _find_causers(tree: Tree, prep: int) -> list[int]:
    """Return by whom, of those hurt: "as a result of being hit by Velian shells"."""
    place = prep
    for _ in range(_STEPS):
        inner = tree.child(place, "pcomp", "pobj", "prep")
        if inner is None:
            return []
        if tree.tokens[inner].dep == "pcomp" and is_verb(tree.tokens[inner]):
            return list_parties(tree, tree.find_prep(inner, ("by",)))
        place = inner
    return []


def _find_attackers(tree: Tree, verb: int) -> list[int]:
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep == "advcl" and "violence" in load_classes().get(tree.lemma(child), NONE):
            found = list_parties(tree, find_doer(tree, child))
            if found:
                return found
        if token.dep == "prep" and token.text.lower() in _CAUSES:
            found = _find_causers(tree, child)
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
