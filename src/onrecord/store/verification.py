"""Whether a record still says what its sources say: hashes, rows and spans, one by one.

Every source file is hashed again, every row is computed again from the exact record and
compared, every span is sliced again. A finding names the file or the row and what differs.
A source that has moved is said to be just that, not changed. Which of two copies of a row is
the right one is not decided here.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from onrecord.errors import StoreError
from onrecord.store.corrections import CORRECTIONS, find_breaks
from onrecord.store.databases import check_application, clean_cell, open_record, read_story
from onrecord.store.directories import DATABASE
from onrecord.store.indexes import Cell, Row
from onrecord.store.inputs import find_inputs
from onrecord.store.manifests import hash_file, load_manifest
from onrecord.store.migrations import SEARCHED
from onrecord.store.parts import seal_record
from onrecord.store.tables import list_rows


class FindingKind(StrEnum):
    """What is the matter, in the words that are shown."""

    SOURCE_CHANGED = "source changed"
    SOURCE_NOT_FOUND = "source moved or not found"
    FILE_CHANGED = "file changed"
    FILE_NOT_FOUND = "file not found"
    ROW_CHANGED = "row changed"
    SPAN_CHANGED = "span changed"
    DATABASE_DAMAGED = "database damaged"
    LOG_CHANGED = "log of decisions changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not match: where it is and what differs."""

    kind: FindingKind
    where: str
    detail: str


def verify_record(record: Path, inputs: Path | None = None) -> tuple[Finding, ...]:
    """Check a record against its sources and itself; an empty answer means it is whole.

    `inputs` is where the sources are now; without it they are where the manifest says.
    Raises StoreError when `record` is not the directory of a record.
    """
    manifest = load_manifest(record)
    folder = inputs or find_inputs(manifest["inputs"]["folder"], record)
    return (
        *check_sources(folder, manifest),
        *check_files(record, manifest),
        *check_database(record / DATABASE, manifest),
        *check_log(record, manifest),
    )


def count_checks(record: Path) -> str:
    """Say in words how much there was to check in a record."""
    with open_record(record) as db:
        counts = [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "records", "spans")
        ]
    return "{:,} reports, {:,} rows and {:,} spans match their sources.".format(*counts)


