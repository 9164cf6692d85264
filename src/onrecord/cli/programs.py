"""The program as typer knows it: its help, its options, and the arguments commands share."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.terminals import EXIT_CODES

_HELP = f"""\
Read a pile of news reports and put on record who said what, and where.

\b
  onrecord FOLDER            read a folder of reports, write FOLDER.record
  onrecord demo              the same for the sample story that comes with onrecord

Reports are .txt, .md, .html and .jsonl files, with a meta.csv beside them if there is one.
Nothing is sent or fetched. NO_COLOR is honoured.

{EXIT_CODES}"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where to write.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")]
Record = Annotated[Path, typer.Argument(metavar="RECORD", help="The directory of a record.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print it.")
    ] = False,
) -> None:
    pass
