"""Fits the weights in src/onrecord/story/streams/weights.py and measures them on what is left out.

    python training/streams.py ../shared/data/incidents/stream_dev.jsonl

Prints the weights fitted on the whole stream, and B3 and pair scores of weights fitted on four
fifths and measured on the last: fifths of the incidents, and fifths of the time. A score of a
fifth counts its reports among all others, so a wrong join to a report outside it costs too.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.config import DEFAULT
from onrecord.evaluate.benchmarks.incidents import load_rows, number_lines
from onrecord.read import read_reports
from onrecord.records import Document, content_id
from onrecord.story.streams import strands
from onrecord.story.streams.links import measure_link
from onrecord.story.streams.weights import WEIGHTS

FOLDS = 5
# Penalty on standardised weights; 89,000 pairs for thirteen numbers need next to none.
RIDGE = 1.0
STEPS = 25
Matrix = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """Every pair the index proposed: its signs, the two reports, and whether they are of one."""

    names: list[str]
    signs: Matrix
    new: list[int]
    old: list[int]
    together: Matrix


def collect_pairs(documents: Sequence[Document], labels: dict[str, str]) -> Pairs:
    """Run the stream once and note what it measures on the way."""
    numbers = {each.id: number for number, each in enumerate(documents)}
    names: list[str] = []
    rows, new, old = [], [], []

    def note(left, right, rarities):  # type: ignore[no-untyped-def]
        signs = measure_link(left, right, rarities)
        names[:] = signs
        rows.append(list(signs.values()))
        new.append(numbers[left.signs.document_id])
        old.append(numbers[right.signs.document_id])
        return signs

    strands.measure_link = note
    strands.split_stream(documents)
    strands.measure_link = measure_link
    labelled = [labels[each.id] for each in documents]
    together = [float(labelled[a] == labelled[b]) for a, b in zip(new, old, strict=True)]
    return Pairs(list(names), np.array(rows), new, old, np.array(together))


def fit_weights(pairs: Pairs, chosen: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Logistic regression by Newton's method on the chosen pairs."""
    signs, together = pairs.signs[chosen], pairs.together[chosen]
    centre, spread = signs.mean(0), signs.std(0) + 1e-9
    design = np.c_[(signs - centre) / spread, np.ones(len(signs))]
    penalty = np.full(design.shape[1], RIDGE)
    penalty[-1] = 1e-6
    fitted = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ fitted, -30, 30)))
        slope = design.T @ (chance - together) + penalty * fitted
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        fitted -= np.linalg.solve(bend, slope)
    raw = fitted[:-1] / spread
    base = float(fitted[-1] - raw @ centre)
    weights = dict(zip(pairs.names, raw, strict=True))
    return {"base": round(base, 2)} | {name: round(float(w), 2) for name, w in weights.items()}


def score_fold(
    documents: Sequence[Document],
    labels: dict[str, str],
    weights: dict[str, float],
    inside: set[str],
) -> npt.NDArray[np.float64]:
    """Return tallies over the reports inside: pairs right, found, gold; B3 shares; reports."""
    found = strands.split_stream(documents, weights)
    sizes = Counter(labels.values())
    tally = np.zeros(6)
    for strand in found:
        common = Counter(labels[each] for each in strand.document_ids)
        size = len(strand.document_ids)
        for each in strand.document_ids:
            if each in inside:
                right, gold = common[labels[each]], sizes[labels[each]]
                tally += (right - 1, size - 1, gold - 1, right / size, right / gold, 1)
    return tally


def cross_validate(
    name: str,
    documents: Sequence[Document],
    labels: dict[str, str],
    pairs: Pairs,
    fold_of: Callable[[int], int],
) -> None:
    """Fit without each fold, measure on it, print the scores of all folds together."""
    folds = np.array([fold_of(number) for number in range(len(documents))])
    new, old = folds[pairs.new], folds[pairs.old]
    total = np.zeros(6)
    for fold in range(FOLDS):
        weights = fit_weights(pairs, (new != fold) & (old != fold))
        inside = {each.id for each, f in zip(documents, folds, strict=True) if f == fold}
        total += score_fold(documents, labels, weights, inside)
    right, found, gold, precise, complete, reports = total
    p, r = right / found, right / gold
    bp, br = precise / reports, complete / reports
    print(
        f"{name}: pairs P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r):.1f}; "
        f"B3 P {100 * bp:.1f} R {100 * br:.1f} F1 {200 * bp * br / (bp + br):.1f}"
    )


def main(path: Path) -> None:
    """Fit, print the weights, cross-validate by incident and by time."""
    rows = load_rows(path)
    documents = strands.sort_stream(read_reports([path], DEFAULT)[0])
    lines = number_lines(documents)
    labels = {each.id: rows[lines[each.id] - 1]["incident"] for each in documents}
    pairs = collect_pairs(documents, labels)
    print(f"{len(pairs.new):,} pairs, {int(pairs.together.sum()):,} of one incident")
    fitted = fit_weights(pairs, np.full(len(pairs.new), True))
    for name, weight in fitted.items():
        print(f"    {name!r}: {weight},   # now {WEIGHTS.get(name)}")

    def by_incident(number: int) -> int:
        return int(content_id(labels[documents[number].id]), 16) % FOLDS

    def by_time(number: int) -> int:
        return number * FOLDS // len(documents)

    cross_validate("fifths of the incidents", documents, labels, pairs, by_incident)
    cross_validate("fifths of the time", documents, labels, pairs, by_time)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
