"""Edits: the words two wordings of one utterance differ in, with the places of each.

A quotation may open and close where it likes: what only stands before or after is no edit, unless
it bounds or turns the words beside it. Whole sentences left out between two quotations are none
either. An edit never runs over the end of a quotation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.alignments import Side, Stretch, align_words
from onrecord.lexicon import load_table
from onrecord.records import Edit, EditKind
from onrecord.story.drifts.utterances import Utterance

# So far from the shared words a qualifier still bounds them: "nearly all of".
_REACH = 3
_LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One edit with what it shows: `signs` in plain words, `bounds` the qualifiers that differ."""

    edit: Edit
    signs: tuple[str, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two wordings compared: how many words both have, the longest run, the differences."""

    shared: int
    longest: int
    first: tuple[int, int]
    last: tuple[int, int]
    differences: tuple[Difference, ...]


def compare_wordings(left: Utterance, right: Utterance) -> Comparison | None:
    """Set two wordings side by side; None if they have no word in common."""
    stretches = align_words(left.words, right.words)
    both = [s for s in stretches if s.side is Side.BOTH]
    if not both:
        return None
    inner = [s for s in stretches if both[0].left[0] <= s.left[0] and s.left[1] <= both[-1].left[1]]
    inner = [s for s in inner if both[0].right[0] <= s.right[0] and s.right[1] <= both[-1].right[1]]
    found = [
        *_read_edge(left, right, both[0], before=True),
        *(d for s in inner if s.side is not Side.BOTH for d in _read_stretch(left, right, s)),
        *_read_edge(left, right, both[-1], before=False),
    ]
    return Comparison(
        shared=sum(s.left[1] - s.left[0] for s in both),
        longest=max(s.left[1] - s.left[0] for s in both),
        first=(both[0].left[0], both[0].right[0]),
        last=(both[-1].left[1], both[-1].right[1]),
        differences=tuple(found),
    )


def _read_stretch(left: Utterance, right: Utterance, stretch: Stretch) -> Iterator[Difference]:
    """Yield the difference that words inside the shared passage make, if any."""
    signs = _find_signs(left, right, stretch)
    lost = _find_lost(left, right, stretch)
    if _is_left_out(left, right, stretch):
        if not lost or _is_sentences(left if stretch.side is Side.LEFT else right, stretch):
            return
        signs = []
    kinds = {k for _, k in lost}
    if "qualifier" in kinds:
        signs.append("lost qualifier")
    if "negation" in kinds:
        signs.append("lost “not”")
    words = tuple(phrase for phrase, _ in lost)
    yield Difference(edit=_make_edit(left, right, stretch), signs=tuple(signs), lost=words)


def _make_edit(left: Utterance, right: Utterance, stretch: Stretch) -> Edit:
    kinds = {Side.LEFT: EditKind.DROPPED, Side.RIGHT: EditKind.ADDED}
    return Edit(
        kind=kinds.get(stretch.side, EditKind.CHANGED),
        left=left.span(*stretch.left) if stretch.left[0] < stretch.left[1] else None,
        right=right.span(*stretch.right) if stretch.right[0] < stretch.right[1] else None,
    )


def _find_signs(left: Utterance, right: Utterance, stretch: Stretch) -> list[str]:
    """Say by which means words came to differ, from the marks on both sides."""
    marks = _marks_of(left, stretch.left), _marks_of(right, stretch.right)
    if any("ellipsis" in each for each in marks):
        return ["ellipsis"]
    brackets = [
        all("bracket" in u.marks[i] for i in range(*place))
        for u, place in ((left, stretch.left), (right, stretch.right))
        if place[0] < place[1]
    ]
    if any(brackets):
        return ["words in brackets"]
    alone = {Side.LEFT: (marks[0], marks[1]), Side.RIGHT: (marks[1], marks[0])}
    ours, theirs = alone.get(stretch.side, (frozenset(), frozenset()))
    return ["spliced"] if "stop" in ours and "cut" not in theirs else ["changed words"]


def _is_left_out(left: Utterance, right: Utterance, stretch: Stretch) -> bool:
    """Say whether words are only left out between two quotations, as any report may do."""
    theirs = {Side.LEFT: (right, stretch.right), Side.RIGHT: (left, stretch.left)}
    if stretch.side not in theirs:
        return False
    utterance, place = theirs[stretch.side]
    return "cut" in _marks_of(utterance, place)


def _is_sentences(utterance: Utterance, stretch: Stretch) -> bool:
    """Say whether the words only one side has are whole sentences."""
    first, last = stretch.left if stretch.side is Side.LEFT else stretch.right
    ends = last >= len(utterance.words) or "stop" in utterance.marks[last]
    return ends and (first == 0 or "stop" in utterance.marks[first])


def _marks_of(utterance: Utterance, place: tuple[int, int]) -> frozenset[str]:
    """Return the marks before the words of a stretch and before the word after it."""
    return frozenset().union(*utterance.marks[place[0] : place[1] + 1])


# ── Qualifiers ──────────────────────────────────────────────────────────────────────────


def _find_lost(left: Utterance, right: Utterance, stretch: Stretch) -> list[tuple[str, str]]:
    """Return the qualifiers and negations that only one side of a stretch has, with their kind."""
    ours = _find_bounds(left, stretch.left)
    theirs = _find_bounds(right, stretch.right)
    lost = [(p, k) for p, k in ours if (p, k) not in theirs and p not in _beside(right)]
    lost += [(p, k) for p, k in theirs if (p, k) not in ours and p not in _beside(left)]
    return lost


def _beside(utterance: Utterance) -> str:
    return f" {' '.join(utterance.beside)} "


def _find_bounds(utterance: Utterance, place: tuple[int, int]) -> list[tuple[str, str]]:
    """Return the qualifying phrases of which some word stands in a stretch, longest first."""
    keys, found, at = utterance.keys, [], max(0, place[0] - _LONGEST + 1)
    while at < place[1]:
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(keys[at : at + length])
            if phrase in _load_bounds() and at + length > place[0]:
                found.append((phrase, _load_bounds()[phrase]))
                at += length - 1
                break
        at += 1
    return found


@cache
def _load_bounds() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("quote_qualifiers")}


def _read_edge(
    left: Utterance, right: Utterance, shared: Stretch, *, before: bool
) -> Iterator[Difference]:
    """Yield a qualifier that stands just outside the shared words on one side only."""
    for ours, place, other, there in (
        (left, shared.left, right, shared.right),
        (right, shared.right, left, shared.left),
    ):
        reach = _list_reach(ours, place, before)
        facing = _find_bounds(other, _span_of(_list_reach(other, there, before)))
        for first, last, phrase, kind in _find_outside(ours, reach):
            touches = last == place[0] if before else first == place[1]
            if not touches or (phrase, kind) in facing or phrase in _beside(other):
                continue
            dropped = ours is left
            span = ours.span(first, last)
            yield Difference(
                edit=Edit(
                    kind=EditKind.DROPPED if dropped else EditKind.ADDED,
                    left=span if dropped else None,
                    right=None if dropped else span,
                ),
                signs=("lost qualifier" if kind == "qualifier" else "lost “not”",),
                lost=(phrase,),
            )


def _list_reach(utterance: Utterance, place: tuple[int, int], before: bool) -> range:
    """Return the words of the same sentence that stand just before or after a stretch."""
    if before:
        first = place[0]
        while first > 0 and place[0] - first < _REACH and not utterance.marks[first] & _BREAKS:
            first -= 1
        return range(first, place[0])
    last, end = place[1], len(utterance.words)
    while last < end and last - place[1] < _REACH and not utterance.marks[last] & _BREAKS:
        last += 1
    return range(place[1], last)


_BREAKS = frozenset({"stop", "cut", "ellipsis"})


def _span_of(reach: range) -> tuple[int, int]:
    return reach.start, reach.stop


def _find_outside(
    utterance: Utterance, reach: Sequence[int]
) -> Iterator[tuple[int, int, str, str]]:
    keys = utterance.keys
    for first in reach:
        for last in range(reach[-1] + 1, first, -1):
            phrase = " ".join(keys[first:last])
            if phrase in _load_bounds():
                yield first, last, phrase, _load_bounds()[phrase]
                break
