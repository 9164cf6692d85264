"""The command line: parse, call, print. Everything slow is imported by the command that needs it.

The commands stand in the modules imported here, in the order `--help` lists them. Only this
package exits.
"""

import io
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from onrecord.cli import (  # noqa: F401  (each adds its commands)
    builds,
    corrections,
    desks,
    inspections,
    measures,
)
from onrecord.cli.programs import app
from onrecord.cli.terminals import EXIT_CODES, ExitCode, complain

__all__ = ["EXIT_CODES", "ExitCode", "add_default_verb", "app", "main", "run"]


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
        complain("this is a fault in onrecord; please report it with the lines above")
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
