"""What is claimed, by whom, and who denies it: a claim per row, a party per column.

Claims carry their shortest verbatim wording; contested ones come first. Without claims the
matrix is left out, and only the denials and refusals themselves are listed.
"""

from dataclasses import dataclass

from onrecord.records import Act, Claim, Entity, SpeakerKind, Stance
from onrecord.report.views.acts import ACTS, AGAINST, ActView
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView
from onrecord.report.views.rows import RowView, describe_row, in_time_order

# Kinds stand for the groups of the head row until bodies are told apart more finely.
GROUPS: dict[SpeakerKind, str] = {
    SpeakerKind.METONYM: "Governments",
    SpeakerKind.ORGANIZATION: "Bodies and media",
    SpeakerKind.PERSON: "People",
    SpeakerKind.GROUP: "Groups",
    SpeakerKind.PLACE: "Places",
    SpeakerKind.ANONYMOUS: "Not named",
    SpeakerKind.UNRESOLVED: "Unsure",
}
# More columns than this cannot be compared by eye; the rest still stand under their names.
PARTIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a party does with a claim, each act leading to the words."""

    acts: tuple[tuple[ActView, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: its label, where the label's words stand, and a cell for each party."""

    anchor: str
    label: str
    target: str | None
    place: PlaceView
    cells: tuple[CellView, ...]
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Parties (with the group each stands in and the group's width) by claims."""

    groups: tuple[tuple[str, int], ...]
    parties: tuple[str, ...]
    left_out: int
    claims: tuple[ClaimView, ...]


def describe_matrix(pile: Pile) -> Matrix | None:
    """Set claims against parties; None while the story has no claims."""
    claims = [claim for claim in pile.story.claims if claim.stances]
    if not claims:
        return None
    parties = _parties(pile, claims)
    shown = parties[:PARTIES]
    shown.sort(key=lambda each: (list(GROUPS).index(each.kind), each.name))
    views = [_claim(pile, claim, shown) for claim in claims]
    views.sort(key=lambda view: (not view.contested, -sum(bool(c.acts) for c in view.cells)))
    kinds = [GROUPS[party.kind] for party in shown]
    return Matrix(
        groups=tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)),
        parties=tuple(party.name for party in shown),
        left_out=len(parties) - len(shown),
        claims=tuple(views),
    )


def describe_denials(pile: Pile) -> tuple[RowView, ...]:
    """Return every statement that denies, cannot confirm, declines or gives no answer."""
    against = [row for row in pile.statements.values() if row.act in AGAINST]
    return in_time_order([describe_row(pile, statement) for statement in against])


def _parties(pile: Pile, claims: list[Claim]) -> list[Entity]:
    counts: dict[str, int] = {}
    for claim in claims:
        for entity_id in {s.entity_id for s in claim.stances if s.entity_id is not None}:
            counts[entity_id] = counts.get(entity_id, 0) + 1
    known = [entity for entity in pile.story.entities if entity.id in counts]
    return sorted(known, key=lambda each: (-counts[each.id], each.name, each.id))


def _claim(pile: Pile, claim: Claim, parties: list[Entity]) -> ClaimView:
    acts = {stance.act for stance in claim.stances}
    owner = next((each for each in claim.statement_ids if each in pile.statements), None)
    return ClaimView(
        anchor=f"c-{claim.id}",
        label=pile.words(claim.label),
        target=f"s-{owner}" if owner else None,
        place=pile.places[claim.label.document_id],
        cells=tuple(_cell(pile, claim.stances, party) for party in parties),
        contested=Act.DENIES in acts and len(acts) > 1,
    )


def _cell(pile: Pile, stances: tuple[Stance, ...], party: Entity) -> CellView:
    own = [each for each in stances if each.entity_id == party.id]
    first: dict[Act, Stance] = {}
    for stance in own:
        if stance.statement_id in pile.statements:
            first.setdefault(stance.act, stance)
    return CellView(acts=tuple((ACTS[act], f"s-{s.statement_id}") for act, s in first.items()))