def check_sources(folder: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    """Hash each source again, by its path from the inputs folder."""
    inputs = manifest["inputs"]
    for each in (*inputs["read"], *inputs["described_by"]):
        path, digest = each["path"], each["sha256"]
        source = find_source(folder, path)
        if source is None:
            yield Finding(
                kind=FindingKind.SOURCE_NOT_FOUND,
                where=path,
                detail=f"looked for it in {folder}; say where it is now with --inputs FOLDER",
            )
        elif not holds_source(source, digest):
            yield Finding(
                kind=FindingKind.SOURCE_CHANGED,
                where=path,
                detail=f"its SHA-256 is no longer {digest[:16]}…; every row of it is in doubt",
            )


def find_source(folder: Path, path: str) -> Path | None:
    """Return the file that a document's path names, without `#` and the line number.

    >>> find_source(Path("nowhere"), "a.jsonl#3") is None
    True
    """
    for name in (path, path.rpartition("#")[0]):
        if name and (folder / name).is_file():
            return folder / name
    return None


def holds_source(source: Path, digest: str) -> bool:
    """Say whether the file, or one line of it, has the SHA-256 `digest`."""
    if hash_file(source) == digest:
        return True
    with source.open("rb") as lines:
        return any(
            hashlib.sha256(form).hexdigest() == digest
            for line in lines
            for form in {line, line.rstrip(b"\r\n"), line.strip()}
        )


def check_files(record: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    """Hash each file of the record again."""
    for name, digest in manifest["files"].items():
        path = record / name
        if not path.is_file():
            detail = "it was part of the record; build the record again"
            yield Finding(kind=FindingKind.FILE_NOT_FOUND, where=name, detail=detail)
        elif hash_file(path) != digest:
            detail = "not the bytes that onrecord wrote"
            yield Finding(kind=FindingKind.FILE_CHANGED, where=name, detail=detail)


def check_log(record: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    """Check that no decision was changed, taken out or put in since it was written."""
    try:
        for number, detail in find_breaks(record, manifest.get("corrections")):
            where = f"{CORRECTIONS}, line {number}"
            yield Finding(kind=FindingKind.LOG_CHANGED, where=where, detail=detail)
    except StoreError as error:
        yield Finding(kind=FindingKind.LOG_CHANGED, where=CORRECTIONS, detail=str(error))


def check_database(path: Path, manifest: dict[str, Any]) -> Iterator[Finding]:
    """Check every row, span and search index of `record.db`, on a copy in memory."""
    if not path.is_file():
        return  # check_files has said so
    with closing(sqlite3.connect(":memory:")) as db:
        # A byte that is no UTF-8 must show as a changed row, not stop the reading.
        db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            db.deserialize(path.read_bytes())
            check_application(db)
            yield from _check_structure(db)
            yield from _check_seals(db)
            yield from _check_inputs(db, manifest)
            yield from _check_rows(db)
            yield from _check_spans(db)
        except (sqlite3.Error, StoreError) as error:
            yield _damage(f"{error}; build the record again")


def _damage(detail: str) -> Finding:
    return Finding(kind=FindingKind.DATABASE_DAMAGED, where=DATABASE, detail=detail)


def _check_structure(db: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in db.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield _damage(message)
    for index in (f"{table}_fts" for table in SEARCHED):
        try:
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.Error as error:
            yield _damage(f"search index {index}: {error}")


def _check_seals(db: sqlite3.Connection) -> Iterator[Finding]:
    for part, report, position, line, seal in db.execute(
        "SELECT part, report, position, json, seal FROM records ORDER BY rowid"
    ):
        if seal_record(part, report, position, line) != seal:
            where = f"records: {part} {position}"
            where += "" if report is None else f" of report {report}"
            detail = f"the exact record is not as it was sealed: {line[:120]}"
            yield Finding(kind=FindingKind.ROW_CHANGED, where=where, detail=detail)


def _check_inputs(db: sqlite3.Connection, manifest: dict[str, Any]) -> Iterator[Finding]:
    stored = db.execute("SELECT path, id FROM documents ORDER BY rowid").fetchall()
    inputs = manifest["inputs"]
    listed = [(each["path"], each["sha256"]) for each in (*inputs["read"], *inputs.get("kept", []))]
    for path, digest in sorted(set(stored) ^ set(listed)):
        detail = f"{digest[:16]}… is in only one of manifest.json and record.db"
        yield Finding(kind=FindingKind.ROW_CHANGED, where=f"documents: {path}", detail=detail)


def _check_rows(db: sqlite3.Connection) -> Iterator[Finding]:
    """Compute every readable row again from the exact record and compare cell by cell."""
    expected: dict[str, list[Row]] = defaultdict(list)
    for table, row in list_rows(read_story(db)):
        expected[table].append(row)
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name"
    )
    for (table,) in tables.fetchall():
        try:
            yield from _compare_table(db, table, expected[table])
        except sqlite3.Error as error:
            yield _damage(f"table {table}: {error}")


def _compare_table(db: sqlite3.Connection, table: str, rows: list[Row]) -> Iterator[Finding]:
    cursor = db.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')
    names = [column[0] for column in cursor.description][1:]
    stored = {rowid: dict(zip(names, cells, strict=True)) for rowid, *cells in cursor}
    for number in sorted(stored.keys() | set(range(1, len(rows) + 1))):
        held = stored.get(number)
        wanted = rows[number - 1] if 1 <= number <= len(rows) else None
        if detail := _compare_row(held, wanted):
            yield Finding(
                kind=FindingKind.ROW_CHANGED,
                where=_name_row(table, number, wanted or held or {}),
                detail=detail,
            )


def _compare_row(held: Row | None, wanted: Row | None) -> str:
    """Say in words how a stored row differs from the computed one; empty when it does not."""
    if held is None:
        return "the row is gone"
    if wanted is None:
        return "the row was added"
    return "; ".join(
        f"{name} is {_shorten(cell)}, the exact record has {_shorten(clean_cell(wanted[name]))}"
        for name, cell in held.items()
        if cell != clean_cell(wanted[name])
    )


def _name_row(table: str, number: int, row: Row) -> str:
    known = row.get("id") or row.get("row_id") or row.get("path")
    return f"{table}: {known}" if known else f"{table}: row {number}"


def _shorten(cell: Cell) -> str:
    shown = repr(cell)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _check_spans(db: sqlite3.Connection) -> Iterator[Finding]:
    """Slice every stored span again out of the stored text."""
    texts = dict(db.execute("SELECT id, text FROM documents ORDER BY rowid"))
    columns = "kind, row_id, role, document_id, start, end, text"
    for kind, row_id, role, document_id, start, end, text in db.execute(
        f"SELECT {columns} FROM spans ORDER BY rowid"
    ):
        there = texts.get(document_id, "")[start:end]
        if there != text:
            yield Finding(
                kind=FindingKind.SPAN_CHANGED,
                where=f"{kind}: {row_id} ({role})",
                detail=f"[{start}, {end}) is {_shorten(there)}, the row says {_shorten(text)}",
            )
