"""What is claimed, by whom, and who denies it: a claim per row, a party per column.

Claims carry words that somebody said; contested ones come first. Whoever has no column
is named beside the claim, so that no position is lost. Without claims the matrix is left out,
and only the denials and refusals themselves are listed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Act, Claim, Entity, Stance, Verdict
from onrecord.report.views.acts import ACTS, AGAINST, ActView
from onrecord.report.views.parties import GROUPS, find_group
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView
from onrecord.report.views.rows import RowView, describe_row, in_time_order

# More columns than this do not fit a desktop's width; the rest are named beside the claim.
PARTIES = 9
# A column of one mark says less than a name beside the claim does.
FEWEST = 2
# More rows than this are no overview; the rest are counted, and stand in the tables.
ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a party does with a claim, each act leading to the words."""

    acts: tuple[tuple[ActView, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Somebody who takes a position: the name, where the words are, whether it is an outlet."""

    name: str
    href: str
    own_voice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandView:
    """What several do with a claim alike: the act, and who does it."""

    act: ActView
    parties: tuple[PartyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """An independent origin: its name or its reports' outlets, and why its reports count once."""

    name: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: its label, where the label's words stand, and a cell for each party.

    `stands` are all positions by act, who denies first; `others` those that no cell shows.
    `origins` are those behind all who assert it; `against` are the anchors and labels of claims
    of which not both can be so.
    """

    anchor: str
    label: str
    target: str | None
    place: PlaceView
    cells: tuple[CellView, ...]
    contested: bool
    stands: tuple[StandView, ...] = ()
    others: tuple[StandView, ...] = ()
    origins: tuple[OriginView, ...] = ()
    against: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> bool:
        """Whether any position stands in a column."""
        return any(cell.acts for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Parties (with the group each stands in and the group's width) by claims."""

    groups: tuple[tuple[str, int], ...]
    parties: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    more: int = 0


def describe_matrix(pile: Pile) -> Matrix | None:
    """Set claims against parties; None while the story has no claims."""
    claims = [claim for claim in pile.story.claims if claim.stances]
    if not claims:
        return None
    rivals = _rivals(pile)
    claims.sort(key=lambda claim: _rank(claim, rivals))
    columns = _choose_columns(pile, claims)
    order = list(GROUPS)
    columns.sort(key=lambda each: order.index(find_group(each)))  # within a group as they came
    kinds = [GROUPS[find_group(party)] for party in columns]
    shown = claims[:ROWS]
    anchors = {f"c-{claim.id}" for claim in shown}
    views = (_claim(pile, claim, columns, rivals) for claim in shown)
    return Matrix(
        groups=tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)),
        parties=tuple(party.name for party in columns),
        claims=tuple(
            replace(view, against=tuple(each for each in view.against if each[0] in anchors))
            for view in views
        ),
        more=len(claims) - len(shown),
    )


def is_contested(claim: Claim) -> bool:
    """Say whether somebody denies a claim that somebody holds; a refusal holds nothing."""
    acts = {stance.act for stance in claim.stances}
    return Act.DENIES in acts and not acts <= {*AGAINST}


def _rank(claim: Claim, rivals: dict[str, list[Claim]]) -> tuple[bool, bool, bool, int]:
    """Rank contested claims first, then those somebody says, those set against another, by parties.

    What is only refused an answer says little by itself; it comes last.
    """
    parties = {stance.entity_id or stance.document_id for stance in claim.stances}
    said = any(stance.act not in AGAINST for stance in claim.stances)
    return not is_contested(claim), not said, claim.id not in rivals, -len(parties)


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


def _choose_columns(pile: Pile, claims: list[Claim]) -> list[Entity]:
    """Choose the parties that have a column, of claims that are ranked.

    First both sides of what is contested, then whoever speaks against anything, then those who
    speak to several claims, most first.
    """
    counts: dict[str, int] = {}
    contesting: dict[str, int] = {}
    against: set[str] = set()
    for claim in claims:
        for stance in sorted(claim.stances, key=lambda each: each.act not in AGAINST):
            if stance.entity_id in pile.people and stance.act in AGAINST:
                against.add(stance.entity_id)
            if stance.entity_id in pile.people and is_contested(claim):
                contesting.setdefault(stance.entity_id, len(contesting))
        for entity_id in {s.entity_id for s in claim.stances if s.entity_id in pile.people}:
            counts[entity_id] = counts.get(entity_id, 0) + 1
    held = sorted(counts, key=lambda each: (-counts[each], pile.people[each].name, each))
    held.sort(
        key=lambda each: (contesting.get(each, len(claims) + len(counts)), each not in against)
    )
    several = [e for e in held if e in contesting or e in against or counts[e] >= FEWEST]
    return [pile.people[each] for each in (several or held)[:PARTIES]]


def _claim(
    pile: Pile, claim: Claim, parties: list[Entity], rivals: dict[str, list[Claim]]
) -> ClaimView:
    owner = next((each for each in claim.statement_ids if each in pile.statements), None)
    columns = {party.id for party in parties}
    return ClaimView(
        anchor=f"c-{claim.id}",
        label=pile.words(claim.label),
        target=f"s-{owner}" if owner else None,
        place=pile.places[claim.label.document_id],
        cells=tuple(_cell(pile, claim.stances, party) for party in parties),
        contested=is_contested(claim),
        stands=_group(pile, claim.stances),
        others=_group(pile, [s for s in claim.stances if not _has_cell(pile, s, columns)]),
        origins=tuple(_origins(pile, claim)),
        against=tuple(
            (f"c-{each.id}", pile.words(each.label)) for each in rivals.get(claim.id, ())
        ),
    )


def _has_cell(pile: Pile, stance: Stance, columns: set[str]) -> bool:
    return stance.entity_id in columns and stance.statement_id in pile.statements


def _group(pile: Pile, stances: Sequence[Stance]) -> tuple[StandView, ...]:
    """Group positions by act, those against first; each party once for each act."""
    held: dict[Act, dict[str, PartyView]] = {}
    for stance in stances:
        person = pile.people.get(stance.entity_id or "")
        place = pile.places[stance.document_id]
        known = stance.statement_id in pile.statements
        party = PartyView(
            name=person.name if person else place.outlet,
            href=f"s-{stance.statement_id}" if known else place.anchor,
            own_voice=stance.entity_id is None,
        )
        held.setdefault(stance.act, {}).setdefault(stance.entity_id or place.outlet, party)
    order = [*(act for act in AGAINST if act in held), *(act for act in held if act not in AGAINST)]
    return tuple(StandView(act=ACTS[act], parties=tuple(held[act].values())) for act in order)


def _origins(pile: Pile, claim: Claim) -> Iterator[OriginView]:
    for origin_id in claim.origin_ids:
        if origin := pile.origins.get(origin_id):
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
