"""The strands of a stream: each report joins the story it belongs to, or opens one.

One pass in time order. A report is set beside the earlier ones the index proposes, within two
years; what speaks for a story is its best report and the mean of its best three, so that one
chance likeness to one report of many is not enough. Nothing is moved or merged afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Document, Link, Strand, content_id
from onrecord.story.streams.indexes import SignIndex
from onrecord.story.streams.links import (
    WeighedSigns,
    explain_link,
    measure_link,
    score_link,
    weigh_signs,
)
from onrecord.story.streams.rarities import Rarities
from onrecord.story.streams.signs import Signs, read_signs
from onrecord.story.streams.weights import WEIGHTS, Weights
from onrecord.story.streams.worn import WornLines

# Of the gold pairs of the incident stream 99 % lie within two years; trials come that late.
LOOK_BACK_DAYS = 730
# More likely one story than not; from here down to _UNSURE the likeness is told, not acted on.
_JOIN, _UNSURE = 0.0, -1.5
_BEST = 3
# A report of a story that the index did not even propose counts as this unlike.
_UNLIKE = -6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A story a report could join: how much speaks for it, and its likest report."""

    strand: int
    score: float
    report: int
    link_score: float
    signs: dict[str, float]


class Stream:
    """What one pass keeps: the reports in view, the index over them, the strand of each."""

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        """Start with nothing in view."""
        self._weights = weights
        self._worn, self._rarities, self._index = WornLines(), Rarities(), SignIndex()
        self._held: dict[int, WeighedSigns] = {}
        self._strands: list[int] = []
        self._sizes: list[int] = []
        self._first = 0

    def place(self, document: Document) -> tuple[int, list[Link]]:
        """Return the number of the strand the next report goes to, and its links."""
        signs = read_signs(document, self._worn.find_worn(document))
        self._forget(signs.published)
        keys = list_keys(signs)
        self._rarities.add(keys)
        weighed = weigh_signs(signs, self._rarities)
        matches = self._match(weighed, self._index.propose(keys, self._first))
        report = len(self._strands)
        joins = bool(matches) and matches[0].score > _JOIN
        strand = matches[0].strand if joins else len(self._sizes)
        if not joins:
            self._sizes.append(0)
        self._sizes[strand] += 1
        self._strands.append(strand)
        self._held[report] = weighed
        self._index.add(report, keys)
        return strand, [
            self._tell(weighed, match, match.strand == strand)
            for match in matches[:2]
            if match.strand == strand or match.score > _UNSURE
        ]

    def _forget(self, published: int | None) -> None:
        """Let go of the reports more than the look-back before this day."""
        while published is not None and self._first in self._held:
            signs = self._held[self._first].signs
            if signs.published is None or published - signs.published <= LOOK_BACK_DAYS:
                return
            keys = list_keys(signs)
            self._rarities.drop(keys)
            self._index.drop(keys)
            del self._held[self._first]
            self._first += 1

    def _match(self, new: WeighedSigns, proposed: Iterable[int]) -> list[_Match]:
        """Return the strands of the proposed reports, that for which most speaks first."""
        links: dict[int, list[tuple[float, int, dict[str, float]]]] = {}
        for report in proposed:
            signs = measure_link(new, self._held[report], self._rarities)
            found = links.setdefault(self._strands[report], [])
            found.append((score_link(signs, self._weights), report, signs))
        matches = []
        for strand, found in links.items():
            found.sort(key=lambda link: (-link[0], -link[1]))
            score, report, signs = found[0]
            matches.append(
                _Match(
                    strand=strand,
                    score=_score_strand([link[0] for link in found], self._sizes[strand]),
                    report=report,
                    link_score=score,
                    signs=signs,
                )
            )
        return sorted(matches, key=lambda match: (-match.score, match.strand))

    def _tell(self, new: WeighedSigns, match: _Match, joined: bool) -> Link:
        old = self._held[match.report]
        parts = {name: self._weights[name] * value for name, value in match.signs.items()}
        return Link(
            document_id=new.signs.document_id,
            near_id=old.signs.document_id,
            joined=joined,
            score=round(match.link_score, 2),
            reasons=explain_link(new.signs, old.signs, self._rarities, parts),
        )


def split_stream(documents: Sequence[Document], weights: Weights = WEIGHTS) -> tuple[Strand, ...]:
    """Return the strands of a pile, in the order they open; every report is in exactly one.

    The order given does not matter: reports are taken by date (undated last), path and id.
    """
    stream = Stream(weights)
    members: dict[int, list[str]] = {}
    links: dict[int, list[Link]] = {}
    for document in sort_stream(documents):
        strand, found = stream.place(document)
        members.setdefault(strand, []).append(document.id)
        links.setdefault(strand, []).extend(found)
    return tuple(
        Strand(
            id=content_id("strand", *members[strand]),
            document_ids=tuple(members[strand]),
            links=tuple(links[strand]),
        )
        for strand in sorted(members)
    )


def list_keys(signs: Signs) -> list[str]:
    """Return what a report is found by: its words, names and places, each once, in order."""
    return sorted({*signs.words, *signs.names, *signs.places})


def _score_strand(scores: Sequence[float], size: int) -> float:
    """Return half of what speaks for the likest report and half of the likest three's mean.

    >>> _score_strand([3.0], 1), _score_strand([3.0], 2)
    (3.0, 0.75)
    """
    best = [max(score, _UNLIKE) for score in scores[:_BEST]]
    best += [_UNLIKE] * (min(_BEST, size) - len(best))
    return (best[0] + sum(best) / len(best)) / 2


def sort_stream(documents: Iterable[Document]) -> list[Document]:
    """Return reports in the order they are taken: by date (undated last), path and id."""
    return sorted(documents, key=_when)


def _when(document: Document) -> tuple[bool, str, str, str]:
    return document.published is None, document.published or "", document.path, document.id
