"""How fast the desk answers over a large record: every page, every list's filters, a search.

A record is repeated, with new ids and the same people, until it has a thousand reports; the
desk is started on it as a program of its own and asked over HTTP as a browser would ask it.
The times are those of the server: the first call apart, then the median and the worst of a few,
by the clock and, where the system tells it, in processor time, which no load lengthens.
"""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple
from urllib.request import urlopen

from onrecord.errors import EvaluationError
from onrecord.records import Entity, Evidence, Story
from onrecord.store.codec import dump_record, load_record
from onrecord.store.databases import load_story, save_story

REPORTS = 1000
# What the project holds itself to, in milliseconds.
PAGE_LIMIT, SEARCH_LIMIT = 300, 100
CALLS = 5
_ID = re.compile(r'"([0-9a-f]{64}|[0-9a-f]{16})"')
# Pages, and for each the query that finds a row to show where one is needed.
PAGES: tuple[tuple[str, str], ...] = (
    ("/", ""),
    ("/claims", ""),
    ("/claims/{}", "SELECT id FROM claims LIMIT 1"),
    ("/figures", ""),
    ("/figures/all", ""),
    (
        "/figures/{}",
        "SELECT series_id FROM figures WHERE series_id IS NOT NULL GROUP BY 1"
        " ORDER BY count(*) DESC LIMIT 1",
    ),
    ("/events", ""),
    ("/events?told=actual&sort=latest", ""),
    ("/people", ""),
    ("/people?outlet={}", "SELECT publisher FROM documents WHERE publisher <> '' LIMIT 1"),
    ("/people/{}", "SELECT id FROM entities ORDER BY statements DESC LIMIT 1"),
    ("/statements", ""),
    ("/statements?act=denies&kind=direct&sort=latest", ""),
    ("/statements?page=100", ""),
    ("/copies", ""),
    ("/copies/pairs", ""),
    ("/copies/lines", ""),
    ("/copies/drifts", ""),
    ("/changes", ""),
    ("/missed", ""),
    ("/reports", ""),
    ("/reports/{}", "SELECT substr(id, 1, 12) FROM documents ORDER BY length(text) DESC LIMIT 1"),
    ("/method", ""),
)
SEARCHES = (
    "/search?q=said",
    "/search?q=police+officer*",
    "/search?q=%22the+dam%22",
    "/statements?q=people",
    "/reports?q=people",
    "/figures/all?q=people",
    "/events?q=people",
    "/people?q=m*",
)


class Timed(NamedTuple):
    """An address with the milliseconds of its first call and of the later ones, clock and CPU."""

    address: str
    first: float
    clock: tuple[float, ...]
    cpu: tuple[float, ...]

    @property
    def worst(self) -> float:
        """The slowest call, the first among them."""
        return max(self.first, *self.clock)


