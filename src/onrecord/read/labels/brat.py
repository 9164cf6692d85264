"""Labels from brat: a folder of `.txt` and `.ann` files.

The stretches of an annotation are those of its line; where a note of onrecord's has the exact
ones and they are the same words, those are taken.
"""

import json
import re
from pathlib import Path
from typing import Any

from onrecord.errors import ReadError
from onrecord.read.labels.checks import (
    Refusals,
    check_span,
    clean,
    find_report,
    is_list,
    quote,
    read_text,
)
from onrecord.records import Document, Label, LabelledReport, Span

_ROLES = {"Content": "content", "Source": "source", "Cue": "cue"}
_RELATION = re.compile(r"(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$")
_BREAKS = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")
Bound = tuple[str, tuple[Span, ...]]


def read_brat(path: Path, documents: dict[str, Document]) -> tuple[LabelledReport, ...]:
    """Read every pair of files of a folder, or the one whose `.ann` file is named."""
    refusals = Refusals()
    reports = []
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise ReadError(f"{path}: no .ann files here; give the folder that brat wrote")
    for file in files:
        text = read_text(file.with_suffix(".txt"))
        id_ = file.stem.rpartition("_")[2]
        known = [d.id for d in documents.values() if id_ and d.id.startswith(id_)]
        document = find_report(documents, known[0] if len(known) == 1 else id_, text)
        if isinstance(document, str):
            refusals.add(file.name, document)
        else:
            reports.append(_read_file(file, document, refusals))
    refusals.raise_any()
    return tuple(reports)


def _read_file(file: Path, document: Document, refusals: Refusals) -> LabelledReport:
    bounds: dict[str, Bound] = {}
    relations: list[tuple[str, str]] = []
    notes: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        where = f"{file.name}, line {number}"
        id_, _, rest = line.partition("\t")
        if id_.startswith("T"):
            bound = _read_bound(rest, document)
            if isinstance(bound, str):
                refusals.add(where, bound)
            else:
                bounds[id_] = bound
        elif id_.startswith("R"):
            found = _RELATION.match(rest)
            if found:
                relations.append((found[2], found[3]))
            else:
                refusals.add(where, f"expected a relation with Arg1 and Arg2, found {quote(rest)}")
        elif id_.startswith("#"):
            about, _, note = rest.partition("\t")
            notes[about.rpartition(" ")[2]] = _read_note(note)
    labels = tuple(
        _make_label(id_, bounds, relations, notes.get(id_, {}), document)
        for id_, (role, _) in bounds.items()
        if role == "content"
    )
    return LabelledReport(
        id=document.id,
        path=document.path,
        text=document.text,
        labels=labels,
    )


def _read_bound(rest: str, document: Document) -> Bound | str:
    """Read `Content 302 322;369 423<tab>words`."""
    head, _, words = rest.partition("\t")
    name, _, places = head.partition(" ")
    if name not in _ROLES:
        return f"expected one of {', '.join(_ROLES)}, found {quote(name)}"
    spans = []
    for place in places.split(";"):
        numbers = [int(n) if n.isdecimal() else None for n in place.split(" ")]
        start, end = numbers if len(numbers) == 2 else (None, None)
        span = check_span(document, start, end, None)
        if isinstance(span, str):
            return span
        spans.append(span)
    found = " ".join(span.of(document.text) for span in spans)
    if clean(found) != clean(words):
        return f"{places}: expected {quote(words)}, found {quote(found)}"
    return _ROLES[name], tuple(spans)


def _read_note(note: str) -> dict[str, Any]:
    try:
        held = json.loads(note)
    except ValueError:
        return {}  # a note that somebody wrote for people
    return held if isinstance(held, dict) else {}


def _make_label(
    id_: str,
    bounds: dict[str, Bound],
    relations: list[tuple[str, str]],
    note: dict[str, Any],
    document: Document,
) -> Label:
    parts: dict[str, tuple[Span, ...]] = {"content": bounds[id_][1], "source": (), "cue": ()}
    for first, last in relations:
        other = last if first == id_ else first if last == id_ else ""
        if other in bounds and bounds[other][0] != "content":
            parts[bounds[other][0]] += bounds[other][1]
    exact = {role: _find_exact(document, spans, note.get(role)) for role, spans in parts.items()}
    speaker = note.get("speaker")
    return Label(
        id=str(note.get("row") or ""),
        speaker=speaker if isinstance(speaker, str) else None,
        checked=note.get("checked") is True,
        **exact,
    )


def _find_exact(document: Document, spans: tuple[Span, ...], noted: object) -> tuple[Span, ...]:
    """Return the stretches of the note where they hold the same characters, line ends apart."""
    exact = [
        check_span(document, place[0], place[1], None)
        for place in is_list(noted)
        if isinstance(place, list) and len(place) == 2
    ]
    whole = tuple(span for span in exact if isinstance(span, Span))
    same = _list_offsets(document, whole) == _list_offsets(document, spans)
    return whole if same and len(whole) == len(exact) else spans


def _list_offsets(document: Document, spans: tuple[Span, ...]) -> list[int]:
    text = document.text
    return [n for s in spans for n in range(s.start, s.end) if text[n] not in _BREAKS]
