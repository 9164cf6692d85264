"""Grading outlets, and single reports against their outlet, on the Admiralty scale.

Every grade is a person's and blank until given. onrecord never computes one, nor anything
from one.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.records import Decision, DecisionKind
from onrecord.story.corrections.grades import read_grade
from onrecord.web.pages import desk_of, render
from onrecord.web.review_forms import Form, asks, decide, go, reviews_of, writes
from onrecord.web.review_logs import Standing

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


@asks
def show_grades(request: Request) -> Response:
    """Show every outlet with its grade; the reports of one, if one is named."""
    outlet = request.query_params.get("outlet", "")
    grades = list_grades(reviews_of(request).read())
    with desk_of(request).open() as db:
        outlets = db.execute(
            "SELECT publisher, count(*) FROM documents WHERE publisher IS NOT NULL"
            " GROUP BY publisher ORDER BY publisher COLLATE NOCASE"
        ).fetchall()
        reports = db.execute(
            "SELECT id, coalesce(title, path), published, path FROM documents"
            " WHERE coalesce(publisher, '') = ? ORDER BY rowid LIMIT 500",
            (outlet,),
        ).fetchall() if "outlet" in request.query_params else []  # fmt: skip
        nameless = db.execute("SELECT count(*) FROM documents WHERE publisher IS NULL").fetchone()[
            0
        ]
    return render(
        request,
        "review/grades.html",
        outlets=[(name, number, grades.get(("outlets", name))) for name, number in outlets],
        reports=[(*each, grades.get(("documents", each[0]))) for each in reports],
        outlet=outlet,
        listed="outlet" in request.query_params,
        nameless=nameless,
        reliability=RELIABILITY,
        credibility=CREDIBILITY,
        told=request.query_params.get("told", ""),
    )


def list_grades(standing: Standing) -> dict[tuple[str, str], tuple[str, str, Decision]]:
    """Return the grade of each outlet and report: reliability, credibility, the decision."""
    grades = {}
    for decision in standing.standing:
        grade = read_grade(decision.value or "") if decision.kind is DecisionKind.GRADE else None
        if grade and decision.target_ids:
            key = (decision.part, decision.target_ids[0])
            grades[key] = (grade[0] or "", grade[1] or "", decision)
    return grades


@writes
def grade(request: Request, form: Form) -> Response:
    """Give an outlet or a report a grade, or take it away."""
    value = form.get("reliability", "") + form.get("credibility", "")
    part, target = form.get("part", ""), form.get("target", "")
    outlet = form.get("outlet")
    if read_grade(value) is None or part not in ("outlets", "documents") or not target:
        return go("/review/grades", told="refused", outlet=outlet)
    with desk_of(request).open() as db:
        column = "publisher" if part == "outlets" else "id"
        found = db.execute(f"SELECT path FROM documents WHERE {column} = ?", (target,)).fetchone()
    if found is None:
        return go("/review/grades", told="refused", outlet=outlet)
    path = found[0] if part == "documents" else ""
    decide(request, DecisionKind.GRADE, part=part, target_ids=(target,), value=value, path=path)
    return go("/review/grades", told="graded", outlet=outlet)


ROUTES = (
    Route("/review/grades", show_grades),
    Route("/review/grades", grade, methods=["POST"]),
)
