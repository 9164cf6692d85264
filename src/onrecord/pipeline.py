"""The order of the stages, and nothing else: bytes → documents → evidence → story → record."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal

from onrecord.annotate.documents import annotate_document
from onrecord.annotate.quantities import find_numbers
from onrecord.annotate.quotations import find_attributions
from onrecord.config import DEFAULT, Settings
from onrecord.export.csv_tables import save_csv_tables
from onrecord.extract.evidence import extract_evidence
from onrecord.inference.encoder import load_encoder
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
# Starting a second process costs about a second of model loading: not worth it for less.
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
    workers = settings.workers or cpu_count() or 1
    if workers == 1 or len(documents) < FEWEST_FOR_WORKERS:
        return _gather((read_one(d, settings) for d in documents), len(documents), progress)
    # At Ctrl-C the workers end at once and without a word: this process says what there is to say.
    context, quietly = get_context("spawn"), (SIGINT, SIG_DFL)
    with ProcessPoolExecutor(workers, context, initializer=signal, initargs=quietly) as pool:
        found = pool.map(read_one, documents, repeat(settings), chunksize=4)
        return _gather(found, len(documents), progress)


def read_one(document: Document, settings: Settings) -> Evidence:
    """Annotate one document and extract its evidence: a pure function of the two."""
    (tags,) = find_attributions([document.text], load_encoder())
    annotated = annotate_document(document, tags)
    return extract_evidence(annotated, find_numbers(document.text), settings)


def _gather(
    found: Iterable[Evidence], total: int, progress: Progress | None
) -> tuple[Evidence, ...]:
    gathered: list[Evidence] = []
    for evidence in found:
        gathered.append(evidence)
        if progress:
            progress(len(gathered), total)
    return tuple(gathered)


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
