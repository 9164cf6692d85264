"""What is claimed, by whom, and who denies it: the matrix, and each claim with its words."""

import sqlite3
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Stance
from onrecord.report.views.acts import ACTS, AGAINST, ActView
from onrecord.report.views.dates import DateView, describe_date
from onrecord.report.views.matrix import Matrix, describe_matrix, is_contested
from onrecord.report.views.pile import Pile, index_story
from onrecord.report.views.places import PlaceView
from onrecord.web.excerpts import Wanted, load_excerpt
from onrecord.web.listings import Facet, Source, search_in
from onrecord.web.lists import Listed, list_view

# As `is_contested` says it.
_AGAINST = ", ".join(f"'{act.value}'" for act in AGAINST)
_PREPARE = f"""
    CREATE TEMP TABLE held AS SELECT claims.id AS row_id,
        count(DISTINCT coalesce(entity_id, stances.document_id)) AS parties,
        coalesce(max(act = 'denies') AND max(act NOT IN ({_AGAINST})), 0) AS contested,
        min(date) AS first, max(date) AS last
        FROM claims LEFT JOIN stances ON stances.row_id = claims.id GROUP BY claims.id;
"""
CLAIMS = Source(
    name="claims",
    part="claims",
    heading="What is claimed, by whom, and who denies it",
    one="claim",
    many="claims",
    nothing="No claim was found that can be set against parties.",
    searched="Words of a claim",
    prepare=_PREPARE,
    table="temp.held AS held JOIN claims AS row ON row.id = held.row_id",
    id="row.id",
    hits=search_in("claims_fts"),
    orders={
        "contested": ("contested first", "held.contested DESC, held.parties DESC, row.rowid"),
        "parties": ("most parties first", "held.parties DESC, row.rowid"),
        "time": ("first said first", "held.first IS NULL, held.first, row.rowid"),
    },
    facets=(
        Facet(
            name="contested",
            label="Contested",
            column="held.contested",
            words={"0": "no", "1": "yes"},
        ),
        Facet(
            name="who",
            label="Who",
            many=(
                "SELECT stances.row_id AS owner, entities.name AS value FROM stances"
                " JOIN entities ON entities.id = stances.entity_id"
            ),
        ),
        Facet(
            name="act",
            label="What they do",
            many=(
                "SELECT stances.row_id AS owner, act AS value FROM stances"
                " JOIN temp.held ON held.row_id = stances.row_id"
            ),
            words={act.value: view.word for act, view in ACTS.items()},
        ),
    ),
    columns=(
        ("id", "row.id"),
        ("claim", "row.label"),
        ("contested", "held.contested"),
        ("parties", "held.parties"),
        (
            "statements",
            "(SELECT count(*) FROM claim_statements WHERE claim_id = row.id)",
        ),
        ("origins", "(SELECT count(*) FROM claim_origins WHERE claim_id = row.id)"),
        ("first_said", "held.first"),
        ("last_said", "held.last"),
    ),
    size=25,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceView:
    """One party's position: who, what they do, when, in which words and where these stand."""

    who: str
    own_voice: bool
    person: str | None
    act: ActView
    date: DateView
    words: str
    place: PlaceView
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHead:
    """One claim in full: its label, why its wordings are one, where it goes back to."""

    id: str
    label: str
    contested: bool
    reasons: tuple[str, ...]
    origins: tuple[str, ...]
    against: tuple[tuple[str, str, str], ...]


def show_claims(request: Request) -> Response:
    """Show the matrix of the claims that a question asks for."""
    return list_view(request, CLAIMS, "desk/claims.html", show_matrix)


def show_matrix(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
    """Return the matrix of a page, as `matrix`."""
    return {"matrix": describe_claims(db, listed.ids)}


def describe_claims(db: sqlite3.Connection, ids: tuple[str, ...]) -> Matrix | None:
    """Describe claims as a matrix in the order given; None where there are none."""
    matrix = describe_matrix(index_story(load_excerpt(db, Wanted(claims=ids))))
    if matrix is None:
        return None
    views = {view.anchor[2:]: view for view in matrix.claims}
    return replace(matrix, claims=tuple(views[row] for row in ids if row in views))


def show_claim(request: Request) -> Response:
    """Show one claim: every party's words on it, in time order."""
    row = request.path_params["id"]

    def show(db: sqlite3.Connection, listed: Listed) -> dict[str, object]:
        pile = index_story(load_excerpt(db, Wanted(claims=(row,))))
        if not pile.story.claims:
            raise HTTPException(404)
        stances = [describe_stance(pile, each) for each in pile.story.claims[0].stances]
        stances.sort(key=lambda each: each.date.key)
        return {"claim": describe_claim(db, pile), "stances": stances}

    return list_view(request, stance_source(row), "desk/claim.html", show)


def stance_source(row: str) -> Source:
    """Return the source of the positions on one claim."""
    return replace(
        CLAIMS,
        name="claim",
        part="",
        prepare="",
        heading="",
        one="position",
        many="positions",
        table=(
            "stances AS row JOIN documents AS report ON report.id = row.document_id"
            " LEFT JOIN entities ON entities.id = row.entity_id"
            " LEFT JOIN statements ON statements.id = row.statement_id"
        ),
        id="row.rowid",
        hits="",
        searched="",
        always="row.row_id = ?",
        bound=(row,),
        size=500,
        orders={"time": ("earliest first", "row.date IS NULL, row.date, row.rowid")},
        facets=(),
        columns=(
            ("who", "entities.name"),
            ("act", "row.act"),
            ("date", "row.date"),
            ("words", "substr(report.text, row.start + 1, row.end - row.start)"),
            ("statement_id", "row.statement_id"),
            ("outlet", "report.publisher"),
            ("published", "report.published"),
            ("url", "report.url"),
            ("sha256", "report.id"),
            ("start", "row.start"),
            ("end", "row.end"),
        ),
    )


def describe_stance(pile: Pile, stance: Stance) -> StanceView:
    """Describe one party's position on a claim."""
    people = {each.id: each for each in pile.story.entities}
    person = people.get(stance.entity_id or "")
    place = pile.places[stance.document_id]
    known = stance.statement_id in pile.statements
    return StanceView(
        who=person.name if person else place.outlet,
        own_voice=stance.entity_id is None,
        person=person.id if person else None,
        act=ACTS[stance.act],
        date=describe_date(stance.date) if stance.date else place.published,
        words=pile.words(stance.span),
        place=place,
        anchor=f"s-{stance.statement_id}" if known else "",
    )


def describe_claim(db: sqlite3.Connection, pile: Pile) -> ClaimHead:
    """Describe a claim in full, with the claims it is set against."""
    claim = pile.story.claims[0]
    names = db.execute(
        "SELECT origins.name FROM claim_origins JOIN origins ON origins.id = origin_id"
        " WHERE claim_id = ? ORDER BY origins.rowid",
        (claim.id,),
    )
    against = db.execute(
        "SELECT claims.id, claims.label, comparisons.verdict FROM comparisons JOIN claims ON"
        " claims.id = CASE WHEN left_id = ?1 THEN right_id ELSE left_id END"
        " WHERE (left_id = ?1 OR right_id = ?1) ORDER BY comparisons.rowid LIMIT 40",
        (claim.id,),
    )
    return ClaimHead(
        id=claim.id,
        label=pile.words(claim.label),
        contested=is_contested(claim),
        reasons=tuple(dict.fromkeys(reason.detail for reason in claim.reasons)),
        origins=tuple(name or "an origin not named" for (name,) in names),
        against=tuple(against.fetchall()),
    )


ROUTES = (
    Route("/claims{form:form}", show_claims),
    Route("/claims/{id:row}{form:form}", show_claim),
)
