"""An address for every row: `/rows/s-…` leads to where the row is shown, whatever kind it is."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.web.pages import desk_of

# Rows that stand in a report are shown beside its words; the others have views of their own.
IN_REPORTS = {"s": "statements", "f": "figures", "m": "missed", "e": "events"}
IN_VIEWS = {
    "c": "/claims/",
    "p": "/people/",
    "n": "/figures/",
    "h": "/events/",
    "o": "/copies/",
    "d": "/copies/pairs/",
    "l": "/lines/",
    "r": "/reports/",
}


def show_row(request: Request) -> Response:
    """Lead to a row by its letter and id."""
    anchor: str = request.path_params["anchor"]
    letter, _, row = anchor.partition("-")
    if letter in IN_VIEWS and row:
        return RedirectResponse(f"{IN_VIEWS[letter]}{row}", status_code=303)
    if letter not in IN_REPORTS:
        raise HTTPException(404)
    with desk_of(request).open() as db:
        found = db.execute(
            f"SELECT document_id FROM {IN_REPORTS[letter]} WHERE id = ?", (row,)
        ).fetchone()
    if found is None:
        raise HTTPException(404, "There is no such row in this record (any more).")
    return RedirectResponse(f"/reports/{found[0][:12]}#{anchor}", status_code=303)


ROUTES = (Route("/rows/{anchor:row}", show_row),)
