"""Finds attributions: who is said to have said what, in which words, as spans of a text.

Texts are cut into windows, an encoder scores every word, cues are read off, and a role head says
for each cue which words are its source and its contents. Entities come with the same pass.
Speakers are not resolved here, and nothing is looked up: see `extract` for what the spans mean.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from onrecord.annotate.quotations.decode import (
    Found,
    Scores,
    Thresholds,
    decode_roles,
    find_cues,
    read_entities,
    read_facts,
)
from onrecord.annotate.quotations.windows import (
    Integers,
    Reading,
    cut_windows,
    lay_out,
    read_words,
    relate,
)

LIMIT = 320  # pieces in a window; under 1 % of attributions reach beyond their paragraph
Offsets = tuple[int, int]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAttribution:
    """One attribution as character offsets: no or one source, a cue, one or more contents."""

    source: tuple[Offsets, ...]
    cue: Offsets
    contents: tuple[Offsets, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTags:
    """All that one pass finds in a text, in document order."""

    attributions: tuple[RawAttribution, ...] = ()
    entities: tuple[tuple[int, int, str], ...] = ()
    facts: tuple[tuple[int, int, float], ...] = ()  # words that tell of events: -3 not so … 3 so


class Encoder(Protocol):
    """What reads windows; `onrecord.inference.encoder` has the shipped one."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Entity labels, in the order of the entity scores."""

    @property
    def ends(self) -> tuple[int, int]:
        """Ids of the pieces that open and close a window."""

    def split(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word."""

    def read_tokens(
        self, pieces: Integers, features: Integers, first: Integers
    ) -> tuple[Scores, Scores, Scores, Scores]:
        """States, cue scores, entity scores and event scores of each word."""

    def read_roles(
        self, states: Scores, cues: Integers, relations: tuple[Integers, Integers, Integers]
    ) -> tuple[Scores, Scores]:
        """Role scores (cues, words, 5) and keep scores (cues)."""

    def map(self, read: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """`read` of each item in order, on as many threads as the encoder has."""


def find_attributions(
    texts: Sequence[str], encoder: Encoder, thresholds: Thresholds | None = None
) -> list[DocumentTags]:
    """Attributions and entities of each text; a text's answer never depends on the others."""
    fitted = thresholds or Thresholds()
    return encoder.map(lambda text: _read_document(text, encoder, fitted), texts)


def _read_document(text: str, encoder: Encoder, thresholds: Thresholds) -> DocumentTags:
    reading = read_words(text)
    attributions: list[RawAttribution] = []
    entities: list[tuple[int, int, str]] = []
    facts: list[tuple[int, int, float]] = []
    for first, last, scores in _read_windows(reading, encoder):
        states, cue_scores, entity_scores, fact_scores = scores
        cues = find_cues(cue_scores, thresholds.cue)
        if cues:
            spans = [(begin, end) for begin, end, _ in cues]
            related = relate(reading, (first, last), spans)
            roles, _ = encoder.read_roles(states, np.array(spans, dtype=np.int64), related)
            for found in decode_roles(cues, roles, thresholds):
                attributions.append(_place(found, reading, first))
        for begin, end, label in read_entities(entity_scores, encoder.labels):
            entities.append((*_offsets(reading, first, (begin, end)), label))
        for word, value in read_facts(fact_scores):
            facts.append((*reading.offsets[first + word], value))
    return DocumentTags(
        attributions=tuple(attributions), entities=tuple(entities), facts=tuple(facts)
    )


def _read_windows(
    reading: Reading, encoder: Encoder
) -> Iterator[tuple[int, int, tuple[Scores, Scores, Scores, Scores]]]:
    """Yield the first word of each window, the one after its last, and the encoder's scores."""
    pieces, features = encoder.split(reading.words), reading.features
    for first, last in cut_windows(reading, [len(ids) for ids in pieces], LIMIT):
        laid = lay_out(
            pieces[first:last], features[first:last], reading.start[first:last], encoder.ends
        )
        yield first, last, encoder.read_tokens(*laid)


def rate_words(text: str, encoder: Encoder) -> dict[int, float]:
    """How far each word's author holds what it tells of to be so, by the offset of the word.

    -3 is certainly not so, 0 not known, 3 certainly so. Words that tell of no event get a value
    too; it means nothing.
    """
    reading = read_words(text)
    rated: dict[int, float] = {}
    for first, _, scores in _read_windows(reading, encoder):
        values = scores[3][:, 1].tolist()
        rated |= {reading.offsets[first + at][0]: value for at, value in enumerate(values)}
    return rated


def _offsets(reading: Reading, first: int, span: tuple[int, int]) -> Offsets:
    """Character offsets of a word range counted from the window's first word."""
    return reading.offsets[first + span[0]][0], reading.offsets[first + span[1] - 1][1]


def _place(found: Found, reading: Reading, first: int) -> RawAttribution:
    return RawAttribution(
        source=tuple(_offsets(reading, first, span) for span in found.source),
        cue=_offsets(reading, first, found.cue),
        contents=tuple(_offsets(reading, first, span) for span in found.contents),
        score=round(found.score, 4),
    )
