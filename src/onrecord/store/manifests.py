"""What a record was made from and with: `manifest.json`.

Inputs with their hashes, what was not read and why, the versions and model checksums that
shaped the result, and the hash of every file of the record. No clock time and no machine
name, so the same input gives the same bytes; where the inputs lie is said relative to the
record, and not at all when they lie right beside it.
"""

import hashlib
import json
import platform
import re
import sqlite3
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.config import Settings
from onrecord.errors import StoreError
from onrecord.records import KEPT_NOTE, Fit, Story
from onrecord.store.corrections import EMPTY, Log
from onrecord.store.directories import find_target
from onrecord.store.inputs import describe_place
from onrecord.store.locks import MANIFEST

FORMAT = "onrecord record 1"


def save_manifest(
    story: Story, inputs: Path, directory: Path, settings: Settings, log: Log = EMPTY
) -> None:
    """Write `manifest.json` into `directory`, after every other file of the record.

    `inputs` is the folder (or the one file) that was read; `log` the decisions replayed.
    """
    folder = inputs if inputs.is_dir() else inputs.parent
    manifest = {
        "format": FORMAT,
        "inputs": {
            "folder": describe_place(inputs, find_target(directory)),
            "read": _list_reports(story, kept=False),
            # Earlier versions whose files now hold a later one: nothing is left to hash again.
            "kept": _list_reports(story, kept=True),
            "described_by": list_descriptions(story, folder),
            "not_read": [asdict(each) for each in story.unread],
        },
        # How many processes read does not shape the record.
        "settings": {k: v for k, v in asdict(settings).items() if k != "workers"},
        "versions": list_versions(),
        "models": load_checksums(),
    }
    _write(manifest, story, directory, log)


def _list_reports(story: Story, kept: bool) -> list[dict[str, str]]:
    documents = (each.document for each in story.evidence)
    return [
        {"path": each.path, "sha256": each.sha256}
        for each in documents
        if (KEPT_NOTE in each.notes) is kept
    ]


def save_manifest_again(manifest: dict[str, Any], story: Story, directory: Path, log: Log) -> None:
    """Write the manifest of a record that was linked anew from what had been read for it."""
    kept = {key: held for key, held in manifest.items() if key not in ("corrections", "files")}
    _write(kept, story, directory, log)


def _write(manifest: dict[str, Any], story: Story, directory: Path, log: Log) -> None:
    manifest["corrections"] = {
        "decisions": len(log.decisions),
        "head": log.head,
        "no_longer_fit": [
            {"id": c.decision.id, "decision": c.decision.kind, "why": c.detail}
            for c in story.corrections
            if c.fit is Fit.UNFIT
        ],
    }
    manifest["files"] = {
        entry.relative_to(directory).as_posix(): hash_file(entry)
        for entry in sorted(directory.rglob("*"))
        if entry.is_file() and entry.name != MANIFEST
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (directory / MANIFEST).write_bytes(text.encode("utf-8", "replace"))


def load_manifest(directory: Path) -> dict[str, Any]:
    """Read the manifest of a record; raises StoreError when it is absent or not one."""
    path = directory / MANIFEST
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise StoreError(f"{path}: not found; name the directory of a record") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read as a manifest ({error})") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise StoreError(f"{path}: not a manifest of the format {FORMAT!r}")
    return manifest


def list_descriptions(story: Story, folder: Path) -> list[dict[str, str]]:
    """Return path and hash of each `meta.csv` beside a report: it shapes the record too."""
    parents = {PurePosixPath(each.document.path).parent for each in story.evidence}
    names = sorted((parent / "meta.csv").as_posix() for parent in parents)
    return [
        {"path": name, "sha256": hash_file(folder / name)}
        for name in names
        if (folder / name).is_file()
    ]


@cache
def list_versions() -> dict[str, str]:
    """Return the versions that shape a record: onrecord, Python, SQLite, what it requires."""
    found = {"python": ".".join(platform.python_version_tuple()[:2])}
    found["sqlite"] = sqlite3.sqlite_version
    needed = [need for need in requires("onrecord") or () if "extra ==" not in need]
    names = [re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needed]
    for name in ("onrecord", *sorted(names)):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def load_checksums() -> dict[str, Any]:
    """Return the checksums of the shipped models; empty when none are shipped."""
    models = files("onrecord").joinpath("models")
    held: dict[str, Any] = {}
    for folder in ("", "sentences/"):
        source = models.joinpath(f"{folder}checksums.json")
        if source.is_file():
            digests = json.loads(source.read_text("utf-8"))
            held |= {f"{folder}{name}": digest for name, digest in digests.items()}
    return held


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
