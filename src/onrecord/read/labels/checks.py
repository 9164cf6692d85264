"""Spans of label files checked against the text of their report, and the refusals gathered."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import ReadError
from onrecord.records import Document, Span

_SHOWN = 20


class Refusals:
    """Gathers what does not fit in a file, to say all of it at once."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, where: str, problem: str) -> None:
        """Note a row that does not fit."""
        self._lines.append(f"{where}: {problem}")

    def raise_any(self) -> None:
        """Raise ReadError with a line for each row refused, if there is one."""
        if not self._lines:
            return
        shown = self._lines[:_SHOWN]
        if len(self._lines) > _SHOWN:
            shown.append(f"and {len(self._lines) - _SHOWN} more")
        raise ReadError("nothing was imported:\n" + "\n".join(shown))


def check_span(document: Document, start: object, end: object, words: object) -> Span | str:
    """Return the span with these offsets, or what is wrong with it; `words` None checks none."""
    if not isinstance(start, int) or not isinstance(end, int):
        return f"expected two whole numbers, found {quote(start)} and {quote(end)}"
    if not 0 <= start < end <= len(document.text):
        length = len(document.text)
        return f"[{start}, {end}) is empty or outside the report, which has {length} characters"
    found = document.text[start:end]
    if words is not None and clean(words) != clean(found):
        return f"[{start}, {end}): expected {quote(words)}, found {quote(found)}"
    return Span(document_id=document.id, start=start, end=end)


def clean(words: object) -> str:
    """Put `?` for lone surrogates, which no file of UTF-8 can hold."""
    return str(words).encode("utf-8", "replace").decode("utf-8")


def quote(words: object) -> str:
    """Return words as they are shown in a refusal: on one line, in marks, not too long."""
    shown = " ".join(str(words).split())
    return f"“{shown if len(shown) <= 60 else shown[:59] + '…'}”"


def find_report(documents: Mapping[str, Document], id_: object, text: object) -> Document | str:
    """Return the report that a file means, by id or else by its text; or why there is none."""
    document = documents.get(str(id_))
    if document is None:
        same = [d for d in documents.values() if clean(d.text) == clean(text)]
        document = same[0] if len(same) == 1 else None
    if document is None:
        return f"no report of the record has the id {quote(id_)} or this text"
    if clean(text) != clean(document.text):
        at = _first_difference(clean(text), clean(document.text))
        return f"its text is not the report’s: they differ from character {at} on"
    return document


def _first_difference(left: str, right: str) -> int:
    pairs = zip(left, right, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def read_json(path: Path, data: str, where: str = "") -> Any:
    """Read JSON; raises ReadError with the place where it is none."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise ReadError(f"{path}{where}: not JSON ({error}); nothing was imported") from error


def read_text(path: Path) -> str:
    """Read a file of UTF-8 without touching its line ends; raises ReadError."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read as UTF-8 ({error})") from error


def is_list(value: object) -> Sequence[Any]:
    """Return a list as it is, and an empty one for anything else."""
    return value if isinstance(value, list) else []
