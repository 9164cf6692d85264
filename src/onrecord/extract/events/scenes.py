"""Scenes: the words that say where an event happened, from the phrases of place around it.

Its own phrases first; for deeds also those of what is done to ("hit a tunnel in Halden"), since who
is hurt somewhere is hurt there. Whom one calls on is no place, nor is whose a thing is.
"""

from collections.abc import Iterable, Iterator

from onrecord.extract.events.harms import HURTING
from onrecord.extract.events.trees import Tree, is_verb, load_demonyms
from onrecord.lexicon import load_map, load_words
from onrecord.records import MentionKind, Span

# How much further off a place stands by its preposition; what is not listed tells of no place.
_DEEPEST = 6
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT"})
_SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_THROUGH = frozenset({"dobj", "pobj", "attr", "nsubjpass", "pcomp"})
_MOVING = frozenset({"to", "into", "from", "through", "over"})


def find_scene(tree: Tree, places: Iterable[int], kind: str) -> Span | None:
    """Return the words of the place an event of a kind happened at, told beside its `places`."""
    own = list(places)
    best: tuple[float, int, Span] | None = None
    for cost, index, name in _list_scenes(tree, own, kind):
        if best is None or (cost, index) < best[:2]:
            best = (cost, index, name)
    return best[2] if best else _find_where(tree, own[0]) if own else None


def _list_scenes(tree: Tree, own: list[int], kind: str) -> Iterator[tuple[float, int, Span]]:
    waiting, seen = [(place, 0) for place in own], set(own)
    while waiting:
        place, depth = waiting.pop(0)
        for child in tree.children[place]:
            token, low = tree.tokens[child], tree.tokens[child].text.lower()
            if child in seen or depth >= _DEEPEST:
                continue
            seen.add(child)
            if token.dep in {"prep", "agent"}:
                inner = tree.child(child, "pobj")
                step = _measure_prep(low, kind, depth)
                if inner is not None and step is not None:
                    name = find_place_name(tree, inner)
                    if name is not None:
                        yield depth + step, child, name
            if _leads_on(tree, place, child, kind):
                waiting.append((child, depth + 1))


def _measure_prep(word: str, kind: str, depth: int) -> float | None:
    """Return how far off a preposition of place puts its place, None where it tells of none."""
    ways = load_map("place_prepositions")
    if word not in ways or (word in _MOVING and depth) or (kind in _SPEECH and ways[word] != "in"):
        return None
    return {"in": 0.0, "to": 0.5, "from": 3.0}[ways[word]]


def _leads_on(tree: Tree, place: int, child: int, kind: str) -> bool:
    """Say whether the place of what a word tells is the event's."""
    token = tree.tokens[child]
    if kind not in _DEEDS or tree.is_dated(child):
        return False
    if kind != "ASSAULT" and {"attack", "violence"} & tree.classes(child):
        return False  # "arrested in connection with the attack in Halden"
    if token.dep in {"prep", "agent"}:
        return token.text.lower() not in load_words("event_aside")
    if token.dep == "dobj" and kind == "CONSULT":
        return "talks" in tree.classes(child)
    if token.dep == "conj":  # "killed or wounded in raids on Halden"
        return kind == "ASSAULT" and tree.lemma(child) in HURTING
    if token.dep == "relcl":
        return "attack" in tree.classes(place)
    return token.dep in _THROUGH


def _find_where(tree: Tree, index: int) -> Span | None:
    """Return the place whose "where" clause tells the event: "Halden, where troops landed"."""
    for _ in range(_DEEPEST):
        token = tree.tokens[index]
        if token.dep == "relcl":
            adverb = tree.child(index, "advmod")
            where = adverb is not None and tree.tokens[adverb].text.lower() == "where"
            return find_place_name(tree, token.head) if where else None
        if token.head == index or not (is_verb(tree.tokens[token.head]) or token.dep == "dobj"):
            return None
        index = token.head
    return None


def find_place_name(tree: Tree, index: int) -> Span | None:
    """Return the place name a phrase is or holds: "the town of Zalan", "Ostra's Orsk region"."""
    for place in (index, *_list_within(tree, index)):
        if tree.name_kind(place) is MentionKind.PLACE:
            return _mention_at(tree, place)
    if load_map("place_words").get(tree.tokens[index].text.lower()) == "region":
        for child in tree.children[index]:  # "Russia's Kursk region", no name for the recogniser
            if tree.tokens[child].dep == "compound" and tree.tokens[child].pos == "PROPN":
                return tree.span(child, index)
    for child in tree.children[index] if _is_where(tree, index) else ():
        token = tree.tokens[child]
        if token.dep == "poss" and tree.name_kind(child) is MentionKind.PLACE:
            return _mention_at(tree, child)
        joined = child and tree.tokens[child - 1].text == "-"
        if token.dep == "amod" and token.text in load_demonyms() and not joined:
            return tree.span(child, index)  # "on the Velian side"
    return None


def _is_where(tree: Tree, index: int) -> bool:
    """Say whether a noun is of a place that is its owner's: "Velia's north", no "Velia's army"."""
    side = tree.lemma(index) == "side" and tree.find_prep(index, ("of",)) is not None
    edge = load_map("place_words").get(tree.lemma(index)) == "edge"
    return side or (not edge and bool({"place", "territory"} & tree.classes(index)))


def _list_within(tree: Tree, index: int) -> Iterator[int]:
    for child in tree.children[index]:
        if tree.tokens[child].dep in {"compound", "amod", "appos", "nmod", "pobj"}:
            yield child
    inner = tree.find_prep(index, ("of",))
    if inner is not None:
        yield inner


def _mention_at(tree: Tree, index: int) -> Span | None:
    start = tree.tokens[index].start
    return next(
        (m.span for m in tree.annotated.mentions if m.span.start <= start < m.span.end), None
    )
