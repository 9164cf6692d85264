"""Labels from Label Studio's JSON export (or the tasks that onrecord wrote for it).

Versions before late 2021 counted UTF-16 units, so every span after an emoji was off. A span
whose words are not at its code points but are at its UTF-16 units is read by those; anything
else is refused.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.read.labels.checks import (
    Refusals,
    check_span,
    clean,
    find_report,
    is_list,
    read_json,
    read_text,
)
from onrecord.records import Document, Label, LabelledReport, Span

_ROLES = {"Content": "content", "Source": "source", "Cue": "cue"}
Region = tuple[str, Span, dict[str, Any]]


def read_label_studio(path: Path, documents: dict[str, Document]) -> tuple[LabelledReport, ...]:
    """Read one export, or every `.json` file of a folder."""
    refusals = Refusals()
    reports = []
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        for number, task in enumerate(is_list(read_json(file, read_text(file))), start=1):
            found = _read_task(task, documents, f"{file.name}, task {number}", refusals)
            if found:
                reports.append(found)
    refusals.raise_any()
    return tuple(reports)


def _read_task(
    task: Any, documents: dict[str, Document], where: str, refusals: Refusals
) -> LabelledReport | None:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict):
        refusals.add(where, "expected an object with data and annotations")
        return None
    document = find_report(documents, data.get("report"), data.get("text", ""))
    if isinstance(document, str):
        refusals.add(where, document)
        return None
    done = [a for a in is_list(task.get("annotations")) if not a.get("was_cancelled")]
    held = (done or is_list(task.get("predictions")) or [{}])[-1]
    result = [r for r in is_list(held.get("result")) if isinstance(r, dict)]
    regions = _read_regions(result, document, where, refusals)
    return LabelledReport(
        id=document.id,
        path=document.path,
        text=document.text,
        labels=_put_together(result, regions),
        complete=bool(done),
    )


def _read_regions(
    result: Sequence[dict[str, Any]], document: Document, where: str, refusals: Refusals
) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for number, held in enumerate(result, start=1):
        if held.get("type") != "labels":
            continue
        value = held.get("value") or {}
        names = [name for name in is_list(value.get("labels")) if name in _ROLES]
        place = f"{where}, region {number}"
        if not names:
            refusals.add(place, f"expected a label of {', '.join(_ROLES)}")
            continue
        span = _find_span(document, value)
        if isinstance(span, str):
            refusals.add(place, span)
        else:
            regions[str(held.get("id", number))] = (_ROLES[names[0]], span, held)
    return regions


def _find_span(document: Document, value: dict[str, Any]) -> Span | str:
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    span = check_span(document, start, end, words)
    if isinstance(span, Span) or words is None:
        return span
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        units = document.text.encode("utf-16-le", "surrogatepass")
        first = _count_points(units[: 2 * start])
        last = _count_points(units[: 2 * end])
        if clean(document.text[first:last]) == clean(words) and first < last:
            return Span(document_id=document.id, start=first, end=last)
    return span


def _count_points(units: bytes) -> int:
    return len(units.decode("utf-16-le", "surrogatepass")) if _is_whole(units) else 0


def _is_whole(units: bytes) -> bool:
    """Say whether units do not end in the middle of a pair."""
    return len(units) < 2 or not 0xD8 <= units[-1] <= 0xDB


def _put_together(
    result: Sequence[dict[str, Any]], regions: dict[str, Region]
) -> tuple[Label, ...]:
    """Make a label of each content that no other goes on to, with what it points at."""
    linked: dict[str, list[str]] = {}
    for held in result:
        if held.get("type") == "relation":
            ends = str(held.get("from_id")), str(held.get("to_id"))
            if all(end in regions for end in ends):
                # Whoever draws the arrow from the source to the words means the same.
                first, last = ends if regions[ends[0]][0] == "content" else ends[::-1]
                linked.setdefault(first, []).append(last)
    tails = {i for held in linked.values() for i in held if regions[i][0] == "content"}
    labels = []
    for id_, (role, span, held) in regions.items():
        if role != "content" or id_ in tails:
            continue
        parts: dict[str, list[Span]] = {"content": [span], "source": [], "cue": []}
        for other in linked.get(id_, []):
            parts[regions[other][0]].append(regions[other][1])
        meta: dict[str, Any] = held["meta"] if isinstance(held.get("meta"), dict) else {}
        speaker = meta.get("speaker")
        labels.append(
            Label(
                id=str(meta.get("row") or ""),
                speaker=speaker if isinstance(speaker, str) else None,
                checked=meta.get("checked") is True,
                **{role: tuple(spans) for role, spans in parts.items()},
            )
        )
    return tuple(labels)
