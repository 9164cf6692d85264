"""Wordings: what words of saying tell: a wrong, an insult, a menace, or only a danger.

"Said Velia was interfering" charges, "said the law was a disaster" criticises; a warning threatens
only if the one who warns says what he will do; drought threatens nobody.
"""

from collections.abc import Iterator

from onrecord.extract.events.arguments import find_doer, find_noun_actor, find_object
from onrecord.extract.events.guards import CLAUSAL, list_classes, walk
from onrecord.extract.events.holders import reduce_to_actor
from onrecord.extract.events.trees import Tree

_WORST = frozenset({"war", "bloodshed", "retaliation", "attack", "sanction", "punishment", "price"})
_WORST |= {"response", "retribution", "revenge"}
OWN = frozenset(["it", "they", "we", "he", "she", "i", "its", "their", "our", "his", "her", "my"])


def insults(tree: Tree, index: int) -> bool:
    """Say whether a complement says something bad of another: "said the law was a disaster"."""
    return any(
        _is_insult(tree, child) and reduce_to_actor(tree, subject) is not None
        for child, subject in _list_others(tree, index)
    )


def tells_wrong(tree: Tree, index: int, any_deed: bool) -> bool:
    """Say whether a complement tells of another's wrong: "said Velia was interfering"."""
    for child, subject in _list_others(tree, index):
        if "actor" not in tree.classes(tree.core(subject)):
            continue
        deps = {tree.tokens[c].dep for c in tree.children[child]}
        hedged = any(tree.tokens[c].tag == "MD" for c in tree.children[child])
        if "neg" not in deps and (
            any_deed or ("wrong" in list_classes(tree, child) and not hedged)
        ):
            return True
    return False


def _list_others(tree: Tree, index: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses a verb says of others than who says them, each with its subject."""
    own = find_doer(tree, index)
    for child in tree.children[index]:
        subject = tree.child(child, "nsubj") if tree.tokens[child].dep == "ccomp" else None
        if subject is not None and subject != own and tree.tokens[subject].pos != "PRON":
            yield child, subject


def _is_insult(tree: Tree, verb: int) -> bool:
    """Say whether a clause says something bad of its subject: "the law was a disaster"."""
    if tree.lemma(verb) != "be" or tree.child(verb, "neg") is not None:
        return False
    behind = tree.find_prep(verb, ("behind",))
    if behind is not None and "attack" in tree.classes(tree.core(behind)):
        return True
    told = tree.child(verb, "attr", "acomp")
    return told is not None and "insult" in list_classes(tree, told)


def is_menace(tree: Tree, index: int) -> bool:
    """Say whether a warning tells what the one who warns will do, or threatens consequences."""
    for child in tree.children[index]:
        if tree.tokens[child].dep not in CLAUSAL:
            continue
        subject = tree.child(child, "nsubj", "nsubjpass")
        if subject is None:
            return False
        if any("menace" in list_classes(tree, c) for c in (child, subject)):
            return True
        held = find_object(tree, child)
        if held is not None and tree.lemma(held) in _WORST and tree.child(index, "dobj"):
            return True  # "warned Ostra that it meant war"
        own = [subject, *tree.children[subject]]
        return any(tree.tokens[c].text.lower() in OWN for c in own) and any(
            tree.tokens[c].tag == "MD" for c in tree.children[child]
        )
    return tree.find_prep(index, ("of",)) is not None and any(
        "menace" in list_classes(tree, c) for c in walk(tree, index, 2)
    )


def is_menaced(tree: Tree, index: int) -> bool:
    """Say whether somebody is told what awaits him: "it would pay a price if"."""
    for child in tree.children[index]:
        if tree.tokens[child].dep != "ccomp":
            continue
        held = find_object(tree, child)
        if tree.lemma(child) in {"face", "risk"} and held is not None:
            return bool({"attack", "assaults", "sanctions"} & tree.classes(held))
        if any(tree.tokens[c].tag == "MD" for c in tree.children[child]):
            met = tree.find_prep(child, ("with", "by")) if tree.lemma(child) == "meet" else None
            if any(tree.lemma(i) in _WORST for i in (held, met) if i is not None):
                return True
            return "menace" in list_classes(tree, child)
    return False


def is_owned_threat(tree: Tree, noun: int) -> bool:
    """Say whether a threat is somebody's own: "his threat to", no "threats such as drought"."""
    if reduce_to_actor(tree, find_noun_actor(tree, noun)) is not None:
        return True
    above = tree.tokens[noun].head
    if tree.tokens[noun].dep == "dobj" and tree.lemma(above) in {"pose", "face", "see", "be"}:
        return False
    acl = tree.child(noun, "acl")
    return acl is not None and tree.tokens[acl].tag == "VB"


def is_uttered_threat(tree: Tree, index: int) -> bool:
    """Say whether a threat is made, and is no danger: no "could threaten", "able to threaten"."""
    modals = {tree.tokens[c].text.lower() for c in tree.children[index]}
    if modals & {"could", "may", "might", "can"}:
        return False
    held = tree.tokens[index].head
    above = {tree.lemma(held), tree.lemma(tree.tokens[held].head)}
    return not above & {"capable", "able", "capability", "capacity", "power"}
