"""Holders: the actors a noun phrase names, or to whom belongs what it names.

"The militia's positions" are the militia's, "remarks made by Vale" Vale's; "the pact between Ostra
and Velia" is theirs. Nobody is named where the phrase does not say.
"""

from onrecord.extract.events.trees import Tree, load_states
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

_OWNERS = ("by", "of", "from", "among", "between", "for")
# What is made by hand, and is not its maker's where it is sold.
_GOODS = frozenset({"exports", "property", "weapon", "assets", "aidgoods", "vehicle", "ship"})


def list_parties(tree: Tree, index: int | None) -> list[int]:
    """Return the actors in a coordination, each reduced to who it is."""
    if index is None:
        return []
    found = [reduce_to_actor(tree, each) for each in _list_joined(tree, index)]
    return [
        each
        for each in found
        if each is not None and any(c.isalnum() for c in tree.tokens[tree.core(each)].text)
    ]


def reduce_to_actor(tree: Tree, index: int | None, steps: int = 4) -> int | None:
    """Return the actor a phrase names: its head, else the one it belongs to, else None."""
    if index is None:
        return None
    core = tree.core(index)
    held = _find_captive(tree, core)
    if held is not None:
        return held
    if "actor" in tree.classes(core) or steps == 0:
        return index if "actor" in tree.classes(core) else None
    maker = _find_maker(tree, core)
    if maker is not None and (found := reduce_to_actor(tree, maker, steps - 1)) is not None:
        return found
    for relation in ("poss", "compound", "amod", "nmod"):
        for child in tree.children[core]:
            if tree.tokens[child].dep != relation:
                continue
            if relation == "poss" or may_own(tree, child):
                found = reduce_to_actor(tree, child, steps - 1)
                if found is not None:
                    return found
    for word in _OWNERS:
        inner = find_agent(tree, core) if word == "by" else tree.find_prep(core, (word,))
        if inner is not None:
            found = reduce_to_actor(tree, inner, steps - 1)
            if found is not None:
                return found
    return None


def _find_captive(tree: Tree, noun: int) -> int | None:
    """Return who is held, where the parser makes one phrase of it: "held the nurses hostage"."""
    if tree.tokens[noun].tag != "NN" or tree.lemma(noun) not in {"hostage", "captive", "prisoner"}:
        return None
    before = tree.child(noun, "compound", "nmod")
    known = before is not None and "actor" in tree.classes(before)
    return before if known and tree.tokens[noun].dep in {"dobj", "conj"} else None


def _find_maker(tree: Tree, noun: int) -> int | None:
    """Return who made what a noun names: "the Nazi comparisons made by Vale"."""
    for child in tree.children[noun]:
        token = tree.tokens[child]
        goods = tree.lemma(child) == "make" and bool(_GOODS & tree.classes(noun))
        if token.dep == "acl" and tree.lemma(child) in load_words("making_verbs") and not goods:
            return tree.find_prep(child, ("by",))
    return None


def find_agent(tree: Tree, noun: int) -> int | None:
    """Return who does what a noun tells: "the shelling of its villages by the militia"."""
    agent = tree.find_prep(noun, ("by",))
    done_to = tree.find_prep(noun, ("of", "on", "against")) if agent is None else None
    if agent is None and done_to is not None:  # the parser hangs it on those it is done to
        agent = tree.find_prep(done_to, ("by",))
    verb = tree.tokens[noun].head
    if agent is None and tree.tokens[noun].dep == "dobj" and not tree.is_passive(verb):
        agent = tree.find_prep(verb, ("by",))  # or on what is told of it, which is no passive
    return agent if agent is not None and "actor" in tree.classes(tree.core(agent)) else None


def may_own(tree: Tree, index: int) -> bool:
    """Say whether a word before a thing names whose it is: "Greek tanker", no "Gulf war"."""
    if tree.name_kind(index) is MentionKind.PLACE and tree.tokens[index].text not in load_states():
        return False
    noun = tree.tokens[index].pos in {"NOUN", "PROPN"} or tree.is_name(index)
    return noun and "actor" in tree.classes(index)


def _list_joined(tree: Tree, index: int) -> list[int]:
    """Return a noun and those coordinated with it, or the two between which it is.

    "The alliance between Ostra and Velia" is those two; a minister "for Transport and Sport" is
    one.
    """
    between = tree.find_prep(index, ("between",))
    if between is not None and "official" not in tree.classes(index):
        pair = tree.conjuncts(between)
        if len(pair) > 1 and all("actor" in tree.classes(tree.core(i)) for i in pair):
            return pair
    joined = tree.conjuncts(index)
    portfolio = tree.find_prep(index, ("for", "of"))
    if portfolio is None or "official" not in tree.classes(index):
        return joined
    return [i for i in joined if i == index or not _is_portfolio(tree, i, portfolio)]


def _is_portfolio(tree: Tree, index: int, first: int) -> bool:
    """Say whether a word is one more of what an official is "for", hung on him by the parser."""
    bare = all(tree.tokens[c].dep in {"cc", "conj", "punct"} for c in tree.children[index])
    title = tree.tokens[first].text[:1].isupper() and tree.tokens[index].text[:1].isupper()
    named = {MentionKind.PERSON, MentionKind.PLACE} & {tree.name_kind(i) for i in (first, index)}
    state = tree.tokens[index].text in load_states()
    return index > first and bare and title and not named and not state
