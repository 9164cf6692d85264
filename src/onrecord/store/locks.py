"""One writer at a time on a record: the lock that reviewers and rebuilding share.

It is the system's lock on the record's own manifest, so it leaves nothing behind and is freed
when a process ends, however it ends. Rebuilding swaps the whole directory, manifest and all:
whoever waited then finds that it holds the lock of a file that is gone, and asks again.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError

if sys.platform != "win32":  # there, one program at a time on a record is up to its user
    from fcntl import LOCK_EX, flock

MANIFEST = "manifest.json"
# Seconds for which a record may be out of its place while a rebuild swaps it: two renames.
_PATIENCE = 5.0
_PAUSE = 0.01


@contextmanager
def lock_record(record: Path) -> Iterator[None]:
    """Hold the lock of the record at `record`, waiting for whoever holds it.

    Raises StoreError when no record is there.
    """
    handle = _lock(record / MANIFEST)
    try:
        yield
    finally:
        os.close(handle)


def find_set_aside(record: Path) -> Path:
    """Return where the old record stands for the moment in which the new one takes its place."""
    record = record.resolve()
    return record.parent / f".{record.name}.before"


def _lock(path: Path) -> int:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(path, os.O_RDWR)
        except FileNotFoundError as error:
            if time.monotonic() > until or not find_set_aside(path.parent).exists():
                raise StoreError(
                    f"{path.parent}: no record here; build it with `onrecord FOLDER`"
                ) from error
            time.sleep(_PAUSE)
            continue
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
        if sys.platform != "win32":
            flock(handle, LOCK_EX)
        if _is_same(handle, path):
            return handle
        os.close(handle)


def _is_same(handle: int, path: Path) -> bool:
    """Say whether the open file is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
