"""Cuts a text into words and pieces-sized windows, with the typographic features the model reads.

Words are letter runs or single marks; each carries its case shape, whether quotation marks enclose
it, and whether it opens a sentence or paragraph. Windows end where paragraphs end unless one is
longer than a window. Nothing here looks at meaning: sentence starts are a cheap guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.quotemarks import find_passages

Integers = npt.NDArray[np.int64]

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
SHAPES, QUOTES, STARTS = 6, 4, 3
FEATURES = 1 + SHAPES * QUOTES * STARTS
OUTSIDE, INSIDE, OPENING, CLOSING = range(QUOTES)
REMEMBERED_WORDS = 50_000  # whose shape is kept: a few megabytes
_LINE_END = re.compile(r"\n")
_ENDING = frozenset(".!?…")
DISTANCES, PLACES, MARKS = 31, 35, 16
_TITLES = (
    "mr mrs ms dr prof sen rep gov gen lt col capt sgt maj adm rev hon st jr sr vs no inc corp"
)
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec co ltd"
ABBREVIATIONS = frozenset(f"{_TITLES} {_MONTHS}".split())
# Distances between a cue and a word: exact to eight words, then widening.
_EDGES = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 19, 27, 41, 65, 120], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as words, with one small integer of each feature for every word."""

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    shape: Integers
    quote: Integers
    stretch: Integers
    sentence: Integers
    paragraph: Integers
    start: Integers

    @property
    def features(self) -> Integers:
        """One number for a word's shape, quotation state and start; zero means no word."""
        return 1 + self.shape + SHAPES * (self.quote + QUOTES * self.start)


def read_words(text: str) -> Reading:
    """Words of a text with their features; any string will do."""
    matches = list(WORD.finditer(text))
    words = tuple([match.group() for match in matches])
    offsets = tuple([match.span() for match in matches])
    paragraph = _number_paragraphs(text, offsets)
    quote, stretch = _find_quotes(text, offsets, paragraph)
    start = _find_starts(words, quote, paragraph)
    return Reading(
        words=words,
        offsets=offsets,
        shape=np.array([_shape(word) for word in words], dtype=np.int64),
        quote=np.array(quote, dtype=np.int64),
        stretch=np.array(stretch, dtype=np.int64),
        sentence=np.cumsum(np.array(start, dtype=np.int64) > 0),
        paragraph=np.array(paragraph, dtype=np.int64),
        start=np.array(start, dtype=np.int64),
    )


@lru_cache(REMEMBERED_WORDS)
def _shape(word: str) -> int:
    """0 lower, 1 Title, 2 UPPER, 3 mixed, 4 number, 5 mark."""
    if word.islower():
        return 0
    if not (word[0].isalnum() or word[0] == "_"):
        return 5
    if word[0].isdigit():
        return 4
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


