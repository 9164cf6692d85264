"""The log of decisions: `corrections.jsonl` in a record, appended to and never altered.

One decision a line, each sealed with a hash over the line before it, so that a line changed,
taken out or put in is found. A decision is on disk before `append_decisions` returns; what a
kill left half written was acknowledged to nobody and is dropped. What decisions do to a story
is not known here.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import StoreError
from onrecord.records import Decision
from onrecord.store.codec import dump_record, load_record
from onrecord.store.locks import find_set_aside, lock_record

CORRECTIONS = "corrections.jsonl"
START = "0" * 64  # what the first line is chained to
_BLOCK = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Every decision in the order taken, and the seal of the last: the state of the log."""

    decisions: tuple[Decision, ...] = ()
    head: str = START


EMPTY = Log()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log as it stands: the decision's JSON, the seal before it, its own."""

    decision: str
    previous: str
    seal: str


def load_log(record: Path) -> Log:
    """Load the log of the record at `record`; empty where there is none.

    Raises StoreError when a line cannot be read as a decision: none is dropped in silence.
    """
    path = _find_log(record)
    decisions: list[Decision] = []
    head = START
    for number, line in _read_lines(path):
        try:
            decisions.append(load_record(Decision, line.decision))
        except StoreError as error:
            raise StoreError(f"{path}, line {number}: {error}; {_REMEDY}") from error
        head = line.seal
    return Log(decisions=tuple(decisions), head=head)


def append_decisions(record: Path, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Append decisions to the log of a record; return them with their ids and numbers.

    They are on disk when this returns, all of them. Several processes may append at once.
    Raises StoreError when there is no record or it cannot be written.
    """
    with lock_record(record):
        path = record / CORRECTIONS
        try:
            new = not path.exists()
            with path.open("a+b") as log:
                written = _append(log, path, decisions)
            if new:
                sync_directory(record)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
    return written


def find_breaks(record: Path, known: dict[str, Any] | None = None) -> Iterator[tuple[int, str]]:
    """Yield (line number, what is wrong) wherever the log is not as it was written.

    `known` is what the manifest says of it: how many decisions it held, and the last seal.
    """
    known = known or {"decisions": 0, "head": START}
    previous, seals = START, [START]
    for number, line in _read_lines(_find_log(record)):
        if line.previous != previous:
            yield number, "it does not follow the line before it: one was taken out or put in"
        if line.seal != _seal(line.previous, line.decision):
            yield number, "the decision is not as it was sealed"
        previous = line.seal
        seals.append(line.seal)
    held = known["decisions"]
    if held >= len(seals):
        yield len(seals), f"{held} decisions were here when the record was built"
    elif seals[held] != known["head"]:
        yield held, "not the decision that was here when the record was built"


def sync_directory(directory: Path) -> None:
    """Put a directory's list of files on disk, where the system can."""
    if os.name == "posix":
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REMEDY = "put it back as it was from a copy; `onrecord verify` names every line that differs"


def _append(log: BinaryIO, path: Path, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    size, last = _find_last(log)
    log.truncate(size)  # a line without its end was cut off by a kill, and acknowledged to nobody
    previous, sequence = START, 0
    if last:
        line = _read_line(path, "the last line", last)
        previous = line.seal
        sequence = load_record(Decision, line.decision).sequence
    written: list[Decision] = []
    lines = b""
    for number, decision in enumerate(decisions, start=sequence + 1):
        numbered = replace(decision, id="", sequence=number)
        seal = _seal(previous, dump_record(numbered))
        # The id is in the line for people to read; it is not part of what is sealed.
        held = {"seal": seal, "previous": previous, "decision": json.loads(dump_record(numbered))}
        lines += json.dumps(held, separators=(",", ":")).encode("ascii") + b"\n"
        written.append(replace(numbered, id=seal[:16]))
        previous = seal
    try:
        log.write(lines)
        log.flush()
        os.fsync(log.fileno())
    except OSError:
        log.truncate(size)
        raise
    return tuple(written)


def _find_last(log: BinaryIO) -> tuple[int, bytes]:
    """Return where the last whole line ends and that line, reading back from the end."""
    end = log.seek(0, os.SEEK_END)
    tail = b""
    start = end
    while start and tail.count(b"\n") < 2:
        step = min(_BLOCK, start)
        start -= step
        log.seek(start)
        tail = log.read(step) + tail
    whole = tail[: tail.rfind(b"\n") + 1]
    return end - len(tail) + len(whole), whole.rstrip(b"\n").rpartition(b"\n")[2]


def _read_lines(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    *whole, _ = data.split(b"\n")  # after the last line's end there is nothing, or half a line
    for number, raw in enumerate(whole, start=1):
        yield number, _read_line(path, f"line {number}", raw)


def _read_line(path: Path, where: str, raw: bytes) -> Line:
    try:
        held = json.loads(raw)
        seal, previous = str(held["seal"]), str(held["previous"])
        line = json.dumps(held["decision"] | {"id": seal[:16]}, separators=(",", ":"))
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"{path}, {where}: not a decision as onrecord writes it; {_REMEDY}"
        ) from error
    return Line(decision=line, previous=previous, seal=seal)


def _seal(previous: str, decision: str) -> str:
    """Hash a decision, its id left out, together with the seal before it."""
    bare = {key: held for key, held in json.loads(decision).items() if key != "id"}
    written = json.dumps(bare, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{written}".encode("ascii")).hexdigest()


def _find_log(record: Path) -> Path:
    """Return where the log is, also when a rebuild was cut off between its two renames."""
    if not record.exists() and (aside := find_set_aside(record)).exists():
        return aside / CORRECTIONS
    return record / CORRECTIONS
