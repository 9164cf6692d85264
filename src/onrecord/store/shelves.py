"""A folder of records side by side: whether one may be written there, and its list of files.

A shelf is known by its `stories.csv`. Records on it are replaced one by one, each whole or not
at all; the list and the index are put in place last. What an earlier run left is never removed:
a person's decisions may be in it.
"""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.directories import DATABASE

LIST = "stories.csv"
SUFFIX = ".stories"


def name_shelf(source: Path) -> Path:
    """Return where the stories of a folder or file go by default.

    >>> name_shelf(Path("pile")).name
    'pile.stories'
    """
    resolved = source.resolve()
    return source.parent / f"{source.name or resolved.name}{SUFFIX}"


def check_shelf(out: Path) -> None:
    """Raise StoreError unless stories can be written at `out`, before any work is done."""
    if out.exists() and not out.is_dir():
        raise StoreError(f"{out}: is a file, a folder for stories was expected; name another: -o")
    if out.is_dir() and any(out.iterdir()) and not (out / LIST).is_file():
        raise StoreError(f"{out}: holds other files and no stories, so it is left alone; use -o")


def find_left(out: Path, folders: Collection[str]) -> tuple[str, ...]:
    """Return the records on a shelf that are not among `folders`."""
    found = sorted(path.parent.name for path in out.glob(f"*/{DATABASE}"))
    return tuple(name for name in found if name not in folders)


def save_lists(out: Path, files: Mapping[str, bytes]) -> None:
    """Write a shelf's own files, each put in place in one step."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            fresh = out / f".{name}.fresh"
            fresh.write_bytes(data)
            os.replace(fresh, out / name)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror}); use -o DIR") from error
