"""The gate: every published error rate measured again and held against `floors.json`.

Run `python -m onrecord.evaluate.gate DATA` in the project's folder. A rate above its limit
fails the run. Limits are tightened with `--tighten`; one is loosened only by naming it with
`--accept NAME`, so that nothing is lowered in passing.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.evaluate.readme import MEASURES, Rate

FLOORS = "floors.json"
# Two measurements of one model on one machine agree to the digit; another processor's int8
# arithmetic may move a handful of tokens, a third of a point in the widest case seen.
SLACK = 0.004
Limits = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Measure, compare, and say what is worse; 0 when nothing is, 1 when something is."""
    parser = argparse.ArgumentParser(prog="gate", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds polnear/, timex/, …")
    parser.add_argument("--tighten", action="store_true", help="write limits that were beaten")
    parser.add_argument("--accept", action="append", default=[], help="take this row as it is now")
    options = parser.parse_args(arguments)
    try:
        rates = [rate for measure in MEASURES for rate in measure(options.data)]
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 5
    limits = load_limits()
    worse = compare_rates(rates, limits)
    for line in worse:
        print(line)
    if options.tighten or options.accept:
        kept = update_limits(rates, limits, options.accept)
        path = Path(__file__).with_name(FLOORS)
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    print("nothing is worse than its limit" if not worse else f"{len(worse)} worse than allowed")
    return 1 if worse else 0


def load_limits() -> Limits:
    """Return the limits that ship with the package, by row name."""
    text = files(__package__).joinpath(FLOORS).read_text("utf-8")
    limits: Limits = json.loads(text)
    return limits


def name_rate(rate: Rate) -> str:
    """Return the name of a row: what is measured, and on what."""
    return f"{rate.what} · {rate.measured_on}"


def compare_rates(rates: Iterable[Rate], limits: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each rate above its limit, and for each limit nothing was measured for.

    >>> rate = Rate(what="figures", measured_on="MEANTIME", missed=0.3, wrong=None)
    >>> compare_rates([rate], {"figures · MEANTIME": {"missed": 0.2}})
    ['figures · MEANTIME: missed 30.0 of 100, at most 20.0 allowed']
    """
    lines, met = [], set()
    for rate in rates:
        name = name_rate(rate)
        met.add(name)
        for kind, value in _list_values(rate):
            limit = limits.get(name, {}).get(kind)
            if limit is None:
                lines.append(f"{name}: {kind} {100 * value:.1f} of 100, no limit set")
            elif value > limit + SLACK:
                lines.append(
                    f"{name}: {kind} {100 * value:.1f} of 100, at most {100 * limit:.1f} allowed"
                )
    return lines + [
        f"{name}: has a limit but was not measured" for name in limits if name not in met
    ]


def _list_values(rate: Rate) -> list[tuple[str, float]]:
    both = (("missed", rate.missed), ("wrong", rate.wrong))
    return [(kind, value) for kind, value in both if value is not None]


def update_limits(rates: Iterable[Rate], limits: Limits, accepted: Iterable[str]) -> Limits:
    """Return the limits with better values taken over, and those named in `accepted` replaced."""
    named = set(accepted)
    kept = {name: dict(values) for name, values in limits.items()}
    for rate in rates:
        name = name_rate(rate)
        row = kept.setdefault(name, {})
        for kind, value in _list_values(rate):
            old = row.get(kind, 1.0)
            row[kind] = round(value if name in named or rate.what in named else min(old, value), 4)
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
