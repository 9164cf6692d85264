"""Realis: whether an event is told as having happened, and the words that say otherwise.

Read off the parse from the event's clause upward (negations, modals, conditions, plans), then
from its date: what lies well before publication is background. The words are in the table
`realis_cues`; a trained number per token can be given beside them.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.extract.events.trees import Tree, is_verb
from onrecord.lexicon import load_table, load_words
from onrecord.records import Realis, Span

# Longer before publication than this, an event is background and not the news. A season: the
# reports' own "this summer", "in August" are told as background by late autumn.
RECENT_DAYS = 90
_ORDER = (Realis.NEGATED, Realis.HYPOTHETICAL, Realis.FUTURE, Realis.HISTORICAL)
_SHARED = frozenset({"xcomp", "conj", "ccomp", "acomp", "oprd"})
_PAST = frozenset({"VBD", "VBN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_CAUSES = frozenset({"after", "since", "following", "when", "because", "as", "despite"})
_DIRECT = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
_STEPS = 7
Cue = tuple[Realis, int]


@cache
def load_cues() -> dict[tuple[str, str], Realis]:
    """Return the realis that each word gives in each place (aux, mark, modifier …)."""
    return {
        (place, word): Realis(kind)
        for kind, place, words in load_table("realis_cues")
        for word in words.split()
    }


def find_cues(
    tree: Tree, index: int, reported: bool, heads: frozenset[int] = frozenset()
) -> list[Cue]:
    """Return the cues over an event told by the token `index`, nearest first.

    `reported` says that it stands in what somebody said, where "would" tells the future;
    `heads` are the governing acts already weighed, whose infinitives say nothing more.
    """
    if is_verb(tree.tokens[index]) or tree.tokens[index].pos == "ADJ":
        return list(_verb_cues(tree, index, reported, heads))
    definite = _is_definite(tree, index)
    return [*_modifier_cues(tree, index), *_above_noun(tree, index, definite, reported)]


def _verb_cues(
    tree: Tree, index: int, reported: bool, heads: frozenset[int] = frozenset()
) -> Iterator[Cue]:
    cues, place = load_cues(), index
    for _ in range(_STEPS):
        conditional = _has_condition(tree, place)
        for child in tree.children[place]:
            word, dep = tree.tokens[child].text.lower(), tree.tokens[child].dep
            found = _read_child(tree, place, child, reported, conditional)
            if found is not None:
                yield found, child
            elif dep == "advmod" and child < place and ("adverb", word) in cues:
                yield cues[("adverb", word)], child
        token = tree.tokens[place]
        if token.head == place:
            return
        yield from _infinitive_cues(tree, place, heads)
        if token.dep == "pcomp":
            yield from _prep_cues(tree, token.head)
            place = tree.tokens[token.head].head
            if tree.tokens[token.head].text.lower() != "by" or not is_verb(tree.tokens[place]):
                return
            continue
        if token.dep == "acl":
            noun = tree.tokens[token.head]
            if noun.dep in _DIRECT and not _has_own_frame(tree, place):
                yield from _above_noun(tree, token.head, _is_definite(tree, token.head), reported)
            return
        own = token.dep in {"conj", "ccomp"} and _has_own_frame(tree, place)
        if token.dep == "conj" and own:
            yield from _mark_cues(tree, token.head)
        if own or token.dep not in _SHARED or (token.dep == "ccomp" and token.tag in _PAST):
            return
        if not is_verb(tree.tokens[token.head]) and tree.tokens[token.head].pos != "ADJ":
            return
        place = token.head


def _has_own_frame(tree: Tree, verb: int) -> bool:
    """Say whether a verb has a subject, a tense or a modal of its own."""
    token = tree.tokens[verb]
    deps = {tree.tokens[c].dep for c in tree.children[verb] if tree.tokens[c].tag != "TO"}
    return bool({"nsubj", "nsubjpass", "aux"} & deps) or token.tag == "VBD"


def _has_condition(tree: Tree, verb: int) -> bool:
    return any(
        tree.tokens[c].dep == "advcl"
        and any(
            tree.tokens[m].text.lower() in {"if", "unless", "should"}
            for m in tree.children[c]
            if tree.tokens[m].dep in {"mark", "aux"}
        )
        for c in tree.children[verb]
    )


def _read_child(
    tree: Tree, verb: int, child: int, reported: bool, conditional: bool
) -> Realis | None:
    """Return what one dependent of a verb says of its realis, if anything."""
    cues = load_cues()
    token = tree.tokens[child]
    word = token.text.lower()
    if token.dep == "neg" or (
        token.dep in {"cc", "preconj", "advmod"} and word in {"neither", "nor", "never"}
    ):
        return Realis.NEGATED
    if word == "longer" and any(tree.tokens[c].text.lower() == "no" for c in tree.children[child]):
        return Realis.NEGATED
    if token.dep == "mark" or (token.dep == "advmod" and word == "whether"):
        return cues.get(("mark", word))
    if token.dep in {"aux", "auxpass"} and token.tag == "MD":
        if word in {"would", "'d", "’d"} and reported and not conditional:
            return Realis.FUTURE
        found = cues.get(("aux", word))
        return Realis.HYPOTHETICAL if found is Realis.FUTURE and conditional else found
    if token.dep in {"nsubj", "nsubjpass", "dobj"} and _is_nobody(tree, child):
        return Realis.NEGATED
    return None


def _is_nobody(tree: Tree, noun: int) -> bool:
    """Say whether a noun phrase names none: "nobody", "no soldier", "neither side"."""
    if tree.tokens[noun].text.lower() in {"nobody", "none", "neither", "nothing"}:
        return True
    return any(
        tree.tokens[c].text.lower() in {"no", "neither"}
        and tree.tokens[c].dep in {"det", "neg", "preconj"}
        for c in tree.children[noun]
    )


def _prep_cues(tree: Tree, prep: int) -> Iterator[Cue]:
    word = tree.tokens[prep].text.lower()
    if word == "without":
        yield Realis.NEGATED, prep
    elif word == "before" and _is_past(tree, tree.tokens[prep].head):
        # "left before seeing the mayor": he saw him; "said before leaving": he is about to
        if tree.lemma(tree.tokens[prep].head) in load_words("reporting"):
            yield Realis.FUTURE, prep
    elif word in {"from", "against", "before", "for"} and not (
        word == "for" and _is_told_fact(tree, tree.tokens[prep].head)
    ):
        yield Realis.HYPOTHETICAL, prep


def _is_past(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells what has been done."""
    deps = {tree.tokens[c].tag for c in tree.children[verb] if tree.tokens[c].dep == "aux"}
    tag = tree.tokens[verb].tag
    return tag == "VBD" or (tag == "VBN" and bool(deps & {"VBD", "VBZ", "VBP"}))


