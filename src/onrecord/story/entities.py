"""Entities: the same person or body across reports, with every name used and why they are one.

People join by full name, or by a last name that only one of them bears in this story;
bodies by their words. Unnamed sources ("two officials") are never joined across reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon import load_table
from onrecord.names import body_key, find_bearers, fold, name_parts, same_full_name
from onrecord.records import (
    CoreferenceChain,
    Entity,
    Evidence,
    Reason,
    Role,
    Span,
    SpeakerKind,
    content_id,
)

_JOINED = frozenset({SpeakerKind.ORGANIZATION, SpeakerKind.METONYM})


@dataclass(slots=True, kw_only=True)
class Gathering:
    """Chains of several reports on their way to becoming one entity."""

    kind: SpeakerKind
    parts: tuple[str, ...] = ()
    chains: list[CoreferenceChain] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name among the chains; of equals the first in the alphabet."""
        return min((c.name for c in self.chains), key=lambda n: (-len(name_parts(n)), n))


def link_entities(evidence: Sequence[Evidence]) -> tuple[Entity, ...]:
    """Return the people, bodies and unnamed sources of a story, sorted by name."""
    chains = [chain for one in evidence for chain in one.chains]
    groups = [*_gather_people(chains), *_gather_bodies(chains), *_keep_apart(chains)]
    spoken = _list_spoken(evidence)
    entities = [_make_entity(group, spoken) for group in groups]
    return tuple(sorted(entities, key=lambda e: (e.name, e.id)))


def _gather_people(chains: Iterable[CoreferenceChain]) -> list[Gathering]:
    people = [c for c in chains if c.kind is SpeakerKind.PERSON]
    named = sorted(people, key=lambda c: (-len(name_parts(c.name)), c.name, c.id))
    groups: list[Gathering] = []
    bearers: dict[str, list[Gathering]] = {}  # by each part of the fullest name
    for chain in named:
        parts = name_parts(chain.name)
        join = _join_full_name if len(parts) > 1 else _join_short_name
        if not join(bearers.get(fold(parts[-1]), []), chain):
            group = Gathering(kind=chain.kind, chains=[chain], parts=parts)
            groups.append(group)
            for part in dict.fromkeys(map(fold, parts)):
                bearers.setdefault(part, []).append(group)
    return groups


def _join_full_name(groups: Sequence[Gathering], chain: CoreferenceChain) -> bool:
    parts = name_parts(chain.name)
    for group in groups:
        if same_full_name(group.parts, parts):
            detail = f"the same full name in another report: {chain.name}"
            _join(group, chain, Reason(name="full name", detail=detail, spans=chain.mentions[:1]))
            return True
    return False


def _join_short_name(groups: Sequence[Gathering], chain: CoreferenceChain) -> bool:
    part = name_parts(chain.name)[0]
    fits, how = find_bearers(part, [group.parts for group in groups])
    if len(fits) != 1:
        return False
    detail = f"“{chain.name}” is the {how} of {groups[fits[0]].name} and of nobody else here"
    reason = Reason(name=how, detail=detail, score=0.9, spans=chain.mentions[:1])
    _join(groups[fits[0]], chain, reason)
    return True


def _join(group: Gathering, chain: CoreferenceChain, reason: Reason) -> None:
    group.chains.append(chain)
    group.reasons.append(reason)


def _gather_bodies(chains: Iterable[CoreferenceChain]) -> list[Gathering]:
    groups: dict[str, Gathering] = {}
    for chain in sorted(chains, key=lambda c: (c.name, c.id)):
        if chain.kind not in _JOINED:
            continue
        key = _base_key(chain.name)
        if key in groups:
            detail = f"the same words in another report: {chain.name}"
            reason = Reason(name="same name", detail=detail, spans=chain.mentions[:1])
            _join(groups[key], chain, reason)
        else:
            groups[key] = Gathering(kind=chain.kind, chains=[chain])
    return list(groups.values())


def _base_key(name: str) -> str:
    """Return a body's key with its country in one form, or without it before a longer name.

    >>> _base_key("United States State Department") == _base_key("US State Department")
    True
    """
    words = body_key(name).split()
    aliases = _load_aliases()
    for length in range(len(words), 0, -1):
        if country := aliases.get(" ".join(words[:length])):
            return " ".join([country, *words[length:]])
    return " ".join(words)


@cache
def _load_aliases() -> dict[str, str]:
    """Return the keys of countries' names with the one each goes under."""
    return {
        body_key(alias): body_key(row[1])
        for row in load_table("countries")
        for alias in (row[1], *row[3].split("|"))
        if alias.strip()
    }


def _keep_apart(chains: Iterable[CoreferenceChain]) -> list[Gathering]:
    joined = {SpeakerKind.PERSON, *_JOINED}
    return [
        Gathering(kind=chain.kind, chains=[chain])
        for chain in chains
        if chain.kind not in joined and not chain.members
    ]


def _list_spoken(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Map a chain's id, and a joint speaker's members by name and report, to statements."""
    spoken: dict[str, list[str]] = {}
    for one in evidence:
        for row in one.statements:
            speaker = row.attribution.speaker
            if speaker is None:
                continue
            spoken.setdefault(speaker.id, []).append(row.id)
            for member in speaker.members:
                spoken.setdefault(f"{one.document.id} {body_key(member)}", []).append(row.id)
    return spoken


def _make_entity(group: Gathering, spoken: dict[str, list[str]]) -> Entity:
    chains = sorted(group.chains, key=lambda c: c.id)
    rows: list[str] = []
    for chain in chains:
        document_id = chain.mentions[0].document_id
        rows += spoken.get(chain.id, [])
        rows += spoken.get(f"{document_id} {body_key(chain.name)}", [])
    return Entity(
        id=content_id("entity", *(chain.id for chain in chains)),
        name=group.name,
        kind=group.kind,
        names=tuple(sorted({chain.name for chain in chains})),
        roles=_merge_roles(chains),
        chain_ids=tuple(chain.id for chain in chains),
        statement_ids=tuple(dict.fromkeys(rows)),
        mentions=_merge_mentions(chains),
        reasons=tuple({(r.name, r.detail): r for c in chains for r in c.reasons}.values())
        + tuple(group.reasons),
    )


def _merge_roles(chains: Iterable[CoreferenceChain]) -> tuple[Role, ...]:
    roles = {role.text.lower(): role for chain in chains for role in reversed(chain.roles)}
    return tuple(sorted(roles.values(), key=lambda r: (r.span, r.text)))


def _merge_mentions(chains: Iterable[CoreferenceChain]) -> tuple[Span, ...]:
    return tuple(sorted({span for chain in chains for span in chain.mentions}))
