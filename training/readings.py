"""Marked stories as the product reads them: their readings, and how each two stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from families import CONTRADICTS, NOT_JUDGED, OTHER, SAME

from onrecord import pipeline
from onrecord.config import DEFAULT
from onrecord.evaluate.metrics.storymarks import MarkedStory, Place, matches, shared
from onrecord.evaluate.storytables import load_marked
from onrecord.inference.sentences import load_sentence_encoder
from onrecord.read import read_reports
from onrecord.records import Document, Evidence
from onrecord.story.claims.sightings import Sightings, see_wordings
from onrecord.story.claims.wordings import Wording, read_wordings
from onrecord.story.entities import link_entities

ROOT = Path(__file__).parents[1]
STORIES, MORE = ROOT / "tests" / "stories", ROOT / "training" / "stories"
SETTINGS = replace(DEFAULT, workers=1)

Pair = tuple[int, int]
Relations = npt.NDArray[np.int64]  # (readings, readings): how each stands to each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A marked story as it is read: its readings, the marked claim each is of, and its tables."""

    seen: Sightings
    claims: list[int | None]
    marked: MarkedStory
    files: Mapping[str, str]


def see_story(folder: Path) -> Story:
    """A marked story's readings with the marked claims they are of."""
    documents, _ = read_reports([folder / "reports"], SETTINGS)
    seen = see_reports(documents)
    files = {document.id: Path(document.path).name for document in documents}
    marked = load_marked(folder, {files[document.id]: document for document in documents})
    claims = [label_reading(held, marked, files) for held in seen.wordings]
    return Story(seen=seen, claims=claims, marked=marked, files=files)


def see_reports(documents: Sequence[Document]) -> Sightings:
    """The readings of some reports, headlines left out."""
    return see_evidence(pipeline.read_evidence(documents, SETTINGS))


def see_evidence(evidence: Sequence[Evidence]) -> Sightings:
    wordings = read_wordings(evidence, link_entities(evidence))
    kept = [wording for wording in wordings if not wording.proposition.headline]
    return see_wordings(kept, load_sentence_encoder())


def split_stories() -> tuple[list[Path], list[Path]]:
    """The stories of `training/stories` that teach the vectors, and those left out of that."""
    folders = sorted(path.parent for path in MORE.glob("*/claims.tsv"))
    return folders[::2], folders[1::2]


def label_reading(
    held: Sequence[Wording], marked: MarkedStory, files: Mapping[str, str]
) -> int | None:
    """The number of the marked claim that most wordings of a reading lie on, None for none."""
    votes: Counter[int] = Counter()
    for wording in held:
        span = wording.proposition.span
        place = Place(files[span.document_id], span.start, span.end)
        fitting = [
            (shared(place, other), -abs(other.end - other.start - span.end + span.start), -number)
            for number, claim in enumerate(marked.claims)
            for other in claim.wordings
            if matches(place, other)
        ]
        if fitting:
            votes[-max(fitting)[2]] += 1
    return min(votes, key=lambda number: (-votes[number], number), default=None)


def relate_readings(story: Story) -> dict[Pair, int]:
    """The pairs of readings that a comparison or a claim speaks of, and how they stand."""
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
        relation = (
            CONTRADICTS if "contradicts" in says else NOT_JUDGED if "undecided" in says else OTHER
        )
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


def relate_all(seen: Sightings, related: Mapping[Pair, int]) -> Relations:
    """How each reading stands to each other; those in one breath are not judged."""
    count = len(seen.readings)
    relations = np.full((count, count), OTHER)
    for (i, j), relation in related.items():
        relations[i, j] = relations[j, i] = relation
    for i in range(count):
        for j in range(count):
            if i == j or seen.in_one_breath(i, j):
                relations[i, j] = NOT_JUDGED
    return relations
