"""The people and bodies of a story by name, for typing ahead and for choosing a speaker."""

import sqlite3
from collections.abc import Sequence

from onrecord.records import Entity
from onrecord.web.excerpts import load_rows

_MOST = 200


def list_names(db: sqlite3.Connection, first: Sequence[str], letters: str = "") -> list[str]:
    """Return names, those in `first` at the head, then those who say most.

    `letters` must be in the name, whatever their case.
    """
    wanted = letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = db.execute(
        "SELECT name FROM entities WHERE name LIKE ? ESCAPE '\\'"
        " ORDER BY statements DESC, name LIMIT ?",
        (f"%{wanted}%", _MOST),
    )
    return list(dict.fromkeys((*first, *(name for (name,) in found))))


def find_person(db: sqlite3.Connection, name: str) -> Entity | None:
    """Return whom a name names: who goes by it, else who is also called that, if only one is."""
    own = db.execute(
        "SELECT id FROM entities WHERE name = ? ORDER BY statements DESC, rowid", (name,)
    ).fetchall()
    also = db.execute(
        "SELECT DISTINCT entity_id FROM entity_names WHERE name = ?", (name,)
    ).fetchall()
    ids = own[:1] or (also if len(also) == 1 else [])
    found = load_rows(db, "entities", Entity, [ids[0][0]]) if ids else ()
    return found[0] if found else None
