"""How well speakers, chains, acts and dates said are read, for attributions that were found.

Gold and read statements are paired by the words of their contents; each field is then right
or wrong for itself. Counts add, so that parts of a gold set can be scored apart. Whether more
was found than the gold holds is not measured here: that is what PolNeAR is for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon import load_words

FIELDS = ("speaker", "kind", "role", "via", "act", "said", "certainty", "polarity")
# Contents pair up as in the whole-attribution score on PolNeAR; a refusal has so few words
# that cue and content are taken together, and more slack is left for where one ends.
CONTENT_JACCARD = 0.8
SILENCE_JACCARD = 0.5
SILENCES = frozenset({"could-not-confirm", "declined-to-comment", "no-response"})
_ARTICLES = frozenset({"the", "a", "an", "s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement as it is scored: its words by place, and what is said about it.

    `words` are the offsets of the content's words, `cue_words` those of the cue.
    `scored` names the fields that count; a gold row leaves out what its annotator left open.
    """

    words: frozenset[int]
    cue_words: frozenset[int] = frozenset()
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    kind: str | None = None
    roles: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    act: str | None = None
    said: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    scored: frozenset[str] = frozenset(FIELDS)


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts that add: how many gold rows, how many found, and for each field right of scored."""

    gold: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    scored: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, other: "Tally") -> None:
        """Add another tally's counts to these."""
        self.gold += other.gold
        self.found += other.found
        for name in FIELDS:
            self.right[name] += other.right[name]
            self.scored[name] += other.scored[name]

    def rate(self, name: str) -> float | None:
        """Return the share right of a field, None where nothing was scored."""
        return self.right[name] / self.scored[name] if self.scored[name] else None


def pair_rows(gold: Sequence[Said], read: Sequence[Said]) -> dict[int, int]:
    """Pair gold with read rows one to one, the most alike first, by index."""
    scores = [
        (-likeness, g, r)
        for g, row in enumerate(gold)
        for r, other in enumerate(read)
        if (likeness := _likeness(row, other)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, r in sorted(scores):
        if g not in pairs and r not in taken:
            pairs[g] = r
            taken.add(r)
    return pairs


def _likeness(gold: Said, read: Said) -> float:
    silent = gold.act in SILENCES
    left = gold.words | gold.cue_words if silent else gold.words
    right = read.words | read.cue_words if silent else read.words
    shared = jaccard(left, right)
    return shared if shared >= (SILENCE_JACCARD if silent else CONTENT_JACCARD) else 0.0


def jaccard(left: frozenset[int] | frozenset[str], right: frozenset[int] | frozenset[str]) -> float:
    """Return the share of words that two sets have in common; 0 for two empty ones.

    >>> jaccard(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    together = len(left | right)
    return len(left & right) / together if together else 0.0


def score_rows(gold: Sequence[Said], read: Sequence[Said]) -> Tally:
    """Score one text's rows."""
    pairs = pair_rows(gold, read)
    tally = Tally(gold=len(gold), found=len(pairs))
    for g, r in pairs.items():
        for name, right in judge_row(gold[g], read[r]).items():
            tally.scored[name] += 1
            tally.right[name] += right
    return tally


def judge_row(gold: Said, read: Said) -> Mapping[str, bool]:
    """Say for each scored field of a gold row whether the read row has it right."""
    judged = {
        "speaker": _same_speaker(gold, read),
        "kind": gold.kind == read.kind,
        "role": any(_alike(role, other) for role in gold.roles for other in read.roles),
        "via": len(gold.via) == len(read.via)
        and all(_alike(a, b) for a, b in zip(gold.via, read.via, strict=True)),
        "act": gold.act == read.act,
        "said": _same_date(gold.said, read.said),
        "certainty": gold.certainty == read.certainty,
        "polarity": gold.polarity == read.polarity,
    }
    return {name: right for name, right in judged.items() if name in gold.scored}


def _same_speaker(gold: Said, read: Said) -> bool:
    if gold.speaker is None or read.speaker is None:
        return gold.speaker is read.speaker
    if gold.kind == "unresolved":
        return read.kind == "unresolved" and set(gold.candidates) == set(read.candidates)
    if read.kind == "unresolved" and gold.kind != read.kind:
        return False
    if gold.kind == "person":
        return name_words(gold.speaker) == name_words(read.speaker)
    return _alike(gold.speaker, read.speaker)


def _same_date(gold: str | None, read: str | None) -> bool:
    if gold is None or read is None:
        return gold is read
    return read.startswith(gold)  # a finer value ("2024-05-16TEV") agrees with its day


def _alike(left: str, right: str) -> bool:
    """Say whether two phrases name the same: one holds the other, or half is shared."""
    a, b = name_words(left), name_words(right)
    return bool(a and b) and (a <= b or b <= a or jaccard(a, b) >= 0.5)


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name, without articles, titles and possessive endings.

    >>> sorted(name_words("the Water Ministry’s"))
    ['ministry', 'water']
    """
    words = frozenset(re.findall(r"\w+", name.lower())) - _ARTICLES
    return words - load_words("titles") or words
