"""Candidates: which utterances may be one, found by rare runs of words, never by trying all.

Two utterances meet over three words in a row that few others have, or, where a wording is not
kept, over several rare content words of the same speaker and time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.lexicon import load_words
from onrecord.story.drifts.utterances import Utterance

SHINGLE = 3
# More carriers make a run of words a set phrase; each utterance meets the first of them only.
_CARRIERS = 16
# A speech is quoted for days; the same words a month on are said again.
_DAYS = 7
_STEM = 5


def find_candidates(utterances: Sequence[Utterance]) -> Iterator[tuple[int, Counter[int]]]:
    """Yield each utterance with the earlier ones it may repeat and the runs of words they share.

    Utterances stand in the order published; they must be of different reports, near in time and
    of speakers who may be one.
    """
    carriers: dict[tuple[str, ...], list[int]] = {}
    for number, utterance in enumerate(utterances):
        keys = utterance.keys
        met: Counter[int] = Counter()
        for at in range(len(keys) - SHINGLE + 1):
            held = carriers.setdefault(keys[at : at + SHINGLE], [])
            met.update(other for other in dict.fromkeys(held) if other != number)
            if len(held) < _CARRIERS and number not in held[-1:]:
                held.append(number)
        fits = {o: n for o, n in met.items() if may_be_one(utterances[o], utterance)}
        if fits:
            yield number, Counter(fits)


def find_reworded(utterances: Sequence[Utterance]) -> Iterator[tuple[int, Counter[int]]]:
    """Yield each utterance with earlier ones of the same speaker that share content words."""
    spoken: dict[tuple[str, str], list[int]] = {}
    for number, utterance in enumerate(utterances):
        if not utterance.named:
            continue
        met: Counter[int] = Counter()
        for stem in find_stems(utterance.keys):
            held = spoken.setdefault((utterance.speaker, stem), [])
            met.update(held)
            if len(held) < _CARRIERS:
                held.append(number)
        fits = {o: n for o, n in met.items() if may_be_one(utterances[o], utterance)}
        if fits:
            yield number, Counter(fits)


def find_stems(keys: Iterable[str]) -> frozenset[str]:
    """Return the first letters of the content words: they outlast inflection.

    >>> sorted(find_stems(["running", "to", "our", "knees"]))
    ['knee', 'runni']
    """
    content = (key for key in keys if key not in load_words("function_words") and len(key) > 2)
    return frozenset((key[:-1] if key.endswith("s") else key)[:_STEM] for key in content)


def may_be_one(left: Utterance, right: Utterance) -> bool:
    """Say whether two utterances may be one by report, time and speaker."""
    if left.statement.document_id == right.statement.document_id:
        return False
    if left.named and right.named and left.speaker != right.speaker:
        return False
    if left.day is None or right.day is None:
        return True
    try:
        apart = date.fromisoformat(left.day) - date.fromisoformat(right.day)
    except ValueError:
        return True
    return abs(apart.days) <= _DAYS
