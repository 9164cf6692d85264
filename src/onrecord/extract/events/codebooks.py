"""Codebooks: event types with their definitions, modes, examples and trigger words, from data.

A codebook is every table of the lexicon whose name opens with the codebook's own
(`plover_assault`, `plover_aid`, …), one table a type: adding a type is adding a file, and
another ontology is files with another name. Nothing here reads a text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log2

from onrecord.extract.events.trees import load_classes
from onrecord.lexicon import LANGUAGE, load_table

PLOVER = "plover"
_SHARP = frozenset({"obj", "pobj", "prepobj", "pred", "omod"})
_TRIGGERS = frozenset({"verb", "noun", "adj", "modal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What the words around a trigger must be (or must not) for it to have this sense.

    `slot` says where to look (subj, obj, pobj, prepobj, prep, pred, of, cue), `values` hold
    class names, or words that open with "=".
    """

    slot: str
    values: tuple[str, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that tell of an event in one sense: their type, mode, arguments and guards.

    `act` is the class of composition where the words govern other events; `type` is None
    for words that only govern. `recipients` are the places a recipient is looked for, in order;
    one that ends in "+" makes the parties there actors.
    """

    kind: str
    words: tuple[str, ...]
    type: str | None
    mode: str | None = None
    recipients: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    flags: frozenset[str] = frozenset()
    act: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type of a codebook, as a coder reads it."""

    name: str
    quad: str
    definition: str
    modes: Mapping[str, str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All types of an ontology, and its triggers by the lemma of their first word.

    Those of a lemma stand in the order in which they are to be tried, the weightiest first;
    nouns are found by their last word, words that only govern by either.
    """

    types: Mapping[str, EventType]
    triggers: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]] = field(default_factory=dict)


@cache
def load_codebook(name: str = PLOVER, language: str = LANGUAGE) -> Codebook:
    """Return the codebook `name`, its types sorted by name.

    >>> book = load_codebook()
    >>> len(book.types), book.types["ASSAULT"].quad
    (16, 'material conflict')
    """
    folder = files("onrecord.lexicon").joinpath(language)
    tables = sorted(
        entry.name.removesuffix(".tsv")
        for entry in folder.iterdir()
        if entry.name.startswith(f"{name}_") and entry.name.endswith(".tsv")
    )
    types, found = {}, []
    for table in tables:
        title = table.removeprefix(f"{name}_").upper()
        rows = load_table(table, language)
        types[title] = _read_type(title, rows)
        found += [t for row in rows if row[0] in _TRIGGERS for t in _read_triggers(title, row)]
    found += _read_heads(language)
    verbs = [t for t in found if t.kind != "noun"]
    nouns = [t for t in found if t.kind == "noun" or (t.kind == "head" and len(t.words) == 1)]
    return Codebook(types=types, triggers=_index(verbs, 0), nouns=_index(nouns, -1))


def _index(triggers: list[Trigger], position: int) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        index.setdefault(trigger.words[position], []).append(trigger)
    return {word: tuple(sorted(held, key=_weigh, reverse=True)) for word, held in index.items()}


def _weigh(trigger: Trigger) -> int:
    """Weigh an entry: longer ones first, then those with more and sharper guards.

    What the object or predicate must be tells senses apart better than anything else does, and
    the fewer words a guard lets in the more it tells: "paid compensation" before "paid money".
    """
    score = (
        6 * len(trigger.words) + len(trigger.flags - {"violent"}) + 2 * (trigger.type is not None)
    )
    score += 3 * bool(trigger.role or trigger.flags & {"refused", "defies", "will"})
    score += 4 * ("refused" in trigger.flags)  # "will never negotiate with": first a refusal
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


def _read_type(title: str, rows: tuple[tuple[str, ...], ...]) -> EventType:
    def list_cells(kind: str) -> tuple[str, ...]:
        return tuple(row[1] for row in rows if row[0] == kind)

    return EventType(
        name=title,
        quad=next(iter(list_cells("quad")), ""),
        definition=next(iter(list_cells("define")), ""),
        modes={row[1]: row[2] for row in rows if row[0] == "mode"},
        examples=list_cells("yes"),
        counterexamples=list_cells("no"),
    )


def _read_triggers(title: str, row: tuple[str, ...]) -> Iterator[Trigger]:
    kind, words, mode, recipients = row[:4]
    guards, flags, named = _read_guards(row[4] if len(row) > 4 else "")
    for each in words.split("|"):
        yield Trigger(
            kind=kind,
            words=tuple(each.split()),
            type=title,
            mode=None if mode == "-" else mode,
            recipients=() if recipients in {"-", "self"} else tuple(recipients.split(",")),
            guards=guards,
            flags=flags,
            act=named.get("act"),
            role=named.get("role"),
        )


def _read_guards(cell: str) -> tuple[tuple[Guard, ...], frozenset[str], dict[str, str]]:
    """Take a guard cell apart: guards on slots, bare flags, and named properties."""
    guards, flags, named = [], set(), {}
    for part in cell.split():
        if part == "-":
            continue
        slot, colon, values = part.partition(":")
        if slot in {"act", "role"}:
            named[slot] = values
        elif slot == "no":
            flags.add(part)
        elif colon:
            guards.append(Guard(slot=slot, values=tuple(values.split("|"))))
        elif "!" in part:
            slot, _, values = part.partition("!")
            guards.append(Guard(slot=slot, values=tuple(values.split("|")), wanted=False))
        else:
            flags.add(part)
    return tuple(guards), frozenset(flags), named


def _read_heads(language: str) -> Iterator[Trigger]:
    for act, words, *_ in load_table("event_heads", language):
        for word in words.split():
            yield Trigger(kind="head", words=tuple(word.split("_")), type=None, act=act)


@cache
def load_compositions(language: str = LANGUAGE) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what a governing act makes of an event: by (act, type, family or "*")."""
    rows = load_table("event_compositions", language)
    return {(act, governed): (becomes, realis) for act, governed, becomes, realis in rows}


@cache
def load_modes(language: str = LANGUAGE) -> dict[tuple[str, str], str]:
    """Return the mode a composed event takes from the governed one, by (type, governed)."""
    return {(kind, governed): mode for kind, governed, mode in load_table("event_modes", language)}
