"""Senses: tests of a trigger's clause that no list of words can make, by the flag that asks.

"Asked for help" begs and "asked about it" does not; a warning threatens only if the one who
warns says what he will do. Each flag of a codebook row names one of these tests.
"""

from collections.abc import Callable, Mapping

from onrecord.extract.events.arguments import find_doer, find_object
from onrecord.extract.events.codebooks import Trigger
from onrecord.extract.events.guards import CLAUSAL, list_classes, walk
from onrecord.extract.events.holders import reduce_to_actor
from onrecord.extract.events.trees import Tree
from onrecord.extract.events.wordings import (
    OWN,
    insults,
    is_menace,
    is_menaced,
    is_owned_threat,
    is_uttered_threat,
    tells_wrong,
)

_DUTIES = frozenset({"must", "should", "ought"})
_WILLING = frozenset(["will", "would", "wo", "ca", "can", "'ll", "’ll", "going"])


def has_sense(tree: Tree, index: int, trigger: Trigger) -> bool:
    """Say whether a trigger's clause passes the tests that its flags ask for."""
    deps = {tree.tokens[c].dep for c in tree.children[index]}
    barred = {flag[3:].replace("obj", "dobj") for flag in trigger.flags if flag[:3] == "no:"}
    if barred & deps or ("comp" in trigger.flags and not CLAUSAL & deps):
        return False
    return all(test(tree, index) for flag in trigger.flags if (test := _TESTS.get(flag)))


def _has_other_subject(tree: Tree, index: int) -> bool:
    """Say whether a verb's complement has a doer of its own: "wants Velia to leave"."""
    for child in tree.children[index]:
        if tree.tokens[child].dep in CLAUSAL:
            subject = tree.child(child, "nsubj") or tree.child(index, "dobj")
            return subject is not None and "actor" in tree.classes(tree.core(subject))
    return False


def _is_several(tree: Tree, index: int) -> bool:
    """Say whether several do it together: a plural or coordinated subject."""
    subject = find_doer(tree, index)
    if subject is None:
        return False
    return tree.tokens[subject].tag in {"NNS", "NNPS"} or len(tree.conjuncts(subject)) > 1


def _is_joint(tree: Tree, index: int) -> bool:
    """Say whether it is done by several or with somebody."""
    held = find_object(tree, index)
    words = [tree.lemma(c) for c in tree.children[held]] if held is not None else []
    together = {"joint", "combined", "bilateral", "multinational", "common"} & set(words)
    partner = tree.find_prep(index, ("with",)) or (
        tree.find_prep(held, ("with", "between")) if held is not None else None
    )
    subject = find_doer(tree, index)
    both = subject is not None and len(tree.conjuncts(subject)) > 1
    amods = [c for c in tree.children[subject] if tree.tokens[c].dep == "amod"] if subject else []
    return bool(together or partner or both) or any(
        tree.tokens[c].dep == "conj" for a in amods for c in tree.children[a]
    )


def _has_infinitive(tree: Tree, index: int, deep: bool = False) -> bool:
    if deep:
        held = tree.child(index, "dobj")
        acl = tree.child(held, "acl", "relcl") if held is not None else None
        if acl is not None and any(tree.tokens[t].tag == "TO" for t in tree.children[acl]):
            return True
    return any(
        tree.tokens[c].dep in CLAUSAL and any(tree.tokens[t].tag == "TO" for t in tree.children[c])
        for c in tree.children[index]
    )


def _is_refused(tree: Tree, index: int) -> bool:
    """Say whether somebody will not do it: "would not release", "is not going to talk"."""
    children = tree.children[index]
    if not any(tree.tokens[c].dep == "neg" or tree.lemma(c) == "never" for c in children):
        return False
    return any(tree.tokens[c].text.lower() in _WILLING for c in children)


def _is_defiant(tree: Tree, index: int) -> bool:
    """Say whether somebody says he will go on: "insisted it would continue to dig"."""
    for child in tree.children[index]:
        subject = tree.child(child, "nsubj")
        if tree.tokens[child].dep == "ccomp" and subject is not None:
            own = tree.tokens[subject].text.lower() in OWN
            modal = any(tree.tokens[c].tag == "MD" for c in tree.children[child])
            return own and modal and "defiance" in list_classes(tree, child)
    return False


def is_duty(tree: Tree, modal: int) -> bool:
    """Say whether a modal tells what another has to do, in what somebody says."""
    verb = tree.tokens[modal].head
    if any(tree.lemma(c) == "have" for c in tree.children[verb] if tree.tokens[c].dep == "aux"):
        return False  # "must have written it": a guess
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is not None and modal < subject:
        return False  # "should these forces enter": a condition
    return _is_told_of_another(tree, verb)


