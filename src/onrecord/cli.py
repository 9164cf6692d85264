"""The command line: parse, call, print. Everything slow is imported by the command that needs it.

Results go to stdout, progress and complaints to stderr. Only this module exits; the codes
stand in `EXIT_CODES` and in `onrecord --help`.
"""

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord import __version__
from onrecord.errors import EvaluationError, ModelError, OnrecordError, ReadError, StoreError

if TYPE_CHECKING:
    from onrecord.records import Story


class ExitCode(IntEnum):
    """What a run tells the shell."""

    OK = 0
    NOTHING_READ = 1
    USAGE = 2
    RECORD = 3
    NOT_WHOLE = 4
    DATA = 5
    FAULT = 70
    INTERRUPTED = 130


EXIT_CODES = """\
\b
Exit codes:
  0    done; reports that were not read are listed, and do not change this
  1    not one report could be read
  2    the command was not understood, or names no file that exists
  3    a record could not be written, opened or found
  4    verify: something does not match its source
  5    a model or a benchmark's data is missing or altered
  70   a fault in onrecord itself; please report what it printed
  130  interrupted (Ctrl-C); the record that was there before is untouched
"""

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


def main() -> None:
    """Run the command line and exit."""
    # A polite kill is treated like Ctrl-C: what is half done is cleaned away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        # A name that an old terminal cannot show must not stop the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = app(add_default_verb(arguments), prog_name="onrecord")
        return int(code or 0)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception:
        # Not a reader's mistake and not a bad file: those have their own lines and codes.
        import traceback

        traceback.print_exc()
        _complain("this is a fault in onrecord; please report it with the lines above")
        return ExitCode.FAULT


def add_default_verb(arguments: Sequence[str]) -> list[str]:
    """Put `build` before anything that is no command: `onrecord FOLDER` builds.

    >>> add_default_verb(["reports", "-q"]), add_default_verb(["verify", "a.record"])
    (['build', 'reports', '-q'], ['verify', 'a.record'])
    """
    verbs = {command.name or _name(command.callback) for command in app.registered_commands}
    if not arguments:
        return ["--help"]
    if arguments[0] in verbs or arguments[0] in ("-h", "--help", "--version"):
        return list(arguments)
    return ["build", *arguments]


def _name(callback: Callable[..., Any] | None) -> str:
    return callback.__name__ if callback else ""


@contextmanager
def _exits() -> Iterator[None]:
    """Turn what onrecord raises, and Ctrl-C, into one line and an exit code."""
    try:
        yield
    except OnrecordError as error:
        _complain(str(error))
        codes = {ReadError: ExitCode.NOTHING_READ, StoreError: ExitCode.RECORD}
        codes |= {ModelError: ExitCode.DATA, EvaluationError: ExitCode.DATA}
        raise typer.Exit(codes.get(type(error), ExitCode.DATA)) from error
    except KeyboardInterrupt as error:
        _complain("interrupted; what was on record before is untouched")
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror}; check the path and who may use it")
        raise typer.Exit(ExitCode.RECORD) from error


def _complain(message: str) -> None:
    from onrecord.export.explanations import clean_words

    print(f"onrecord: {clean_words(message)}", file=sys.stderr)


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


@app.command()
def build(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Or a file; - is stdin.")],
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read reports, write their record (the default)."""
    from onrecord.store.inputs import keep_input, name_record

    with _exits():
        if folder == "-":
            record = out or name_record(None)
            source = keep_input(sys.stdin.buffer.read(), record)
            if not quiet:
                print(f"Kept what came in as {source}, for verify.", file=sys.stderr)
        else:
            source = _existing(folder)
            record = out or name_record(source)
        _build(source, record, as_json, quiet)


@app.command()
def demo(out: Out = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Build the sample story, in ./demo.record."""
    from onrecord.demo import find_demo

    with _exits():
        _build(find_demo(), out or Path("demo.record"), as_json, quiet)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise typer.BadParameter(f"{name}: no such folder, file or command; see onrecord --help")
    return path


def _build(source: Path, record: Path, as_json: bool, quiet: bool) -> None:
    from onrecord.config import DEFAULT
    from onrecord.export.summaries import render_summary, render_unread, summarize_story, to_json
    from onrecord.pipeline import build_story, write_record
    from onrecord.store.databases import load_known_ids
    from onrecord.store.directories import check_destination

    check_destination(record)
    with _progress(quiet or as_json) as progress:
        story = build_story([source], DEFAULT, progress)
    _refuse_nothing(story, source)
    summary = summarize_story(story, load_known_ids(record))
    write_record(story, source, record, DEFAULT)
    if as_json:
        _print_json(to_json(summary, record))
    elif quiet:
        for line in render_unread(summary.not_read):
            _complain(line.strip())
    else:
        _print(render_summary(summary, record))


def _refuse_nothing(story: "Story", source: Path) -> None:
    from onrecord.export.summaries import render_unread

    if not story.evidence:
        for line in render_unread(story.unread):
            _complain(line.strip())
        raise ReadError(f"{source}: nothing here could be read as a report; no record was written")


@contextmanager
def _progress(silent: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr while reports are read, if somebody is looking at it."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


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

    with _exits():
        findings = verify_record(record, inputs)
        if as_json:
            _print_json([{"kind": f.kind, "where": f.where, "detail": f.detail} for f in findings])
        elif findings:
            _print("\n".join(f"{f.kind}: {f.where}: {f.detail}" for f in findings))
        elif not quiet:
            _print(f"{record}: whole. {count_checks(record)}")
        if findings:
            raise typer.Exit(ExitCode.NOT_WHOLE)


@app.command()
def export(
    record: Record,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write into.")],
    form: Annotated[
        str, typer.Option("--format", "-f", help="jsonl, csv, web-annotation or citron.")
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
    with _exits():
        written = export_story(load_story(record), form, out)
        names = [str(path) for path in written]
        if as_json:
            _print_json({"written": names})
        elif not quiet:
            _print("\n".join(names))


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

    with _exits():
        story = load_story(record or find_record(Path()))
        if as_json:
            _print_json(encode(find_row(story, row)))
        else:
            _print(explain_row(story, row))


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A benchmark: polnear, timex …")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Its data.")],
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Also write what was found, here.")
    ] = None,
) -> None:
    """Measure on labelled data, yours or a benchmark's."""
    from onrecord.evaluate.registries import find_benchmark, list_benchmarks

    if name not in list_benchmarks():
        raise typer.BadParameter(f"{name}: not one of {', '.join(list_benchmarks())}")
    with _exits():
        _print(find_benchmark(name)(path, predictions))


@app.command()
def bench(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder or file of reports.")],
) -> None:
    """Measure the speed and memory of a whole run."""
    from onrecord.evaluate.benchmarks.speed import run as measure

    with _exits():
        _print(measure(path))


def _print(text: str) -> None:
    from onrecord.export.explanations import clean_words

    print(clean_words(text))
    sys.stdout.flush()


def _print_json(held: object) -> None:
    print(json.dumps(held, indent=2, ensure_ascii=True))
    sys.stdout.flush()
