"""The commands that look at a record that is there: check it, hand it on, explain a row."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.programs import AsJson, Quiet, Record, app
from onrecord.cli.terminals import ExitCode, exits, show, show_json


@app.command()
def verify(
    record: Record,
    inputs: Annotated[
        Path | None, typer.Option(help="Where its sources are now, if they moved.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check every source, row and span of a record."""
    from onrecord.store.verification import count_checks, verify_record

    with exits():
        findings = verify_record(record, inputs)
        if as_json:
            show_json([{"kind": f.kind, "where": f.where, "detail": f.detail} for f in findings])
        elif findings:
            show("\n".join(f"{f.kind}: {f.where}: {f.detail}" for f in findings))
        elif not quiet:
            show(f"{record}: whole. {count_checks(record)}")
        if findings:
            raise typer.Exit(ExitCode.NOT_WHOLE)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The directory of a record.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="That of a later one.")],
    as_json: AsJson = False,
) -> None:
    """Say what is new, repeated, revised and withdrawn in a later record."""
    from onrecord.export.differences import render_differences
    from onrecord.pipeline import compare_records
    from onrecord.store.codec import encode

    with exits():
        changes = compare_records(old, new)
        if as_json:
            show_json({"changes": [encode(change) for change in changes]})
        else:
            show(render_differences(changes))


@app.command()
def export(
    record: Record,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write into.")],
    form: Annotated[
        str, typer.Option("--format", "-f", help="jsonl, csv, training … (-f x lists them).")
    ] = "jsonl",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a record for other programs.

    docs/records.md says what each field is.
    """
    from onrecord.export.formats import FORMATS, export_story
    from onrecord.store.databases import load_story

    if form not in FORMATS:
        raise typer.BadParameter(f"{form}: no such format; there are {', '.join(FORMATS)}")
    with exits():
        written = export_story(load_story(record), form, out)
        names = [str(path) for path in written]
        if as_json:
            show_json({"written": names})
        elif not quiet:
            show("\n".join(names))


@app.command()
def explain(
    row: Annotated[str, typer.Argument(metavar="ROW", help="The id of a row, or how it begins.")],
    record: Annotated[
        Path | None, typer.Option("--record", "-r", help="Its record; else the one in this folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show one row with its place and every reason."""
    from onrecord.export.explanations import explain_row, find_row
    from onrecord.store.codec import encode
    from onrecord.store.databases import load_story
    from onrecord.store.inputs import find_record

    with exits():
        story = load_story(record or find_record(Path()))
        if as_json:
            show_json(encode(find_row(story, row)))
        else:
            show(explain_row(story, row))
