"""What knowing nothing would say of a story, to stand beside what was found.

The same words are the same claim, whoever speaks merely says it, each outlet is an origin, each
report citing or copying none, all figures marked are one series, the same name is the same body.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.evaluate.metrics.storymarks import (
    OWN_VOICE,
    MarkedClaim,
    MarkedStory,
    Named,
    Place,
    fold_words,
)


def guess_story(gold: MarkedStory) -> MarkedStory:
    """Return the guess for a marked story."""
    points = tuple(
        replace(point, high=point.low, qualifier="exact", speakers=(OWN_VOICE,))
        for series in gold.series
        for point in series
    )
    uses: dict[str, list[tuple[str, str]]] = {}
    for entity in gold.entities:
        for name, file in entity.uses:
            uses.setdefault(name, []).append((name, file))
    return replace(
        gold,
        claims=tuple(_guess_claims(gold)),
        takings=(),
        origins=_guess_origins(gold),
        series=(points,) if points else (),
        drifts=(),
        comparisons=(),
        entities=tuple(Named(names=(name,), uses=tuple(found)) for name, found in uses.items()),
    )


def _guess_claims(gold: MarkedStory) -> Iterator[MarkedClaim]:
    groups: dict[str, list[tuple[Place, MarkedClaim]]] = {}
    for claim in gold.claims:
        for place in claim.wordings:
            words = fold_words(gold.texts[place.file][place.start : place.end])
            groups.setdefault(words, []).append((place, claim))
    for members in groups.values():
        files = {place.file for place, _ in members}
        yield MarkedClaim(
            wordings=tuple(place for place, _ in members),
            positions=tuple(
                replace(position, act="says", optional=False)
                for claim in _distinct(members)
                for position in claim.positions
                if position.file in files
            ),
            origins=len({gold.outlets[file] for file in files}),
        )


def _distinct(members: Sequence[tuple[Place, MarkedClaim]]) -> Iterator[MarkedClaim]:
    yield from dict.fromkeys(claim for _, claim in members)


def _guess_origins(gold: MarkedStory) -> tuple[frozenset[str], ...]:
    groups: dict[str, set[str]] = {}
    for file, outlet in gold.outlets.items():
        groups.setdefault(outlet, set()).add(file)
    return tuple(frozenset(files) for files in groups.values())
