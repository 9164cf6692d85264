"""Drift: one utterance in two wordings, aligned word by word, with what a reader should see.

Each wording is set beside the earlier one it is nearest to, across reports, of speakers who may be
one and near in time. The same words printed again are no drift, and neither are punctuation, marks
and a house's spelling. What a change means is not judged; a lost qualifier is pointed at.
"""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.records import Drift, Entity, Evidence, Reason, Span, content_id
from onrecord.story.drifts.candidates import find_candidates, find_reworded, find_stems
from onrecord.story.drifts.edits import Comparison, compare_wordings
from onrecord.story.drifts.utterances import Utterance, read_utterances

# So many words in common, and such a part of the shorter wording, are one utterance and not
# a speaker's turn of phrase.
_SHARED, _SHARE, _RUN = 5, 0.55, 3
# A wording not kept: so many content words in common, and such a part of the fewer.
_STEMS, _STEM_SHARE = 4, 0.5
_COMPARED = 4
Found = tuple[Utterance, Utterance]


def link_drifts(evidence: Sequence[Evidence], entities: Sequence[Entity]) -> tuple[Drift, ...]:
    """Return the drifts of a story in the order of the later wording; order makes no difference."""
    utterances = read_utterances(evidence, entities)
    placed: set[int] = set()
    drifts: list[tuple[tuple[object, ...], Drift]] = []
    for number, met in find_candidates(utterances):
        right = utterances[number]
        pairs = [(utterances[o], right) for o, _ in met.most_common(_COMPARED)]
        compared = [(c, pair) for pair in pairs if (c := _compare(pair)) is not None]
        if not compared:
            continue
        placed.add(number)
        best, pair = max(compared, key=lambda each: (_near(each[0]), _age(each[1])))
        if best.differences:
            drifts.append((right.order, _make_drift(pair, best)))
    for number, counts in find_reworded(utterances):
        near = [utterances[o] for o, _ in counts.most_common(_COMPARED)]
        found = next((left for left in near if _is_reworded(left, utterances[number])), None)
        if number not in placed and found is not None:
            pair = (found, utterances[number])
            drifts.append((utterances[number].order, _make_reworded(pair)))
    return tuple(drift for _, drift in sorted(drifts, key=lambda each: (each[0], each[1].id)))


def _compare(pair: Found) -> Comparison | None:
    """Compare two wordings; None unless they are of one utterance."""
    compared = compare_wordings(*pair)
    if compared is None:
        return None
    shorter = min(len(each.words) for each in pair)
    enough = compared.shared >= min(_SHARED, shorter) and compared.longest >= _RUN
    return compared if enough and compared.shared >= _SHARE * shorter else None


def _near(compared: Comparison) -> tuple[int, int]:
    return compared.shared, -len(compared.differences)


def _age(pair: Found) -> tuple[int, ...]:
    """Put the earlier of two equally near wordings first."""
    return tuple(-ord(character) for character in pair[0].order[0])


def _make_drift(pair: Found, compared: Comparison) -> Drift:
    left, right = pair
    signs = {sign: None for found in compared.differences for sign in found.signs}
    if len(signs) > 1:
        signs.pop("changed words", None) if _only_lost(compared) else None
    return Drift(
        id=content_id("drift", left.statement.id, right.statement.id),
        left_id=left.statement.id,
        right_id=right.statement.id,
        edits=tuple(found.edit for found in compared.differences),
        signs=tuple(sorted(signs, key=_rank)),
        reasons=tuple(_tell(pair, compared)),
    )


def _only_lost(compared: Comparison) -> bool:
    """Say whether each change of words is the loss that another sign already names."""
    return all(len(found.signs) > 1 or found.signs != ("changed words",)
               for found in compared.differences)  # fmt: skip


_ORDER = ("lost “not”", "lost qualifier", "spliced", "ellipsis", "words in brackets",
          "changed words", "likely translated", "not verbatim")  # fmt: skip


def _rank(sign: str) -> int:
    return _ORDER.index(sign)


def _tell(pair: Found, compared: Comparison) -> Iterator[Reason]:
    left, right = pair
    shorter = min(len(left.words), len(right.words))
    yield Reason(
        name="same utterance",
        detail=f"{compared.shared} of the {shorter} words of the shorter wording stand in both",
        score=compared.shared / shorter,
        spans=(
            left.span(compared.first[0], compared.last[0]),
            right.span(compared.first[1], compared.last[1]),
        ),
    )
    yield _tell_speaker(pair)
    for found in compared.differences:
        for phrase in found.lost:
            spans = tuple(span for span in (found.edit.left, found.edit.right) if span)
            detail = f"“{phrase}” stands in one wording only"
            yield Reason(name="lost qualifier", detail=detail, spans=spans)


def _tell_speaker(pair: Found) -> Reason:
    names = [u.statement.attribution.speaker.name for u in pair if u.statement.attribution.speaker]
    same = pair[0].speaker == pair[1].speaker
    detail = (
        f"both are said by {names[0]}"
        if same
        else f"said by {names[0]} and {names[1]}, who may be one"
    )
    return Reason(name="same speaker" if same else "speakers who may be one", detail=detail)


# ── Wordings not kept ───────────────────────────────────────────────────────────────────


def _is_reworded(left: Utterance, right: Utterance) -> bool:
    ours, theirs = find_stems(left.keys), find_stems(right.keys)
    shared = len(ours & theirs)
    return shared >= _STEMS and shared >= _STEM_SHARE * min(len(ours), len(theirs))


def _make_reworded(pair: Found) -> Drift:
    left, right = pair
    translated = left.translated or right.translated
    stems = find_stems(left.keys) & find_stems(right.keys)
    reasons = [
        Reason(
            name="same matter",
            detail=f"{len(stems)} content words stand in both, in other sentences",
            score=len(stems) / max(1, min(len(find_stems(u.keys)) for u in pair)),
            spans=tuple(span for u in pair for span in _list_stems(u, stems)),
        ),
        _tell_speaker(pair),
    ]
    if translated:
        reasons.append(Reason(name="translation", detail="a report says that it is translated"))
    return Drift(
        id=content_id("drift", left.statement.id, right.statement.id),
        left_id=left.statement.id,
        right_id=right.statement.id,
        edits=(),
        signs=("likely translated",) if translated else ("not verbatim",),
        reasons=tuple(reasons),
    )


def _list_stems(utterance: Utterance, stems: Iterable[str]) -> Iterator[Span]:
    wanted = frozenset(stems)
    for at, key in enumerate(utterance.keys):
        if find_stems([key]) & wanted:
            yield utterance.span(at, at + 1)
