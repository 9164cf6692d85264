"""Reports whose wording comes from another report of the pile: copies, rewrites, revisions.

An index proposes, word-for-word alignment decides. A report is set beside the few earlier ones
it shares most with, and each is kept only for what the ones before it do not explain. A shared
quotation is not copying, nor are the lines an outlet repeats. Which of two came first is said
only where dates or credits say it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Derivation, DerivationKind, Document, Reason, content_id
from onrecord.story.credits import Credit
from onrecord.story.outlets import find_outlet, house_key, same_address
from onrecord.story.passages import Overlap, Wording, find_passages, find_shared, read_wording
from onrecord.story.repeats import find_worn
from onrecord.story.shingles import count_shared, hash_shingles

# Shares of the shorter report's words. Four in five is the same report with an edit or two;
# one in five is a paragraph or two of an ordinary report, more than shared phrases reach.
COPIED = 0.8
REWRITTEN = 0.2
# Within one outlet, half: less is its own background, told again.
REVISED = 0.5
# So many words outside quotation marks must be shared in any case: set phrases of a trade
# ("taken to hospital with injuries that are not …") come in runs of up to a dozen.
FEWEST_FREE = 25
# Or several long passages, however long the report around them: three of twenty words.
_LONG, _LONG_PASSAGES = 20, 3
# Earlier reports compared word by word with each; a report has few true sources.
_COMPARED = 8

Credits = Mapping[str, Sequence[Credit]]


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
    def identical(self) -> bool:
        return self.left.words == self.right.words


def find_copies(documents: Sequence[Document], credits: Credits) -> Iterator[Derivation]:
    """Yield what each report takes from earlier ones; `documents` stand in the story's order."""
    worn = find_worn(documents)
    wordings = [read_wording(d, worn.get(find_outlet(d) or "", ())) for d in documents]
    met = count_shared(hash_shingles([w.words for w in wordings]))
    first: dict[tuple[str, ...], int] = {}
    for number, wording in enumerate(wordings):
        same = first.setdefault(wording.words, number) if wording.words else number
        pairs = [
            _Pair(
                earlier=documents[at],
                later=documents[number],
                left=wordings[at],
                right=wording,
                shared=find_shared(wordings[at], wording),
            )
            for at in _propose(met[number], same if same < number else None)
        ]
        for pair, kind in _choose(pairs):
            yield _make_derivation(pair, kind, credits)


def _propose(met: Counter[int], same: int | None) -> list[int]:
    """Return the earlier reports to compare: one of the same words, or those sharing most."""
    if same is not None:
        return [same]
    ranked = sorted(met, key=lambda at: (-met[at], at))
    return ranked[:_COMPARED]


def _choose(pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, DerivationKind]]:
    """Yield the pairs that explain most of the later report, each for words not yet explained."""
    told = [(pair, kind) for pair in pairs if (kind := tell_kind(pair))]
    explained: set[int] = set()
    for pair, kind in sorted(told, key=lambda each: -each[0].shared.right):
        words = {run.right + step for run in pair.shared.runs for step in range(run.length)}
        if not explained or len(words - explained) >= max(
            FEWEST_FREE, REWRITTEN * len(pair.right.words)
        ):
            explained |= words
            yield pair, kind


def tell_kind(pair: _Pair) -> DerivationKind | None:
    """Say what the shared words of two reports make the later one, None if they show nothing."""
    if _one_outlet(pair):
        enough = pair.share >= REVISED or same_address(pair.earlier.url, pair.later.url)
        return DerivationKind.REVISION if enough and _bears(pair) else None
    if pair.identical:
        return DerivationKind.COPY
    if not _bears(pair):
        return None
    if pair.share >= COPIED:
        return DerivationKind.COPY
    long = sum(run.length >= _LONG for run in pair.shared.runs)
    if pair.share >= REWRITTEN or long >= _LONG_PASSAGES:
        return DerivationKind.REWRITE
    return None


def _one_outlet(pair: _Pair) -> bool:
    if same_address(pair.earlier.url, pair.later.url):
        return True
    outlet = find_outlet(pair.earlier)
    return outlet is not None and outlet == find_outlet(pair.later)


def _bears(pair: _Pair) -> bool:
    """Say whether enough is shared outside quotation marks to show anything."""
    fewest = min(FEWEST_FREE, sum(pair.left.free) // 2, sum(pair.right.free) // 2)
    return pair.identical or pair.shared.free >= max(fewest, 1)


# ── Which came first ────────────────────────────────────────────────────────────────────


def _make_derivation(pair: _Pair, kind: DerivationKind, credits: Credits) -> Derivation:
    later, earlier, directed, reasons = _direct(pair, credits)
    return Derivation(
        id=content_id("derivation", kind, later.id, earlier.id),
        kind=kind,
        document_id=later.id,
        from_id=earlier.id,
        directed=directed,
        reasons=(_describe(pair, later), *reasons),
    )


def _direct(pair: _Pair, credits: Credits) -> tuple[Document, Document, bool, tuple[Reason, ...]]:
    """Return the taker, the giver, whether that is known, and why."""
    earlier, later = pair.earlier, pair.later
    for taker, giver in ((later, earlier), (earlier, later)):
        named = _find_credit(credits.get(taker.id, ()), giver)
        if named and not _find_credit(credits.get(giver.id, ()), taker):
            return taker, giver, True, (_tell_credit(named),)
    common = _find_common(credits.get(earlier.id, ()), credits.get(later.id, ()))
    if common:
        return later, earlier, False, (_tell_common(common),)
    days = [(d.published or "")[:10] for d in (earlier, later)]
    if all(days) and min(map(len, days)) == 10 and days[0] < days[1]:
        detail = f"published {days[1]}, the other {days[0]}"
        return later, earlier, True, (Reason(name="published later", detail=detail),)
    return later, earlier, False, ()


def _find_credit(credits: Sequence[Credit], giver: Document) -> Credit | None:
    key = house_key(giver.publisher) if giver.publisher else None
    return next((c for c in credits if c.key == key), None)


def _find_common(left: Sequence[Credit], right: Sequence[Credit]) -> tuple[Credit, Credit] | None:
    return next(((a, b) for a in left for b in right if a.key == b.key), None)


def _tell_credit(credit: Credit) -> Reason:
    spans = (credit.span,) if credit.span else ()
    return Reason(name="credit", detail=f"names {credit.name}: {credit.words}", spans=spans)


def _tell_common(common: tuple[Credit, Credit]) -> Reason:
    spans = tuple(credit.span for credit in common if credit.span)
    detail = f"both name {common[0].name}, so neither need come from the other"
    return Reason(name="same agency", detail=detail, spans=spans)


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
