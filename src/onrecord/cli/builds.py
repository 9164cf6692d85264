"""The commands that read reports and write records."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.programs import AsJson, Out, Quiet, app
from onrecord.cli.terminals import complain, exits, show, show_json, show_progress
from onrecord.errors import ReadError

if TYPE_CHECKING:
    from onrecord.records import Story


@app.command()
def build(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Or a file; - is stdin.")],
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read reports, write their record (the default)."""
    from onrecord.store.inputs import keep_input, name_record

    with exits():
        if folder == "-":
            record = out or name_record(None)
            source = keep_input(sys.stdin.buffer.read(), record)
            if not quiet:
                print(f"Kept what came in as {source}, for verify.", file=sys.stderr)
        else:
            source = find_existing(folder)
            record = out or name_record(source)
        _build(source, record, as_json, quiet)


@app.command()
def demo(out: Out = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Build the sample story, in ./demo.record."""
    from onrecord.demo import find_demo

    with exits():
        _build(find_demo(), out or Path("demo.record"), as_json, quiet)


@app.command()
def stories(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Or a file of mixed reports.")],
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Split a mixed pile into stories, write a record of each."""
    from onrecord.config import DEFAULT
    from onrecord.export.story_tables import render_stories, stories_to_json
    from onrecord.export.summaries import render_unread
    from onrecord.store.shelves import name_shelf
    from onrecord.streams import write_stories

    with exits():
        source = find_existing(folder)
        shelf = out or name_shelf(source)
        with show_progress(quiet or as_json) as progress:
            pile = write_stories(source, shelf, DEFAULT, progress)
        if as_json:
            show_json(stories_to_json(pile, shelf))
        elif quiet:
            for line in render_unread(pile.unread):
                complain(line.strip())
        else:
            show(render_stories(pile, shelf))


def find_existing(name: str) -> Path:
    """Return a path that exists; otherwise the command was not understood."""
    path = Path(name)
    if not path.exists():
        raise typer.BadParameter(f"{name}: no such folder, file or command; see onrecord --help")
    return path


def _build(source: Path, record: Path, as_json: bool, quiet: bool) -> None:
    from onrecord.config import DEFAULT
    from onrecord.export.summaries import render_summary, render_unread, summarize_story, to_json
    from onrecord.pipeline import build_story, write_record
    from onrecord.store.corrections import load_log
    from onrecord.store.databases import holds_record, load_before
    from onrecord.store.directories import check_destination

    check_destination(record)
    with show_progress(quiet or as_json) as progress:
        log = load_log(record)
        before = load_before(record)
        if before is None and holds_record(record):
            complain(f"{record}: what stood here cannot be read; nothing is compared with it")
        story = build_story([source], DEFAULT, progress, log.decisions, before)
    _refuse_nothing(story, source)
    summary = summarize_story(story, before)
    write_record(story, source, record, DEFAULT, log)
    if as_json:
        show_json(to_json(summary, record))
    elif quiet:
        for line in render_unread(summary.not_read):
            complain(line.strip())
    else:
        show(render_summary(summary, record))


def _refuse_nothing(story: "Story", source: Path) -> None:
    from onrecord.export.summaries import render_unread

    if not story.evidence:
        for line in render_unread(story.unread):
            complain(line.strip())
        raise ReadError(f"{source}: nothing here could be read as a report; no record was written")