def _is_told_fact(tree: Tree, index: int) -> bool:
    """Say whether a "for" on a word tells what was done: "jailed for", "reasons for"."""
    told = tree.tokens[index].tag in {"VBD", "VBN", "VBZ", "VBP"}
    return told or tree.lemma(index) in load_words("event_factives")


def _infinitive_cues(tree: Tree, verb: int, heads: frozenset[int]) -> Iterator[Cue]:
    """Yield the "to" of an infinitive that nothing says has happened: a purpose, a duty."""
    token = tree.tokens[verb]
    if token.dep not in {"advcl", "acl", "xcomp", "ccomp", "relcl"} or token.tag != "VB":
        return
    to = next((c for c in tree.children[verb] if tree.tokens[c].tag == "TO"), None)
    if to is None:
        return
    above, beside = tree.lemma(token.head), (*tree.children[token.head], *tree.children[verb])
    yet = next((c for c in beside if tree.tokens[c].text.lower() == "yet"), None)
    if yet is not None and above in {"have", "be"}:
        yield Realis.NEGATED, yet  # "has yet to leave"
    elif token.head in heads or (above == "be" and tree.lemma(verb) == "blame"):
        return
    elif above == "have" and _is_past(tree, token.head):
        return  # "had to leave": it left
    elif token.dep == "xcomp" and above == "be":
        told = tree.child(token.head, "acomp")
        if told is None:
            yield Realis.FUTURE, to
        elif tree.find_prep(told, ("of",)) is None:  # "wrong of Ostra to leave": it left
            yield Realis.HYPOTHETICAL, to
    elif (
        token.dep == "advcl"
        or not is_verb(tree.tokens[token.head])
        or above not in load_words("event_implicatives")
    ):
        yield Realis.HYPOTHETICAL, to


