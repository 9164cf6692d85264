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
from fit_claims import Story, see_story, split_stories

from onrecord.evaluate.metrics.storymarks import Place, matches
from onrecord.story.claims.sightings import Sightings

SEED = 20261123
NEAREST, ANY = 5, 1  # other readings set beside each: the nearest by vector, and any

Pair = tuple[int, int]


def relate_readings(story: Story) -> dict[Pair, int]:
    """The pairs of readings that a comparison or a claim speaks of; -1 for those left open."""
    files, claims = story.files, story.claims
    places = [
        [
            Place(
                files[w.proposition.document_id], w.proposition.span.start, w.proposition.span.end
            )
            for w in held
        ]
        for held in story.seen.wordings
    ]
    related: dict[Pair, int] = {}
    for row in story.marked.comparisons:
        sides = [_find_readings(side, places, story) for side in (row.left, row.right)]
        says = {word.rstrip("?") for word in row.says}
        relation = CONTRADICTS if "contradicts" in says else -1 if "undecided" in says else OTHER
        for i in sides[0]:
            for j in sides[1] - sides[0]:
                related[min(i, j), max(i, j)] = relation
    for i, one in enumerate(claims):
        for j in range(i + 1, len(claims)):
            if one is not None and one == claims[j]:
                related[i, j] = SAME
    return related


def _find_readings(wanted: tuple[Place, ...], places: list[list[Place]], story: Story) -> set[int]:
    """The readings that lie on these places or are of the claim that does."""
    owners = {
        number
        for number, claim in enumerate(story.marked.claims)
        if any(matches(place, wording) for place in wanted for wording in claim.wordings)
    }
    return {
        number
        for number, held in enumerate(places)
        if story.claims[number] in owners
        or any(matches(one, place) for one in held for place in wanted)
    }


def list_words(seen: Sightings) -> list[str]:
    return [" ".join(reading.words) for reading in seen.readings]


def fill_matrix(seen: Sightings, related: dict[Pair, int]) -> list[list[int]]:
    """How each reading stands to each other; those in one breath are not judged."""
    count = len(seen.readings)
    matrix = [[OTHER] * count for _ in range(count)]
    for i in range(count):
        for j in range(i, count):
            relation = related.get((i, j), OTHER)
            if i == j or seen.in_one_breath(i, j):
                relation = -1
            matrix[i][j] = matrix[j][i] = relation
    return matrix


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
        row = {"texts": list_words(seen), "relations": fill_matrix(seen, related)}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        pairs += list(draw_pairs(seen, related, rng))
        print(folder.name, len(seen.readings), "readings", flush=True)
    out.write_text("".join(lines), encoding="utf-8")
    if drawn:
        told = (json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
        drawn.write_text("".join(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
