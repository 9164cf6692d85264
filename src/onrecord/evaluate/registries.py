"""Which benchmarks there are, and how to run one by name.

A benchmark is a module in `benchmarks/` with `run(path, predictions) -> str`; putting it there
is all it takes to be found.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from onrecord.errors import EvaluationError
from onrecord.evaluate import benchmarks

Benchmark = Callable[[Path, Path | None], str]


def list_benchmarks() -> tuple[str, ...]:
    """Return the names of all benchmarks, sorted.

    >>> "speed" in list_benchmarks()
    True
    """
    return tuple(sorted(module.name for module in iter_modules(benchmarks.__path__)))


def find_benchmark(name: str) -> Benchmark:
    """Return the function that runs a benchmark; raises EvaluationError if there is none."""
    if name not in list_benchmarks():
        known = ", ".join(list_benchmarks())
        raise EvaluationError(f"{name}: no such benchmark; there are {known}")
    run: Benchmark = import_module(f"{benchmarks.__name__}.{name}").run
    return run
