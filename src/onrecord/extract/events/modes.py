"""Modes: how an assault was done, where its own words don't say, from what stands beside it.

"Killed in an air strike", "attacks carried out using rockets", "missiles for strikes on": read off
the weapon in the clause; else "the attack" is done as the one just told was. A murder of
thousands is a massacre.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.events.arguments import find_object
from onrecord.extract.events.compositions import Composed
from onrecord.extract.events.guards import walk
from onrecord.extract.events.trees import NONE, Tree, load_classes
from onrecord.lexicon import load_table

_BY = frozenset({"with", "in", "by", "using", "from", "during"})
_USES = frozenset({"use", "employ", "deploy", "fire"})
_ATTACKS = frozenset({"attack", "strike", "raid", "assault", "bombing", "bombardment"})
_SHOOTING = frozenset({"shoot", "gun"})
_KILLING = _SHOOTING | {"kill", "murder", "poison"}
# Sectors of those who are assassinated where others are killed.
_LEADING = frozenset({"GOV", "LEG", "JUD", "PTY", "OPP", "MIL", "REL", "REB", "JRN", "PRM"})
_MURDERS = frozenset({"murder", "slaughter", "extermination", "killing"})
_MANY = frozenset({"hundred", "thousand", "million", "hundreds", "thousands", "millions"})
# How many sentences back "the attack" may have been told.
_BACK = 3


@cache
def _load_means() -> dict[str, str]:
    rows = load_table("event_means")
    return {word: mode for mode, words in rows for word in words.split()}


def fill_modes(tree: Tree, events: Sequence[Composed]) -> list[Composed]:
    """Return the events, assaults that have no mode given the one that is told beside them."""
    filled: list[Composed] = []
    for event in events:
        mode = event.mode
        if mode == "assassinate" and not _is_leader_killed(tree, event):
            mode = "firearms" if tree.lemma(event.match.index) in _SHOOTING else None
        if event.type == "ASSAULT" and mode is None:
            mode = (
                _find_means(tree, event)
                or _find_massacre(tree, event)
                or _find_earlier(tree, event, filled)
            )
        filled.append(event if mode == event.mode else replace(event, mode=mode))
    return filled


def _is_leader_killed(tree: Tree, event: Composed) -> bool:
    """Say whether who is killed holds an office, or is said to have been assassinated."""
    index = event.match.index
    if event.match.is_noun or tree.lemma(index) not in _KILLING:
        return True
    held = find_object(tree, index)
    if held is None:
        return False
    core = tree.core(held)
    if "official" in load_classes().get(tree.lemma(core), NONE):
        return True
    head = tree.span(core, core)
    return bool(_LEADING & set(tree.participants.resolve(head, head).sectors))


def _find_means(tree: Tree, event: Composed) -> str | None:
    """Return the mode of the weapon named in an event's clause."""
    places = [event.match.index, *([event.carrier] if event.carrier is not None else [])]
    token = tree.tokens[event.match.index]
    if token.dep == "conj" and not event.match.is_noun:
        places.append(token.head)  # "two were killed in a raid and five hurt"
    places += [c for c in tree.children[places[0]] if tree.tokens[c].dep == "conj"]
    for noun in (n for place in places for n in _list_means(tree, place)):
        mode = _read_means(tree, noun)
        if mode is not None:
            return mode
    return None


def _list_means(tree: Tree, place: int) -> Iterator[int]:
    """Yield the nouns that may tell what something was done with."""
    for child in tree.children[place]:
        token = tree.tokens[child]
        held = tree.child(child, "pobj") if token.dep in {"prep", "agent"} else None
        if held is not None and token.text.lower() in _BY:
            yield held
        if token.dep in {"advcl", "acl", "xcomp"} and tree.lemma(child) in _USES:
            used = find_object(tree, child)
            if used is not None:
                yield used
        if token.dep == "prep" and token.text.lower() == "as":  # "as a result of being hit by"
            yield from _list_agents(tree, child)
    if tree.tokens[place].dep == "acl":  # "a series of attacks carried out, using rockets"
        yield from _list_series(tree, place)
    above = tree.tokens[place].head
    if tree.tokens[place].dep == "pobj" and tree.tokens[above].text.lower() in {"for", "in"}:
        yield from _list_used(tree, tree.tokens[above].head)