def _mark_cues(tree: Tree, verb: int) -> Iterator[Cue]:
    """Yield the condition over a coordinated verb: "if they crossed and attacked"."""
    for child in tree.children[verb]:
        found = load_cues().get(("mark", tree.tokens[child].text.lower()))
        if tree.tokens[child].dep == "mark" and found is not None:
            yield found, child


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[c].text.lower() in _DEFINITE or tree.tokens[c].dep == "poss"
        for c in tree.children[noun]
    )


def find_noun_cues(tree: Tree, noun: int) -> list[Cue]:
    """Return the cues that stand before an event noun: "no", "planned", "possible"."""
    return list(_modifier_cues(tree, noun))


def _modifier_cues(tree: Tree, noun: int) -> Iterator[Cue]:
    cues = load_cues()
    for child in tree.children[noun]:
        token = tree.tokens[child]
        word = token.text.lower()
        if token.dep in {"det", "neg"} and word == "no":
            yield Realis.NEGATED, child
        elif token.dep in {"amod", "det", "compound"} and ("modifier", word) in cues:
            yield cues[("modifier", word)], child


def _above_noun(tree: Tree, noun: int, definite: bool, reported: bool) -> Iterator[Cue]:
    """Yield what stands over an event noun: "threat of", "in case of", "could provoke"."""
    cues, place = load_cues(), noun
    for _ in range(_STEPS):
        token = tree.tokens[place]
        if token.head == place:
            return
        above = token.head
        low = tree.lemma(above)
        if tree.tokens[above].pos == "NOUN" and ("noun", low) in cues:
            yield cues[("noun", low)], above
        if tree.tokens[above].text.lower() == "without":
            yield Realis.NEGATED, above
        elif tree.tokens[above].text.lower() == "for" and not definite:
            yield Realis.HYPOTHETICAL, above  # "missiles for strikes on": what they are for
        if tree.tokens[above].text.lower() in _CAUSES:
            return
        if tree.tokens[above].text.lower() == "against":
            return  # "the right to guard against raids": the raids are there
        if is_verb(tree.tokens[above]):
            if not definite:
                # What is to come of an event not yet named is no announcement of it.
                for kind, cue in _verb_cues(tree, above, reported):
                    yield (Realis.HYPOTHETICAL if kind is Realis.FUTURE else kind), cue
            return
        place = above


def choose_realis(cues: Sequence[Cue]) -> Realis:
    """Return the realis that outweighs the others: negated, hypothetical, future, historical.

    A negated possibility ("could not confirm an attack") is no denial: hypothetical wins where
    a condition or a modal stands over the negation.
    """
    kinds = [kind for kind, _ in cues]
    if Realis.NEGATED in kinds and Realis.HYPOTHETICAL in kinds:
        return Realis.HYPOTHETICAL
    return next((kind for kind in _ORDER if kind in kinds), Realis.ACTUAL)


def is_background(value: str, published: str | None, subordinate: bool) -> bool:
    """Say whether a TIMEX3 value lies well before publication.

    Without a day of publication a bare year in a side clause counts as background.

    >>> is_background("2022-02", "2024-11-19", False), is_background("2024-11", "2024-11-19", True)
    (True, False)
    """
    latest = _latest_day(value)
    if latest is None:
        return False
    told = _latest_day(published or "")
    if told is None:
        return subordinate and len(value) == 4
    return (told - latest).days > RECENT_DAYS


def _latest_day(value: str) -> date | None:
    """Return the last day a value takes in, as far as its year and month say."""
    year, month, day = value[:4], value[5:7], value[8:10]
    if (year[:3].isdigit() and len(year) == 3) or (year.endswith("X") and year[:3].isdigit()):
        return date(int(year[:3]) * 10 + 9, 12, 31)
    if not year.isdigit() or not 1 <= int(year) <= 9998:
        return None
    if month in {"SP", "SU", "FA", "WI"}:
        return date(int(year), {"SP": 5, "SU": 8, "FA": 11, "WI": 12}[month], 28)
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return date(int(year), 12, 31)
    if day.isdigit() and 1 <= int(day) <= 28:
        return date(int(year), int(month), int(day))
    return date(int(year), int(month), 28)


def span_cues(tree: Tree, cues: Sequence[Cue], kind: Realis) -> tuple[Span, ...]:
    """Return the spans of the cues that say one realis, in text order."""
    if kind is Realis.ACTUAL:
        return ()
    chosen = sorted({index for found, index in cues if found is kind})
    return tuple(tree.span(index, index) for index in chosen)
