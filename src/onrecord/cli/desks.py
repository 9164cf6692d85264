"""The command that opens a record on a desk, in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.programs import Quiet, app
from onrecord.cli.terminals import exits, show


@app.command()
def serve(
    record: Annotated[
        Path | None,
        typer.Argument(metavar="RECORD", help="The directory; else the one in this folder."),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any free one.")
    ] = 8010,
    open_browser: Annotated[
        bool, typer.Option("--open", "-o", help="Open it in the browser.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", help="Another address demands a token, which is printed.")
    ] = "127.0.0.1",
    quiet: Quiet = False,
) -> None:
    """Open a record on a desk: search, check and correct it in the browser.

    Only this machine can reach it, unless --host says otherwise.
    """
    from onrecord.store.inputs import find_record
    from onrecord.web.servers import prepare_desk, run_desk

    with exits():
        serving = prepare_desk(record or find_record(Path()), host, port)
        if not quiet:
            show(f"{serving.address}\nEnd it with Ctrl-C.")
        run_desk(serving, open_browser)
