"""Entities: the people, bodies, places and peoples of a story, with every name used, and why.

What each report names is gathered (`references`), each name's kind agreed across reports
(`kinds`), then people and bodies are set together by their own rules. Unnamed sources ("two
officials") are never joined across reports. A reviewer's joins and splits are data to this
function, so every one can be undone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.names import name_parts
from onrecord.records import Entity, Evidence, Reason, Role, Span, SpeakerKind, content_id
from onrecord.story.acronyms import find_definitions, spells
from onrecord.story.bodies import gather_bodies, identify
from onrecord.story.countries import CountryForm, read_country
from onrecord.story.gatherings import Gathering, Group, Pair, join_by_hand, set_apart
from onrecord.story.kinds import agree_kinds
from onrecord.story.people import gather_people
from onrecord.story.references import UNNAMED, Reference, read_references

# Somebody or something without a chain is part of the story once so many reports name it.
_LEAST_REPORTS = 2
_ONLY_NAMED = frozenset({SpeakerKind.PLACE, SpeakerKind.GROUP})
# What is longer describes rather than names.
_NAME_WORDS = 6


def link_entities(
    evidence: Sequence[Evidence], joins: Sequence[Group] = (), splits: Sequence[Pair] = ()
) -> tuple[Entity, ...]:
    """Return the cast of a story, sorted by name; the order of the reports makes no difference.

    Each group in `joins` is made one, and the two groups of each pair in `splits` are kept apart,
    whatever the rules say. A group is of ids out of `Entity.chain_ids`, or of names as reports
    have them.
    """
    texts = {one.document.id: one.document.text for one in evidence}
    defined, meanings = _define(evidence)
    houses = {one.document.publisher for one in evidence if one.document.publisher}
    references = agree_kinds([*read_references(evidence), *defined], texts, sorted(houses))
    apart = set_apart(references, splits)
    people = [r for r in references if r.kind is SpeakerKind.PERSON]
    bodies = [r for r in references if r.kind is not SpeakerKind.PERSON and _is_named(r)]
    groups = [
        *gather_people(people, apart),
        *gather_bodies(bodies, meanings, apart),
        *(
            Gathering(references=[r])
            for r in references
            if r.kind is not SpeakerKind.PERSON and not _is_named(r)
        ),
    ]
    kept = [g for g in join_by_hand(groups, joins) if _in_cast(g)]
    return tuple(sorted((_make_entity(g) for g in kept), key=lambda e: (e.name, e.id)))


def _is_named(reference: Reference) -> bool:
    """Say whether a reference has a name of its own: "the union" may be any report's union."""
    if reference.kind in UNNAMED or reference.name.startswith(("This ", "Our ", "Its ")):
        return False
    if reference.kind is SpeakerKind.GROUP:
        return reference.name[:1].isupper()
    return any(character.isupper() for character in reference.name)


def _in_cast(gathering: Gathering) -> bool:
    """Say whether a story has somebody: who is introduced or speaks, what several name."""
    met = any(r.cast and (r.statement_ids or r.kind not in _ONLY_NAMED)
              for r in gathering.references)  # fmt: skip
    return met or len({r.document_id for r in gathering.references}) >= _LEAST_REPORTS


def _define(
    evidence: Sequence[Evidence],
) -> tuple[list[Reference], dict[tuple[str, str], tuple[str, Span]]]:
    """Return the bodies that reports spell out, and what each abbreviation means where.

    An abbreviation that two reports explain in two ways means nothing elsewhere.
    """
    references: list[Reference] = []
    meanings: dict[tuple[str, str], tuple[str, Span]] = {}
    keys: dict[str, set[str]] = {}
    for one in sorted(evidence, key=lambda e: e.document.id):
        text = one.document.text
        for found in find_definitions(one):
            short, name = found.short.of(text), _plain(found.long.of(text))
            meanings[one.document.id, short] = name, found.long
            meanings.setdefault(("", short), (name, found.long))
            keys.setdefault(short, set()).add(identify(name).key)
            references.append(
                Reference(
                    id=content_id("defined", one.document.id, found.long.start),
                    document_id=one.document.id,
                    name=name,
                    kind=SpeakerKind.ORGANIZATION,
                    mentions=(found.long,),
                    cast=False,
                )
            )
    for short, meant in keys.items():
        if len(meant) > 1:
            del meanings["", short]
    return references, meanings


