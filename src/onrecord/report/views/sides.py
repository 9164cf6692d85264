"""Two reports side by side: the paragraphs they share, with added, dropped and changed words.

Paragraphs are paired by the passages that the story found in both; a pair is aligned word by word.
Paragraphs that are the same word for word are only counted: the whole text stands on the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.alignments import Side, Word, align_words, read_words
from onrecord.records import BlockKind, Derivation, DerivationKind, Document, Span
from onrecord.report.views.drifts import PieceView
from onrecord.report.views.pile import Pile
from onrecord.text import find_paragraphs

_SHOWN = 24
_TWINS = "shared passages"
Stretched = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A paragraph on either side, or on one only; words that only one side has are marked."""

    left: tuple[PieceView, ...]
    right: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesView:
    """What a derivation's two reports have in common and where they differ.

    `same` counts paragraphs alike word for word, `left_only` and `right_only` those of one side;
    of them `pairs` shows those that differ, `more` counts what is not shown.
    """

    same: int
    changed: int
    left_only: int
    right_only: int
    pairs: tuple[PairView, ...]
    more: int


def describe_sides(pile: Pile, derivation: Derivation) -> SidesView | None:
    """Return the source on the left and the report that takes from it on the right."""
    source, taker = (
        pile.documents.get(i or "") for i in (derivation.from_id, derivation.document_id)
    )
    twins = [r.spans for r in derivation.reasons if r.name == _TWINS]
    if source is None or taker is None or not twins or not twins[0]:
        return None
    rows = list(_pair(source, taker, twins[0]))
    words = [(_words(source, left), _words(taker, right)) for left, right in rows]
    both = [(left, right) for left, right in words if left and right]
    changed = [pair for pair in both if _keys(pair[0]) != _keys(pair[1])]
    # A rewrite leaves out and adds most of its paragraphs: only what it kept is shown.
    kept = derivation.kind is not DerivationKind.REWRITE
    shown = [p for p in words if p in changed or (kept and not (p[0] and p[1]))]
    return SidesView(
        same=len(both) - len(changed),
        changed=len(changed),
        left_only=sum(not right for _, right in words),
        right_only=sum(not left for left, _ in words),
        pairs=tuple(_describe(source, taker, *pair) for pair in shown[:_SHOWN]),
        more=max(0, len(shown) - _SHOWN),
    )


def _words(document: Document, place: Stretched | None) -> list[Word]:
    return list(read_words(document.text, *place)) if place else []


def _keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words]


# ── Pairing paragraphs ──────────────────────────────────────────────────────────────────


def _pair(
    source: Document, taker: Document, twins: Sequence[Span]
) -> Iterator[tuple[Stretched | None, Stretched | None]]:
    """Yield the paragraphs of both in order, those that share most set together."""
    lefts, rights = list(_list_paragraphs(source)), list(_list_paragraphs(taker))
    partners = _find_partners(lefts, rights, twins)
    _pair_equal(source, taker, (lefts, rights), partners)
    done = 0
    for number, right in enumerate(rights):
        partner = partners.get(number)
        if partner is None:
            yield None, right
            continue
        for skipped in range(done, partner):
            if skipped not in partners.values():
                yield lefts[skipped], None
        done = max(done, partner + 1)
        yield lefts[partner], right
    for skipped in range(done, len(lefts)):
        if skipped not in partners.values():
            yield lefts[skipped], None


def _list_paragraphs(document: Document) -> Iterator[Stretched]:
    """Yield the paragraphs that are the report's own: page furniture is no difference."""
    furniture = [b.span for b in document.blocks if b.kind is BlockKind.FURNITURE]
    for start, end in find_paragraphs(document.text):
        if not any(span.start < end and start < span.end for span in furniture):
            yield start, end


def _pair_equal(
    source: Document,
    taker: Document,
    paragraphs: tuple[Sequence[Stretched], Sequence[Stretched]],
    partners: dict[int, int],
) -> None:
    """Set paragraphs together that are too short for a shared passage but have the same words."""
    lefts, rights = paragraphs
    taken = set(partners.values())
    free: dict[tuple[str, ...], list[int]] = {}
    for number, place in enumerate(lefts):
        if number not in taken:
            free.setdefault(tuple(_keys(_words(source, place))), []).append(number)
    for number, place in enumerate(rights):
        held = free.get(tuple(_keys(_words(taker, place))))
        if number not in partners and held:
            partners[number] = held.pop(0)


def _find_partners(
    lefts: Sequence[Stretched], rights: Sequence[Stretched], twins: Sequence[Span]
) -> dict[int, int]:
    """Return for each paragraph of the taker the one of the source it shares most with."""
    shared: dict[tuple[int, int], int] = {}
    for ours, theirs in zip(twins[::2], twins[1::2], strict=False):
        right, left = _find(rights, ours.start), _find(lefts, theirs.start)
        if right is not None and left is not None:
            shared[right, left] = shared.get((right, left), 0) + ours.end - ours.start
    partners: dict[int, int] = {}
    for right, left in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if right not in partners and left not in partners.values():
            partners[right] = left
    return partners


def _find(places: Sequence[Stretched], offset: int) -> int | None:
    return next((i for i, (start, end) in enumerate(places) if start <= offset < end), None)


# ── Marking words ───────────────────────────────────────────────────────────────────────


def _describe(
    source: Document, taker: Document, left: Sequence[Word], right: Sequence[Word]
) -> PairView:
    # What stands on one side only is said to, and not struck through word for word.
    stretches = align_words(left, right) if left and right else ()
    ours = [s.left for s in stretches if s.side in {Side.LEFT, Side.CHANGED}]
    theirs = [s.right for s in stretches if s.side in {Side.RIGHT, Side.CHANGED}]
    return PairView(
        left=tuple(_cut(source.text, left, ours, "dropped")),
        right=tuple(_cut(taker.text, right, theirs, "added")),
    )


def _cut(
    text: str, words: Sequence[Word], marked: Sequence[Stretched], part: str
) -> Iterator[PieceView]:
    if not words:
        return
    at, end = words[0].start, words[-1].end
    for first, last in marked:
        if first >= last:
            continue
        start, stop = max(at, words[first].start), words[last - 1].end
        if at < start:
            yield PieceView(text=text[at:start])
        if start < stop:
            yield PieceView(text=text[start:stop], part=part)
        at = max(at, stop)
    if at < end:
        yield PieceView(text=text[at:end])
