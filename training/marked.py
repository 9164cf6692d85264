"""Writes pairs of readings of marked stories: one claim, contradicting claims, or neither.

usage: marked.py OUT_JSONL      Run with the project's own virtualenv: it needs no torch.
Every second of `training/stories` teaches; the others are left to weigh what was learned. What the
pair model learns from these are clauses as they are really cut out of reports.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fit_claims import SETTINGS, label_reading

from onrecord import pipeline
from onrecord.evaluate.metrics.storymarks import MarkedStory, Place, matches
from onrecord.evaluate.storytables import load_marked
from onrecord.inference.sentences import load_sentence_encoder
from onrecord.read import read_reports
from onrecord.story.claims.sightings import Sightings, see_wordings
from onrecord.story.claims.wordings import read_wordings
from onrecord.story.entities import link_entities

SEED = 20261123
SAME, CONTRADICTS, OTHER = range(3)
MOST_OF_TWO_CLAIMS = 10  # pairs of wordings of two claims that contradict each other
NEAREST, ANY = 5, 1  # other readings set beside each: the nearest by vector, and any
STORIES = Path(__file__).parent / "stories"

Pair = tuple[int, int]


def relate_readings(
    seen: Sightings, claims: list[int | None], marked: MarkedStory, files: dict[str, str]
) -> dict[Pair, int]:
    """The pairs of readings that a comparison or a claim speaks of; -1 for those left open."""
    places = [
        [
            Place(
                files[w.proposition.document_id], w.proposition.span.start, w.proposition.span.end
            )
            for w in held
        ]
        for held in seen.wordings
    ]
    related: dict[Pair, int] = {}
    for row in marked.comparisons:
        sides = [_find_readings(side, places, claims, marked) for side in (row.left, row.right)]
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


def _find_readings(
    wanted: tuple[Place, ...],
    places: list[list[Place]],
    claims: list[int | None],
    marked: MarkedStory,
) -> set[int]:
    """The readings that lie on these places or are of the claim that does."""
    owners = {
        number
        for number, claim in enumerate(marked.claims)
        if any(matches(place, wording) for place in wanted for wording in claim.wordings)
    }
    return {
        number
        for number, held in enumerate(places)
        if claims[number] in owners or any(matches(one, place) for one in held for place in wanted)
    }


def list_pairs(folder: Path, rng: random.Random) -> Iterator[tuple[str, str, int]]:
    """Pairs of one story's readings, the words of both and how they stand together."""
    evidence = pipeline.read_evidence(read_reports([folder / "reports"], SETTINGS)[0], SETTINGS)
    wordings = read_wordings(evidence, link_entities(evidence))
    kept = [wording for wording in wordings if not wording.proposition.headline]
    seen = see_wordings(kept, load_sentence_encoder())
    files = {one.document.id: Path(one.document.path).name for one in evidence}
    marked = load_marked(folder, {files[one.document.id]: one.document for one in evidence})
    claims = [label_reading(held, marked, files) for held in seen.wordings]
    related = relate_readings(seen, claims, marked, files)
    chosen = {pair: relation for pair, relation in related.items() if relation in (SAME, OTHER)}
    against: dict[object, list[Pair]] = {}
    for (i, j), relation in related.items():
        if relation == CONTRADICTS:
            against.setdefault((claims[i], claims[j]), []).append((i, j))
    for pairs in against.values():
        drawn = rng.sample(pairs, min(len(pairs), MOST_OF_TWO_CLAIMS))
        chosen.update(dict.fromkeys(drawn, CONTRADICTS))
    for pair in _list_near(seen, rng):
        if pair not in related:
            chosen[pair] = OTHER
    for (i, j), relation in sorted(chosen.items()):
        if not seen.in_one_breath(i, j):
            yield " ".join(seen.readings[i].words), " ".join(seen.readings[j].words), relation


def _list_near(seen: Sightings, rng: random.Random) -> Iterator[Pair]:
    """Each reading with the nearest others, and with any."""
    vectors = np.stack([sight.whole for sight in seen.sights])
    nearest = np.argsort(-(vectors @ vectors.T), axis=1, kind="stable")
    for i in range(len(vectors)):
        others = [int(j) for j in nearest[i, : NEAREST + 1] if j != i]
        others += [rng.randrange(len(vectors)) for _ in range(ANY)]
        yield from ((min(i, j), max(i, j)) for j in others if j != i)


def split_stories() -> tuple[list[Path], list[Path]]:
    """The stories that teach the pair model, and those left out of it."""
    folders = sorted(path.parent for path in STORIES.glob("*/claims.tsv"))
    return folders[::2], folders[1::2]


def main(out: Path) -> None:
    rng = random.Random(SEED)
    with out.open("w", encoding="utf-8") as file:
        for folder in split_stories()[0]:
            pairs = list(list_pairs(folder, rng))
            counts = [sum(pair[2] == relation for pair in pairs) for relation in range(3)]
            print(folder.name, "same, contradicts, other:", *counts, flush=True)
            file.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
