"""Labels for Label Studio: tasks to import, and the labelling interface that goes with them.

Offsets are code points, as Label Studio has kept them since late 2021 (its pull request 1559);
the words beside them let any version be checked. What a person looked at is an annotation,
what onrecord read a prediction. See https://labelstud.io/guide/predictions.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.export.labels import list_labelled
from onrecord.records import Label, LabelledReport, Span, Story

TASKS, INTERFACE = "tasks.json", "interface.xml"
_INTERFACE = """\
<View>
  <Labels name="label" toName="text">
    <Label value="Source"/><Label value="Cue"/><Label value="Content"/>
  </Labels>
  <Relations>
    <Relation value="said by"/><Relation value="with the verb"/><Relation value="goes on"/>
  </Relations>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"""


def save_label_studio(story: Story, directory: Path) -> tuple[str, ...]:
    """Write the tasks and the interface into `directory` and return their names."""
    (directory / TASKS).write_bytes(render_label_studio(list_labelled(story)).encode("ascii"))
    (directory / INTERFACE).write_text(_INTERFACE, encoding="utf-8")
    return TASKS, INTERFACE


def render_label_studio(reports: Iterable[LabelledReport]) -> str:
    """Write labelled reports as a list of tasks."""
    return json.dumps([_task(report) for report in reports], indent=1) + "\n"


def _task(report: LabelledReport) -> dict[str, Any]:
    regions = (_regions(report, n, label) for n, label in enumerate(report.labels))
    held = {"result": [region for each in regions for region in each]}
    data = {"text": report.text, "report": report.id, "path": report.path}
    if report.complete:
        return {"data": data, "annotations": [held]}
    return {"data": data, "predictions": [{"model_version": f"onrecord {__version__}", **held}]}


def _regions(report: LabelledReport, number: int, label: Label) -> Iterator[dict[str, Any]]:
    """Yield a label's regions and the relations between them; its first content is its head."""
    ids = []
    for role, spans in (("Content", label.content), ("Source", label.source), ("Cue", label.cue)):
        for place, span in enumerate(spans):
            region = f"{number}-{role.lower()}-{place}"
            ids.append((role, region))
            yield _region(report, region, role, span, label if role == "Content" else None)
    head = next((region for role, region in ids if role == "Content"), None)
    names = {"Content": "goes on", "Source": "said by", "Cue": "with the verb"}
    for role, region in ids:
        if head and region != head:
            yield {
                "type": "relation",
                "from_id": head,
                "to_id": region,
                "direction": "right",
                "labels": [names[role]],
            }


def _region(
    report: LabelledReport, region: str, role: str, span: Span, label: Label | None
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": region,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": span.of(report.text),
            "labels": [role],
        },
    }
    if label:  # `meta` is kept by Label Studio and shown beside the region
        made["meta"] = {"row": label.id, "speaker": label.speaker, "checked": label.checked}
    return made