def run(path: Path, predictions: Path | None = None) -> str:
    """Time the desk over the record at `path`, repeated; `predictions` is not used.

    Raises EvaluationError when the desk cannot be started on it.
    """
    story = load_story(path)
    if not story.evidence:
        raise EvaluationError(f"{path}: a record without reports; build one of a few reports")
    with TemporaryDirectory() as folder:
        record = Path(folder) / "large.record"
        record.mkdir()
        copies = -(-REPORTS // len(story.evidence))
        save_story(repeat_story(story, copies) if copies > 1 else story, record / "record.db")
        pages, searches = list(_find_pages(record / "record.db")), SEARCHES
        with serve(record) as (base, process):
            urlopen(base).read()  # imports and templates are paid once, not by the first page
            timed = [time_address(base, each, process) for each in pages]
            found = [time_address(base, each, process) for each in searches]
        size = (record / "record.db").stat().st_size
        return render_times(count_rows(record / "record.db"), size, timed, found)


def repeat_story(story: Story, copies: int) -> Story:
    """Return a story of `copies` times the reports, each copy with ids of its own.

    People are the same in every copy: each says everything that many times.
    """
    held: dict[str, list[Any]] = {field.name: [] for field in fields(Story)}
    for number in range(copies):
        held["evidence"].extend(_copy(Evidence, each, number) for each in story.evidence)
        for name in held.keys() - {"evidence", "entities", "unread"}:
            records = getattr(story, name)
            held[name].extend(_copy(type(each), each, number) for each in records)
    held["unread"] = list(story.unread)
    held["entities"] = [_repeat_person(each, copies) for each in story.entities]
    return Story(**{name: tuple(records) for name, records in held.items()})


def _repeat_person(person: Entity, copies: int) -> Entity:
    every = [_copy(Entity, person, number) for number in range(copies)]
    return replace(
        person,
        statement_ids=tuple(row for each in every for row in each.statement_ids),
        chain_ids=tuple(row for each in every for row in each.chain_ids),
        mentions=tuple(span for each in every for span in each.mentions),
    )


def _copy(kind: Any, record: object, number: int) -> Any:
    """Return a record with every id in it made that of a copy; the first copy is itself."""
    if number == 0:
        return record
    line = _ID.sub(lambda found: f'"{number:04x}{found[1][4:]}"', dump_record(record))
    return load_record(kind, line)


@contextmanager
def serve(record: Path) -> Iterator[tuple[str, int]]:
    """Run the desk on a free port, yield its address and process; EvaluationError if it fails."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            address = desk.stdout.readline().strip() if desk.stdout else ""
            if not address.startswith("http://"):
                raise EvaluationError(f"{record}: the desk did not start; see what it says above")
            yield address.rstrip("/"), desk.pid
        finally:
            desk.terminate()


def time_address(base: str, address: str, process: int) -> Timed:
    """Ask for an address a few times and return what it took."""
    clock: list[float] = []
    cpu: list[float] = []
    for _ in range(CALLS):
        began, spent = perf_counter(), read_cpu(process)
        with urlopen(base + address) as answer:
            answer.read()
        clock.append((perf_counter() - began) * 1000)
        if spent is not None:
            cpu.append((read_cpu(process) or 0.0) - spent)
    return Timed(address, clock[0], tuple(clock[1:]), tuple(cpu[1:]))


def read_cpu(process: int) -> float | None:
    """Return the milliseconds of processor time that a process has used; None where not told."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    spent = [int(each.read_text().split()[0]) for each in threads]
    return sum(spent) / 1e6 if spent else None


def _find_pages(path: Path) -> Iterator[str]:
    from urllib.parse import quote

    with closing(sqlite3.connect(path)) as db:
        for page, query in PAGES:
            row = db.execute(query).fetchone() if query else ("",)
            if row and row[0] is not None:
                yield page.format(quote(str(row[0])))


def count_rows(path: Path) -> dict[str, int]:
    """Count the rows of the tables that the pages show."""
    tables = ("documents", "statements", "figures", "events", "entities", "claims", "missed")
    with closing(sqlite3.connect(path)) as db:
        return {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        }


def render_times(rows: dict[str, int], size: int, pages: list[Timed], searches: list[Timed]) -> str:
    """Render the times; the first line is the one to compare."""
    slowest, search = (max(each, key=lambda one: one.worst) for each in (pages, searches))
    lines = [
        f"slowest page {slowest.worst:,.0f} ms of {PAGE_LIMIT} ({slowest.address}), "
        f"slowest search {search.worst:,.0f} ms of {SEARCH_LIMIT} ({search.address})",
        "  "
        + ", ".join(f"{number:,} {table}" for table, number in rows.items())
        + f"; record.db {size / 1e6:,.0f} MB; {_tell_load()}",
        "  milliseconds: first call, median and worst of the next; CPU median and worst; address",
    ]
    for one in [*pages, *searches]:
        cpu = f"{median(one.cpu):6.0f} {max(one.cpu):6.0f}" if one.cpu else f"{'-':>6} {'-':>6}"
        clock = f"{one.first:7.0f} {median(one.clock):6.0f} {max(one.clock):6.0f}"
        lines.append(f"  {clock}  {cpu}  {one.address}")
    return "\n".join(lines)


def _tell_load() -> str:
    """Say how busy the machine was: with others at work the clock tells less than the CPU."""
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):  # not every system tells
        return "load not known"
    return f"load {load:.1f} on {os.cpu_count()} processors"
