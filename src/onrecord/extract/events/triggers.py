"""Triggers: the words of a text that tell of an event in a codebook's sense.

Every verb and noun whose lemma opens (or, for nouns, closes) a codebook entry is tried; the
entry whose guards hold, and which has most of them, gives the type. Words whose guards fail
are no triggers: "attacked the problem" tells of no assault.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.events.arguments import find_doer, find_object, reduce_to_actor
from onrecord.extract.events.codebooks import Codebook, Guard, Trigger
from onrecord.extract.events.trees import NONE, Tree, is_verb, load_classes, mend_lemma

_CLAUSAL = frozenset({"ccomp", "xcomp"})
# Words that make a verb of two ("take in") only where they lead no phrase of their own.
_ADVERBIAL = frozenset(["in", "over", "together"])
_WILLING = frozenset(["will", "would", "wo", "ca", "can", "'ll", "’ll", "going"])
_SHARP = frozenset({"obj", "pobj", "prepobj", "pred", "omod"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_OWN = frozenset(["it", "they", "we", "he", "she", "i", "its", "their", "our", "his", "her", "my"])
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

    What the object or predicate must be tells senses apart better than anything else does; a
    class of its own says more than "actor", a listed word more than a class.
    """
    score = 6 * len(trigger.words) + len(trigger.flags) + 2 * (trigger.type is not None)
    score += 3 * bool(trigger.role or trigger.flags & {"refused", "defies", "will"})
    for guard in trigger.guards:
        if not guard.wanted:
            continue
        score += 1 + 2 * (guard.slot in _SHARP)
        score += guard.slot in {"subj", "obj"} and "actor" not in guard.values
        score += guard.slot in {"obj", "prepobj"} and guard.values[0].startswith("=")
    return score


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
    clausal = [tree.tokens[c].dep for c in tree.children[index]]
    barred = {flag[3:].replace("obj", "dobj") for flag in trigger.flags if flag[:3] == "no:"}
    if barred & set(clausal):
        return False
    if "no:xcomp" in trigger.flags and _CLAUSAL & set(clausal):
        return False
    if "comp" in trigger.flags and not _CLAUSAL & set(clausal):
        return False
    if "never" in trigger.flags:
        return False
    if "other" in trigger.flags and not _has_other_subject(tree, index):
        return False
    if "infin" in trigger.flags and not _has_infinitive(tree, index, deep=True):
        return False
    if "several" in trigger.flags and not _is_several(tree, index):
        return False
    if "joint" in trigger.flags and not _is_joint(tree, index):
        return False
    if trigger.flags & {"wrongs", "charged"} and not _tells_wrong(
        tree, index, "charged" in trigger.flags
    ):
        return False
    if "doer" in trigger.flags and find_doer(tree, index) is None:
        return False
    if "urging" in trigger.flags and not (
        _has_infinitive(tree, index) or tree.find_prep(index, ("for", "over", "on")) is not None
    ):
        return False
    if "will" in trigger.flags and not any(
        tree.tokens[c].text.lower() in {"will", "'ll", "’ll", "wo"} for c in tree.children[index]
    ):
        return False
    if "refused" in trigger.flags and not _is_refused(tree, index):
        return False
    if "defies" in trigger.flags and not _is_defiant(tree, index):
        return False
    if "inf" in trigger.flags and not _has_infinitive(tree, index):
        return False
    if "martial" in trigger.flags and not _is_martial(tree, index):
        return False
    if "own" in trigger.flags and not _is_menace(tree, index):
        return False
    if "asks" in trigger.flags and not _is_asking(tree, index):
        return False
    return all(_check(tree, index, guard, verb, trigger) for guard in trigger.guards)


def _has_other_subject(tree: Tree, index: int) -> bool:
    """Say whether a verb's complement has a doer of its own: "wants Velia to leave"."""
    for child in tree.children[index]:
        if tree.tokens[child].dep in _CLAUSAL:
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


def _tells_wrong(tree: Tree, index: int, any_deed: bool) -> bool:
    """Say whether a complement tells of another's wrong: "said Velia was interfering"."""
    own = find_doer(tree, index)
    for child in tree.children[index]:
        if tree.tokens[child].dep != "ccomp":
            continue
        subject = tree.child(child, "nsubj")
        if subject is None or subject == own or tree.tokens[subject].pos == "PRON":
            continue
        if not any_deed and _is_insult(tree, child) and reduce_to_actor(tree, subject) is not None:
            return True
        if "actor" not in tree.classes(tree.core(subject)):
            continue
        deps = {tree.tokens[c].dep for c in tree.children[child]}
        hedged = any(tree.tokens[c].tag == "MD" for c in tree.children[child])
        if "neg" not in deps and (any_deed or ("wrong" in _listed(tree, child) and not hedged)):
            return True
    return False


def _is_insult(tree: Tree, verb: int) -> bool:
    """Say whether a clause calls its subject something bad: "the law was a disaster"."""
    if tree.lemma(verb) != "be" or tree.child(verb, "neg") is not None:
        return False
    told = tree.child(verb, "attr", "acomp")
    return told is not None and "insult" in _listed(tree, told)


