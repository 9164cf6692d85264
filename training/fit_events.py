"""Fits the scorer of event pairs on ECB+ and writes the numbers that ship.

Usage: python training/fit_events.py ECB_TRAIN.jsonl src/onrecord/evaluate/coreference
Run with the project's own virtualenv: it needs no torch. One run, no randomness. The threshold
of each way of counting is the one that is best over five parts, each by a scorer of the others.
"""

import sys
from dataclasses import replace
from pathlib import Path

from onrecord.evaluate.benchmarks.ecb import (
    Fits,
    choose_mentions,
    compare_stories,
    fit_threshold,
    split_parts,
)
from onrecord.evaluate.coreference.mentions import load_rows, read_events, weigh_words
from onrecord.evaluate.coreference.pairs import Weights
from onrecord.evaluate.coreference.scorer import dump_scorers


def main(data: Path, out: Path) -> None:
    rows = load_rows(data)
    mentions, weights = list(read_events(rows)), Weights(*weigh_words(rows))
    fit_mentions(mentions, weights, out)


def fit_mentions(mentions, weights, out: Path) -> None:
    scorers = {}
    for way, chosen in choose_mentions(mentions).items():
        parts, fits = split_parts(list(compare_stories(chosen, weights))), Fits()
        scorers[way] = replace(fits.fit(parts), threshold=fit_threshold(parts, fits))
        print(way, scorers[way].threshold)
    (out / "event_pairs.json").write_text(dump_scorers(scorers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
