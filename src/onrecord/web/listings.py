"""The rows of a view as SQL over the readable tables: one description serves every list.

A `Source` says which tables, how they can be narrowed, ordered and counted, and which columns
the view's table has. The same narrowing gives the rows on the page, the counts beside them and
the rows of `.csv` and `.json`, so the three cannot differ.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from onrecord.report.views.dates import describe_date
from onrecord.web.questions import NOTHING, Question
from onrecord.web.searches import read_search

Cell = str | int | float | None
Row = dict[str, Cell]

# Values of a facet shown before it is unfolded, and at most after.
FEW, MANY = 8, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Something rows can be told apart by; its values are counted and can be chosen.

    `column` is a column of the row; or `many` a SELECT of (owner, value) where a row, known by
    its id as owner, may have several. `words` are shown for values, `empty` for none.
    """

    name: str
    label: str
    column: str = ""
    many: str = ""
    whole: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    empty: str = "not given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What can be asked of a view. Its SQL is ours, never a reader's.

    `heading`, `one` and `many`, `nothing`, `searched` and `note` are words to be shown: of the
    view, of its rows, of an empty view, of its search field. `table` is the FROM clause; `id`
    the column that knows a row; `hits` a SELECT of (hit, score) for a search, `hit` being what
    `hit_key` holds; `date` the day of a row for from and to; `always` a condition with its
    parameters `bound`; `size` the rows of a page. The first of `orders` is used unless another
    is asked for. `prepare` makes temporary tables that `table` and facets read, for views whose
    rows are gathered from many: gathered once a request, not once for each count; `prepare_found`
    does so where words are looked for, from temp.found, which holds the hits. `part` is what a
    decision about such a row names, empty where none can be taken.
    """

    name: str
    heading: str
    one: str
    many: str
    nothing: str
    table: str
    id: str
    columns: tuple[tuple[str, str], ...]
    orders: Mapping[str, tuple[str, str]]
    facets: tuple[Facet, ...] = ()
    hits: str = ""
    hit_key: str = "row.rowid"
    searched: str = ""
    date: str = ""
    always: str = ""
    bound: tuple[Cell, ...] = ()
    size: int = 50
    note: str = ""
    prepare: str = ""
    prepare_found: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet with how many rows have it."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A facet with its commonest values; `more` says that there are others."""

    name: str
    label: str
    values: tuple[Value, ...]
    more: bool
    unfolded: bool


def day_key(column: str) -> str:
    """Return SQL for the sortable day of a date column: weeks by their Monday, none last."""
    plain = f"{column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'"
    # Only values that are no plain day go through Python, which is slow for a whole table.
    none = f"WHEN {column} IS NULL THEN '~'"
    return f"CASE WHEN {plain} THEN {column} {none} ELSE date_key({column}) END"


def prepare(db: sqlite3.Connection, source: Source, question: Question = NOTHING) -> Source:
    """Make what a source reads beside the record's own tables: in memory, for this connection.

    Returns the source to ask. Raises SearchError when the words cannot be looked for.
    """
    add_functions(db)
    if question.words and source.prepare_found:
        looked_for = read_search(question.words)
        db.execute(f"CREATE TEMP TABLE found AS {source.hits}", [looked_for])
        db.executescript(source.prepare_found)
        return replace(source, hits="SELECT hit, score FROM temp.found")
    if source.prepare:
        db.executescript(source.prepare)
    return source


def add_functions(db: sqlite3.Connection) -> None:
    """Teach a connection what the sources call."""
    key: Callable[[str | None], str] = lambda value: describe_date(value).key  # noqa: E731
    db.create_function("date_key", 1, key, deterministic=True)


def narrow(source: Source, question: Question, leaving: str = "") -> tuple[str, list[Cell]]:
    """Return the FROM and WHERE of a question with its parameters, one facet left out.

    Raises SearchError when the words cannot be looked for.
    """
    held: list[Cell] = []
    table, conditions = source.table, [source.always] if source.always else []
    if question.words and source.hits:
        table += f" JOIN ({source.hits}) AS hits ON hits.hit = {source.hit_key}"
        if "?" in source.hits:
            held.append(read_search(question.words))
    held.extend(source.bound)
    for facet in source.facets:
        values = question.chosen.get(facet.name, ())
        if values and facet.name != leaving:
            marks = ", ".join("?" * len(values))
            conditions.append(_choose(source, facet).format(marks=marks))
            held.extend(values)
    if source.date and question.since:
        # A date known to the month only is in if any day of the month may be.
        conditions.append(
            f"substr(?, 1, length({source.date})) <= {source.date} AND {source.date} < '~'"
        )
        held.append(question.since)
    if source.date and question.until:
        conditions.append(f"substr({source.date}, 1, ?) <= ?")
        held.extend((len(question.until), question.until))
    where = f" WHERE {' AND '.join(f'({each})' for each in conditions)}" if conditions else ""
    return f" FROM {table}{where}", held


