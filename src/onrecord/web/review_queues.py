"""What there is to review, in the order in which looking pays most.

First the speakers that could not be told, then what was missed, then statements, those whose
own method scored them lowest first. Figures and events wait in queues of their own. The queue
is of the record as built; what was decided since is left out by whoever asks.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.records import MissedKind
from onrecord.web.desks import Desk

QUEUES: dict[str, str] = {
    "all": "Everything that is said or missed",
    "unsure": "Speakers that could not be told",
    "missed": "What was missed",
    "statements": "Statements, least sure first",
    "figures": "Figures",
    "events": "Events",
}
_IN_ALL = ("unsure", "missed", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row to be looked at, and the queue it waits in."""

    part: str
    id: str
    document_id: str
    queue: str

    @property
    def key(self) -> tuple[str, str]:
        """What a decision about it names."""
        return self.part, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The items of one queue in order, and where each stands."""

    items: tuple[Item, ...]
    places: Mapping[tuple[str, str], int]


class Queues:
    """The queue of one desk's record, made anew when that is built again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamp: tuple[int, int, int] | None = None
        self._made: dict[str, Queue] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> "Queue":
        """Return a queue, the items to look at first at its head."""
        with self._lock:
            stamp = self._desk.stamp()
            if stamp != self._stamp:
                with self._desk.open() as db:
                    items = tuple(list_items(db))
                self._made = {each: _make_queue(each, items) for each in QUEUES}
                self._stamp = stamp
            return self._made[name]


def _make_queue(name: str, items: tuple[Item, ...]) -> "Queue":
    wanted = _IN_ALL if name == "all" else (name,)
    own = tuple(item for item in items if item.queue in wanted)
    return Queue(items=own, places={item.key: n for n, item in enumerate(own)})


def list_items(db: sqlite3.Connection) -> Iterator[Item]:
    """Yield every row that can be reviewed, each once."""
    asked: set[str] = set()
    for row in _list_unsure(db):
        if row.id not in asked:
            asked.add(row.id)
            yield row
    later: list[Item] = []
    for id_, document_id, kind in db.execute(
        "SELECT id, document_id, kind FROM missed WHERE kind != ? ORDER BY rowid",
        (MissedKind.SPEAKER,),
    ):
        item = Item(part="missed", id=id_, document_id=document_id, queue="missed")
        # A number that counts nothing matters less than words that were said.
        if kind in (MissedKind.NUMBER, MissedKind.DATE):
            later.append(item)
        else:
            yield item
    for id_, document_id in db.execute(
        "SELECT json_extract(json, '$.id') AS row, json_extract(json, '$.document_id')"
        " FROM records WHERE part = 'statements'"
        " ORDER BY json_extract(json, '$.provenance.confidence'), rowid"
    ):
        if id_ not in asked:
            yield Item(part="statements", id=id_, document_id=document_id, queue="statements")
    yield from later
    for part in ("figures", "events"):
        for id_, document_id in db.execute(f"SELECT id, document_id FROM {part} ORDER BY rowid"):
            yield Item(part=part, id=id_, document_id=document_id, queue=part)


def _list_unsure(db: sqlite3.Connection) -> Iterator[Item]:
    for id_, document_id in db.execute(
        "SELECT statement_id, document_id FROM missed"
        " WHERE kind = ? AND statement_id IS NOT NULL ORDER BY rowid",
        (MissedKind.SPEAKER,),
    ):
        yield Item(part="statements", id=id_, document_id=document_id, queue="unsure")
