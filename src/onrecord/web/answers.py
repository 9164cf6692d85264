"""One address, three forms: the page, its rows as `.csv`, its rows as `.json`.

The rows are the view's own, from the same question: what the page counts is what the file
holds. A file has all rows of the question; with `page=` in the address, those of that page.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from onrecord.export.csv_tables import dump_table
from onrecord.web.listings import Cell


class FormConvertor(Convertor[str]):
    """The end of an address that asks for a form: `.csv`, `.json`, or nothing for the page."""

    regex = r"(?:\.csv|\.json)?"

    def convert(self, value: str) -> str:
        """Return the form's name; empty for the page."""
        return value.removeprefix(".")

    def to_string(self, value: str) -> str:
        """Return the ending for a form."""
        return f".{value}" if value else ""


class RowConvertor(Convertor[str]):
    """The id of a row within an address."""

    regex = r"[0-9A-Za-z_-]{1,80}"

    def convert(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_string(self, value: str) -> str:
        """Return the id as it stands."""
        return value


register_url_convertor("form", FormConvertor())
register_url_convertor("row", RowConvertor())


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a view: its name, its columns, and the rows when they are asked for."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Mapping[str, Cell]]]


def answer(request: Request, table: Table, page: Callable[[], Response]) -> Response:
    """Answer in the form that the address asks for."""
    form = request.path_params.get("form", "")
    if form == "csv":
        rows = ({name: row.get(name) for name in table.columns} for row in table.rows())
        return Response(
            dump_table(table.columns, rows),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{table.name}.csv"'},
        )
    if form == "json":
        listed = [{name: row.get(name) for name in table.columns} for row in table.rows()]
        held = {"view": table.name, "query": request.url.query, "rows": listed}
        return Response(json.dumps(held, ensure_ascii=True), media_type="application/json")
    return page()


def page_path(request: Request) -> str:
    """Return the address of the view itself, without the ending that asks for a form."""
    return request.url.path.removesuffix(".csv").removesuffix(".json")