def _choose(source: Source, facet: Facet) -> str:
    if facet.many:
        chosen = f"SELECT owner FROM ({facet.many}) WHERE coalesce(value, '') IN ({{marks}})"
        return f"{source.id} IN ({chosen})"
    return f"coalesce({facet.column}, '') IN ({{marks}})"


def search_in(index: str) -> str:
    """Return the SELECT of hits in the full-text index of `row`'s own table."""
    return f"SELECT rowid AS hit, rank AS score FROM {index} WHERE {index} MATCH ?"


def find_offset(source: Source, question: Question) -> int:
    """Return how many rows come before the page asked for."""
    return ((question.page or 1) - 1) * source.size


def count_rows(db: sqlite3.Connection, source: Source, question: Question) -> int:
    """Count the rows of a question."""
    clause, held = narrow(source, question)
    counted: int = db.execute(f"SELECT count(*){clause}", held).fetchone()[0]
    return counted


def find_ids(db: sqlite3.Connection, source: Source, question: Question) -> list[str]:
    """Return the ids of the rows on the page asked for, in order."""
    clause, held = narrow(source, question)
    order = _order(source, question)
    return [
        row[0]
        for row in db.execute(
            f"SELECT {source.id}{clause}{order} LIMIT ? OFFSET ?",
            [*held, source.size, find_offset(source, question)],
        )
    ]


def list_table(db: sqlite3.Connection, source: Source, question: Question) -> Iterator[Row]:
    """Yield the rows of a question for a table: of the page if one is named, else all."""
    clause, held = narrow(source, question)
    selected = ", ".join(f'{column} AS "{name}"' for name, column in source.columns)
    limit = (source.size, find_offset(source, question)) if question.page else (-1, 0)
    names = [name for name, _ in source.columns]
    for cells in db.execute(
        f"SELECT {selected}{clause}{_order(source, question)} LIMIT ? OFFSET ?", [*held, *limit]
    ):
        yield dict(zip(names, cells, strict=True))


def _order(source: Source, question: Question) -> str:
    if question.sort == "best" and question.words and source.hits:
        return f" ORDER BY hits.score, {source.id}"
    chosen = source.orders.get(question.sort) or next(iter(source.orders.values()))
    return f" ORDER BY {chosen[1]}, {source.id}"


def count_facets(db: sqlite3.Connection, source: Source, question: Question) -> tuple[Counted, ...]:
    """Count the values of every facet under the rest of the question, commonest first."""
    counted = (_count_facet(db, source, question, facet) for facet in source.facets)
    return tuple(facet for facet in counted if len(facet.values) > 1 or _any_chosen(facet))


def _any_chosen(facet: Counted) -> bool:
    return any(value.chosen for value in facet.values)


def _count_facet(
    db: sqlite3.Connection, source: Source, question: Question, facet: Facet
) -> Counted:
    clause, held = narrow(source, question, leaving=facet.name)
    unfolded = question.unfolded == facet.name
    limit = MANY if unfolded else FEW
    selected = f"SELECT coalesce({facet.column}, '') AS value, count(*) AS number{clause}"
    if facet.many:
        selected = (
            "SELECT coalesce(value, '') AS value, count(DISTINCT owner) AS number"
            f" FROM ({facet.many})"
        )
        if not (facet.whole and clause == f" FROM {source.table}"):
            selected += f" WHERE owner IN (SELECT {source.id} AS id{clause})"
    found = db.execute(
        f"{selected} GROUP BY 1 ORDER BY number DESC, value LIMIT ?", [*held, limit + 1]
    ).fetchall()
    chosen = question.chosen.get(facet.name, ())
    shown = [(str(value), number) for value, number in found[:limit]]
    # A value that was chosen stays in sight, to be taken away again.
    shown += [(value, 0) for value in chosen if value not in dict(shown)]
    return Counted(
        name=facet.name,
        label=facet.label,
        values=tuple(
            Value(
                value=value,
                words=facet.words.get(value, value) or facet.empty,
                count=number,
                chosen=value in chosen,
            )
            for value, number in shown
        ),
        more=len(found) > limit,
        unfolded=unfolded,
    )
