"""The commands that measure: error rates on labelled data, speed and memory."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.programs import app
from onrecord.cli.terminals import exits, show


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
    with exits():
        show(find_benchmark(name)(path, predictions))


@app.command()
def bench(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder or file of reports.")],
) -> None:
    """Measure the speed and memory of a whole run."""
    from onrecord.evaluate.benchmarks.speed import run as measure

    with exits():
        show(measure(path))