def _is_told_of_another(tree: Tree, verb: int) -> bool:
    """Say whether a clause is what somebody says of somebody else, by name or noun."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if tree.tokens[verb].dep != "ccomp" or subject is None or tree.tokens[subject].pos == "PRON":
        return False
    speaker = find_doer(tree, tree.tokens[verb].head)
    return (
        speaker is not None
        and speaker != subject
        and "actor" in tree.classes(tree.core(speaker))
        and "actor" in tree.classes(tree.core(subject))
    )


def _is_denied(tree: Tree, index: int) -> bool:
    """Say whether a verb has a "not" of its own: "did not rule out"."""
    return tree.child(index, "neg") is not None


def _is_subjunctive(tree: Tree, index: int) -> bool:
    """Say whether another is told to do what the complement tells: "proposed that Velia leave"."""
    return any(
        tree.tokens[c].dep == "ccomp"
        and tree.tokens[c].tag in {"VB", "VBP"}
        and (subject := tree.child(c, "nsubj", "nsubjpass")) is not None
        and (tree.tokens[c].tag == "VB" or tree.tokens[subject].tag in {"NN", "NNP"})
        and "actor" in tree.classes(tree.core(subject))
        and tree.child(c, "aux") is None
        for c in tree.children[index]
    )


def _is_affirmed(tree: Tree, index: int) -> bool:
    """Say whether a finding has no "not" in it: "found not guilty" is no conviction."""
    below = (index, *tree.children[index])
    return all(tree.child(place, "neg") is None for place in below)


def _is_violent(tree: Tree, index: int) -> bool:
    """Say whether somebody may have hurt those hurt: a clause of a crash or flood says no."""
    if find_doer(tree, index) is not None or not tree.is_passive(index):
        return True
    words = [list_classes(tree, i) for i in tree.sentence(index)]
    accident = any("accident" in classes for classes in words)
    return not accident or any({"violence", "attack"} & classes for classes in words)


def _is_bare(tree: Tree, index: int) -> bool:
    """Say whether an object has no words before it: "joined forces", no "joined the forces"."""
    held = tree.child(index, "dobj")
    return held is not None and all(c > held for c in tree.children[held])


def _is_trade(tree: Tree, index: int) -> bool:
    """Say whether what is begun or stopped is buying or selling: "stopped importing beef"."""
    return any(
        tree.tokens[c].dep in CLAUSAL and "trading" in list_classes(tree, c)
        for c in tree.children[index]
    )


def _is_together(tree: Tree, index: int) -> bool:
    """Say whether several do it side by side: "patrolled the strait together"."""
    words = {tree.tokens[c].text.lower() for c in tree.children[index]}
    return bool({"together", "jointly", "alongside"} & words)


def _is_martial(tree: Tree, index: int) -> bool:
    """Say whether the object is martial law, military rule or an emergency."""
    held = find_object(tree, index)
    if held is None:
        return False
    words = {tree.lemma(c) for c in tree.children[held]} | {tree.lemma(held)}
    inner = tree.find_prep(held, ("of",))
    if inner is not None:
        words.add(tree.lemma(inner))
    return bool({"martial", "military", "emergency"} & words)


def _is_bodily(tree: Tree, index: int) -> bool:
    """Say whether somebody is fought: no blaze, no inflation, no rival in an election or final."""
    if any("contest" in list_classes(tree, place) for place in walk(tree, index, 3)):
        return False
    subject = find_doer(tree, index)
    if subject is not None and "rescuer" in list_classes(tree, tree.core(subject)):
        return False
    held = tree.child(index, "dobj")
    if held is None or tree.lemma(held) in {"war", "battle", "gunbattle", "way"}:
        return True
    return reduce_to_actor(tree, held) is not None


def _is_obliged(tree: Tree, index: int) -> bool:
    """Say whether somebody is told what he must do: "told Ostra it must withdraw"."""
    return any(
        tree.tokens[child].dep == "ccomp"
        and any(tree.tokens[c].text.lower() in _DUTIES for c in tree.children[child])
        for child in tree.children[index]
    )


def _is_asking(tree: Tree, index: int) -> bool:
    """Say whether "ask" begs for something, and is no question about it."""
    deps = {tree.tokens[c].dep for c in tree.children[index]}
    if tree.is_passive(index) and "xcomp" not in deps:
        return False
    about = tree.find_prep(index, ("about", "whether", "if"))
    return about is None and ("xcomp" in deps or tree.find_prep(index, ("for",)) is not None)


def _is_urging(tree: Tree, index: int) -> bool:
    """Say whether pressure is put on somebody to do or for something."""
    return _has_infinitive(tree, index) or tree.find_prep(index, ("for", "over", "on")) is not None


def _has_partner(tree: Tree, index: int) -> bool:
    """Say whether it is done with somebody: "came to terms with Velia", not "with his grief"."""
    preps = (c for c in tree.children[index] if tree.tokens[c].dep == "prep")
    nouns = [i for c in preps for i in tree.children[c] if tree.tokens[i].dep == "pobj"]
    partners = (tree.find_prep(place, ("with",)) for place in (index, *nouns))
    return any("actor" in tree.classes(tree.core(i)) for i in partners if i is not None)


def _will(tree: Tree, index: int) -> bool:
    return any(
        tree.tokens[c].text.lower() in {"will", "'ll", "’ll", "wo"} for c in tree.children[index]
    )


_TESTS: Mapping[str, Callable[[Tree, int], bool]] = {
    "never": lambda tree, index: False,
    "other": _has_other_subject,
    "inf": _has_infinitive,
    "infin": lambda tree, index: _has_infinitive(tree, index, deep=True),
    "several": _is_several,
    "joint": _is_joint,
    "wrongs": lambda tree, index: tells_wrong(tree, index, any_deed=False),
    "insults": insults,
    "owned": is_owned_threat,
    "partner": _has_partner,
    "uttered": is_uttered_threat,
    "asserted": lambda tree, index: not _is_denied(tree, index),
    "charged": lambda tree, index: tells_wrong(tree, index, any_deed=True),
    "martial": _is_martial,
    "own": is_menace,
    "asks": _is_asking,
    "bodily": _is_bodily,
    "will": _will,
    "refused": _is_refused,
    "defies": _is_defiant,
    "doer": lambda tree, index: find_doer(tree, index) is not None,
    "urging": _is_urging,
    "subjunctive": _is_subjunctive,
    "duty": _is_told_of_another,
    "bare": _is_bare,
    "violent": _is_violent,
    "affirmed": _is_affirmed,
    "negated": _is_denied,
    "menaced": is_menaced,
    "must": _is_obliged,
    "tradecomp": _is_trade,
    "together": _is_together,
}
