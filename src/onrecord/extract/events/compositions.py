"""Compositions: clauses with several triggers, coded as one act or as one event's realis.

"Refused to meet" is one rejection, "began shelling" one assault, "threatened to close" one
threat, as the table `event_compositions` has it: the head act comes first, the governed
event gives its mode. The rules say only which word governs which.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.extract.events.codebooks import Codebook, load_compositions, load_modes
from onrecord.extract.events.coordinations import is_apart
from onrecord.extract.events.trees import Tree, is_verb
from onrecord.extract.events.triggers import Match

_COOPERATIVE = frozenset({"verbal cooperation", "material cooperation"})
# Relations through which a word may stand in what another governs.
_GOVERNED = frozenset(
    {
        "xcomp",
        "ccomp",
        "dobj",
        "pcomp",
        "pobj",
        "acl",
        "nsubj",
        "nsubjpass",
        "attr",
        "conj",
        "prep",
        "dative",
        "oprd",
        "advcl",
        "acomp",
        "compound",
        "agent",
    }
)
# Prepositions that lead to a complement; others ("after talks") lead to an aside.
_PREPS = frozenset({"to", "for", "of", "on", "in", "from", "into", "about", "with", "against"})
# Acts whose subject does not do what they govern: "authorised strikes" on others' part.
_UNCARRIED = frozenset({"cause", "approve", "allow"})
_STEPS = 6
_KEPT = frozenset({"accuse"})
# Acts whose subject is the event itself: "fighting erupted", "talks collapsed".
_SUBJECTS = frozenset({"happen", "collapse", "hurt"})
# Verbs that govern events only through a preposition or an infinitive: "went on strike".
_PLACED = frozenset({"be", "go", "set", "remain", "stay", "return", "get", "bind", "tend"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An event to be: its type and mode, the match that heads it, those it governs and is under.

    `governed` is the match whose arguments fill what the head leaves open; `light` the verb
    that carries an event noun; `realis` what the governing acts make of it, with their tokens.
    """

    match: Match
    type: str
    mode: str | None
    governed: Match | None = None
    carrier: int | None = None
    undergone: bool = False
    heads: tuple[int, ...] = ()
    realis: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a document's compositions are made from."""

    matches: Mapping[int, Match]
    governors: Mapping[int, int]
    book: Codebook


def compose(tree: Tree, matches: Mapping[int, Match], book: Codebook) -> list[Composed]:
    """Return the events of a document's matches, in text order."""
    governors = {i: g for i in matches if (g := _find_governor(tree, i, matches)) is not None}
    known = _Known(matches=matches, governors=governors, book=book)
    found: dict[int, Composed] = {}
    consumed = {i for i in matches if _is_repeated(tree, i, matches)}
    # Innermost first: what governs most deeply is composed before what governs it.
    order = sorted(matches, key=lambda i: (-_depth(i, governors), i))
    for index in order:
        trigger = matches[index].trigger
        if trigger.type is not None and index not in found:
            found[index] = Composed(match=matches[index], type=trigger.type, mode=trigger.mode)
        if index in found:
            _lift(tree, index, known, found, consumed)
    for index in sorted(matches):
        verb = tree.tokens[index].head
        if matches[index].trigger.kind == "modal" and verb in found:
            _merge(matches[index], verb, "REQUEST", found, consumed)
    for index, event in found.items():
        flags = event.match.trigger.flags
        if ("light" in flags and event.carrier is None) or (
            "governs" in flags and event.governed is None
        ):
            consumed.add(index)
    return [found[i] for i in sorted(found) if i not in consumed]


def _depth(index: int, governors: Mapping[int, int]) -> int:
    depth = 0
    while index in governors and depth < 12:
        index, depth = governors[index], depth + 1
    return depth


def _is_repeated(tree: Tree, index: int, matches: Mapping[int, Match]) -> bool:
    """Say whether a verb only adds to the one it is coordinated with: "killed or wounded"."""
    token = tree.tokens[index]
    first, own = matches.get(token.head), matches[index]
    if token.dep != "conj" or first is None or first.trigger.type != own.trigger.type:
        return False
    return is_verb(token) and tree.child(index, "nsubj", "nsubjpass", "dobj") is None


def _lift(
    tree: Tree, index: int, known: _Known, found: dict[int, Composed], consumed: set[int]
) -> None:
    """Carry an event up through the acts that govern it, as far as the table goes."""
    place = index
    for _ in range(_STEPS):
        above = known.governors.get(place)
        if above is None:
            return
        head = known.matches[above].trigger
        if head.act is None:  # a verb that asks for this noun: "waged an offensive"
            _merge(known.matches[above], index, head.type or "", found, consumed)
            return
        rule = _find_rule(head.act, found[index], known.book)
        if rule is None:
            return
        becomes, realis = rule
        if becomes != "=" and (head.type is not None or becomes != found[index].type):
            if head.act not in _KEPT:
                _merge(known.matches[above], index, becomes, found, consumed)
            return
        found[index] = _carry(tree, found[index], above, head.act, realis)
        if head.type is not None and above not in found:
            consumed.add(above)
        place = above


