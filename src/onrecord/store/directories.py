"""Putting a finished record in place all at once, or not at all.

The record is written into a hidden directory beside the target and swapped in by renaming;
an error or Ctrl-C on the way leaves the old record as it was. Files that a person put into
the old record, the log of decisions among them, are carried over; nobody can write to that
log meanwhile. A directory that is not a record is never replaced.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.locks import MANIFEST, find_set_aside, lock_record

DATABASE = "record.db"
_ELSEWHERE = "choose another place with -o DIR"


def check_destination(out: Path) -> None:
    """Raise StoreError unless a record can be written at `out`, before any work is done."""
    parent = out.parent
    if out.exists() and not out.is_dir():
        raise StoreError(f"{out}: is a file, a directory for the record was expected; {_ELSEWHERE}")
    if out.is_dir() and any(out.iterdir()) and not (out / DATABASE).is_file():
        raise StoreError(
            f"{out}: holds other files and no record, so it is left alone; {_ELSEWHERE}"
        )
    nearest = next(p for p in (parent, *parent.parents) if p.exists())
    for folder in (out, nearest) if out.exists() else (nearest,):
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise StoreError(f"{folder}: cannot be written to; {_ELSEWHERE}")


@contextmanager
def replace_directory(out: Path) -> Iterator[Path]:
    """Yield a fresh directory to write into; on leaving without error it becomes `out`.

    Raises StoreError when `out` cannot be written or is not a record.
    """
    out = out.resolve()  # a link stays a link: what it points to is replaced
    check_destination(out)
    kept = find_set_aside(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _recover(out, kept)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror}); {_ELSEWHERE}") from error
    try:
        yield fresh
        # mkdtemp gives 0700; a record is as open as any directory the user makes.
        fresh.chmod(0o777 & ~_umask())
        # Whoever writes to the old record's log of decisions now waits, and then writes to the new.
        with lock_record(out) if (out / MANIFEST).exists() else nullcontext():
            _carry_over(out, fresh)
            _swap(fresh, out, kept)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror}); {_ELSEWHERE}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def find_target(directory: Path) -> Path:
    """Return where a directory that `replace_directory` yielded is to stand in the end.

    >>> find_target(Path("x/.reports.record.k2j4h6g8")), find_target(Path("x/reports.record"))
    (PosixPath('x/reports.record'), PosixPath('x/reports.record'))
    """
    name = directory.name
    return directory.with_name(name[1:].rpartition(".")[0]) if name.startswith(".") else directory


def _recover(out: Path, kept: Path) -> None:
    """Undo a swap that was cut off between its two renames (power cut, kill -9)."""
    if kept.exists():
        if out.exists():
            shutil.rmtree(kept)
        else:
            kept.rename(out)


def _carry_over(out: Path, fresh: Path) -> None:
    """Copy what onrecord did not write from the old record into the new one."""
    if not out.exists():
        return
    try:
        ours = {*json.loads((out / MANIFEST).read_text("utf-8"))["files"], MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        ours = {MANIFEST}
    for entry in sorted(out.iterdir()):
        if entry.name in ours or (fresh / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, fresh / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, fresh / entry.name, follow_symlinks=False)
            _sync(fresh / entry.name)  # before the only other copy goes


def _sync(path: Path) -> None:
    if not path.is_symlink():
        with path.open("rb+") as handle:
            os.fsync(handle.fileno())


def _swap(fresh: Path, out: Path, kept: Path) -> None:
    """Rename `fresh` to `out`; the old one steps aside and comes back if that fails."""
    if not out.exists():
        fresh.rename(out)
        return
    try:
        out.rename(kept)
        fresh.rename(out)
    except BaseException:
        if kept.exists() and not out.exists():
            kept.rename(out)
        raise
    shutil.rmtree(kept, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
