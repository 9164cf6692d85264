"""How fast a whole run is and how much memory it holds, on any pile of reports.

The run is the product's own: read, annotate, extract, link, write the record and the page.
Loading the models is timed apart, on one invented sentence, because it is paid once a run.
"""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from platform import python_version
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple, TypeVar

from onrecord import __version__, pipeline
from onrecord.config import DEFAULT, Settings
from onrecord.errors import EvaluationError
from onrecord.records import Story
from onrecord.text import count_words

R = TypeVar("R")
_FIRST = "Mira Vale, the water minister, said on Monday that 1,200 people had left.\n"


class Spent(NamedTuple):
    """Seconds by the clock, and seconds of processor time, workers included."""

    clock: float
    processor: float


def run(path: Path, predictions: Path | None = None, settings: Settings = DEFAULT) -> str:
    """Measure one whole run over the reports at `path`; `predictions` is not used.

    Raises EvaluationError when there is nothing to read at `path`.
    """
    with TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(_FIRST, "utf-8")
        loading, _ = time_call(lambda: pipeline.build_story([first], settings))
        read_at: list[float] = []
        began = perf_counter()
        reading, story = time_call(
            lambda: pipeline.build_story(
                [path], settings, lambda done, total: read_at.append(perf_counter() - began)
            )
        )
        if not story.evidence:
            raise EvaluationError(f"{path}: no reports to measure on; give a folder or .jsonl file")
        record = Path(folder) / "bench.record"
        writing, _ = time_call(lambda: pipeline.write_record(story, path, record, settings))
    return render_speed(story, loading, reading, writing, read_at[-1])


def time_call(call: Callable[[], R]) -> tuple[Spent, R]:
    """Return what a call took and what it gave."""
    clock, processor = perf_counter(), _processor_time()
    given = call()
    return Spent(perf_counter() - clock, _processor_time() - processor), given


def render_speed(
    story: Story, loading: Spent, reading: Spent, writing: Spent, read_after: float
) -> str:
    """Render the measurements; the first line is the one to compare.

    `read_after` is when, on the clock of `reading`, all reports were read and linking began.
    """
    words = sum(count_words(each.document.text) for each in story.evidence)
    clock = reading.clock + writing.clock
    processor = reading.processor + writing.processor
    lines = (
        f"{words / clock:,.0f} words a second by the clock, {render_memory()}",
        f"  {len(story.evidence):,} reports, {words:,} words, {len(story.unread):,} not read",
        f"  reports read in {read_after:.1f} s ({words / read_after:,.0f} words a second), linked"
        f" in {reading.clock - read_after:.1f} s, record and page written in {writing.clock:.1f} s;"
        f" models loaded before, in {loading.clock:.1f} s",
        f"  {processor:.1f} s of processor time: {words / processor:,.0f} words a second of it"
        " (the figure to compare on a busy machine)",
        f"  onrecord {__version__}, Python {python_version()}, one run",
    )
    return "\n".join(lines)


def render_memory() -> str:
    """Say the most memory this process held at once, and the largest of its workers."""
    scale = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    own, worker = (
        resource.getrusage(who).ru_maxrss * scale / 1e6
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{own:,.0f} MB at most" + (f", {worker:,.0f} MB in a worker" if worker else "")


def _processor_time() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
