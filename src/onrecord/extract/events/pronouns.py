"""Pronouns: who "he", "it" or "their" is where the pronoun's own sentence has him as a subject.

The subject of the clause it is told in ("Ostra said it would leave"), of its own clause ("Okoro
dropped his demands"), or of the one that follows ("In his letter, Okoro asked …").
"""

from onrecord.extract.events.agreements import is_person, may_be_same, may_stand_for
from onrecord.extract.events.arguments import find_subject
from onrecord.extract.events.trees import Tree, is_verb

_STEPS = 6


def find_own_speaker(tree: Tree, index: int) -> int | None:
    """Return the subject of the clause that a pronoun's clause is told in, if it can be meant."""
    token = tree.tokens[index]
    if token.text.lower() not in {"it", "they", "he", "she", "its", "their", "his", "her"}:
        return None
    fronted = _find_fronted(tree, token.head, index)
    if fronted is not None:
        return fronted
    verb = token.head
    for _ in range(4):
        above = tree.tokens[verb].head
        if above == verb:
            return None
        if tree.tokens[verb].dep in {"ccomp", "advcl"}:
            subject = tree.child(above, "nsubj", "nsubjpass")
            if subject is None or subject == index:
                return None
            subject = tree.resolve(subject)  # "rebels who said they would fight on"
            plural = tree.tokens[subject].tag in {"NNS", "NNPS"} or any(
                tree.tokens[c].dep == "conj" for c in tree.children[subject]
            )
            low = token.text.lower()
            if tree.tokens[subject].pos == "PRON" and not may_be_same(
                tree.tokens[subject].text.lower(), low
            ):
                return None
            if (
                is_person(tree, subject)
                if low in {"it", "its"}
                else low in {"he", "she"} and (not is_person(tree, subject))
            ):
                return None
            if low in {"he", "she", "his", "her"} and not may_stand_for(tree, subject, low):
                return None
            many = low in {"they", "their"}
            return subject if plural == many and "actor" in tree.classes(subject) else None
        verb = above
    return None


def _find_fronted(tree: Tree, verb: int, pronoun: int) -> int | None:
    """Return the subject of a clause put before: "though Ostra has no fleet, it has …"."""
    for child in tree.children[verb]:
        if tree.tokens[child].dep == "advcl" and child < pronoun:
            subject = tree.child(child, "nsubj", "nsubjpass")
            thing = tree.tokens[pronoun].text.lower() in {"it", "its"}
            if (
                subject is not None
                and "actor" in tree.classes(subject)
                and (not (thing and is_person(tree, subject)))
            ):
                return subject if tree.tokens[subject].pos != "PRON" else None
    return None


def find_owner(tree: Tree, index: int) -> int | None:
    """Return whose something is: the subject of its own clause, if that agrees.

    "Okoro dropped his demands".
    """
    token = tree.tokens[index]
    low = token.text.lower()
    if token.tag != "PRP$" or low not in {"his", "her", "its", "their"}:
        return None
    place = token.head
    for _ in range(4):
        if is_verb(tree.tokens[place]) or tree.tokens[place].head == place:
            break
        place = tree.tokens[place].head
    subject = find_subject(tree, place) if is_verb(tree.tokens[place]) else None
    called = tree.tokens[token.head].dep == "attr"  # "the problem was his plan"
    if subject is None or subject >= index or called:
        return None
    if tree.tokens[subject].pos == "PRON" and not may_be_same(
        tree.tokens[subject].text.lower(), low
    ):
        return None
    return subject if may_stand_for(tree, subject, low) else None


def find_coming(tree: Tree, index: int) -> int | None:
    """Return the subject that follows the phrase a pronoun is in: "In his letter, Okoro asked"."""
    place = index
    for _ in range(_STEPS):
        token = tree.tokens[place]
        if token.head == place:
            return None
        if token.dep in {"prep", "advcl"} and is_verb(tree.tokens[token.head]):
            subject = tree.child(token.head, "nsubj", "nsubjpass")
            if subject is not None and subject > index:
                named = tree.tokens[subject].pos != "PRON"
                low = tree.tokens[index].text.lower()
                return subject if named and may_stand_for(tree, subject, low) else None
        place = token.head
    return None
