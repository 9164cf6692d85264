"""Framings: what around a clause settles how real it is told to be, beyond its own words.

A question asks whether it happened; what one "would like to say" is said thereby; what follows
"the fact that" has happened; what is told of the Nazis or of a war long over is the past.
"""

from functools import cache

from onrecord.extract.events.guards import walk
from onrecord.extract.events.realis import Cue
from onrecord.extract.events.trees import Tree
from onrecord.lexicon import load_table, load_words
from onrecord.records import Realis

_ASIDE = frozenset({"relcl", "acl", "advcl", "appos", "pcomp", "npadvmod", "poss"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_FIRST = frozenset({"i", "we"})
_WISHES = frozenset({"like", "want", "wish", "love"})
_WHO = frozenset({"nsubj", "poss"})
_WITHIN = frozenset({"during", "in", "throughout", "of", "by", "under"})
_STEPS = 8


def find_question(tree: Tree, index: int) -> int | None:
    """Return the mark of a question that asks whether it is so: "Is Ostra arming them?".

    "Why did Ostra arm them?" takes for granted that it did; so does a side clause, or a noun
    with "the".
    """
    place = index
    if any(tree.tokens[c].text.lower() in _KNOWN for c in tree.children[index]):
        return None
    for _ in range(_STEPS):
        token = tree.tokens[place]
        mark = next((c for c in tree.children[place] if tree.tokens[c].text == "?"), None)
        if mark is not None:
            return mark if _is_inverted(tree, place) else None
        if token.head == place or (token.dep in _ASIDE and not _is_progressive(tree, place)):
            return None
        place = token.head
    return None


def _is_progressive(tree: Tree, verb: int) -> bool:
    """Say whether a participle is the question's own verb, hung on its subject: "is he going?"."""
    token = tree.tokens[verb]
    above = tree.tokens[token.head]
    asked = above.dep == "nsubj" and above.head < token.head and tree.lemma(above.head) == "be"
    return token.dep == "acl" and token.tag == "VBG" and asked


def _is_inverted(tree: Tree, verb: int) -> bool:
    """Say whether a clause opens with its auxiliary, and with no question word."""
    auxiliaries = [c for c in tree.children[verb] if tree.tokens[c].dep in {"aux", "auxpass"}]
    first = min([*auxiliaries, verb])
    subject = tree.child(verb, "nsubj", "nsubjpass", "expl")
    if tree.tokens[first].pos != "AUX" or (subject is not None and subject < first):
        return False
    return not any(
        tree.tokens[below].tag in {"WDT", "WP", "WP$", "WRB"}
        for child in tree.children[verb]
        if child < first
        for below in (child, *tree.children[child])
    )


def is_performed(tree: Tree, verb: int, cue: int) -> bool:
    """Say whether a wish is the act itself: "I would like to thank", "we want to condemn"."""
    head = tree.tokens[verb].head
    if cue not in {head, *tree.children[head], *tree.children[verb]}:
        return False
    if tree.lemma(head) not in _WISHES or tree.lemma(verb) not in load_words("event_performed"):
        return False
    if any(tree.tokens[c].dep == "neg" for c in (*tree.children[head], *tree.children[verb])):
        return False
    subject = tree.child(head, "nsubj")
    return subject is not None and tree.tokens[subject].text.lower() in _FIRST


def is_fact(tree: Tree, cue: int) -> bool:
    """Say whether a decision stands in what is called a fact: "the fact that it chose to"."""
    place = cue
    for _ in range(_STEPS):
        token = tree.tokens[place]
        if token.dep in {"acl", "ccomp", "relcl"}:
            return tree.lemma(token.head) == "fact"
        if token.head == place or token.dep not in {"conj", "xcomp"}:
            return False
        place = token.head
    return False


@cache
def _load_eras() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(row[0].split()) for row in load_table("past_eras"))


@cache
def _list_era_heads() -> frozenset[str]:
    return frozenset(era[-1] for era in _load_eras())


def find_era(tree: Tree, index: int) -> int | None:
    """Return the name of the past in which it is told to have happened, or of who did it then.

    "Murdered by the Nazis", "during the Second World War"; not "denied the Holocaust".
    """
    places = [index]
    above = tree.tokens[index].head
    if above != index and tree.tokens[index].dep in {"xcomp", "advcl", "conj", "dobj", "acl"}:
        places += [c for c in tree.children[above] if tree.tokens[c].dep in {"prep", "agent"}]
    for place in places:
        for below in (place, *walk(tree, place, 3)):
            if _is_then(tree, below) and _is_era(tree, below):
                return below
    return None


def _is_then(tree: Tree, index: int) -> bool:
    """Say whether a noun may tell when, or who: no "after the Cold War"."""
    token = tree.tokens[index]
    return token.dep in _WHO or (
        token.dep == "pobj" and tree.tokens[token.head].text.lower() in _WITHIN
    )


def _is_era(tree: Tree, index: int) -> bool:
    if tree.tokens[index].text not in _list_era_heads():
        return False
    return any(
        tuple(t.text for t in tree.tokens[max(0, index + 1 - len(era)) : index + 1]) == era
        for era in _load_eras()
    )


def weigh_framings(tree: Tree, index: int, cues: list[Cue]) -> list[Cue]:
    """Return the cues of an event's realis with what frames it taken into account."""
    kept = [
        (kind, cue)
        for kind, cue in cues
        if not (kind is not Realis.NEGATED and is_performed(tree, index, cue))
        and not (
            kind is Realis.FUTURE
            and tree.tokens[cue].text.lower() in load_words("event_decided")
            and is_fact(tree, cue)
        )
    ]
    mark = find_question(tree, index)
    return [*kept, (Realis.HYPOTHETICAL, mark)] if mark is not None else kept
