"""Documents from JSON Lines: one report a line, its text left exactly as given.

Each line is its own source: the id is the SHA-256 of the line's bytes without the line end,
the path is the file's name with `#` and the line number. A line that cannot be read is
listed as not read; the others go on.
"""

import json
from collections.abc import Iterator
from typing import IO

from onrecord.read.documents import make_document
from onrecord.read.encodings import replace_unsafe
from onrecord.read.metadata import Metadata, join_metadata, read_fields
from onrecord.read.sources import Source, refuse_size, refuse_text, refuse_unopened
from onrecord.records import Document, Unread

_TEXT_NAMES = ("text", "body", "content")
# A character takes at most twelve bytes in JSON (two \uXXXX); the rest is other fields.
_BYTES_PER_CHAR, _OTHER_BYTES = 12, 1_000_000
_REMEDY = 'Each line must be one JSON object such as {"text": "…", "published": "2024-11-19"}.'


def read_jsonl(source: Source, max_chars: int) -> Iterator[Document | Unread]:
    """Yield a document, or why not, for each line that is not blank."""
    try:
        with source.path.open("rb") as file:
            for number, data in iterate_lines(file, max_chars):
                name = f"{source.name}#{number}"
                yield (
                    refuse_size(name, max_chars)
                    if data is None
                    else read_line(source, name, data, max_chars)
                )
    except OSError as error:
        yield refuse_unopened(source.name, error)


def iterate_lines(file: IO[bytes], max_chars: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line that is not blank; None for one too long to hold."""
    limit = _BYTES_PER_CHAR * max_chars + _OTHER_BYTES
    number = 0
    while data := file.readline(limit):
        number += 1
        if len(data) == limit and not data.endswith(b"\n"):
            while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif data.strip():
            yield number, data.rstrip(b"\r\n")


def read_line(source: Source, name: str, data: bytes, max_chars: int) -> Document | Unread:
    """Read one line; what `meta.csv` says of its file goes before what the line says."""
    record = _parse(data)
    if not isinstance(record, dict):
        return Unread(path=name, reason="the line is not a JSON object", remedy=_REMEDY)
    given = next((record[key] for key in _TEXT_NAMES if isinstance(record.get(key), str)), None)
    if given is None:
        return Unread(path=name, reason="the line has no field “text”", remedy=_REMEDY)
    text, notes = replace_unsafe(given)
    refusal = refuse_text(name, text, max_chars)
    if refusal:
        return refusal
    known = join_metadata(source.metadata, read_fields(record, "jsonl"))
    known = join_metadata(known, Metadata(notes=notes))
    return make_document(source.id_of(data), name, text, known)


def _parse(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