def _number_paragraphs(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Paragraph of each word: parted by blank lines, or by line ends where there is none."""
    if not offsets:
        return []
    ends = np.array([match.start() for match in _LINE_END.finditer(text)], dtype=np.int64)
    # How many lines have ended before each word; no word holds the end of a line.
    ended = np.searchsorted(ends, [start for start, _ in offsets])
    breaks = np.diff(ended, prepend=ended[0])
    needed = 2 if (breaks > 1).any() else 1
    numbers: list[int] = np.cumsum(breaks >= needed).tolist()
    return numbers


def _find_quotes(
    text: str, offsets: Sequence[tuple[int, int]], paragraph: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Quotation state and quoted stretch of each word; an open mark ends with its paragraph."""
    passages, strays = find_passages(text, _find_bounds(offsets, paragraph))
    stray = frozenset(strays)
    states, stretches, at = [], [], 0
    for start, _ in offsets:
        while at < len(passages) and passages[at].closing <= start:
            at += 1
        if at == len(passages) or start < passages[at].opening:
            states.append(CLOSING if start in stray else OUTSIDE)
            stretches.append(0)
            continue
        inside = INSIDE if start < passages[at].end else CLOSING
        states.append(OPENING if start < passages[at].start else inside)
        stretches.append(at + 1)
    return states, stretches


def _find_bounds(
    offsets: Sequence[tuple[int, int]], paragraph: Sequence[int]
) -> list[tuple[int, int]]:
    """Where the words of each paragraph begin and end."""
    bounds: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(offsets):
        if index and paragraph[index] == paragraph[index - 1]:
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    return bounds


def _find_starts(words: Sequence[str], quote: Sequence[int], paragraph: Sequence[int]) -> list[int]:
    """2 where a paragraph opens, 1 where a sentence seems to, else 0."""
    starts, ended = [], True
    for index, word in enumerate(words):
        if index == 0 or paragraph[index] != paragraph[index - 1]:
            starts.append(2)
            ended = False
        elif ended and quote[index] != CLOSING and word not in ")]’'" and not word.islower():
            starts.append(1)
            ended = False
        else:
            starts.append(0)
            ended = ended and (quote[index] == CLOSING or word in ")]’'")
        ended = ended or (word in _ENDING and _ends_sentence(words, index))
    return starts


def _ends_sentence(words: Sequence[str], index: int) -> bool:
    """Whether this mark ends a sentence: a full stop after an initial or a title does not."""
    before = words[index - 1] if index else ""
    return words[index] != "." or not (
        (len(before) == 1 and before.isupper()) or before.lower() in ABBREVIATIONS
    )


def cut_windows(reading: Reading, pieces: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Word ranges of about equal size, at most `limit` pieces, cut at paragraph ends."""
    units = _units(reading, pieces, limit)
    if not units:
        return []
    total = sum(size for _, _, size in units)
    target = total / -(-total // limit)
    windows, begin, filled = [], units[0][0], 0
    for first, _, size in units:
        if filled and (filled + size > limit or filled + size / 2 > target):
            windows.append((begin, first))
            begin, filled = first, 0
        filled += size
    windows.append((begin, units[-1][1]))
    return windows


def _units(reading: Reading, pieces: Sequence[int], limit: int) -> list[tuple[int, int, int]]:
    """(first word, end, pieces) of paragraphs; of sentences or runs where those are too long."""
    units: list[tuple[int, int, int]] = []
    if not pieces:
        return units
    for level in (2, 1, 0):
        starts = [i for i, s in enumerate(reading.start.tolist()) if s >= level]
        bounds = list(zip(starts, [*starts[1:], len(pieces)], strict=True))
        if level == 2:
            units = [(a, b, sum(pieces[a:b]) + 1) for a, b in bounds]
            continue
        units = [part for unit in units for part in _split(unit, starts, pieces, limit)]
    return units


def _split(
    unit: tuple[int, int, int], starts: Sequence[int], pieces: Sequence[int], limit: int
) -> list[tuple[int, int, int]]:
    """A unit above the limit, cut greedily before such words as may start a part."""
    begin, end, size = unit
    if size <= limit:
        return [unit]
    low, high = np.searchsorted(starts, [begin + 1, end])
    bounds = [begin, *starts[low:high], end]
    parts: list[tuple[int, int, int]] = []
    first, filled = begin, 1
    for a, b in pairwise(bounds):
        more = sum(pieces[a:b])
        if filled > 1 and filled + more > limit:
            parts.append((first, a, filled))
            first, filled = a, 1
        filled += more
    return [*parts, (first, end, filled)]


def lay_out(
    pieces: Sequence[Sequence[int]], features: Integers, starts: Integers, ends: tuple[int, int]
) -> tuple[Integers, Integers, Integers]:
    """Pieces of a window, a feature for each, and each word's first piece.

    `ends` are the ids that open and close; the closing one also parts paragraphs.
    """
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    parted = np.array(starts) == 2
    parted[:1] = False
    before = np.cumsum(lengths) - lengths  # pieces of the words before each
    first = 1 + before + np.cumsum(parted)
    where = np.arange(lengths.sum()) + np.repeat(first - before, lengths)
    ids = np.full(2 + len(where) + parted.sum(), ends[1], dtype=np.int64)
    marks = np.zeros(len(ids), dtype=np.int64)
    ids[0] = ends[0]
    ids[where] = [piece for word in pieces for piece in word]
    marks[where] = np.repeat(features, lengths)
    return ids, marks, first


def relate(
    reading: Reading, window: tuple[int, int], cues: Sequence[tuple[int, int]]
) -> tuple[Integers, Integers, Integers]:
    """How each word of a window stands to each cue: distance, place in the text, quotation.

    Cues are word ranges within the window; the three answers have shape (cues, words).
    """
    first, last = window
    at = np.arange(last - first)[None, :]
    spans = np.array(cues, dtype=np.int64).reshape(-1, 2)
    begin, end = spans[:, :1], spans[:, 1:]
    before, after = np.maximum(begin - at, 0), np.maximum(at - end + 1, 0)
    near = np.searchsorted(_EDGES, np.maximum(before, after), side="right")
    distance = 15 + np.where(before > 0, -near, near)
    sentence, paragraph = reading.sentence[first:last], reading.paragraph[first:last]
    quote, stretch = reading.quote[first:last], reading.stretch[first:last]
    sentences = np.clip(sentence[None, :] - sentence[begin], -3, 3) + 3
    paragraphs = np.clip(paragraph[None, :] - paragraph[begin], -2, 2) + 2
    same = stretch[None, :] == stretch[begin]
    quoted = quote[begin] != OUTSIDE
    marks = quote[None, :] + QUOTES * quoted + 2 * QUOTES * same
    return distance.astype(np.int64), (sentences + 7 * paragraphs), marks.astype(np.int64)
