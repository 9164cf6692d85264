"""Takings-up: whom a bare phrase takes up that the report has named before it.

"The two leaders", "either country", "the country", "these forces": only where the words before
hold just so many who fit. Phrases that say more than their noun are left as they are.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.events.agreements import is_person
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.phrases import draw_phrase
from onrecord.extract.events.trees import Tree, load_states
from onrecord.lexicon import load_map
from onrecord.records import MentionKind

_BACK = 3  # sentences
_REACH = 160  # words
_FAR = 400  # words: two named together are still those two
_POINTING = frozenset({"the", "these", "those", "such"})
_TWO = frozenset({"two", "both", "either", "each", "neither"})
_BARE = frozenset({"det", "predet", "nummod", "quantmod", "preconj", "cc"})


def find_taken_up(
    tree: Tree, context: Context, index: int, others: Sequence[int] = ()
) -> list[int]:
    """Return the words that name whom a bare phrase takes up; `others` it cannot be."""
    words = _read_bare(tree, index)
    if words is None:
        return []
    kind = load_map("taking_nouns").get(tree.lemma(index), "")
    if words & _TWO:
        return _find_two(tree, index, kind)
    if kind == "country" and tree.tokens[index].tag == "NN" and "the" in words:
        return _find_tellers(tree, index) or _find_country(tree, index, others)
    if kind == "region" and words == {"the"}:
        return _find_region(tree, index)
    if kind == "troops" and words & _POINTING:
        return _find_fuller(tree, index)
    return []


def is_country(tree: Tree, index: int) -> bool:
    """Say whether a noun is one for states: "the country"."""
    return load_map("taking_nouns").get(tree.lemma(index)) == "country"


def _read_bare(tree: Tree, index: int) -> set[str] | None:
    """Return the little words before a noun that has no other words of its own, else None."""
    if tree.tokens[index].pos != "NOUN":
        return None
    before = [c for c in tree.children[index] if c < index]
    if any(tree.tokens[c].dep not in _BARE for c in before):
        return None
    if any(
        tree.tokens[c].dep in {"prep", "relcl", "acl", "appos", "poss"}
        for c in tree.children[index]
        if c > index
    ):
        return None
    return {tree.tokens[c].text.lower() for c in before}


def _list_windows(tree: Tree, index: int) -> Iterator[range]:
    """Yield the words before a phrase, those of its own sentence, then of one more each time."""
    number, start = tree.tokens[index].sentence, max(0, index - _REACH)
    for back in range(min(_BACK, number) + 1):
        yield range(max(start, tree.annotated.sentences[number - back][0]), index)


def _find_two(tree: Tree, index: int, kind: str) -> list[int]:
    """Return the two people or countries last named, if they are no more than two."""
    if kind not in {"leader", "country"}:
        return []
    list_named = _list_countries if kind == "country" else _list_persons
    for window in _list_windows(tree, index):
        found = dict(list_named(tree, window))
        if len(found) > 2:
            break
        if len(found) == 2:
            return sorted(found.values())
    return _find_pair(tree, index, dict(list_named(tree, range(max(0, index - _FAR), index))))


def _find_pair(tree: Tree, index: int, named: Mapping[str, int]) -> list[int]:
    """Return the two who are named together before, if no other two are: "Vale and Orr agreed"."""
    keys = {}
    for key, at in named.items():
        keys[_name(tree, at)] = key
    pairs: dict[frozenset[str], list[int]] = {}
    for at in range(max(0, index - _FAR), index):
        first = tree.tokens[at].pos == "PROPN" and tree.tokens[at].dep != "conj"
        both = tree.conjuncts(at) if first else []
        found = frozenset(keys.get(_name(tree, i), "") for i in both)
        if len(both) == 2 and len(found) == 2 and "" not in found:
            pairs[found] = both
    return next(iter(pairs.values())) if len(pairs) == 1 else []


def _name(tree: Tree, index: int) -> str:
    chain = tree.participants.find_chain(tree.span(index, index))
    return chain.id if chain and not chain.members else tree.tokens[index].text


def _list_countries(tree: Tree, window: range) -> Iterator[tuple[str, int]]:
    """Yield the countries named outright among words, each with its code."""
    for index in window:
        token = tree.tokens[index]
        if token.pos != "PROPN" or token.text not in load_states() or token.dep == "compound":
            continue
        if tree.name_kind(index) not in {MentionKind.PLACE, None}:
            continue
        found = tree.participants.resolve(draw_phrase(tree, index), tree.span(index, index))
        if len(found.countries) == 1:
            yield found.countries[0], index


def _list_persons(tree: Tree, window: range) -> Iterator[tuple[str, int]]:
    for index in window:
        token = tree.tokens[index]
        name = tree.name_kind(index) is MentionKind.PERSON and token.pos == "PROPN"
        if name and token.dep not in {"compound", "appos"}:
            chain = tree.participants.find_chain(tree.span(index, index))
            yield chain.id if chain else token.text, index


def _find_country(tree: Tree, index: int, others: Sequence[int]) -> list[int]:
    """Return the one country named before in its sentence that does not act on it."""
    acting = {code for other in others for code in _read_codes(tree, other)}
    start = tree.sentence(index).start
    named = dict(_list_countries(tree, range(start, index)))
    named = {code: at for code, at in named.items() if code not in acting}
    return list(named.values()) if len(named) == 1 else []


def _find_tellers(tree: Tree, index: int) -> list[int]:
    """Return who says of his own country what it does, where no other is named before it.

    "The Kenyan president said the country could send troops".
    """
    verb = tree.tokens[index].head
    if tree.tokens[index].dep != "nsubj" or tree.tokens[verb].dep != "ccomp":
        return []
    teller = tree.child(tree.tokens[verb].head, "nsubj")
    if teller is None or teller > index or not is_person(tree, teller):
        return []
    named = dict(_list_countries(tree, range(tree.sentence(index).start, index)))
    codes = _read_codes(tree, teller)
    return [teller] if len(codes) == 1 and set(named) <= set(codes) else []


def _read_codes(tree: Tree, index: int) -> tuple[str, ...]:
    return tree.participants.resolve(draw_phrase(tree, index), tree.span(index, index)).countries


def _find_region(tree: Tree, index: int) -> list[int]:
    """Return the one region named before: "the Orsk region", "Orsk Province"."""
    kinds = load_map("place_words")
    for window in _list_windows(tree, index):
        found = {
            tree.tokens[i - 1].text: i
            for i in window
            if kinds.get(tree.tokens[i].text.lower()) == "region"
            and i in window[1:]
            and tree.tokens[i - 1].pos == "PROPN"
            and tree.tokens[i - 1].head == i
            and tree.name_kind(i - 1) in {MentionKind.PLACE, None}
        }
        if found:
            return list(found.values()) if len(found) == 1 else []
    return []


def _find_fuller(tree: Tree, index: int) -> list[int]:
    """Return the troops named before with their country, if the nearest all have the same."""
    nouns = load_map("taking_nouns")
    for window in _list_windows(tree, index):
        found = {_read_codes(tree, i): i for i in window if nouns.get(tree.lemma(i)) == "troops"}
        named = {codes: i for codes, i in found.items() if codes}
        if named:
            return list(named.values()) if len(named) == 1 else []
    return []
