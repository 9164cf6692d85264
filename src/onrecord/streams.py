"""A mixed pile through the stages: read once, split into strands, each strand built as a story.

Strands are found by the pile's plain words alone; only the reports of a strand of two or more
are read in full. Records are written one after the other, so that memory holds one batch.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from onrecord.config import DEFAULT, Settings
from onrecord.errors import ReadError
from onrecord.export.story_tables import dump_stories
from onrecord.names import fold
from onrecord.pipeline import Progress, read_evidence, write_record
from onrecord.read import read_reports
from onrecord.records import Document, Evidence, SplitPile, Strand, Volume
from onrecord.report import render_index
from onrecord.report.views.names import name_story
from onrecord.report.views.pile import index_story
from onrecord.store.corrections import load_log
from onrecord.store.databases import load_before
from onrecord.store.inputs import SUFFIX
from onrecord.store.shelves import LIST, check_shelf, find_left, save_lists
from onrecord.story.changes.stories import note_changes
from onrecord.story.changes.versions import keep_versions
from onrecord.story.corrections.replays import link_corrected, restore_evidence
from onrecord.story.streams.strands import split_stream

# Reports read at once: enough to keep several processes busy, few enough to hold.
_BATCH = 200
_SLUG_WORDS = 6


def write_stories(
    source: Path, out: Path, settings: Settings = DEFAULT, progress: Progress | None = None
) -> SplitPile:
    """Split the reports at `source` and write a record for each story, and the index, into `out`.

    Raises ReadError when nothing could be read, StoreError when `out` is something else.
    """
    check_shelf(out)
    documents, unread = read_reports([source], settings)
    if not documents:
        raise ReadError(f"{source}: nothing here could be read as a report; nothing was written")
    strands = split_stream(documents)
    by_id = {each.id: each for each in documents}
    several = [strand for strand in strands if len(strand.document_ids) > 1]
    save_lists(out, {LIST: b""})  # marks the shelf before the first record stands on it
    volumes: list[Volume] = []
    for batch, evidence in _read_batches(several, by_id, settings, progress):
        volumes += [_write_volume(strand, evidence, source, out, settings) for strand in batch]
    pile = SplitPile(
        documents=tuple(documents),
        volumes=tuple(volumes),
        singles=tuple(strand for strand in strands if len(strand.document_ids) == 1),
        unread=tuple(unread),
        left=find_left(out, {volume.folder for volume in volumes}),
    )
    index = render_index(pile).encode("utf-8")
    save_lists(out, {"index.html": index, LIST: dump_stories(pile)})
    return pile


def _read_batches(
    strands: Sequence[Strand],
    documents: dict[str, Document],
    settings: Settings,
    progress: Progress | None,
) -> Iterator[tuple[list[Strand], dict[str, Evidence]]]:
    """Yield some strands at a time with the evidence of their reports."""
    total = sum(len(strand.document_ids) for strand in strands)
    done = 0
    for batch in _cut_batches(strands):
        chosen = [documents[each] for strand in batch for each in strand.document_ids]
        before = done

        def tell(number: int, _: int, before: int = before) -> None:
            if progress:
                progress(before + number, total)

        evidence = read_evidence(chosen, settings, tell)
        done += len(chosen)
        yield batch, {each.document.id: each for each in evidence}


def _cut_batches(strands: Sequence[Strand]) -> Iterator[list[Strand]]:
    waiting = iter(strands)
    for strand in waiting:
        batch, held = [strand], len(strand.document_ids)
        while held < _BATCH and (more := list(islice(waiting, 1))):
            batch += more
            held += len(more[0].document_ids)
        yield batch


def _write_volume(
    strand: Strand, evidence: dict[str, Evidence], source: Path, out: Path, settings: Settings
) -> Volume:
    """Build one story, compared with its record of an earlier run, and write it."""
    reports = tuple(evidence[each] for each in strand.document_ids)
    folder = name_folder(reports[0].document)
    log, before = load_log(out / folder), load_before(out / folder)
    if before is not None:
        documents = [each.document for each in reports]
        reports += keep_versions(documents, restore_evidence(before))
    story = note_changes(link_corrected(reports, (), log.decisions), before)
    write_record(story, source, out / folder, settings, log)
    return Volume(strand=strand, folder=folder, name=name_story(index_story(story)))


def name_folder(document: Document) -> str:
    """Return the folder of the story a report opens: its day, its headline, its id's beginning.

    It stays the same when more reports join.
    """
    words = re.findall(r"[a-z0-9]+", fold(document.title or "report"))
    day = re.sub(r"[^0-9-]", "", (document.published or "")[:10]) or "undated"
    return "-".join([day, *words[:_SLUG_WORDS], document.id[:6]]) + SUFFIX
