"""Writes the readings of marked stories and how each two stand: one claim, contradicting, or neither.

usage: marked.py OUT_JSONL [PAIRS_JSONL]      Run with the project's own virtualenv: no torch is needed.
A story is a line: its readings' words, and a matrix of relations, -1 where they are not judged. With
PAIRS_JSONL pairs are drawn of it too, one a line.
Every second of `training/stories` teaches; the others are left to weigh what was learned. What is
learned from these are clauses as they are really cut out of reports.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from families import CONTRADICTS, OTHER, SAME
from readings import Pair, list_words, relate_all, relate_readings, see_story, split_stories

from onrecord.story.claims.sightings import Sightings

SEED = 20261123
NEAREST, ANY = 5, 1  # other readings set beside each: the nearest by vector, and any


def draw_pairs(
    seen: Sightings, related: dict[Pair, int], rng: random.Random
) -> Iterator[tuple[str, str, int]]:
    """Pairs that are one claim, some that contradict, and others that are near."""
    chosen = {pair: relation for pair, relation in related.items() if relation in (SAME, OTHER)}
    against = sorted(pair for pair, relation in related.items() if relation == CONTRADICTS)
    most = len(seen.readings)
    chosen.update(dict.fromkeys(rng.sample(against, min(len(against), most)), CONTRADICTS))
    for pair in _list_near(seen, rng):
        if pair not in related:
            chosen[pair] = OTHER
    words = list_words(seen)
    for (i, j), relation in sorted(chosen.items()):
        if not seen.in_one_breath(i, j):
            yield words[i], words[j], relation


def _list_near(seen: Sightings, rng: random.Random) -> Iterator[Pair]:
    """Each reading with the nearest others, and with any."""
    vectors = np.stack([sight.whole for sight in seen.sights])
    nearest = np.argsort(-(vectors @ vectors.T), axis=1, kind="stable")
    for i in range(len(vectors)):
        others = [int(j) for j in nearest[i, : NEAREST + 1] if j != i]
        others += [rng.randrange(len(vectors)) for _ in range(ANY)]
        yield from ((min(i, j), max(i, j)) for j in others if j != i)


def main(out: Path, drawn: Path | None) -> None:
    rng = random.Random(SEED)
    lines, pairs = [], []
    for folder in split_stories()[0]:
        story = see_story(folder)
        seen, related = story.seen, relate_readings(story)
        row = {"texts": list_words(seen), "relations": relate_all(seen, related).tolist()}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        pairs += list(draw_pairs(seen, related, rng))
        print(folder.name, len(seen.readings), "readings", flush=True)
    out.write_text("".join(lines), encoding="utf-8")
    if drawn:
        told = (json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
        drawn.write_text("".join(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
