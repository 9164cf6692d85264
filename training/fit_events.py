"""Fits the scorers of event pairs on ECB+ and writes the numbers that ship.

Usage: python training/fit_events.py ECB_TRAIN.jsonl src/onrecord/evaluate/coreference
Run with the project's own virtualenv: it needs no torch. Seeds are fixed: the same numbers on every
run. Five scorers for each way of counting, each without a fifth of the topics, its threshold too.
"""

import sys
from pathlib import Path

from onrecord.evaluate.benchmarks.ecb import choose_mentions, compare_stories
from onrecord.evaluate.coreference.fits import fit_scorers
from onrecord.evaluate.coreference.mentions import load_rows, read_events, weigh_words
from onrecord.evaluate.coreference.pairs import Weights
from onrecord.evaluate.coreference.scorer import dump_scorers


def main(data: Path, out: Path) -> None:
    rows = load_rows(data)
    fit_mentions(list(read_events(rows)), Weights(*weigh_words(rows)), out)


def fit_mentions(mentions, weights, out: Path) -> None:
    scorers = {}
    for way, chosen in choose_mentions(mentions).items():
        scorers[way] = fit_scorers(list(compare_stories(chosen, weights)))
        print(way, [scorer.threshold for scorer in scorers[way]], flush=True)
    (out / "event_pairs.json").write_text(dump_scorers(scorers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