def _carry(tree: Tree, event: Composed, above: int, act: str, realis: str) -> Composed:
    """Return an event as the act above leaves it: carried by its verb, of its realis."""
    carrier = event.carrier
    if (
        carrier is None
        and event.match.is_noun
        and act not in _UNCARRIED
        and is_verb(tree.tokens[above])
    ):
        carrier = above
    return replace(
        event,
        carrier=carrier,
        realis=event.realis if realis == "actual" else (*event.realis, (realis, above)),
        undergone=event.undergone or act == "undergo",
        heads=(*event.heads, above),
    )


def _merge(
    head: Match, index: int, becomes: str, found: dict[int, Composed], consumed: set[int]
) -> None:
    """Make one event of a head and what it governs; the head's first complement wins."""
    above, inner = head.index, found[index]
    if above == index:
        return
    consumed.add(index)
    if above in found and found[above].governed is not None:
        return
    found[above] = Composed(
        match=head,
        type=becomes,
        mode=_find_mode(becomes, inner, head.trigger.mode),
        governed=inner.match,
        realis=found[above].realis if above in found else (),
        heads=(above,) if becomes == "COERCE" else (*inner.heads, above),
    )


def _find_mode(becomes: str, event: Composed, own: str | None) -> str | None:
    modes = load_modes()
    if becomes == event.type:
        return event.mode or own
    if becomes == "REQUEST" and own is not None:
        return own  # "invited them to talk of a truce": to talk
    for key in (f"{event.type}:{event.mode}", event.type, "*"):
        if (becomes, key) in modes:
            return modes[(becomes, key)]
    return own


def _find_rule(act: str, event: Composed, book: Codebook) -> tuple[str, str] | None:
    """Return what an act makes of an event and the realis it gives it, by the table."""
    rules, kind = load_compositions(), event.type
    quad = book.types[kind].quad if kind in book.types else ""
    hostile = kind == "THREATEN" or quad == "material conflict"
    family = "coop" if quad in _COOPERATIVE else "hostile" if hostile else "verbal"
    noun = f"{kind}:noun" if event.match.is_noun else kind
    for key in (noun, kind, family, "*"):
        if (act, key) in rules:
            return rules[(act, key)]
    return None


def _find_governor(tree: Tree, index: int, matches: Mapping[int, Match]) -> int | None:
    """Return the nearest act whose complement a trigger stands in, if nothing else is between."""
    for place, relation in _climb(tree, index):
        if place in matches:
            head = matches[place]
            governs = _may_govern(tree, head, relation) or _asks_for(head, matches[index], relation)
            return place if governs else None
        if not _is_clear(tree, place, relation):
            return None
    return None


def _asks_for(head: Match, match: Match, relation: str) -> bool:
    """Say whether a verb's entry asks for such an object as an event noun is."""
    trigger = head.trigger
    if trigger.act is not None or not match.is_noun:
        return False
    if relation == "prep":  # "left on a visit": one event
        named = {v for g in trigger.guards if g.slot in {"pobj", "prepobj"} for v in g.values}
        return f"={match.trigger.words[-1]}" in named
    if relation not in {"dobj", "nsubjpass"}:
        return False
    return any(g.slot == "obj" and g.wanted and "actor" not in g.values for g in trigger.guards)


def _is_clear(tree: Tree, place: int, relation: str) -> bool:
    """Say whether a word may stand between an act and its event: "a series of", "its efforts"."""
    token = tree.tokens[place]
    if token.pos in {"ADP", "PART", "SCONJ"}:
        return True
    return token.pos in {"NOUN", "PROPN"} and relation in {"prep", "compound", "acl"}


def _may_govern(tree: Tree, head: Match, relation: str) -> bool:
    """Say whether a relation below an act's word is its complement, and no aside."""
    act, place = head.trigger.act, head.index
    if act is None or relation == "aside":
        return False
    if (relation == "nsubj") != (act in _SUBJECTS):
        return False
    if (
        len(head.tokens) == 1
        and tree.lemma(place) in _PLACED
        and relation in {"dobj", "attr", "nsubjpass"}
    ):
        return False
    if act == "begin" and tree.lemma(place) in {"have", "be"} and relation == "xcomp":
        return False  # "have to work": it has not begun
    if relation == "advcl":
        return act in {"plan", "want", "promise"} and tree.tokens[place].pos == "ADJ"
    return True


def _climb(tree: Tree, index: int) -> Iterator[tuple[int, str]]:
    """Yield the tokens above one as long as the way up is a complement's."""
    place = index
    for _ in range(_STEPS):
        token = tree.tokens[place]
        if token.head == place or token.dep not in _GOVERNED:
            return
        if token.dep == "acl" and token.tag != "VB":
            return
        if token.dep == "prep" and token.text.lower() not in _PREPS:
            return
        if token.tag == "VBG" and place and tree.tokens[place - 1].text == ",":
            return  # "…, calling it a crime": beside the act, not under it
        if is_apart(tree, place):
            return
        place, below = token.head, token
        if (
            below.dep == "prep"
            and tree.tokens[place].pos == "NOUN"
            and (below.text.lower() not in {"of", "for", "to"})
        ):
            yield place, "aside"  # "an escalation in the war"
        elif below.dep != "conj":
            yield place, below.dep
        elif is_verb(tree.tokens[place]) != is_verb(below):
            return  # coordinated words hang where the first hangs, and it governs none of them
