"""What one running desk knows: its record, who may use it, and how the record is opened.

The record is opened anew for each request, read-only, so that a rebuild that swaps the folder
while the desk is open shows at the next click and no request sees half of two records.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.databases import open_record
from onrecord.store.directories import DATABASE
from onrecord.store.migrations import MIGRATIONS

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
# A rebuild renames two folders; between the two there is no record for a moment (seconds).
_SWAP_WAITS = (0.02, 0.1, 0.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A record on a desk.

    `hosts` are the names the desk answers to; `token` must be shown where it is not None;
    `secret` is in every form the desk hands out, so that no other page can write.
    """

    record: Path
    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def name(self) -> str:
        """What the record is called where the story has no name yet: its folder's name."""
        return self.record.resolve().name.removesuffix(".record")

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the record for one request; raises StoreError when it cannot be shown."""
        self._wait_for_swap()
        with open_record(self.record) as db:
            refuse_older(db)
            db.execute("PRAGMA temp_store = MEMORY")
            yield db

    def stamp(self) -> tuple[int, int, int]:
        """Return what changes whenever the record is built again."""
        self._wait_for_swap()
        try:
            found = (self.record / DATABASE).stat()
        except FileNotFoundError:
            return (0, 0, 0)
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def _wait_for_swap(self) -> None:
        for seconds in _SWAP_WAITS:
            if (self.record / DATABASE).is_file():
                return
            time.sleep(seconds)


def refuse_older(db: sqlite3.Connection) -> None:
    """Raise StoreError for a record written by an older onrecord, which lacks what is shown."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version < len(MIGRATIONS):
        raise StoreError(
            f"the record has schema version {version}, the desk needs {len(MIGRATIONS)}: "
            "build the record again with `onrecord FOLDER`; its corrections are kept"
        )
