"""The story's name for the head of every page, made once for each build of the record.

It is the name the page gives it (`report.views.names`), which takes reading every name of every
report: seconds for a large record, so it is made beside the serving and not within a request.
"""

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator

from onrecord.errors import StoreError
from onrecord.records import Document, Evidence, Figure, Mention, Story
from onrecord.report.views.names import name_story
from onrecord.report.views.pile import index_story
from onrecord.store.codec import load_record
from onrecord.web.desks import Desk


class Names:
    """The name of the story on one desk, made anew when the record is built again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = desk.name
        self._stamp: tuple[int, int, int] | None = None
        self._lock = threading.Lock()

    def get(self) -> str:
        """Return the name last made, at once; a new record's is made in the background."""
        if self._stamp != self._desk.stamp() and not self._lock.locked():
            threading.Thread(target=self.make, daemon=True).start()
        return self._name

    def make(self) -> str:
        """Make the name of the record as it is now, if that has not been done."""
        with self._lock:
            stamp = self._desk.stamp()
            if stamp != self._stamp:
                try:
                    with self._desk.open() as db:
                        self._name = ", ".join(name_record(db)) or self._desk.name
                except StoreError:
                    self._name = self._desk.name  # the request itself will say what is wrong
                self._stamp = stamp
            return self._name


def name_record(db: sqlite3.Connection) -> tuple[str, ...]:
    """Name the story as its page does: the title of a single report, else what they share."""
    titles = db.execute("SELECT title FROM documents LIMIT 2").fetchall()
    if len(titles) == 1 and titles[0][0]:
        return (titles[0][0],)
    return name_story(index_story(Story(evidence=tuple(_read_names(db)))))


def _read_names(db: sqlite3.Connection) -> Iterator[Evidence]:
    """Read of each report only what names a story: its text, its names, what it counts."""
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    figures: defaultdict[int, list[Figure]] = defaultdict(list)
    documents: dict[int, Document] = {}
    for part, report, line in db.execute(
        "SELECT part, report, json FROM records"
        " WHERE part IN ('document', 'mentions', 'figures') ORDER BY rowid"
    ):
        if part == "mentions":
            mentions[report].append(load_record(Mention, line))
        elif part == "figures":
            figures[report].append(load_record(Figure, line))
        else:
            held = json.loads(line)
            documents[report] = Document(id=held["id"], path=held["path"], text=held["text"])
    for report, document in documents.items():
        yield Evidence(
            document=document,
            mentions=tuple(mentions[report]),
            figures=tuple(figures[report]),
        )
