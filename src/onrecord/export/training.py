"""Labels as training data: the form that `onrecord evaluate polnear` reads, one report a line.

`complete.jsonl` holds the reports in which a person looked at everything; they can be trained
and measured on as they are. `partial.jsonl` holds the others that somebody began, with
`checked` on each attribution: what is not checked there is what onrecord read.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.export.labels import list_labelled
from onrecord.records import Label, LabelledReport, Span, Story

COMPLETE, PARTIAL = "complete.jsonl", "partial.jsonl"


def save_training(story: Story, directory: Path) -> tuple[str, ...]:
    """Write both files into `directory` and return their names."""
    reports = list_labelled(story)
    begun = [r for r in reports if not r.complete and any(label.checked for label in r.labels)]
    kept = {COMPLETE: [r for r in reports if r.complete], PARTIAL: begun}
    for name, held in kept.items():
        (directory / name).write_bytes(render_training(held).encode("ascii"))
    return COMPLETE, PARTIAL


def render_training(reports: Iterable[LabelledReport]) -> str:
    """Write labelled reports, one JSON object a line; offsets are code points, half-open."""
    return "".join(json.dumps(_report(report)) + "\n" for report in reports)


def _report(report: LabelledReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "path": report.path,
        "annotator": "reviewed" if report.complete else "",
        "text": report.text,
        "attributions": [_attribution(label, report.text) for label in report.labels],
    }


def _attribution(label: Label, text: str) -> dict[str, Any]:
    roles = {"source": label.source, "cue": label.cue, "content": label.content}
    return {
        "id": label.id,
        **{role: [[span.start, span.end] for span in spans] for role, spans in roles.items()},
        # For whoever reads the file, and to refuse offsets that no longer fit the text.
        "words": {role: [_words(span, text) for span in spans] for role, spans in roles.items()},
        "speaker": label.speaker,
        "checked": label.checked,
    }


def _words(span: Span, text: str) -> str:
    return span.of(text)