def _plain(words: str) -> str:
    joined = " ".join(words.split())
    return joined[4:] if joined.lower().startswith("the ") else joined


# ── Making entities ─────────────────────────────────────────────────────────────────────


def _make_entity(gathering: Gathering) -> Entity:
    references = sorted(gathering.references, key=lambda r: r.id)
    rows = [row for reference in references for row in reference.statement_ids]
    reasons = [r for reference in references for r in reference.reasons] + gathering.reasons
    return Entity(
        id=content_id("entity", *(reference.id for reference in references)),
        name=_choose_name(gathering),
        kind=_choose_kind(gathering),
        names=tuple(sorted({reference.name for reference in references})),
        roles=_merge_roles(references),
        chain_ids=tuple(reference.id for reference in references),
        statement_ids=tuple(dict.fromkeys(rows)),
        mentions=tuple(sorted({span for r in references for span in r.mentions})),
        reasons=tuple(_say_once(reasons)),
    )


def _choose_name(gathering: Gathering) -> str:
    """Return a person's fullest name; a body's most used one that is not cut short."""
    used: Counter[str] = Counter()
    for reference in gathering.references:
        used[reference.name] += len(reference.mentions)
    if gathering.kinds == {SpeakerKind.PERSON}:
        return min(used, key=lambda name: (-len(name_parts(name)), -used[name], name))
    whole = [name for name in used if not _is_cut(name, used)] or list(used)
    return min(whole, key=lambda name: (-used[name], name))


def _is_cut(name: str, names: Iterable[str]) -> bool:
    """Say whether a name is an abbreviation, or part of another ("Maren" of "Maren Foods")."""
    country = read_country(name)
    if country:  # "Moscow" of what Russia says
        others = (read_country(other) for other in names)
        named = any(other and other.form is CountryForm.NAME for other in others)
        return named and country.form is CountryForm.CAPITAL
    if "’s " in name or "'s " in name:  # "Tamur’s Maritime Control Agency"
        return True
    own = name.split()
    longer = [other.split() for other in names if len(other) > len(name) and "’s " not in other]
    return any(
        spells(name, words) or own in (words[: len(own)], words[-len(own) :])
        for words in longer
        if len(words) <= _NAME_WORDS
    )


def _choose_kind(gathering: Gathering) -> SpeakerKind:
    kinds = gathering.kinds
    if len(kinds) == 1:
        kind = next(iter(kinds))
    elif SpeakerKind.METONYM in kinds and SpeakerKind.PERSON not in kinds:
        return SpeakerKind.METONYM
    else:
        weights: Counter[SpeakerKind] = Counter()
        for reference in gathering.references:
            weights[reference.kind] += len(reference.mentions)
        kind = min(weights, key=lambda k: (-weights[k], k))
    speaks = any(reference.statement_ids for reference in gathering.references)
    return SpeakerKind.METONYM if kind is SpeakerKind.PLACE and speaks else kind


def _merge_roles(references: Iterable[Reference]) -> tuple[Role, ...]:
    """Return each role once, as first given, in the order of the days they are given for."""
    roles: dict[tuple[str, bool], Role] = {}
    for role in sorted((r for one in references for r in one.roles), key=_when):
        roles.setdefault((role.text.lower(), role.former), role)
    return tuple(roles.values())


def _when(role: Role) -> tuple[str, Span]:
    return role.date or "9999", role.span


def _say_once(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Yield each reason once, with all its spans."""
    spans: dict[tuple[str, str], list[Span]] = {}
    first: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        key = (reason.name, reason.detail)
        first.setdefault(key, reason)
        spans.setdefault(key, []).extend(reason.spans)
    for key, reason in first.items():
        yield replace(reason, spans=tuple(dict.fromkeys(spans[key])))


def list_owners(entities: Sequence[Entity]) -> Mapping[str, Entity]:
    """Return the entity of each chain, speaker or name within a report, by its id."""
    return {chain: entity for entity in entities for chain in entity.chain_ids}
