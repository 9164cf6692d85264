"""Reports from files: plain text, Markdown, HTML, JSON Lines, and folders of these.

`read_reports` gives every report as a Document, and whatever could not be read as an Unread
with its reason: nothing given is lost from sight, and one bad file never stops the others.
Reading is a pure function of bytes and metadata: no network, no clock.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.config import Settings
from onrecord.read.encodings import is_binary
from onrecord.read.folders import find_root, find_sources
from onrecord.read.jsonl import iterate_lines, read_jsonl
from onrecord.read.pages import read_page
from onrecord.read.plain import read_plain
from onrecord.read.sources import Source, refuse_binary, refuse_size, refuse_unopened
from onrecord.records import Document, Unread

__all__ = ["find_root", "find_sources", "load_bytes", "read_bytes", "read_reports", "read_source"]

_PLAIN = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_SAVE = "Save the report as .txt or .html."
_UNPACK = "Unpack it and give the folder."
_REMEDIES = {
    ".json": "Write it as JSON Lines: one object a line, with a field “text”, in a .jsonl file.",
    ".csv": "Write it as JSON Lines: one object a line, with a field “text”, in a .jsonl file.",
    ".zip": _UNPACK, ".gz": _UNPACK, ".tar": _UNPACK, ".7z": _UNPACK, ".bz2": _UNPACK,
}  # fmt: skip
# UTF-32 takes four bytes a character: a larger file is too long in any encoding.
_BYTES_PER_CHAR = 4


def read_reports(
    paths: Sequence[Path], settings: Settings
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Read every report under the paths, sorted by name; then what was not read.

    Of reports with the same bytes the first by name is read, the others are listed.
    """
    sources, left_out = find_sources(paths)
    unread = list(left_out)
    documents: dict[str, Document] = {}
    for source in sources:
        for result in read_source(source, settings):
            if isinstance(result, Unread):
                unread.append(result)
            elif result.id in documents:
                unread.append(_refuse_twin(result, documents[result.id]))
            else:
                documents[result.id] = result
    return tuple(documents.values()), tuple(sorted(unread, key=lambda u: (u.path, u.reason)))


def read_source(source: Source, settings: Settings) -> Iterator[Document | Unread]:
    """Yield the report a file holds, or each of them, or why it could not be read."""
    suffix = source.path.suffix.lower()
    if source.path.stem.lower() == "readme":
        yield _refuse(
            source, "it describes the folder, by its name", "Rename it if it is a report."
        )
    elif suffix not in _PLAIN | _PAGES | _LINES:
        yield _refuse(source, f"{suffix} files are not read", _REMEDIES.get(suffix, _SAVE))
    elif not source.path.is_file() and source.path.exists():
        yield _refuse(source, "it is not an ordinary file", _SAVE)
    elif suffix in _LINES:
        yield from read_jsonl(source, settings.max_chars)
    else:
        yield _read_whole(source, settings)


def read_bytes(source: Source, data: bytes, settings: Settings) -> Document | Unread:
    """Read one report from bytes at hand; the ending of the source's path gives the format."""
    if len(data) > _BYTES_PER_CHAR * settings.max_chars:
        return refuse_size(source.name, settings.max_chars)
    if is_binary(data):
        return refuse_binary(source.name)
    page = source.path.suffix.lower() in _PAGES
    return (read_page if page else read_plain)(source, data, settings.max_chars)


def load_bytes(root: Path, name: str, settings: Settings) -> bytes | None:
    """Load again the bytes a document was read from, to check them; None if they are gone.

    `name` is `Document.path`; for JSON Lines it ends in `#` and the line number.
    """
    file_name, mark, number = name.rpartition("#")
    try:
        if mark and number.isdecimal() and Path(file_name).suffix.lower() in _LINES:
            with (root / file_name).open("rb") as file:
                lines = iterate_lines(file, settings.max_chars)
                return next((data for n, data in lines if n == int(number)), None)
        return (root / name).read_bytes()
    except OSError:
        return None


def _read_whole(source: Source, settings: Settings) -> Document | Unread:
    try:
        if source.path.stat().st_size > _BYTES_PER_CHAR * settings.max_chars:
            return refuse_size(source.name, settings.max_chars)
        data = source.path.read_bytes()
    except OSError as error:
        return refuse_unopened(source.name, error)
    return read_bytes(source, data, settings)


def _refuse(source: Source, reason: str, remedy: str) -> Unread:
    return Unread(path=source.name, reason=reason, remedy=remedy)


def _refuse_twin(twin: Document, first: Document) -> Unread:
    published_by = f"; meta.csv gives {twin.publisher}" if twin.publisher else ""
    return Unread(
        path=twin.path,
        reason=f"same bytes as {first.path}{published_by}",
        remedy="Keep one of the two; a copy adds nothing to the record.",
    )
