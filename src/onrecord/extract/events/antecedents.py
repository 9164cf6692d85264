"""Antecedents: who a pronoun in a party's place stands for, among those named before it.

Somebody of its number, kind and sex, told in the same voice, the nearest sentence first, if but
one can be meant. Nobody is named where two could be.
"""

from collections.abc import Iterator

from onrecord.extract.events.agreements import (
    PERSONAL,
    is_person,
    is_plural,
    may_be_same,
    may_stand_for,
)
from onrecord.extract.events.arguments import find_subject
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.phrases import draw_phrase
from onrecord.extract.events.trees import Tree, is_verb, load_states
from onrecord.parses import SUBJECTS
from onrecord.records import MentionKind

_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"})
_STEPS = 6
_BACK = 2  # sentences
_REACH = 120  # words: whom one has in mind is not named further back


def find_before(tree: Tree, context: Context, index: int) -> int | None:
    """Return whom a pronoun stands for among those named before it, the nearest sentence first.

    A subject goes before others of its sentence; of two subjects neither is chosen.
    """
    low = tree.tokens[index].text.lower()
    if low == "its":
        return _find_body(tree, index)
    if low not in PERSONAL or _is_of_whole(tree, index):
        return None
    barred = _list_barred(tree, context, index)
    for words in _list_sentences(tree, context, index):
        placed = [i for i in words if tree.tokens[i].dep in _PLACES]
        fitting = [i for i in placed if _fits(tree, i, low) and _name(tree, i) not in barred]
        found = {_name(tree, i): i for i in fitting}
        if len(found) > 1:
            found = {_name(tree, i): i for i in fitting if tree.tokens[i].dep in SUBJECTS}
        rivals = [i for i in words if _may_compete(tree, i, index, low)]
        if fitting or rivals:
            return _choose(tree, list(found.values()), rivals)
    return None


def _choose(tree: Tree, found: list[int], rivals: list[int]) -> int | None:
    """Return the one who may be meant; beside somebody's father or the like only a subject is."""
    if len(found) != 1:
        return None
    owned = any(tree.tokens[i].dep in _PLACES for i in rivals)
    return None if owned and tree.tokens[found[0]].dep not in SUBJECTS else found[0]


def _find_body(tree: Tree, index: int) -> int | None:
    """Return the one country or body a sentence names before "its": "on Ostra after its raid"."""
    found = {}
    for i in range(tree.sentence(index).start, index):
        token = tree.tokens[i]
        inside = token.dep == "poss" and tree.tokens[token.head].dep in SUBJECTS
        if token.dep not in _PLACES or inside or is_plural(tree, i):
            continue  # "Mali's rulers rejected its demand": not Mali's
        if _is_body(tree, i):
            found[_name(tree, i)] = i
    return next(iter(found.values())) if len(found) == 1 else None


def _is_body(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.pos == "PROPN":
        named = {MentionKind.PLACE, MentionKind.ORGANIZATION}
        return token.text in load_states() or tree.name_kind(index) in named
    return token.pos == "NOUN" and bool({"body", "country"} & tree.classes(index))


def _may_compete(tree: Tree, index: int, pronoun: int, low: str) -> bool:
    """Say whether a word may be meant, though it is in no clear place, or belongs to another.

    "Pushed for the boy's return to his father, as only he …".
    """
    token = tree.tokens[index]
    here = token.sentence == tree.tokens[pronoun].sentence and token.dep in _PLACES
    owner = tree.child(index, "poss")
    owned = here and owner is not None and tree.tokens[owner].text.lower() in PERSONAL
    return (owned or token.dep in {"conj", "appos", "attr"}) and may_stand_for(tree, index, low)


def _is_of_whole(tree: Tree, index: int) -> bool:
    """Say whether a participle tells what the clause before did: "won twice, giving him hope"."""
    token = tree.tokens[index]
    verb = tree.tokens[token.head]
    return token.dep in {"dobj", "dative"} and (verb.dep, verb.tag) == ("advcl", "VBG")


def _list_barred(tree: Tree, context: Context, index: int) -> set[str]:
    """Return who a pronoun cannot be: who speaks of another, and the subject of its own clause."""
    voice = context.find_voice(index)
    barred = {voice.id} if voice else set()
    place = index
    for _ in range(_STEPS):
        if is_verb(tree.tokens[place]) or tree.tokens[place].head == place:
            break
        place = tree.tokens[place].head
    subject = find_subject(tree, place) if is_verb(tree.tokens[place]) else None
    if subject is not None and subject != index and tree.tokens[index].dep != "poss":
        barred.add(_name(tree, subject))
    return barred


def _list_sentences(tree: Tree, context: Context, index: int) -> Iterator[list[int]]:
    """Yield the nouns before a pronoun that are told in its voice, sentence by sentence back.

    What opens somebody's words may take up what was told just before them.
    """
    voice, number = context.find_voice(index), tree.tokens[index].sentence
    start = max(0, index - _REACH)
    for back in range(_BACK + 1):
        if number - back < 0:
            return
        low, high = tree.annotated.sentences[number - back]
        words = [i for i in range(max(low, start), min(high, index)) if _may_be_meant(tree, i)]
        told = [i for i in words if context.find_voice(i) == voice]
        if back == 0:
            clause = tree.tokens[index].head
            told = [i for i in told if tree.tokens[i].head != clause]
        yield told or (words if voice and back else [])


def _may_be_meant(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in {"NOUN", "PROPN"} and not tree.is_dated(index)


def _fits(tree: Tree, index: int, pronoun: str) -> bool:
    owner = tree.child(index, "poss")
    if owner is not None and may_be_same(tree.tokens[owner].text.lower(), pronoun):
        return False  # "his victim" is not who "he" is
    mixed = {is_person(tree, i) for i in tree.conjuncts(index)}
    return len(mixed) == 1 and may_stand_for(tree, index, pronoun)


def _name(tree: Tree, index: int) -> str:
    head = tree.span(index, index)
    chain = tree.participants.find_chain(head)
    return chain.id if chain else draw_phrase(tree, index).of(tree.annotated.document.text).lower()
