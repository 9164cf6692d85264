"""Where records stand beside their inputs, and the keeping of what came on standard input."""

import os
from pathlib import Path

from onrecord.errors import StoreError

SUFFIX = ".record"
_STANDARD_INPUT = Path("stdin.record")


def name_record(source: Path | None) -> Path:
    """Return where the record of a folder, a file, or standard input (None) goes by default.

    >>> name_record(Path("reports")).name, name_record(None).name
    ('reports.record', 'stdin.record')
    """
    if source is None:
        return _STANDARD_INPUT
    name = source.name if source.name not in ("", "..") else source.resolve().name
    parent = source.parent if name == source.name else source.resolve().parent
    return parent / f"{name or 'root'}{SUFFIX}"


def describe_place(inputs: Path, record: Path) -> str | None:
    """Say where the inputs lie, seen from the record; None for right beside it, by its name."""
    if name_record(inputs.resolve()) == record.resolve():
        return None
    folder = inputs if inputs.is_dir() else inputs.parent
    return Path(os.path.relpath(folder.resolve(), record.resolve())).as_posix()


def find_inputs(place: str | None, record: Path) -> Path:
    """Return the folder that `describe_place` meant, whether or not it is still there."""
    if place is not None:
        return record / place
    beside = record.resolve().parent / record.resolve().name.removesuffix(SUFFIX)
    return beside.parent if beside.is_file() else beside


def find_record(folder: Path) -> Path:
    """Return the one record in `folder`; raises StoreError when there is none or several."""
    found = sorted(path.parent for path in folder.glob(f"*{SUFFIX}/record.db"))
    if len(found) == 1:
        return found[0]
    known = "no record here" if not found else f"{len(found)} records here"
    raise StoreError(f"{folder.resolve()}: {known}; name one with --record DIR")


def keep_input(data: bytes, record: Path) -> Path:
    """Keep what came on standard input in a file beside `record`, for verify to hash again.

    Returns the file. Its ending says how to read it: JSON Lines, a page, or plain text.
    """
    folder = record.parent / f"{record.name.removesuffix(SUFFIX)}.source"
    opening = data.lstrip()[:1]
    ending = {b"{": "jsonl", b"<": "html"}.get(opening, "txt")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("stdin.*"):
            old.unlink()
        path = folder / f"stdin.{ending}"
        path.write_bytes(data)
    except OSError as error:
        raise StoreError(
            f"{folder}: standard input cannot be kept here ({error.strerror}); "
            "choose another place with -o DIR"
        ) from error
    return path
