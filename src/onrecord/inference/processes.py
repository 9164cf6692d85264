"""Spreads work over processes, so that models are opened once for all of them where that can be.

Where a process may be copied (Linux, no second thread running), one item is worked on before the
others: what is loaded for it, models above all, the copies share, and they begin at once.
Elsewhere each process loads its own. Answers are the same either way.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from gc import freeze
from multiprocessing import get_context
from signal import SIG_DFL, SIGINT, SIGTERM, signal
from sys import platform
from threading import active_count
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def map_processes(work: Callable[[T], R], items: Sequence[T], processes: int) -> Iterator[R]:
    """Yield the work on each item, in the order given; best with the smallest item last.

    `work` must be such as can be sent to another process: a function of a module, or a partial
    of one.
    """
    copied = platform == "linux" and active_count() == 1 and len(items) > 0
    last = [work(item) for item in items[-1:]] if copied else []
    context = get_context("fork" if copied else "spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin_process) as pool:
        yield from pool.map(work, items[: len(items) - len(last)])
    yield from last


def _begin_process() -> None:
    # At Ctrl-C these end at once and without a word: the first process says what there is to say.
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    freeze()  # what a process is born with is never garbage
