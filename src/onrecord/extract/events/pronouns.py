"""Pronouns: who "he", "they" or "we" is where an event has one in a party's place.

In what somebody said of himself it is he; else somebody of its number and kind in the words before,
told in the same voice, if only one can be meant. Nobody is named where two could be.
"""

from collections.abc import Iterator

from onrecord.extract.events.arguments import find_subject
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.phrases import draw_phrase
from onrecord.extract.events.trees import NONE, Tree, is_verb, load_classes, load_states
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

_MANY = frozenset({"they", "them", "their"})
_OWN = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"} | dict.fromkeys(_MANY, "p")
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 2  # sentences
_REACH = 120  # words: whom one has in mind is not named further back


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
            plural = tree.tokens[subject].tag in {"NNS", "NNPS"} or any(
                tree.tokens[c].dep == "conj" for c in tree.children[subject]
            )
            low = token.text.lower()
            if (
                is_person(tree, subject)
                if low in {"it", "its"}
                else low in {"he", "she"} and (not is_person(tree, subject))
            ):
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


def is_person(tree: Tree, index: int) -> bool:
    """Say whether a noun or name is one person's, as far as it says."""
    if tree.tokens[index].text in load_states() or "body" in load_classes().get(
        tree.tokens[index].text.lower(), NONE
    ):
        return False  # "the United Front", whatever kind of name it was taken for
    kind = tree.name_kind(index)
    if kind is not None:
        return kind is MentionKind.PERSON
    return bool({"person", "official"} & tree.classes(index)) and not tree.is_name(index)


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
    if subject is None or subject >= index or "actor" not in tree.classes(tree.core(subject)):
        return None
    if low == "their":
        return subject if is_plural(tree, subject) else None
    return subject if is_person(tree, subject) == (low != "its") else None


def find_before(tree: Tree, context: Context, index: int) -> int | None:
    """Return whom a pronoun stands for among those named before it, the nearest sentence first.

    A subject goes before others of its sentence; of two subjects neither is chosen.
    """
    low = tree.tokens[index].text.lower()
    if low not in _OWN:
        return None
    for words in _list_sentences(tree, context, index):
        fitting = [i for i in words if _fits(tree, i, low)]
        found = {_name(tree, i): i for i in fitting}
        if len(found) > 1:
            found = {_name(tree, i): i for i in fitting if tree.tokens[i].dep in _SUBJECTS}
        if found:
            (first, *others) = found.values()
            known = not others and "actor" in tree.classes(tree.core(first))
            return first if known else None
    return None


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
    return token.pos in {"NOUN", "PROPN"} and token.dep in _PLACES and not tree.is_dated(index)


def _fits(tree: Tree, index: int, pronoun: str) -> bool:
    owner = tree.child(index, "poss")
    if owner is not None and _OWN.get(tree.tokens[owner].text.lower(), "") == _OWN[pronoun]:
        return False  # "his victim" is not who "he" is
    plural = is_plural(tree, index)
    return plural if pronoun in _MANY else not plural and is_person(tree, index)


def is_plural(tree: Tree, index: int) -> bool:
    """Say whether a noun is of several: "guards", "personnel", "Ama and Ben"."""
    token = tree.tokens[tree.core(index)]
    return (
        (token.tag in {"NNS", "NNPS"} and tree.name_kind(index) is not MentionKind.PERSON)
        or token.lemma.lower() in load_words("event_plurals")
        or any(tree.tokens[c].dep == "conj" for c in tree.children[index])
    )


def _name(tree: Tree, index: int) -> str:
    head = tree.span(index, index)
    chain = tree.participants.find_chain(head)
    return chain.id if chain else draw_phrase(tree, index).of(tree.annotated.document.text).lower()
