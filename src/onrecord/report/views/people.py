"""Who said what: people and bodies by how much they say, each one's statements in time order.

Speakers are the story's entities where it has them, else the speakers of single reports.
Those that could not be told stay under the words the report uses for them.
"""

from dataclasses import dataclass

from onrecord.records import Entity, Role, SpeakerKind, Statement
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView
from onrecord.report.views.rows import NOT_NAMED, RowView, describe_row, in_time_order

# What a reader takes in at a glance; the record itself holds them all.
ROLES = 4
REASONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role in the report's words, with the report that gives it."""

    text: str
    place: PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Somebody who is quoted: the name, other names used, roles as given, the rows.

    `named` is false where the report's words do not settle who it is.
    """

    anchor: str
    name: str
    names: tuple[str, ...]
    roles: tuple[RoleView, ...]
    rows: tuple[RowView, ...]
    outlets: int
    reports: int
    reasons: tuple[str, ...] = ()
    more_reasons: int = 0
    named: bool = True


def describe_people(pile: Pile) -> tuple[PersonView, ...]:
    """Gather every statement of the story under whoever says it."""
    people = [_entity(pile, each) for each in pile.story.entities if each.statement_ids]
    people = [person for person in people if person.rows]
    people += _single_speakers(pile)
    people.sort(key=lambda each: (not each.named, -len(each.rows), each.name, each.anchor))
    return tuple(people)


def _entity(pile: Pile, entity: Entity) -> PersonView:
    statements = [pile.statements[each] for each in entity.statement_ids if each in pile.statements]
    reasons = tuple(dict.fromkeys(reason.detail for reason in entity.reasons))
    rows = _rows(pile, statements)
    return PersonView(
        anchor=f"p-{entity.id}",
        name=entity.name,
        names=tuple(name for name in entity.names if name != entity.name),
        roles=_roles(pile, entity.roles),
        rows=rows,
        outlets=_count_outlets(rows),
        reports=len({row.place.anchor for row in rows}),
        reasons=reasons[:REASONS],
        more_reasons=max(0, len(reasons) - REASONS),
        named=entity.kind != SpeakerKind.UNRESOLVED,
    )


def _single_speakers(pile: Pile) -> list[PersonView]:
    """Group the statements of no entity by the speaker of their own report."""
    groups: dict[str, list[Statement]] = {}
    for statement in pile.statements.values():
        if statement.id not in pile.quoted:
            speaker = statement.attribution.speaker
            groups.setdefault(speaker.id if speaker else "", []).append(statement)
    return [_single(pile, key, group) for key, group in groups.items()]


def _single(pile: Pile, key: str, group: list[Statement]) -> PersonView:
    speaker = group[0].attribution.speaker
    rows = _rows(pile, group)
    return PersonView(
        anchor=f"p-{key}" if key else "p-nobody",
        name=pile.name_speaker(speaker) if speaker else NOT_NAMED,
        names=(),
        roles=_roles(pile, speaker.roles) if speaker else (),
        rows=rows,
        outlets=_count_outlets(rows),
        reports=len({row.place.anchor for row in rows}),
        named=speaker is not None and speaker.kind != SpeakerKind.UNRESOLVED,
    )


def _rows(pile: Pile, statements: list[Statement]) -> tuple[RowView, ...]:
    return in_time_order([describe_row(pile, statement) for statement in statements])


def _count_outlets(rows: tuple[RowView, ...]) -> int:
    """Count the outlets that are known to be different ones; a file is no outlet."""
    return len({row.place.outlet for row in rows if row.place.outlet_given})


def _roles(pile: Pile, roles: tuple[Role, ...]) -> tuple[RoleView, ...]:
    """Return each role once, as first given, at most `ROLES` of them."""
    first: dict[str, Role] = {}
    for role in roles:
        if role.span.document_id in pile.places:
            first.setdefault(role.text.casefold(), role)
    chosen = list(first.values())[:ROLES]
    return tuple(
        RoleView(text=role.text, place=pile.places[role.span.document_id]) for role in chosen
    )
