"""What is claimed, by whom, and who denies it: a claim per row, a party per column.

Claims carry their shortest verbatim wording; contested ones come first. Without claims the
matrix is left out, and only the denials and refusals themselves are listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.records import Act, Claim, Entity, Stance, Verdict
from onrecord.report.views.acts import ACTS, AGAINST, ActView
from onrecord.report.views.parties import GROUPS, find_group
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView
from onrecord.report.views.rows import RowView, describe_row, in_time_order

# More columns than this cannot be compared by eye; the rest still stand under their names.
PARTIES = 12
# More rows than this are no overview; the rest are counted, and stand in the tables.
ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a party does with a claim, each act leading to the words."""

    acts: tuple[tuple[ActView, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """An independent origin: its name or its reports' outlets, and why its reports count once."""

    name: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: its label, where the label's words stand, and a cell for each party.

    `reports` say it in their own voice; `origins` are those behind all who assert it; `against`
    are the anchors and labels of claims of which not both can be so.
    """

    anchor: str
    label: str
    target: str | None
    place: PlaceView
    cells: tuple[CellView, ...]
    contested: bool
    reports: tuple[PlaceView, ...] = ()
    origins: tuple[OriginView, ...] = ()
    against: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Parties (with the group each stands in and the group's width) by claims."""

    groups: tuple[tuple[str, int], ...]
    parties: tuple[str, ...]
    left_out: int
    claims: tuple[ClaimView, ...]
    more: int = 0


def describe_matrix(pile: Pile) -> Matrix | None:
    """Set claims against parties; None while the story has no claims."""
    claims = [claim for claim in pile.story.claims if claim.stances]
    if not claims:
        return None
    parties = _parties(pile, claims)
    shown = parties[:PARTIES]
    order = list(GROUPS)
    shown.sort(key=lambda each: order.index(find_group(each)))  # within a group as they came
    rivals = _rivals(pile)
    views = [_claim(pile, claim, shown, rivals) for claim in claims]
    views.sort(key=_rank)
    anchors = {view.anchor for view in views[:ROWS]}
    kinds = [GROUPS[find_group(party)] for party in shown]
    return Matrix(
        groups=tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)),
        parties=tuple(party.name for party in shown),
        left_out=len(parties) - len(shown),
        claims=tuple(
            replace(view, against=tuple(each for each in view.against if each[0] in anchors))
            for view in views[:ROWS]
        ),
        more=len(views[ROWS:]),
    )


def _rank(view: ClaimView) -> tuple[bool, bool, int]:
    """Rank contested claims first, then those set against another, then by parties."""
    parties = sum(bool(cell.acts) for cell in view.cells) + bool(view.reports)
    return not view.contested, not view.against, -parties


def _rivals(pile: Pile) -> dict[str, list[Claim]]:
    """Return for each claim those it can't be so beside."""
    claims = {claim.id: claim for claim in pile.story.claims}
    found: dict[str, list[Claim]] = {}
    for each in pile.story.comparisons:
        left, right = claims.get(each.left_id), claims.get(each.right_id)
        if left and right and each.verdict is Verdict.CONTRADICTS:
            found.setdefault(left.id, []).append(right)
            found.setdefault(right.id, []).append(left)
    return found


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
    # Whoever speaks against a claim comes first: without them a matrix shows no dispute.
    against = {s.entity_id for claim in claims for s in claim.stances if s.act in AGAINST}
    return sorted(
        known, key=lambda each: (each.id not in against, -counts[each.id], each.name, each.id)
    )


def _claim(
    pile: Pile, claim: Claim, parties: list[Entity], rivals: dict[str, list[Claim]]
) -> ClaimView:
    acts = {stance.act for stance in claim.stances}
    owner = next((each for each in claim.statement_ids if each in pile.statements), None)
    own_voice = [s.document_id for s in claim.stances if s.entity_id is None]
    return ClaimView(
        anchor=f"c-{claim.id}",
        label=pile.words(claim.label),
        target=f"s-{owner}" if owner else None,
        place=pile.places[claim.label.document_id],
        cells=tuple(_cell(pile, claim.stances, party) for party in parties),
        contested=Act.DENIES in acts and len(acts) > 1,
        reports=tuple(pile.places[each] for each in dict.fromkeys(own_voice)),
        origins=tuple(_origins(pile, claim)),
        against=tuple(
            (f"c-{each.id}", pile.words(each.label)) for each in rivals.get(claim.id, ())
        ),
    )


def _origins(pile: Pile, claim: Claim) -> Iterator[OriginView]:
    held = set(claim.origin_ids)
    for origin in pile.story.origins:
        if origin.id in held:
            outlets = dict.fromkeys(pile.places[each].outlet for each in origin.document_ids)
            yield OriginView(
                name=origin.name or ", ".join(outlets),
                reasons=tuple(dict.fromkeys(reason.detail for reason in origin.reasons)),
            )


def _cell(pile: Pile, stances: tuple[Stance, ...], party: Entity) -> CellView:
    own = [each for each in stances if each.entity_id == party.id]
    first: dict[Act, Stance] = {}
    for stance in own:
        if stance.statement_id in pile.statements:
            first.setdefault(stance.act, stance)
    return CellView(acts=tuple((ACTS[act], f"s-{s.statement_id}") for act, s in first.items()))
