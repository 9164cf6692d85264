"""Passages that stand in two reports word for word: a report's words, and their alignment.

Words are compared without case and punctuation; what is found is given as exact characters in
both reports. Furniture, credits and lines an outlet repeats are left out, and words inside
quotation marks are known, so that a shared quotation is never taken for copying. Paraphrase
is not found.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from onrecord.quotemarks import find_quoted
from onrecord.records import BlockKind, Document, Span
from onrecord.text import find_paragraphs

# Five words in a row are the usual shingle for news (Broder 1997 for the Web, and the
# near-duplicate figures of the incidents benchmark); four still find set phrases.
SHINGLE = 5
# Shorter runs are phrases of the trade as often as not ("was taken to the hospital where").
_BEARING = 8
# A phrase that a report itself repeats is looked up at this many places at most.
_PLACES = 8
_WORD = re.compile(r"\w+")
_NOT_ITS_OWN = frozenset({BlockKind.FURNITURE, BlockKind.CREDIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a report that can show copying: folded, and where each starts and ends.

    `lines` numbers the line of each word; `free` says which stand outside quotation marks.
    Packed: a pile has millions of words.
    """

    document_id: str
    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    lines: Sequence[int]
    free: Sequence[int]


class Run(NamedTuple):
    """Words in a row that stand in both: where they begin in each, and how many they are."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two reports share: the runs, and how many words of each stand in one.

    `bearing` counts those that show copying: outside quotation marks (in `left`) and in a run
    of eight words or more. `longest` is the longest run.
    """

    runs: tuple[Run, ...]
    left: int
    right: int
    bearing: int
    longest: int


def read_wording(document: Document, worn: Collection[str] = ()) -> Wording:
    """Return the words of a report without furniture, credits and the lines given as worn."""
    text = document.text
    words: list[str] = []
    starts, ends, lines = array("L"), array("L"), array("L")
    for number, (start, end) in enumerate(find_lines(document)):
        found = list(_WORD.finditer(text, start, end))
        folded = [intern(match.group().casefold()) for match in found]
        if worn and " ".join(folded) in worn:
            continue
        words += folded
        starts.extend(match.start() for match in found)
        ends.extend(match.end() for match in found)
        lines.extend(number for _ in found)
    return Wording(
        document_id=document.id,
        words=tuple(words),
        starts=starts,
        ends=ends,
        lines=lines,
        free=bytes(_find_free(text, starts)),
    )


def find_lines(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the lines that are the report's own, headline included."""
    if not document.blocks:
        yield from find_paragraphs(document.text)
    for block in document.blocks:
        if block.kind not in _NOT_ITS_OWN:
            yield block.span.start, block.span.end


def fold_line(line: str) -> str:
    """Return a line as it is compared: its words without case, a blank between.

    >>> fold_line("Water rose, “fast”.")
    'water rose fast'
    """
    return " ".join(fold_words(line))


def fold_words(text: str) -> list[str]:
    """Return the words of any text as they are compared.

    >>> fold_words("Up to 8,000!")
    ['up', 'to', '8', '000']
    """
    return [word.casefold() for word in _WORD.findall(text)]


def _find_free(text: str, starts: Sequence[int]) -> Iterator[bool]:
    quoted = iter(find_quoted(text))
    current = next(quoted, None)
    for start in starts:
        while current is not None and current[1] <= start:
            current = next(quoted, None)
        yield current is None or start < current[0]


# ── Alignment ───────────────────────────────────────────────────────────────────────────


def find_shared(left: Wording, right: Wording) -> Overlap:
    """Return the runs of at least five words that stand in both, in the order of `right`."""
    runs = tuple(align_words(left.words, right.words))
    return Overlap(
        runs=runs,
        left=len(_cover(runs)),
        right=sum(run.length for run in runs),
        bearing=sum(left.free[at] for at in _cover(r for r in runs if r.length >= _BEARING)),
        longest=max((run.length for run in runs), default=0),
    )


def _cover(runs: Iterable[Run]) -> set[int]:
    return {run.left + step for run in runs for step in range(run.length)}


def align_words(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of `left` that `right` repeats, longest first at each place, without overlap.

    One pass over each; a passage that has moved is found where it went.

    >>> list(align_words("a b c d e f g".split(), "x b c d e f y".split()))
    [Run(left=1, right=1, length=5)]
    """
    known: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(left) - SHINGLE + 1):
        places = known.setdefault(tuple(left[at : at + SHINGLE]), [])
        if len(places) < _PLACES:
            places.append(at)
    at = expected = 0
    while at <= len(right) - SHINGLE:
        places = known.get(tuple(right[at : at + SHINGLE]), [])
        if not places:
            at += 1
            continue
        # Of equally long runs the one that goes on in order is the likelier.
        runs = [Run(place, at, _extend(left, right, place, at)) for place in places]
        best = max(runs, key=lambda run: (run.length, -abs(run.left - expected), -run.left))
        yield best
        at += best.length
        expected = best.left + best.length


def _extend(left: Sequence[str], right: Sequence[str], a: int, b: int) -> int:
    length = SHINGLE
    while (
        a + length < len(left) and b + length < len(right) and left[a + length] == right[b + length]
    ):
        length += 1
    return length


def find_passages(
    left: Wording, right: Wording, runs: Sequence[Run]
) -> Iterator[tuple[Span, Span]]:
    """Yield each run as the characters it has in both reports, line by line."""
    for run in runs:
        first = 0
        for step in range(1, run.length + 1):
            if step < run.length and _same_lines(left, right, run, step):
                continue
            yield (
                _span(left, run.left + first, run.left + step),
                _span(right, run.right + first, run.right + step),
            )
            first = step


def _same_lines(left: Wording, right: Wording, run: Run, step: int) -> bool:
    a, b = run.left + step, run.right + step
    return left.lines[a] == left.lines[a - 1] and right.lines[b] == right.lines[b - 1]


def _span(wording: Wording, first: int, last: int) -> Span:
    return Span(
        document_id=wording.document_id,
        start=wording.starts[first],
        end=wording.ends[last - 1],
    )
