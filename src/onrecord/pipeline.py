"""The order of the stages, and nothing else: bytes → documents → evidence → story → record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from os import cpu_count
from pathlib import Path

from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quotations import find_attributions
from onrecord.config import DEFAULT, Settings
from onrecord.export.csv_tables import save_csv_tables
from onrecord.extract.evidence import extract_evidence
from onrecord.inference.encoder import load_encoder
from onrecord.inference.processes import map_processes
from onrecord.read import read_reports
from onrecord.records import Change, Decision, Document, Evidence, Story
from onrecord.report import render_report
from onrecord.store.corrections import EMPTY, Log, load_log
from onrecord.store.databases import load_story, save_story
from onrecord.store.directories import replace_directory
from onrecord.store.manifests import load_manifest, save_manifest, save_manifest_again
from onrecord.story.changes.stories import compare_stories, note_changes
from onrecord.story.changes.versions import keep_versions
from onrecord.story.corrections.replays import (
    link_corrected,
    replay_decisions,
    restore_evidence,
)

Progress = Callable[[int, int], None]
# Workers cost about a second where each must load the models: not worth it for less.
FEWEST_FOR_WORKERS = 40


def build_story(
    paths: Sequence[Path],
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    decisions: Sequence[Decision] = (),
    before: Story | None = None,
) -> Story:
    """Read the reports at `paths` and return the story they make, as reviewers decided.

    With the story built `before`, earlier versions of reports are kept, and what changed is noted.
    """
    documents, unread = read_reports(paths, settings)
    evidence = read_evidence(documents, settings, progress)
    if before is not None:
        evidence += keep_versions(documents, restore_evidence(before))
    return note_changes(link_corrected(evidence, unread, decisions), before)


def read_evidence(
    documents: Sequence[Document], settings: Settings = DEFAULT, progress: Progress | None = None
) -> tuple[Evidence, ...]:
    """Return each document's evidence, in the order given; the same whatever stands beside it."""
    workers, total = settings.workers or cpu_count() or 1, len(documents)
    if workers == 1 or total < FEWEST_FOR_WORKERS:
        return tuple(_tell((read_one(d, settings) for d in documents), total, progress))
    # Long reports first: no worker is left with one when there is nothing more for the others.
    order = sorted(range(total), key=lambda at: -len(documents[at].text))
    read = partial(read_one, settings=settings)
    found = map_processes(read, [documents[at] for at in order], workers)
    gathered = dict(zip(order, _tell(found, total, progress), strict=True))
    return tuple(gathered[at] for at in range(total))


def read_one(document: Document, settings: Settings) -> Evidence:
    """Annotate one document and extract its evidence: a pure function of the two."""
    (tags,) = find_attributions([document.text], load_encoder())
    annotated = annotate_document(document, tags)
    return extract_evidence(annotated, find_numbers(document.text), settings)


def _tell(found: Iterable[Evidence], total: int, progress: Progress | None) -> Iterator[Evidence]:
    for number, evidence in enumerate(found, 1):
        if progress:
            progress(number, total)
        yield evidence


def write_record(
    story: Story, inputs: Path, out: Path, settings: Settings = DEFAULT, log: Log = EMPTY
) -> None:
    """Write the record of a story to the folder `out`, whole or not at all."""
    with replace_directory(out) as folder:
        _write_files(story, folder)
        save_manifest(story, inputs, folder, settings, log)  # last: it holds the others' hashes


def compare_records(old: Path, new: Path) -> tuple[Change, ...]:
    """Return what differs between two records, the first taken for the earlier one."""
    return compare_stories(load_story(old), load_story(new))


def replay_record(record: Path) -> Story:
    """Replay the log of a record over what was read for it, write it anew, return its story."""
    manifest, log = load_manifest(record), load_log(record)
    story = replay_decisions(load_story(record), log.decisions)
    with replace_directory(record) as folder:
        _write_files(story, folder)
        save_manifest_again(manifest, story, folder, log)
    return story


def _write_files(story: Story, folder: Path) -> None:
    save_story(story, folder / "record.db")
    save_csv_tables(story, folder)
    (folder / "report.html").write_text(render_report(story), encoding="utf-8")
