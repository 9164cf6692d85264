"""Which files there are to read: folders walked, `meta.csv` joined, names made.

Names run from the folder that holds everything given, so they are the same on another
machine; order is by name, whatever the order of the paths. Hidden files, records this
program wrote and lists beside the reports are passed over.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.metadata import META_CSV, Metadata, read_meta_csv
from onrecord.read.sources import Source, refuse_unopened
from onrecord.records import Unread

# Beside reports, and no reports: passed over without a word.
_BESIDE = frozenset({META_CSV, "manifest.json", "thumbs.db", "desktop.ini"})
_RECORD_SUFFIX = ".record"
_META_REMEDY = "Correct meta.csv; the reports themselves were read."


@dataclass(frozen=True, slots=True)
class _Folder:
    """What one folder's `meta.csv` says, by file name; `used` grows as files are met."""

    rows: Mapping[str, tuple[int, Metadata]]
    used: set[str]


def find_root(paths: Sequence[Path]) -> Path:
    """Return the folder that names run from: the one given, or the nearest that holds all."""
    tops = [path.absolute() if path.is_dir() else path.absolute().parent for path in paths]
    return Path(os.path.commonpath(tops)) if tops else Path()


def show_path(path: Path, root: Path) -> str:
    """Write a path as it is shown: from the root, with `/`, and safe to store as UTF-8."""
    absolute = Path(os.path.normpath(path.absolute()))
    relative = absolute.relative_to(root) if absolute.is_relative_to(root) else absolute
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")


def find_sources(paths: Sequence[Path]) -> tuple[tuple[Source, ...], tuple[Unread, ...]]:
    """Find every file to read under the paths, by name, each once; and what cannot be."""
    root = Path(os.path.normpath(find_root(paths)))
    unread: list[Unread] = []
    files: dict[str, Path] = {}
    for path in paths:
        for file in _walk(path, root, unread):
            files.setdefault(show_path(file, root), file)
    folders: dict[Path, _Folder] = {}
    sources = []
    for name in sorted(files):
        for parent in _find_ancestors(files[name], root):
            if parent not in folders:
                folders[parent] = _read_folder(parent, root, unread)
        sources.append(_make_source(name, files[name], root, folders))
    for parent, folder in folders.items():
        unread += _find_unused(show_path(parent / META_CSV, root), parent, folder)
    return tuple(sources), tuple(unread)


def _walk(path: Path, root: Path, unread: list[Unread]) -> Iterator[Path]:
    if path.is_file() or (path.exists() and not path.is_dir()):
        yield path
        return
    shown = show_path(path, root)
    if not path.exists():
        unread.append(Unread(path=shown, reason="there is no such file", remedy="Check the path."))
    elif _is_record(path):
        unread.append(_refuse_record(shown))
    else:
        found = list(_walk_folder(path, root, unread))
        if not found:
            unread.append(_refuse_empty(shown if shown != "." else path.absolute().name))
        yield from found


def _walk_folder(top: Path, root: Path, unread: list[Unread]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        unread.append(refuse_unopened(show_path(Path(error.filename or top), root), error))

    for here, subfolders, names in os.walk(top, onerror=note):
        folder = Path(here)
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".") and not _is_record(folder / name)
        )
        for name in sorted(names):
            if not name.startswith(".") and name.lower() not in _BESIDE:
                yield folder / name


def _is_record(folder: Path) -> bool:
    return folder.name.endswith(_RECORD_SUFFIX) or (folder / "record.db").exists()


def _refuse_record(name: str) -> Unread:
    return Unread(
        path=name,
        reason="it is a record that onrecord wrote, not a folder of reports",
        remedy="Give the folder of reports it was made from.",
    )


def _refuse_empty(name: str) -> Unread:
    return Unread(
        path=name,
        reason="the folder holds no files to read",
        remedy="Put reports in it: .txt, .md, .html or .jsonl files.",
    )


def _read_folder(folder: Path, root: Path, unread: list[Unread]) -> _Folder:
    path = folder / META_CSV
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _Folder({}, set())
    except OSError as error:
        unread.append(refuse_unopened(show_path(path, root), error))
        return _Folder({}, set())
    rows, problems = read_meta_csv(data)
    for problem in problems:
        unread.append(Unread(path=show_path(path, root), reason=problem, remedy=_META_REMEDY))
    return _Folder(rows, set())


def _find_ancestors(file: Path, root: Path) -> list[Path]:
    """Return the folders whose `meta.csv` may name a file: its own, then up to the root."""
    absolute = Path(os.path.normpath(file.absolute()))
    return [folder for folder in absolute.parents if folder.is_relative_to(root)]


def _make_source(name: str, file: Path, root: Path, folders: Mapping[Path, _Folder]) -> Source:
    """Join a file with what the nearest `meta.csv` that names it says."""
    absolute = Path(os.path.normpath(file.absolute()))
    for parent in _find_ancestors(file, root):
        key = absolute.relative_to(parent).as_posix()
        if key in folders[parent].rows:
            folders[parent].used.add(key)
            return Source(path=file, name=name, metadata=folders[parent].rows[key][1])
    return Source(path=file, name=name)


def _find_unused(meta: str, parent: Path, folder: _Folder) -> Iterator[Unread]:
    """Say which rows name a file that is not there; one left out on purpose is no mistake."""
    for name, (line, _) in folder.rows.items():
        if name not in folder.used and not (parent / name).exists():
            yield Unread(
                path=meta,
                reason=f"line {line} names {name}, which is not in the folder",
                remedy=_META_REMEDY,
            )