def _list_agents(tree: Tree, place: int) -> Iterator[int]:
    for below in walk(tree, place, 3):
        held = tree.child(below, "pobj") if tree.tokens[below].dep == "agent" else None
        if held is not None:
            yield held


def _list_series(tree: Tree, verb: int) -> Iterator[int]:
    """Yield what is used, where the parser hung it on the noun of amount above an attack."""
    noun = tree.tokens[verb].head
    if tree.tokens[noun].dep == "pobj":
        noun = tree.tokens[tree.tokens[noun].head].head
    for child in tree.children[noun]:
        if tree.tokens[child].dep == "acl" and tree.lemma(child) in _USES:
            used = find_object(tree, child)
            if used is not None:
                yield used


def _list_used(tree: Tree, place: int) -> Iterator[int]:
    """Yield what is used for an attack: "use of rockets for", "used rockets for", "rockets for"."""
    if tree.lemma(place) not in _USES:
        yield place
        place = tree.tokens[place].head
    if tree.lemma(place) in _USES:
        for used in (tree.child(place, "dobj"), tree.find_prep(place, ("of",))):
            if used is not None:
                yield used
    elif tree.tokens[place].text.lower() == "of":  # the phrase hangs on the weapon
        yield from (c for c in tree.children[place] if tree.tokens[c].dep == "pobj")


def _read_means(tree: Tree, noun: int) -> str | None:
    """Return the mode that a noun or a word before it tells: "an air strike", "drones"."""
    means = _load_means()
    before = [c for c in tree.children[noun] if tree.tokens[c].dep in {"compound", "amod", "nmod"}]
    return next((means[w] for i in (*before, noun) if (w := tree.lemma(i)) in means), None)


def _find_massacre(tree: Tree, event: Composed) -> str | None:
    """Return "massacre" for the murder of hundreds or more."""
    index = event.match.index
    if tree.lemma(index) not in _MURDERS:
        return None
    held = tree.find_prep(index, ("of",)) if event.match.is_noun else find_object(tree, index)
    words = [held, *tree.children[held]] if held is not None else []
    words += [c for child in words[1:] for c in tree.children[child]]
    return "massacre" if any(tree.tokens[i].text.lower() in _MANY for i in words) else None


def _find_earlier(tree: Tree, event: Composed, before: Sequence[Composed]) -> str | None:
    """Return the mode of the assault told last, where this one is "the attack"."""
    noun = event.governed.index if event.governed else event.match.index
    if tree.lemma(noun) not in _ATTACKS or not _is_bare(tree, noun):
        return None
    sentence = tree.tokens[noun].sentence
    held = tree.find_prep(noun, ("on", "against"))
    for other in reversed(before):
        if sentence - tree.tokens[other.match.index].sentence > _BACK:
            return None
        if other.type == "ASSAULT" and other.mode is not None:
            return other.mode if held is None or _names(tree, other, held) else None
    return None


def _is_bare(tree: Tree, noun: int) -> bool:
    """Say whether an attack is one already told: "the attack", no "the second rocket attack"."""
    words = {tree.tokens[c].text.lower() for c in tree.children[noun]}
    deps = {tree.tokens[c].dep for c in tree.children[noun]}
    return bool(words & {"the", "that", "this"}) and not deps & {"amod", "compound", "nummod"}


def _names(tree: Tree, event: Composed, held: int) -> bool:
    """Say whether an event's sentence names where this one struck."""
    return any(
        tree.tokens[i].text == tree.tokens[held].text for i in tree.sentence(event.match.index)
    )
