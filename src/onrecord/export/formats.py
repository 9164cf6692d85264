"""Which forms a story can be exported to, by name, and the writing of one of them."""

from collections.abc import Callable
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.export.brat import save_brat
from onrecord.export.citron import save_citron
from onrecord.export.csv_tables import save_csv_tables
from onrecord.export.event_tables import save_event_tables
from onrecord.export.json_lines import save_json_lines
from onrecord.export.label_studio import save_label_studio
from onrecord.export.ngec import save_ngec
from onrecord.export.plover import save_plover
from onrecord.export.polecat import save_polecat
from onrecord.export.training import save_training
from onrecord.export.web_annotations import save_web_annotations
from onrecord.records import Story

FORMATS: dict[str, Callable[[Story, Path], tuple[str, ...]]] = {
    "jsonl": save_json_lines,
    "csv": save_csv_tables,
    "web-annotation": save_web_annotations,
    "citron": save_citron,
    "training": save_training,
    "label-studio": save_label_studio,
    "brat": save_brat,
    "events-csv": save_event_tables,
    "plover": save_plover,
    "polecat": save_polecat,
    "ngec": save_ngec,
}


def export_story(story: Story, name: str, directory: Path) -> tuple[Path, ...]:
    """Write `story` into `directory` in the form `name` and return the files written.

    Raises StoreError when there is no such form or the directory cannot be written.
    """
    if name not in FORMATS:
        raise StoreError(f"{name}: no such format; there are {', '.join(FORMATS)}")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return tuple(directory / written for written in FORMATS[name](story, directory))
    except OSError as error:
        raise StoreError(
            f"{directory}: cannot be written ({error.strerror}); choose another with --out"
        ) from error
