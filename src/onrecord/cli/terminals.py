"""What every command shares: exit codes, one line for each error, results and progress.

Results go to stdout, progress and complaints to stderr. The codes stand in `EXIT_CODES` and in
`onrecord --help`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from onrecord.errors import EvaluationError, ModelError, OnrecordError, ReadError, StoreError


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


@contextmanager
def exits() -> Iterator[None]:
    """Turn what onrecord raises, and Ctrl-C, into one line and an exit code."""
    try:
        yield
    except OnrecordError as error:
        complain(str(error))
        codes = {ReadError: ExitCode.NOTHING_READ, StoreError: ExitCode.RECORD}
        codes |= {ModelError: ExitCode.DATA, EvaluationError: ExitCode.DATA}
        raise typer.Exit(codes.get(type(error), ExitCode.DATA)) from error
    except KeyboardInterrupt as error:
        complain("interrupted; what was on record before is untouched")
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}; check the path and who may use it")
        raise typer.Exit(ExitCode.RECORD) from error


def complain(message: str) -> None:
    """Print one line of complaint on stderr, fit for any terminal."""
    from onrecord.export.explanations import clean_words

    print(f"onrecord: {clean_words(message)}", file=sys.stderr)


def show(text: str) -> None:
    """Print a result on stdout, fit for any terminal."""
    from onrecord.export.explanations import clean_words

    print(clean_words(text))
    sys.stdout.flush()


def show_json(held: object) -> None:
    """Print a result as JSON on stdout."""
    print(json.dumps(held, indent=2, ensure_ascii=True))
    sys.stdout.flush()


@contextmanager
def show_progress(silent: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr while reports are read, if somebody is looking at it."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
