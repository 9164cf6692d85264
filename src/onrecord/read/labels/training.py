"""Labels from the training form: `{"id", "text", "attributions": [{source, cue, content}]}`.

Files by others have no `words`, no `checked` and ids of their own; the report is then found by
its text.
"""

from pathlib import Path
from typing import Any

from onrecord.read.labels.checks import (
    Refusals,
    check_span,
    find_report,
    is_list,
    read_json,
    read_text,
)
from onrecord.records import Document, Label, LabelledReport, Span

ROLES = ("source", "cue", "content")


def read_training(path: Path, documents: dict[str, Document]) -> tuple[LabelledReport, ...]:
    """Read one file, or every `.jsonl` file of a folder."""
    refusals = Refusals()
    reports = []
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    for file in files:
        for number, line in enumerate(read_text(file).split("\n"), start=1):
            if line.strip():
                where = f"{file.name}, line {number}"
                row = read_json(file, line, f", line {number}")
                found = _read_report(row, documents, where, refusals)
                if found:
                    reports.append(found)
    refusals.raise_any()
    return tuple(reports)


def _read_report(
    row: Any, documents: dict[str, Document], where: str, refusals: Refusals
) -> LabelledReport | None:
    if not isinstance(row, dict):
        refusals.add(where, "expected an object with id, text and attributions")
        return None
    document = find_report(documents, row.get("id"), row.get("text", ""))
    if isinstance(document, str):
        refusals.add(where, document)
        return None
    labels = [
        _read_label(given, document, f"{where}, attribution {number}", refusals)
        for number, given in enumerate(is_list(row.get("attributions")), start=1)
    ]
    return LabelledReport(
        id=document.id,
        path=document.path,
        text=document.text,
        labels=tuple(labels),
        complete=row.get("annotator") == "reviewed",
    )


def _read_label(given: Any, document: Document, where: str, refusals: Refusals) -> Label:
    held = given if isinstance(given, dict) else {}
    spans: dict[str, tuple[Span, ...]] = {}
    for role in ROLES:
        words = is_list((held.get("words") or {}).get(role))
        found = []
        for number, place in enumerate(is_list(held.get(role))):
            start, end = place if isinstance(place, list) and len(place) == 2 else (place, None)
            expected = words[number] if number < len(words) else None
            span = check_span(document, start, end, expected)
            if isinstance(span, str):
                refusals.add(f"{where}, {role}", span)
            else:
                found.append(span)
        spans[role] = tuple(found)
    speaker = held.get("speaker")
    return Label(
        id=str(held.get("id") or ""),
        speaker=speaker if isinstance(speaker, str) else None,
        checked=held.get("checked") is True,
        **spans,
    )
