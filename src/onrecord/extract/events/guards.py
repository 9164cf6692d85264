"""Guards: whether the words around a trigger are what one of its senses asks for.

A guard names a slot (subject, object, the object of a preposition, a predicate) and classes of
words; a slot that is empty fails, save the subject, which passives and infinitives leave out.
"""

from collections.abc import Iterator

from onrecord.extract.events.arguments import find_doer, find_object
from onrecord.extract.events.codebooks import Guard, Trigger
from onrecord.extract.events.holders import reduce_to_actor
from onrecord.extract.events.trees import NONE, Tree, load_classes

CLAUSAL = frozenset({"ccomp", "xcomp"})
# What a phrase is only by its head: a "migrant crisis" is nobody, "board positions" are no body.
_HEADS = frozenset(
    {"actor", "leader", "country", "body", "media", "person", "civil", "civilians", "captive"}
)
_HEADS |= {"worker", "official", "suspect", "court"}
_TELLING = frozenset({"inspector", "hacker", "plane", "drone", "missile", "intl", "donor"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


def check_guard(tree: Tree, index: int, guard: Guard, verb: int | None, trigger: Trigger) -> bool:
    """Say whether one guard holds. An absent subject or object passes only where allowed."""
    if guard.slot == "prep":
        return _check_preps(tree, index, guard)
    if guard.slot == "cue":
        return _has_cue(tree, index, guard) == guard.wanted
    key = index, guard.slot, verb is None, trigger.recipients
    places = tree.slots.get(key)
    if places is None:
        places = tree.slots[key] = tuple(_find_slot(tree, index, guard.slot, verb, trigger))
    if not places:
        # A passive or an infinitive may leave the doer unsaid; an object asked for must be there.
        return not guard.wanted or (guard.slot == "subj" and not _is_telling(guard))
    fits = any(_is_a(tree, place, guard.values) for place in places)
    return fits == guard.wanted


def _is_telling(guard: Guard) -> bool:
    """Say whether a sense hangs on its doer, who must be named: "checked", by an inspector."""
    return all(value[0] == "=" or value in _TELLING for value in guard.values)


def _find_slot(
    tree: Tree, index: int, slot: str, verb: int | None, trigger: Trigger
) -> Iterator[int]:
    if slot == "subj" and verb is not None:
        held = find_doer(tree, verb)
    elif slot == "obj" and verb is not None:
        held = find_object(tree, verb)
    elif slot == "pred" and verb is not None:
        yield from _find_predicates(tree, verb)
        return
    elif slot in {"pobj", "prepobj"}:
        words = tuple(r.removesuffix("+") for r in trigger.recipients)
        for child in tree.children[index]:
            if tree.tokens[child].dep not in {"prep", "dative", "agent"}:
                continue
            inner = tree.child(child, "pobj")
            if inner is not None and (slot == "prepobj" or tree.lemma(child) in words):
                yield tree.core(inner)
        for child in tree.children[index]:  # "pulled out of talks"
            if tree.tokens[child].dep in {"prt", "advmod", "prep"}:
                inner = tree.find_prep(child, words) if words else None
                if inner is not None:
                    yield tree.core(inner)
        held = tree.child(index, "dobj")
        inner = tree.find_prep(held, words) if held is not None and words else None
        if inner is not None:
            yield tree.core(inner)
        return
    elif slot == "omod" and verb is not None:
        noun = find_object(tree, verb)
        yield from (
            c
            for c in (tree.children[noun] if noun is not None else ())
            if tree.tokens[c].dep in _MODIFIERS
        )
        return
    elif slot == "mod":
        yield from (c for c in tree.children[index] if tree.tokens[c].dep in _MODIFIERS)
        return
    elif slot == "of":
        yield from tree.children[index]
        inner = tree.find_prep(index, ("of", "for"))
        if inner is not None:
            yield tree.core(inner)
        return
    else:
        return
    for each in tree.conjuncts(held)[:2] if held is not None else ():
        yield tree.core(each)
        if slot == "subj" and (owner := reduce_to_actor(tree, each)) is not None:
            yield owner  # "banned by order of the governor"
        if tree.core(each) != tree.resolve(each) and tree.tokens[each].pos != "NUM":
            yield each  # "picked up 37 members of": the word itself may be the one listed


def _find_predicates(tree: Tree, verb: int) -> Iterator[int]:
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep in {"oprd", "attr", "ccomp", "acomp", "xcomp"}:
            yield child
            yield from (c for c in tree.children[child] if tree.tokens[c].dep in {"amod", "oprd"})
            if (inner := tree.find_prep(child, ("of",))) is not None:
                yield inner  # "called it an act of aggression"
        if token.dep == "dobj" and child != tree.child(verb, "dobj"):
            yield child  # "branded him a traitor": the parser sees two objects
        if token.dep == "prep" and token.text.lower() == "as":
            yield from (c for c in tree.children[child])


def _is_a(tree: Tree, index: int, values: tuple[str, ...]) -> bool:
    plain = tree.tokens[index].pos == "ADJ" or tree.is_dated(index)
    classes = tree.classes(index) | (list_classes(tree, index) if plain else NONE)
    for value in values:
        if value.startswith("="):
            if tree.lemma(index) == value[1:]:
                return True
        elif value in classes:
            return True
    if "actor" in classes:
        return False
    # A phrase may be what its words before the head say: "peace talks", "troop units".
    return any(
        value in classes or (value[:1] != "=" and value in list_classes(tree, child))
        for child in tree.children[index]
        if tree.tokens[child].dep in _MODIFIERS and tree.tokens[child].pos != "PROPN"
        for value in values
        if value not in _HEADS
    )


def list_classes(tree: Tree, index: int) -> frozenset[str]:
    """Return the classes a word is listed under, whatever it names."""
    return load_classes().get(tree.lemma(index), NONE)


def _check_preps(tree: Tree, index: int, guard: Guard) -> bool:
    words = set(guard.values)
    deps = {"prep", "dative", "prt", "agent", "advmod"}
    found = any(
        tree.tokens[c].text.lower() in words
        and tree.tokens[c].dep in deps
        and not any(tree.is_dated(p) for p in tree.children[c])
        for c in tree.children[index]
    )
    if not found and "comp" in words:
        found = any(tree.tokens[c].dep in CLAUSAL for c in tree.children[index])
    if not found and (held := tree.child(index, "dobj")) is not None:
        found = any(
            tree.tokens[c].text.lower() in words and tree.tokens[c].dep == "prep"
            for c in tree.children[held]
        )
    return found == guard.wanted


def _has_cue(tree: Tree, index: int, guard: Guard) -> bool:
    """Say whether the sentence's clause has a word of a class: "died in custody"."""
    return any(
        value in list_classes(tree, place)
        for place in walk(tree, index, 4)
        for value in guard.values
    )


def walk(tree: Tree, index: int, depth: int) -> Iterator[int]:
    """Yield the words below one, side clauses that tell of something else left out."""
    for child in tree.children[index]:
        if tree.tokens[child].dep in {"relcl", "ccomp"}:
            continue
        yield child
        if depth:
            yield from walk(tree, child, depth - 1)
