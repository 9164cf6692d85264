"""People joined and split by hand: entities regrouped after they were linked.

What is asked for is chains within reports: those that are one somebody, and those that are not.
A person made anew has the names, roles, words and statements of its chains and nothing else;
people whom nobody touched stay as they were.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.names import name_parts
from onrecord.records import (
    CoreferenceChain,
    Entity,
    Evidence,
    Reason,
    Role,
    SpeakerKind,
    content_id,
)

Joins = Sequence[tuple[str, ...]]
Splits = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
# Of several kinds that are joined, the one that says most counts.
_KINDS = tuple(SpeakerKind)
JOINED = Reason(name="by hand", detail="joined by a reviewer")
PARTED = Reason(name="by hand", detail="kept apart by a reviewer")


def regroup_entities(
    entities: Sequence[Entity], evidence: Sequence[Evidence], joins: Joins, splits: Splits
) -> tuple[Entity, ...]:
    """Return the entities with chains joined and kept apart as asked, sorted by name."""
    if not joins and not splits:
        return tuple(entities)
    chains = {chain.id: chain for one in evidence for chain in one.chains}
    groups = _join(_split([[*e.chain_ids] for e in entities], splits), joins)
    known = {frozenset(e.chain_ids): e for e in entities}
    spoken = _share_statements(entities, evidence, groups)
    made = [
        known.get(frozenset(group))
        or _make_entity(
            [chains[i] for i in sorted(group) if i in chains],
            spoken[number],
            _keep_reasons(entities, set(group)),
        )
        for number, group in enumerate(groups)
    ]
    return tuple(sorted(made, key=lambda e: (e.name, e.id)))


def _split(groups: list[list[str]], splits: Splits) -> list[list[str]]:
    for own, rest in splits:
        off: list[str] = []
        for group in groups:
            if set(own) & set(group) and set(rest) & set(group):
                off += [i for i in group if i in own]
                group[:] = [i for i in group if i not in own]
        if off:
            groups = [*groups, off]
    return groups


def _join(groups: list[list[str]], joins: Joins) -> list[list[str]]:
    for join in joins:
        wanted = set(join)
        one = [group for group in groups if wanted & set(group)]
        if len(one) > 1:
            groups = [g for g in groups if not wanted & set(g)]
            groups.append([i for group in one for i in group])
    return groups


def _share_statements(
    entities: Sequence[Entity], evidence: Sequence[Evidence], groups: Sequence[Sequence[str]]
) -> list[tuple[str, ...]]:
    """Return the statements of each group: those of its chains, and of those who speak jointly."""
    group_of = {chain: number for number, group in enumerate(groups) for chain in group}
    places = {(one.document.id, c.id) for one in evidence for c in one.chains}
    rows = {row.id: row for one in evidence for row in one.statements}
    spoken: list[dict[str, None]] = [{} for _ in groups]
    for entity in entities:
        for row_id in entity.statement_ids:
            speaker = rows[row_id].attribution.speaker if row_id in rows else None
            owner = group_of.get(speaker.id) if speaker and speaker.id in entity.chain_ids else None
            if owner is None:
                here = rows[row_id].document_id if row_id in rows else ""
                near = [c for c in entity.chain_ids if (here, c) in places]
                owner = group_of[(near or entity.chain_ids)[0]]
            spoken[owner][row_id] = None
    return [tuple(each) for each in spoken]


def _keep_reasons(entities: Sequence[Entity], group: set[str]) -> tuple[Reason, ...]:
    """Return the reasons of every entity a group is made of, and that it was made by hand."""
    parts = [e for e in entities if group & set(e.chain_ids)]
    kept = {reason: None for e in parts for reason in e.reasons}
    parted = any(not set(e.chain_ids) <= group for e in parts)
    added = ([PARTED] if parted else []) + ([JOINED] if len(parts) > 1 else [])
    return (*kept, *added)


def _make_entity(
    chains: Sequence[CoreferenceChain], statement_ids: tuple[str, ...], reasons: Iterable[Reason]
) -> Entity:
    kind = min((chain.kind for chain in chains), key=_KINDS.index)
    named = [chain.name for chain in chains if chain.kind is kind]
    return Entity(
        id=content_id("entity", *(chain.id for chain in chains)),
        name=min(named, key=lambda n: (-len(name_parts(n)), n)),
        kind=kind,
        names=tuple(sorted({chain.name for chain in chains})),
        roles=_merge_roles(chains),
        chain_ids=tuple(chain.id for chain in chains),
        statement_ids=statement_ids,
        mentions=tuple(sorted({span for chain in chains for span in chain.mentions})),
        reasons=tuple(reasons),
    )


def _merge_roles(chains: Iterable[CoreferenceChain]) -> tuple[Role, ...]:
    roles: Mapping[str, Role] = {
        role.text.lower(): role for chain in chains for role in reversed(chain.roles)
    }
    return tuple(sorted(roles.values(), key=lambda r: (r.span, r.text)))
