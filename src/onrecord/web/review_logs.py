"""The log of decisions as the desk needs it: what stands, about which row, by whom.

It is read again whenever it has grown. Several reviewers may work at once, on this desk or on
another over the same record: what one decides the other sees at the next page.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.records import Correction, Decision
from onrecord.store.codec import load_record
from onrecord.store.corrections import CORRECTIONS, append_decisions, load_log
from onrecord.store.manifests import load_manifest
from onrecord.story.corrections.logs import list_standing, overrules
from onrecord.web.desks import Desk
from onrecord.web.review_marks import ROWS, Key, Marks, count_waiting, list_marks
from onrecord.web.review_queues import Item, Queues

# Seconds for which a row that one reviewer looks at is not handed to another.
_HELD = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The log: every decision, those that stand, and those about each row (part and id).

    `replayed` of them are in the record as it was built; `waiting` others will change a list;
    `marks` say on every row what was decided about it.
    """

    decisions: tuple[Decision, ...] = ()
    standing: tuple[Decision, ...] = ()
    about: Mapping[Key, tuple[Decision, ...]] = field(default_factory=dict)
    replayed: int = 0
    waiting: int = 0
    marks: Marks = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The number of the last decision."""
        return self.decisions[-1].sequence if self.decisions else 0

    def count_by(self, reviewer: str) -> int:
        """How many decisions of this reviewer stand."""
        return sum(d.reviewer == reviewer for d in self.standing)

    def reviewers(self) -> list[tuple[str, int]]:
        """Return every reviewer with how many of their decisions stand."""
        counts: defaultdict[str, int] = defaultdict(int)
        for decision in self.decisions:
            counts[decision.reviewer] += 0
        for decision in self.standing:
            counts[decision.reviewer] += 1
        return sorted(counts.items())

    def last_of(self, reviewer: str) -> Decision | None:
        """Return the last decision of a reviewer that stands."""
        return next((d for d in reversed(self.standing) if d.reviewer == reviewer), None)

    def overruled(self, reviewer: str) -> list[tuple[Decision, Decision]]:
        """Return what others decided otherwise after this reviewer: (theirs, the later one)."""
        found = []
        for rivals in self.about.values():
            for number, own in enumerate(rivals):
                if own.reviewer != reviewer:
                    continue
                later = [d for d in rivals[number + 1 :] if overrules(d, own)]
                if later and later[-1].reviewer != reviewer:
                    found.append((own, later[-1]))
        return sorted(found, key=lambda pair: pair[1].sequence)


class Reviews:
    """The review of one desk: its log, its queue, and who is looking at what."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.queues = Queues(desk)
        self.replaying = threading.Lock()
        self._lock = threading.Lock()
        self._stamp: object = None
        self._standing = Standing()
        self._held: dict[Key, tuple[str, float]] = {}

    def read(self) -> Standing:
        """Return the log as it is now."""
        with self._lock:
            stamp = (_stamp(self.desk.record / CORRECTIONS), self.desk.stamp())
            if stamp != self._stamp:
                self._standing = self._load()
                self._stamp = stamp
            return self._standing

    def write(self, decision: Decision) -> Decision:
        """Append a decision; when this returns it is on disk."""
        (written,) = append_decisions(self.desk.record, [decision])
        return written

    def next_item(self, queue: str, reviewer: str, after: Key | None) -> Item | None:
        """Return the next undecided row of a queue that nobody else is looking at, and hold it."""
        waiting, about = self.queues.get(queue), self.read().about
        first = waiting.places.get(after, -1) + 1 if after else 0
        turns = chain(range(first, len(waiting.items)), range(first))
        now = time.monotonic()
        with self._lock:
            for item in (waiting.items[turn] for turn in turns):
                held_by, until = self._held.get(item.key, ("", 0.0))
                if item.key in about or item.key == after:
                    continue
                if held_by in ("", reviewer) or until < now:
                    self._held[item.key] = (reviewer, now + _HELD)
                    return item
        return None

    def count(self, queue: str) -> tuple[int, int]:
        """Return how many rows of a queue are decided, and how many there are in all."""
        waiting, about = self.queues.get(queue).places, self.read().about
        gone = 0
        if queue == "all":  # rows that a replay took out of the record were reviewed too
            gone = sum(key not in waiting and key[0] in ("statements", "missed") for key in about)
        return sum(key in waiting for key in about) + gone, len(waiting) + gone

    def _load(self) -> Standing:
        log = load_log(self.desk.record)
        if not log.decisions:
            return Standing()
        standing = list_standing(log.decisions)
        replayed = count_replayed(self.desk.record)
        moved: dict[str, str] = {}
        with self.desk.open() as db:
            for (line,) in db.execute("SELECT json FROM records WHERE part = 'corrections'"):
                correction = load_record(Correction, line)
                if correction.row_id:
                    moved[correction.decision.id] = correction.row_id
            about: defaultdict[Key, list[Decision]] = defaultdict(list)
            for decision in standing:
                if decision.kind in ROWS and decision.target_ids:
                    row = moved.get(decision.id, decision.target_ids[0])
                    about[decision.part, row].append(decision)
            marks = list_marks(db, log.decisions, standing, about, replayed)
        return Standing(
            decisions=log.decisions,
            standing=standing,
            about={key: tuple(held) for key, held in about.items()},
            replayed=replayed,
            waiting=count_waiting(log.decisions, standing, replayed),
            marks=marks,
        )


def count_replayed(record: Path) -> int:
    """Return how many decisions a record was built with."""
    try:
        held = load_manifest(record).get("corrections", {})
    except StoreError:  # whoever wrote this record keeps no manifest
        return 0
    return int(held.get("decisions", 0))


def list_since(standing: Standing, replayed: int) -> Sequence[Decision]:
    """Return the decisions taken since so many were replayed."""
    return [d for d in standing.decisions if d.sequence > replayed]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
