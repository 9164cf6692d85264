"""Reports whose wording comes from another report of the pile: copies, rewrites, revisions.

An index proposes, word-for-word alignment decides. A report is set beside the few earlier ones
it shares most with, and each is kept only for what the ones before it do not explain. A shared
quotation is not copying, nor are the lines an outlet repeats. Which of two came first is said
only where dates or credits say it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Derivation, DerivationKind, Document, Reason, content_id
from onrecord.story.directions import Credits, find_direction
from onrecord.story.outlets import find_outlet, find_page, same_address
from onrecord.story.passages import Overlap, Wording, find_passages, find_shared, read_wording
from onrecord.story.repeats import find_worn
from onrecord.story.shingles import count_shared, hash_shingles

# Shares of the shorter report's words. Four in five is the same report with an edit or two;
# one in five is a paragraph or two of an ordinary report, more than shared phrases reach.
COPIED = 0.8
REWRITTEN = 0.2
# Within one outlet, half: less is its own background, told again.
REVISED = 0.5
# So much must stand in runs of eight words or more outside quotation marks, in words and as a
# share. Of 121 pairs of two outlets that share a fifth (incidents, dev) it keeps 33 of the 75
# on one incident and 8 of the 46 on two, most of these with wording in common in earnest; the
# others share the phrases of police reports, in runs of five to seven.
FEWEST = 25
REWRITTEN_BEARING = 0.12
# Or several long passages, however long the report around them: three of twenty words.
_LONG, _LONG_PASSAGES = 20, 3
# Earlier reports compared word by word with each, of those that share a twelfth of the
# shorter one's shingles: a fifth of the words in runs of eight is a tenth of the shingles.
_COMPARED = 8
_PROPOSED = 1 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """An earlier and a later report, in the order of the pile, and what they share."""

    earlier: Document
    later: Document
    left: Wording
    right: Wording
    shared: Overlap

    @property
    def share(self) -> float:
        """The part of the shorter report's words that stand in both."""
        if len(self.left.words) <= len(self.right.words):
            return self.shared.left / max(len(self.left.words), 1)
        return self.shared.right / max(len(self.right.words), 1)

    @property
    def bearing(self) -> float:
        """The part of the shorter report's words that bears on copying."""
        return self.shared.bearing / max(min(len(self.left.words), len(self.right.words)), 1)

    @property
    def identical(self) -> bool:
        """Whether the two have the same words from first to last."""
        return self.left.words == self.right.words

    @property
    def same_address(self) -> bool:
        """Whether the two were read from one page of the Web."""
        return same_address(self.earlier.url, self.later.url)


def find_copies(documents: Sequence[Document], credits: Credits) -> Iterator[Derivation]:
    """Yield what each report takes from earlier ones; `documents` stand in the story's order."""
    worn = find_worn(documents)
    wordings = [read_wording(d, worn.get(find_outlet(d) or "", ())) for d in documents]
    for number, proposed in enumerate(_propose(documents, wordings)):
        pairs = [
            _Pair(
                earlier=documents[at],
                later=documents[number],
                left=wordings[at],
                right=wordings[number],
                shared=find_shared(wordings[at], wordings[number]),
            )
            for at in proposed
        ]
        for pair, kind in _choose(pairs):
            yield _make_derivation(pair, kind, credits)


def _propose(documents: Sequence[Document], wordings: Sequence[Wording]) -> Iterator[list[int]]:
    """Yield for each report the earlier ones to compare it with.

    One of the same words, or else those that share most, and one of the same address.
    """
    hashed = hash_shingles([wording.words for wording in wordings])
    met = count_shared(hashed)
    words: dict[tuple[str, ...], int] = {}
    pages: dict[str, int] = {}
    for number, wording in enumerate(wordings):
        page = find_page(documents[number].url) or f"report {number}"
        same = words.setdefault(wording.words, number) if wording.words else number
        likely = [
            at
            for at, count in met[number].items()
            if count >= _PROPOSED * min(len(hashed[at]), len(hashed[number]))
        ]
        likely.sort(key=lambda at: (-met[number][at], at))
        proposed = [same] if same < number else likely[:_COMPARED]
        yield list(
            dict.fromkeys(at for at in (*proposed, pages.setdefault(page, number)) if at < number)
        )


def _choose(pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, DerivationKind]]:
    """Yield the pairs that explain most of the later report, each for words not yet explained."""
    told = [(pair, kind) for pair in pairs if (kind := tell_kind(pair))]
    explained: set[int] = set()
    for pair, kind in sorted(told, key=lambda each: -each[0].shared.right):
        words = {run.right + step for run in pair.shared.runs for step in range(run.length)}
        if not explained or len(words - explained) >= max(
            FEWEST, REWRITTEN * len(pair.right.words)
        ):
            explained |= words
            yield pair, kind


def tell_kind(pair: _Pair) -> DerivationKind | None:
    """Say what the shared words of two reports make the later one, None if they show nothing."""
    if pair.same_address:
        return DerivationKind.REVISION
    if not (pair.identical or pair.shared.bearing >= FEWEST):
        return None
    if _one_outlet(pair):
        return DerivationKind.REVISION if pair.share >= REVISED else None
    if pair.identical or pair.share >= COPIED:
        return DerivationKind.COPY
    long = sum(run.length >= _LONG for run in pair.shared.runs)
    rewritten = pair.share >= REWRITTEN and pair.bearing >= REWRITTEN_BEARING
    if rewritten or long >= _LONG_PASSAGES:
        return DerivationKind.REWRITE
    return None


def _one_outlet(pair: _Pair) -> bool:
    outlet = find_outlet(pair.earlier)
    return outlet is not None and outlet == find_outlet(pair.later)


def _make_derivation(pair: _Pair, kind: DerivationKind, credits: Credits) -> Derivation:
    versions = kind is DerivationKind.REVISION
    found = find_direction(pair.earlier, pair.later, credits, versions)
    reasons = [_describe(pair, found.taker), *found.reasons]
    if pair.same_address:
        reasons.append(Reason(name="same address", detail=f"both from {pair.later.url}"))
    return Derivation(
        id=content_id("derivation", kind, found.taker.id, found.giver.id),
        kind=kind,
        document_id=found.taker.id,
        from_id=found.giver.id,
        directed=found.known,
        reasons=tuple(reasons),
    )


def _describe(pair: _Pair, taker: Document) -> Reason:
    """Say how much is shared; the spans come in twos, the taker's words first."""
    shorter = min(len(pair.left.words), len(pair.right.words))
    words = round(pair.share * shorter)
    twins = find_passages(pair.left, pair.right, pair.shared.runs)
    step = -1 if taker is pair.later else 1
    return Reason(
        name="shared passages",
        detail=(
            f"{words} of the {shorter} words of the shorter report stand in both "
            f"({pair.share:.0%}), up to {pair.shared.longest} in a row"
        ),
        score=round(pair.share, 3),
        spans=tuple(span for twin in twins for span in twin[::step]),
    )
