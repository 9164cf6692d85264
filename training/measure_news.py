"""Scores the claims of the real stories that nothing was learned from, as the whole product tells them.

usage: measure_news.py NEWSARTICLES_ZIP      Run with the project's own virtualenv.
A pair of clauses is right when both are marked as one claim, wrong when they are not; open pairs count
for nothing. Then the contradictions told, and how many of them are marked so.
"""

import sys
from collections import Counter
from itertools import combinations, product
from pathlib import Path

from families import CONTRADICTS, NOT_JUDGED, SAME
from news import read_documents, read_marks, relate_marks, split_news
from readings import SETTINGS, Relations, see_evidence

from onrecord import pipeline
from onrecord.records import Claim, Span, Story, Verdict
from onrecord.story.corrections.replays import link_corrected

Places = dict[Span, int]


def score_story(story: Story, places: Places, relations: Relations) -> Counter[str]:
    """How many pairs of clauses are found and right, and of contradictions."""
    counts: Counter[str] = Counter()
    held = {claim.id: list_readings(claim, places) for claim in story.claims}
    for readings in held.values():
        told = Counter(int(relations[pair]) for pair in combinations(readings, 2))
        wrong = sum(told.values()) - told[SAME] - told[NOT_JUDGED]
        counts.update(right=told[SAME], wrong=wrong, claims=len(readings) > 1, mixed=wrong > 0)
    counts["marked"] = int((relations == SAME).sum()) // 2
    for one in story.comparisons:
        if one.verdict is Verdict.CONTRADICTS and one.left_id in held and one.right_id in held:
            sides = held[one.left_id], held[one.right_id]
            counts["told"] += 1
            counts["against"] += any(relations[pair] == CONTRADICTS for pair in product(*sides))
    return counts


def list_readings(claim: Claim, places: Places) -> list[int]:
    return sorted({places[span] for span in claim.spans if span in places})


def main(archive: Path) -> None:
    total: Counter[str] = Counter()
    for path in split_news()[1]:
        keys, marks = read_marks(path)
        documents, names = read_documents(archive, keys)
        evidence = pipeline.read_evidence(documents, SETTINGS)
        seen = see_evidence(evidence)
        places = {w.proposition.span: n for n, held in enumerate(seen.wordings) for w in held}
        story = link_corrected(evidence, [], ())
        counts = score_story(story, places, relate_marks(seen, marks, names, path.name))
        total += counts
        print(f"{path.stem:10}", *(f"{name} {n}" for name, n in sorted(counts.items())), flush=True)
    precision = total["right"] / max(total["right"] + total["wrong"], 1)
    recall = total["right"] / max(total["marked"], 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"pairs of one claim: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * both:.1f}")
    print(f"claims of several clauses: {total['claims']}, of them mixed {total['mixed']}")
    print(f"contradictions told: {total['told']}, marked so {total['against']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
