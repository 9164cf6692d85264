"""How fast a whole run is and how much memory it holds, on any pile of reports.

The run is the product's own: read, annotate, extract, link, write the record and the page.
Loading the models is timed apart, on one invented sentence, because it is paid once a run.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from platform import python_version
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from onrecord import __version__, pipeline
from onrecord.config import DEFAULT, Settings
from onrecord.errors import EvaluationError
from onrecord.records import Story
from onrecord.text import count_words

R = TypeVar("R")
_FIRST = "Mira Vale, the water minister, said on Monday that 1,200 people had left.\n"


def run(path: Path, predictions: Path | None = None, settings: Settings = DEFAULT) -> str:
    """Measure one whole run over the reports at `path`; `predictions` is not used.

    Raises EvaluationError when there is nothing to read at `path`.
    """
    with TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(_FIRST, "utf-8")
        loading, _ = time_call(lambda: pipeline.build_story([first], settings))
        reading, story = time_call(lambda: pipeline.build_story([path], settings))
        if not story.evidence:
            raise EvaluationError(f"{path}: no reports to measure on; give a folder or .jsonl file")
        record = Path(folder) / "bench.record"
        writing, _ = time_call(lambda: pipeline.write_record(story, path, record, settings))
    return render_speed(story, loading, reading, writing)


def time_call(call: Callable[[], R]) -> tuple[float, R]:
    """Return how many seconds a call took, and what it gave."""
    start = perf_counter()
    given = call()
    return perf_counter() - start, given


def render_speed(story: Story, loading: float, reading: float, writing: float) -> str:
    """Render the measurements; the first line is the one to compare."""
    words = sum(count_words(each.document.text) for each in story.evidence)
    rate = words / (reading + writing)
    return "\n".join(
        (
            f"{rate:,.0f} words a second, {peak_memory():,.0f} MB at most",
            f"  {len(story.evidence):,} reports, {words:,} words, {len(story.unread):,} not read",
            f"  models loaded in {loading:.1f} s (apart);"
            f" read and linked in {reading:.1f} s; record and page written in {writing:.1f} s",
            f"  onrecord {__version__}, Python {python_version()}, one run, wall clock",
        )
    )


def peak_memory() -> float:
    """Return the most memory this process held at once, its largest child's added, in MB."""
    scale = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    held = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in held) * scale / 1e6
