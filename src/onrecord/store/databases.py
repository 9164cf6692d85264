"""Saving a story as `record.db` and loading it again, equal to the last character.

The file is SQLite, written in one go in a fixed order, so that the same story gives the same
bytes. What is loaded is the exact record; the readable tables are for people and for other
programs. Corrections by hand do not live here.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, get_args, get_type_hints

from onrecord.errors import StoreError
from onrecord.records import Evidence, Story
from onrecord.store.codec import load_record
from onrecord.store.directories import DATABASE
from onrecord.store.indexes import Cell, Row
from onrecord.store.migrations import APPLICATION_ID, SEARCHED, migrate, refuse_newer
from onrecord.store.tables import list_rows

_REMEDY = "build the record again with `onrecord FOLDER`"


def save_story(story: Story, path: Path) -> None:
    """Write `story` to the SQLite file `path`, replacing what was there.

    Raises StoreError when the file cannot be written.
    """
    try:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as db:
            # No journal: the whole directory is swapped in only once it is complete.
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            fill_database(db, story)
            db.execute("VACUUM")
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: cannot write the record ({error})") from error


def fill_database(db: sqlite3.Connection, story: Story) -> None:
    """Create the schema in an empty database and write every row and both search indexes."""
    migrate(db)
    tables: dict[str, list[Row]] = defaultdict(list)
    for table, row in list_rows(story):
        tables[table].append(row)
    with db:
        for table, rows in sorted(tables.items()):
            columns = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            db.executemany(
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
                ([clean_cell(cell) for cell in row.values()] for row in rows),
            )
        for index in (f"{table}_fts" for table in SEARCHED):
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def clean_cell(cell: Cell) -> Cell:
    """Put `?` for lone surrogates, one for one: SQLite holds only valid Unicode."""
    if not isinstance(cell, str):
        return cell
    return str(cell) if cell.isascii() else cell.encode("utf-8", "replace").decode("utf-8")


def load_story(path: Path) -> Story:
    """Load the story that `save_story` wrote to `path`.

    Raises StoreError when the file is absent, is not a record, or no longer reads as one.
    """
    with open_record(path) as db:
        return read_story(db)


def load_row_ids(path: Path) -> frozenset[str]:
    """Return the ids of all statements and figures in the record at `path`."""
    with open_record(path) as db:
        rows = db.execute("SELECT id FROM statements UNION SELECT id FROM figures")
        return frozenset(row[0] for row in rows)


def load_before(record: Path) -> Story | None:
    """Return the story of the record that a run is about to replace; None if there is none."""
    try:
        return load_story(record)
    except StoreError:
        return None  # nothing there, or nothing that can still be read


def holds_record(directory: Path) -> bool:
    """Say whether a directory has the database of a record, readable or not."""
    return (directory / DATABASE).is_file()


@contextmanager
def open_record(path: Path) -> Iterator[sqlite3.Connection]:
    """Open `record.db` (or the record directory that holds it) for reading.

    Raises StoreError for whatever goes wrong while it is open, naming the file.
    """
    path = path / DATABASE if path.is_dir() else path
    if not path.is_file():
        raise StoreError(f"{path}: no record here; {_REMEDY}, or name another with --record")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            check_application(db)
            yield db
    except sqlite3.Error as error:
        raise StoreError(f"{path}: not a whole record ({error}); {_REMEDY}") from error
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error


def check_application(db: sqlite3.Connection) -> None:
    """Raise StoreError unless onrecord wrote the database, and no newer onrecord than this."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError("this database was not written by onrecord")
    refuse_newer(db)


def read_story(db: sqlite3.Connection) -> Story:
    """Put the story together from the exact records of an open database."""
    rows = db.execute("SELECT part, report, json FROM records ORDER BY report IS NULL, rowid")
    evidence: list[Evidence] = []
    whole: dict[str, Any] = {}
    for report, group in groupby(rows, key=lambda row: row[1]):
        lines = [(part, line) for part, _, line in group]
        if report is None:
            whole = _gather(Story, lines)
        else:
            held = _gather(Evidence, lines)
            if "document" not in held:
                raise StoreError(f"report {report} has lost its text; {_REMEDY}")
            evidence.append(Evidence(**held))
    return Story(evidence=tuple(evidence), **whole)


def _gather(kind: type, lines: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Decode the lines of one Evidence or Story into the fields of that class."""
    hints = get_type_hints(kind)
    many: dict[str, list[Any]] = defaultdict(list)
    single: dict[str, Any] = {}
    for part, line in lines:
        if part not in hints:
            raise StoreError(f"unknown part {part!r}; {_REMEDY}")
        arguments = get_args(hints[part])
        if arguments:
            many[part].append(load_record(arguments[0], line))
        else:
            single[part] = load_record(hints[part], line)
    return single | {part: tuple(records) for part, records in many.items()}