def _has_infinitive(tree: Tree, index: int, deep: bool = False) -> bool:
    if deep:
        held = tree.child(index, "dobj")
        acl = tree.child(held, "acl", "relcl") if held is not None else None
        if acl is not None and any(tree.tokens[t].tag == "TO" for t in tree.children[acl]):
            return True
    return any(
        tree.tokens[c].dep in _CLAUSAL and any(tree.tokens[t].tag == "TO" for t in tree.children[c])
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
            own = tree.tokens[subject].text.lower() in _OWN
            modal = any(tree.tokens[c].tag == "MD" for c in tree.children[child])
            return own and modal and "defiance" in _listed(tree, child)
    return False


def is_duty(tree: Tree, modal: int) -> bool:
    """Say whether a modal tells what another has to do, in what somebody says."""
    verb = tree.tokens[modal].head
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if tree.tokens[verb].dep != "ccomp" or subject is None or tree.tokens[subject].pos == "PRON":
        return False
    if modal < subject:
        return False  # "should these forces enter": a condition
    speaker = find_doer(tree, tree.tokens[verb].head)
    return (
        speaker is not None
        and speaker != subject
        and "actor" in tree.classes(tree.core(speaker))
        and "actor" in tree.classes(tree.core(subject))
    )


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


def _is_menace(tree: Tree, index: int) -> bool:
    """Say whether a warning tells what the one who warns will do, or threatens consequences."""
    for child in tree.children[index]:
        if tree.tokens[child].dep not in _CLAUSAL:
            continue
        subject = tree.child(child, "nsubj", "nsubjpass")
        if subject is None:
            return False
        if any("menace" in _listed(tree, c) for c in (child, subject)):
            return True
        own = [subject, *tree.children[subject]]
        return any(tree.tokens[c].text.lower() in _OWN for c in own) and any(
            tree.tokens[c].tag == "MD" for c in tree.children[child]
        )
    return tree.find_prep(index, ("of",)) is not None and any(
        "menace" in _listed(tree, c) for c in _walk(tree, index, 2)
    )


def _is_asking(tree: Tree, index: int) -> bool:
    """Say whether "ask" begs for something, and is no question about it."""
    deps = {tree.tokens[c].dep for c in tree.children[index]}
    if tree.is_passive(index) and "xcomp" not in deps:
        return False
    about = tree.find_prep(index, ("about", "whether", "if"))
    return about is None and ("xcomp" in deps or tree.find_prep(index, ("for",)) is not None)


def _check(tree: Tree, index: int, guard: Guard, verb: int | None, trigger: Trigger) -> bool:
    """Say whether one guard holds. An absent subject or object passes only where allowed."""
    if guard.slot == "prep":
        return _check_preps(tree, index, guard)
    if guard.slot == "cue":
        return _has_cue(tree, index, guard) == guard.wanted
    places = list(_find_slot(tree, index, guard.slot, verb, trigger))
    if not places:
        # A passive or an infinitive may leave the doer unsaid; an object asked for must be there.
        return not guard.wanted or guard.slot == "subj"
    fits = any(_is_a(tree, place, guard.values) for place in places)
    return fits == guard.wanted


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
    if held is not None:
        yield from (tree.core(each) for each in tree.conjuncts(held)[:2])


def _find_predicates(tree: Tree, verb: int) -> Iterator[int]:
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep in {"oprd", "attr", "ccomp", "acomp", "xcomp"}:
            yield child
            yield from (c for c in tree.children[child] if tree.tokens[c].dep in {"amod", "oprd"})
        if token.dep == "dobj" and child != tree.child(verb, "dobj"):
            yield child  # "branded him a traitor": the parser sees two objects
        if token.dep == "prep" and token.text.lower() == "as":
            yield from (c for c in tree.children[child])


def _is_a(tree: Tree, index: int, values: tuple[str, ...]) -> bool:
    classes = tree.classes(index) | (
        _listed(tree, index) if tree.tokens[index].pos == "ADJ" else NONE
    )
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
        value in classes or (value[:1] != "=" and value in _listed(tree, child))
        for child in tree.children[index]
        if tree.tokens[child].dep in _MODIFIERS and tree.tokens[child].pos != "PROPN"
        for value in values
        if value not in {"actor", "leader", "country"}
    )


def _listed(tree: Tree, index: int) -> frozenset[str]:
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
        found = any(tree.tokens[c].dep in _CLAUSAL for c in tree.children[index])
    if not found and (held := tree.child(index, "dobj")) is not None:
        found = any(
            tree.tokens[c].text.lower() in words and tree.tokens[c].dep == "prep"
            for c in tree.children[held]
        )
    return found == guard.wanted


def _has_cue(tree: Tree, index: int, guard: Guard) -> bool:
    """Say whether the sentence's clause has a word of a class: "died in custody"."""
    return any(
        value in _listed(tree, place) for place in _walk(tree, index, 4) for value in guard.values
    )


def _walk(tree: Tree, index: int, depth: int) -> Iterator[int]:
    for child in tree.children[index]:
        if tree.tokens[child].dep in {"relcl", "ccomp"}:
            continue
        yield child
        if depth:
            yield from _walk(tree, child, depth - 1)
