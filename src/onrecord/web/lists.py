"""What a list shows around its rows: the question, the counts beside it, the pages, the files.

Made the same way for every view, so that each has the same filters, addresses and messages.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.answers import Table, answer, page_path
from onrecord.web.guards import refuse
from onrecord.web.listings import (
    Counted,
    Row,
    Source,
    Value,
    count_facets,
    count_rows,
    find_ids,
    find_offset,
    list_table,
    prepare,
)
from onrecord.web.pages import desk_of, render, standing_of
from onrecord.web.questions import Question, read_question
from onrecord.web.review_logs import Standing
from onrecord.web.searches import SearchError

# The column that says what reviewers decided about a row.
DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list as its template is given it. `ids` are the rows of this page, in order."""

    path: str
    source: Source
    question: Question
    total: int
    ids: tuple[str, ...]
    facets: tuple[Counted, ...]
    problems: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The number of the first row on this page."""
        return find_offset(self.source, self.question) + 1 if self.ids else 0

    @property
    def last(self) -> int:
        """The number of the last row on this page."""
        return find_offset(self.source, self.question) + len(self.ids)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.source.size))

    def toggled(self, facet: Counted, value: Value) -> str:
        """Return the address with a value of a facet chosen, or no longer chosen."""
        chosen = self.question.toggle(facet.name, value.value)
        return self.question.address(self.path, chosen=chosen)

    def unfolded(self, facet: Counted) -> str:
        """Return the address that shows all values of a facet, or the commonest again."""
        wanted = "" if facet.unfolded else facet.name
        return self.question.address(self.path, unfolded=wanted, page=self.question.page)

    def turned(self, step: int) -> str | None:
        """Return the address of the page before or after; None where there is none."""
        number = (self.question.page or 1) + step
        if not 1 <= number <= self.pages:
            return None
        return self.question.address(self.path, page=number)

    def ordered(self, name: str) -> str:
        """Return the address in another order."""
        return self.question.address(self.path, sort=name)

    def cleared(self) -> str:
        """Return the address with nothing left out."""
        return self.path

    def file(self, form: str) -> str:
        """Return the address of the same rows, all of them, as a file."""
        return self.question.address(f"{self.path}.{form}", unfolded="")


def read_list(request: Request, source: Source) -> Question:
    """Read the question that a request puts to a list."""
    return read_question(
        request.query_params.multi_items(),
        [facet.name for facet in source.facets],
        [*source.orders, *(["best"] if source.hits else [])],
    )


def list_view(
    request: Request,
    source: Source,
    template: str,
    show: Callable[[sqlite3.Connection, Listed], dict[str, object]],
) -> Response:
    """Answer a list in any form; `show` gives what the template needs of the rows listed."""
    question = read_list(request, source)

    def page() -> Response:
        listed = find_listed(db, page_path(request), source, question)
        status = 400 if listed.problems else 200
        return render(request, template, status, listed=listed, **show(db, listed))

    with desk_of(request).open() as db:
        with suppress(SearchError):  # said below, in the form that is asked for
            source = prepare(db, source, question)
        columns = tuple(name for name, _ in source.columns)
        table = Table(
            name=source.name,
            columns=(*columns, DECIDED) if source.part else columns,
            rows=lambda: tell_rows(db, source, question, standing_of(request)),
        )
        try:
            return answer(request, table, page)
        except SearchError as error:
            return refuse(400, str(error))


def tell_rows(
    db: sqlite3.Connection, source: Source, question: Question, standing: Standing
) -> Iterator[Row]:
    """Yield the rows of a table, each with what was decided about it."""
    for row in list_table(db, source, question):
        marks = standing.marks.get((source.part, str(row["id"])), ()) if source.part else ()
        yield row | ({DECIDED: "; ".join(mark.words for mark in marks) or None} if marks else {})


def find_listed(db: sqlite3.Connection, path: str, source: Source, question: Question) -> Listed:
    """Find what a question asks for; words that cannot be looked for give no rows and say why."""
    try:
        return Listed(
            path=path,
            source=source,
            question=question,
            total=count_rows(db, source, question),
            ids=tuple(find_ids(db, source, question)),
            facets=count_facets(db, source, question),
        )
    except SearchError as error:
        return Listed(
            path=path,
            source=source,
            question=question,
            total=0,
            ids=(),
            facets=(),
            problems=(str(error),),
        )
