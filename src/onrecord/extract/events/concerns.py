"""Concerns: whom an act concerns where its own places name nobody.

The likeliest actor below an event's words, the nearest first; what tells of somebody else is left
out. The last resort: arguments that a verb or noun asks for come before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.events.holders import list_parties
from onrecord.extract.events.trees import Tree, is_verb, load_states
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

_WHERE = frozenset(["in", "at", "near", "inside", "within", "around", "outside", "across", "along"])
_SHUT = frozenset({"relcl", "advcl", "acl", "parataxis", "punct", "appos", "agent", "npadvmod"})
_DEEPEST = 7
# How much further off than the next word: what stands in a purpose or condition, a noun that
# names nobody, a place where it happens.
_BESIDE, _NOUN, _PLACE = 3.0, 1.5, 3.0
# What came before or about it, looked into last of all ("called it off after talks with Orsk").
_EARLIER = frozenset({"after", "following", "during", "since", "amid", "before", "until"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How to look for whom an event concerns where its own places leave him unsaid."""

    taken: frozenset[int]
    subjects: bool = False
    troops: bool = True
    partners: bool = True


def find_other_party(tree: Tree, places: Iterable[int], search: Search) -> list[int]:
    """Return the likeliest actor below an event's words who is not yet in it, if any.

    The last resort, for whom an act concerns: "agreed to set up a centre in Tokyo". The nearest
    one is taken, where a name counts as nearer than a noun, somebody who acts as nearer than
    where it happens, and the event's own words as nearer than its purposes and conditions.
    """
    waiting = [(place, 0.0) for place in places]
    seen, founding = set(search.taken), load_words("founding_verbs")
    best: tuple[float, int, list[int]] | None = None
    while waiting:
        place, way = waiting.pop(0)
        for child in tree.children[place]:
            made = tree.tokens[child].dep == "dobj" and tree.lemma(place) in founding
            founded = made and "actor" in tree.classes(tree.core(child))
            if child in seen or way > _DEEPEST or founded:  # "agreed to set up a panel"
                continue
            step = _measure_step(tree, child, search)
            if step is None:
                continue
            seen.add(child)
            waiting.append((child, way + step))
            found = _read_party(tree, place, child, search)
            if found:
                cost = way + step + _measure_doubt(tree, place, child, found[0])
                if best is None or (cost, child) < best[:2]:
                    best = (cost, child, found)
    return best[2] if best else []


def _measure_step(tree: Tree, child: int, search: Search) -> float | None:
    """Return how much further a word leads, None where it opens an aside of somebody else."""
    if not _is_shut(tree, child, search, conditions=False):
        return 1.0
    return None if _is_shut(tree, child, search, conditions=True) else _BESIDE


def _measure_doubt(tree: Tree, place: int, child: int, party: int) -> float:
    """Return how far a party stands back: nouns behind names, places behind both."""
    where = tree.tokens[child].dep == "pobj" and tree.tokens[place].text.lower() in _WHERE
    if where and _is_place(tree, party):
        return _PLACE
    if _is_named(tree, party):
        return 0.0
    named = any(
        tree.tokens[c].dep in {"poss", "amod", "compound", "nmod"} and tree.is_name(c)
        for c in tree.children[party]
    )
    return _NOUN / 2 if named else _NOUN


def _is_named(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text in load_states() or (
        tree.name_kind(index) in {MentionKind.PERSON, MentionKind.ORGANIZATION}
    )


def _read_party(tree: Tree, place: int, child: int, search: Search) -> list[int]:
    token = tree.tokens[child]
    if token.pos == "PRON" or (
        token.dep == "pobj" and (tree.tokens[place].text.lower() in load_words("event_aside"))
    ):
        return []
    if token.dep not in {"pobj", "dobj", "dative", "poss"} and not (
        token.dep in {"nsubj", "nsubjpass"} and _may_concern(tree, place, search)
    ):
        return []
    if token.dep == "poss" and "place" in tree.classes(place) and _is_where(tree, place):
        return []  # "fighting in Russia's north" is not against Russia
    found = [
        i
        for i in list_parties(tree, child)
        if i not in search.taken and tree.tokens[i].pos != "PRON"
    ]
    if token.dep == "pobj" and tree.tokens[place].text.lower() in _WHERE:
        found = [i for i in found if _is_place(tree, i)]  # "in the army" is nobody done to
    if not search.troops and token.dep == "dobj":
        found = [i for i in found if tree.is_name(i) or "troops" not in tree.classes(tree.core(i))]
    return found


def _is_where(tree: Tree, index: int) -> bool:
    """Say whether a phrase tells where something is."""
    above = tree.tokens[index].head
    return tree.tokens[index].dep == "pobj" and tree.tokens[above].text.lower() in _WHERE


def _may_concern(tree: Tree, verb: int, search: Search) -> bool:
    """Say whether the subject of a clause below an act may be whom it concerns.

    Whom one asks or accuses: "demanded that Ostra leave"; whom one helps to do something; whose
    doing a threat hangs on: "unless Velia withdrew".
    """
    marks = {tree.tokens[c].text.lower() for c in tree.children[verb]}
    token = tree.tokens[verb]
    return (
        search.subjects
        or bool(marks & {"if", "unless", "until"})
        or (token.tag == "VB" and token.dep in {"ccomp", "xcomp"} and "to" not in marks)
        or "for" in marks  # "gave its consent for Ostra to use"
    )


def _is_place(tree: Tree, index: int) -> bool:
    return tree.name_kind(index) is MentionKind.PLACE or tree.tokens[index].text in load_states()


def _is_shut(tree: Tree, index: int, search: Search, conditions: bool) -> bool:
    """Say whether a word opens an aside that tells of somebody else."""
    token = tree.tokens[index]
    infinitive = token.tag == "VB" and any(tree.tokens[c].tag == "TO" for c in tree.children[index])
    if token.dep == "advcl":
        marks = {tree.tokens[c].text.lower() for c in tree.children[index]}
        return not (conditions and (infinitive or marks & {"if", "unless", "until"}))
    if token.dep == "acl" and infinitive:
        return False
    if conditions and (token.dep == "acl" or _is_agent_beside(tree, index)):
        return False
    if token.dep in _SHUT or (token.dep == "conj" and is_verb(token)):
        return True
    if token.dep != "prep":
        return False
    if token.text.lower() == "with" and not search.partners:
        return True
    beside = index > 0 and tree.tokens[index - 1].text == ","
    later = conditions and token.text.lower() in _EARLIER
    return beside or (token.text.lower() in load_words("event_aside") and not later)


def _is_agent_beside(tree: Tree, index: int) -> bool:
    """Say whether a "by" tells who did what is beside an act: "over a bill signed by Okoro"."""
    token = tree.tokens[index]
    return token.dep == "agent" and tree.tokens[token.head].dep == "acl"
