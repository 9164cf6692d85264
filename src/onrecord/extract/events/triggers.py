"""Triggers: the words of a text that tell of an event in a codebook's sense.

Every verb and noun whose lemma opens (or, for nouns, closes) a codebook entry is tried; the
entry whose guards hold, and which has most of them, gives the type. Words whose guards fail
are no triggers: "attacked the problem" tells of no assault.
"""

from dataclasses import dataclass

from onrecord.extract.events.codebooks import Codebook, Trigger
from onrecord.extract.events.guards import check_guard
from onrecord.extract.events.senses import has_sense, is_duty
from onrecord.extract.events.trees import Tree, is_verb, load_classes
from onrecord.records import MentionKind, Token

# Words that make a verb of two ("take in") only where they lead no phrase of their own.
_ADVERBIAL = frozenset(["in", "over", "together", "by"])
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
_SELVES |= {"yourself", "yourselves"}
# Types of acts that are done to somebody else.
_DONE = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "SANCTION", "SUPPORT"})
_WITHIN = frozenset(
    {
        "det",
        "neg",
        "prt",
        "prep",
        "dobj",
        "advmod",
        "acomp",
        "dative",
        "oprd",
        "attr",
        "xcomp",
        "ccomp",
        "npadvmod",
        "intj",
        "acl",
        "relcl",
        "amod",
        "compound",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A trigger found: the token that carries it, all its tokens, and its entry."""

    index: int
    tokens: tuple[int, ...]
    trigger: Trigger

    @property
    def is_noun(self) -> bool:
        """Whether the event is told by a noun."""
        return self.trigger.kind == "noun"


def find_triggers(tree: Tree, book: Codebook) -> dict[int, Match]:
    """Return the best match at each token that has one, by token."""
    found = {}
    for index, token in enumerate(tree.tokens):
        if token.pos == "NOUN" or token.pos == "PROPN":
            if _is_in_name(tree, index) or (
                token.dep == "compound" and not _is_of_event(tree, index)
            ):
                continue
            entries = book.nouns.get(tree.lemma(index), ()) or book.nouns.get(
                token.text.lower(), ()
            )
        elif token.pos in {"VERB", "ADJ", "AUX"} or token.tag[:2] in {"VB", "MD"}:
            entries = book.triggers.get(tree.lemma(index), ())
            entries = entries or book.triggers.get(token.text.lower(), ())
            if token.dep in {"amod", "compound"} and token.pos != "ADJ":
                continue
        else:
            continue
        # The weightiest entry comes first, so that the first to match is the one.
        match = next((m for entry in entries if (m := _try(tree, index, entry))), None)
        if match is not None:
            found[index] = match
    return found


def _is_in_name(tree: Tree, index: int) -> bool:
    """Say whether a word is part of the name of a body: "the Islamic Conference"."""
    return (
        tree.tokens[index].pos == "PROPN"
        and tree.name_kind(index) is MentionKind.ORGANIZATION
        and tree.tokens[index].text[:1].isupper()
    )


def _is_of_event(tree: Tree, index: int) -> bool:
    """Say whether a noun before another tells of an event: "rescue effort", no "bomb squad"."""
    head = tree.tokens[index].head
    classes = load_classes().get(tree.lemma(head), frozenset())
    return bool(classes & {"eventish", "attack", "talks", "protests"})


def _try(tree: Tree, index: int, trigger: Trigger) -> Match | None:
    """Return the match of one entry at a token, if its words and guards are there."""
    token = tree.tokens[index]
    if trigger.kind == "noun":
        tokens = _match_noun(tree, index, trigger.words)
        held = tokens and _holds(tree, index, trigger, None)
        return Match(index=index, tokens=tokens, trigger=trigger) if held else None
    if not _is_kind(token, trigger.kind):
        return None
    if trigger.kind == "modal" and not is_duty(tree, index):
        return None
    tokens = _match_words(tree, index, trigger.words)
    held = tokens and not _is_reflexive(tree, index, tokens, trigger)
    held = held and _holds(tree, index, trigger, index)
    return Match(index=index, tokens=tokens, trigger=trigger) if held else None


def _is_reflexive(tree: Tree, verb: int, tokens: tuple[int, ...], trigger: Trigger) -> bool:
    """Say whether an act is done to oneself, and so to nobody: "blamed himself"."""
    held = tree.child(verb, "dobj")
    own = held is not None and tree.tokens[held].text.lower() in _SELVES
    return own and held not in tokens and trigger.type in _DONE


def _is_kind(token: Token, kind: str) -> bool:
    if kind == "verb":
        return is_verb(token)
    if kind == "modal":
        return token.tag == "MD"
    if kind == "adj":
        return token.pos == "ADJ" or token.tag == "VBN"
    return token.pos in {"VERB", "ADJ", "NOUN"} or token.tag[:2] == "VB"


def _match_words(tree: Tree, index: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the tokens of a verb entry: each later word hangs on one before it."""
    if len(words) == 1:
        return (index,)
    if not tree.holds_words(index, words[1:]):
        return ()
    found, waiting = [index], list(words[1:])
    while waiting:
        # "take legal action": the noun is found before what stands before it
        step = next(
            ((w, i) for w in waiting if (i := _find_word(tree, found, w, words[-1])) is not None),
            None,
        )
        if step is None:
            return ()
        waiting.remove(step[0])
        found.append(step[1])
    return tuple(found)


def _find_word(tree: Tree, found: list[int], word: str, last: str) -> int | None:
    """Return a word of an entry that hangs on those found, the later ones first."""
    return next(
        (
            child
            for place in reversed(found)
            for child in _list_below(tree, place)
            if (tree.lemma(child) == word or tree.tokens[child].text.lower() == word)
            and (tree.tokens[child].dep in _WITHIN or _is_predicate(tree, child))
            and not (word == last and word in _ADVERBIAL and tree.child(child, "pobj") is not None)
        ),
        None,
    )


def _is_predicate(tree: Tree, index: int) -> bool:
    """Say whether a word is held by a preposition, or is what somebody is made: "shot dead"."""
    token = tree.tokens[index]
    return token.dep == "pobj" or (token.dep == "advcl" and token.pos == "ADJ")


def _list_below(tree: Tree, place: int) -> list[int]:
    """Return what hangs on a word, right or by a preposition: "took the firm to task"."""
    children = tree.children[place]
    preps = (c for c in children if tree.tokens[c].dep == "prep")
    return [
        *children,
        *(i for c in preps for i in tree.children[c] if tree.tokens[i].dep == "pobj"),
    ]


def _match_noun(tree: Tree, index: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the tokens of a noun entry, its modifiers before it ("air strike") or after."""
    if len(words) == 1:
        return (index,)
    if not tree.holds_words(index, words[:-1]):
        return ()
    found: list[int] = []
    for word in words[:-1]:
        inner = next(
            (
                c
                for c in tree.children[index]
                if tree.lemma(c) == word or tree.tokens[c].text.lower() == word
            ),
            None,
        )
        if inner is None:
            before = index - (len(words) - 1 - len(found))
            if before < 0 or tree.tokens[before].text.lower() != word:
                return ()
            inner = before
        found.append(inner)
    return (*found, index)


def _holds(tree: Tree, index: int, trigger: Trigger, verb: int | None) -> bool:
    return has_sense(tree, index, trigger) and all(
        check_guard(tree, index, guard, verb, trigger) for guard in trigger.guards
    )
