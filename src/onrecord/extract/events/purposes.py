"""Purposes: whom an act is against or for, told by what it is done for.

"Marched to protest against the ban", "rallied to call for the president's resignation", "scrapped
the tax, meeting a demand of the drivers": read off the infinitives, participles and coordinated
verbs on an act. Nobody is named where they don't say.
"""

from collections.abc import Iterator

from onrecord.extract.events.holders import list_parties, reduce_to_actor
from onrecord.extract.events.trees import Tree, is_verb

_AIMS = frozenset({"protest", "rally", "demonstrate", "march", "campaign", "complain"})
_CALLS = frozenset({"demand", "call", "press", "push", "urge", "seek"})
_PLEASING = frozenset({"meet", "heed", "bow", "yield", "accept", "grant", "answer", "satisfy"})
_ENDS = frozenset({"xcomp", "advcl", "acl", "conj"})
_OBJECTIONS = ("against", "at", "over")


def find_opposed(tree: Tree, verb: int) -> list[int]:
    """Return whom a protest is against: "blocked roads and rallied against the government"."""
    for place in _list_ends(tree, verb):
        lemma = tree.lemma(place)
        words = _OBJECTIONS if lemma in _AIMS else ("against",)
        found = list_parties(tree, tree.find_prep(place, words))
        if not found and lemma in _AIMS and (held := tree.child(place, "dobj")) is not None:
            found = list_parties(tree, held)
        if not found and lemma in _CALLS:
            found = _find_called_for(tree, place)
        if found:
            return found
    return []


def _find_called_for(tree: Tree, verb: int) -> list[int]:
    """Return whose doing is called for: "the mayor's resignation", "that the mayor resign"."""
    for child in tree.children[verb]:
        if tree.tokens[child].dep == "ccomp":
            return list_parties(tree, tree.child(child, "nsubj", "nsubjpass"))
    wanted = tree.child(verb, "dobj") or tree.find_prep(verb, ("for",))
    owner = tree.child(wanted, "poss") if wanted is not None else None
    if wanted is not None and owner is None:
        owner = tree.find_prep(wanted, ("of", "by"))
    party = reduce_to_actor(tree, owner)
    return [party] if party is not None and tree.tokens[party].pos != "PRON" else []


def find_satisfied(tree: Tree, verb: int) -> list[int]:
    """Return whose demand a concession meets: "scrapped the tax, bowing to the drivers"."""
    for place in _list_ends(tree, verb):
        if tree.lemma(place) in _PLEASING:
            held = tree.child(place, "dobj")
            held = held if held is not None else tree.find_prep(place, ("to",))
            found = list_parties(tree, held)
            if found:
                return found
    return []


def _list_ends(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the verbs that tell what an act is done for, or that stand beside it."""
    token = tree.tokens[verb]
    for child in tree.children[verb]:
        if tree.tokens[child].dep in _ENDS and is_verb(tree.tokens[child]):
            yield child
    if token.dep == "conj" and is_verb(tree.tokens[token.head]):
        yield token.head
