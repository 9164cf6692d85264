"""Triggers: the words of a text that tell of an event in a codebook's sense.

Every verb and noun whose lemma opens (or, for nouns, closes) a codebook entry is tried; the
entry whose guards hold, and which has most of them, gives the type. Words whose guards fail
are no triggers: "attacked the problem" tells of no assault.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log2

from onrecord.extract.events.codebooks import Codebook, Guard, Trigger
from onrecord.extract.events.guards import check_guard
from onrecord.extract.events.senses import has_sense, is_duty
from onrecord.extract.events.trees import Tree, is_verb, load_classes, mend_lemma

# Words that make a verb of two ("take in") only where they lead no phrase of their own.
_ADVERBIAL = frozenset(["in", "over", "together"])
_SHARP = frozenset({"obj", "pobj", "prepobj", "pred", "omod"})
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
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A trigger found: the token that carries it, all its tokens, and its entry."""

    index: int
    tokens: tuple[int, ...]
    trigger: Trigger
    score: int

    @property
    def is_noun(self) -> bool:
        """Whether the event is told by a noun."""
        return self.trigger.kind == "noun"


def find_triggers(tree: Tree, book: Codebook) -> dict[int, Match]:
    """Return the best match at each token that has one, by token."""
    found = {}
    for index, token in enumerate(tree.tokens):
        if token.pos == "NOUN" or token.pos == "PROPN":
            if token.dep == "compound" and not _is_of_event(tree, index):
                continue
            entries = book.nouns.get(token.lemma.lower(), ())
            governing = book.triggers.get(token.lemma.lower(), ())
            entries = (*entries, *(t for t in governing if t.kind == "head"))
        elif token.pos in {"VERB", "ADJ", "AUX"} or token.tag[:2] in {"VB", "MD"}:
            entries = book.triggers.get(mend_lemma(token), ())
            entries = entries or book.triggers.get(token.text.lower(), ())
            if token.dep in {"amod", "compound"} and token.pos != "ADJ":
                continue
        else:
            continue
        matches = [m for entry in entries for m in _try(tree, index, entry)]
        if matches:
            found[index] = max(matches, key=lambda m: m.score)
    return found


def _is_of_event(tree: Tree, index: int) -> bool:
    """Say whether a noun before another tells of an event: "rescue effort", no "bomb squad"."""
    head = tree.tokens[index].head
    classes = load_classes().get(tree.lemma(head), frozenset())
    return bool(classes & {"eventish", "attack", "talks", "protests"})


def _try(tree: Tree, index: int, trigger: Trigger) -> Iterator[Match]:
    """Yield the match of one entry at a token, if its words and guards are there."""
    token = tree.tokens[index]
    if trigger.kind == "noun":
        tokens = _match_noun(tree, index, trigger.words)
        if tokens and _holds(tree, index, trigger, None):
            yield _make(index, tokens, trigger)
        return
    kinds = {"modal": token.tag == "MD", "adj": token.pos == "ADJ", "verb": is_verb(token)}
    kinds["head"] = token.pos in {"VERB", "ADJ", "NOUN"} or token.tag[:2] == "VB"
    if not kinds.get(trigger.kind) and not (trigger.kind == "adj" and token.tag == "VBN"):
        return
    if trigger.kind == "modal" and not is_duty(tree, index):
        return
    words = _match_words(tree, index, trigger.words)
    if not words:
        return
    if _holds(tree, index, trigger, index):
        yield _make(index, words, trigger)


def _make(index: int, tokens: tuple[int, ...], trigger: Trigger) -> Match:
    return Match(index=index, tokens=tokens, trigger=trigger, score=_weigh(trigger))


@cache
def _weigh(trigger: Trigger) -> int:
    """Weigh an entry: longer ones first, then those with more and sharper guards.

    What the object or predicate must be tells senses apart better than anything else does, and
    the fewer words a guard lets in the more it tells: "paid compensation" before "paid money".
    """
    score = 6 * len(trigger.words) + len(trigger.flags) + 2 * (trigger.type is not None)
    score += 3 * bool(trigger.role or trigger.flags & {"refused", "defies", "will"})
    for guard in trigger.guards:
        if guard.wanted:
            score += 1 + 2 * (guard.slot in _SHARP) + _measure_sharpness(guard)
    return score


def _measure_sharpness(guard: Guard) -> int:
    """Return how much a guard tells, 0 to 3: one for each halving of what it lets in below 100."""
    if guard.slot == "prep":
        return 0
    size = sum(1 if v.startswith("=") else _count_words(v) for v in guard.values)
    return max(0, min(3, int(log2(100 / max(size, 1)))))


@cache
def _count_words(name: str) -> int:
    return sum(name in classes for classes in load_classes().values()) or 1000


def _match_words(tree: Tree, index: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the tokens of a verb entry: each later word hangs on one before it."""
    found = [index]
    for number, word in enumerate(words[1:], 2):
        inner = next(
            (
                child
                for place in reversed(found)
                for child in tree.children[place]
                if (tree.lemma(child) == word or tree.tokens[child].text.lower() == word)
                and (tree.tokens[child].dep in _WITHIN or tree.tokens[child].dep == "pobj")
                and not (
                    number == len(words)
                    and word in _ADVERBIAL
                    and tree.child(child, "pobj") is not None
                )
            ),
            None,
        )
        if inner is None:
            return ()
        found.append(inner)
    return tuple(found)


def _match_noun(tree: Tree, index: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the tokens of a noun entry, its modifiers before it ("air strike") or after."""
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
