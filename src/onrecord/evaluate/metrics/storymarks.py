"""What a person marked in a story and what was found in it, in one shape, and how places match.

Both sides speak of places (file, offsets), never of ids, so any scorer's output can be compared.
Nothing here judges; `storyclaims` and `storylinks` do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.evaluate.metrics.speakers import jaccard, name_words

_WORD = re.compile(r"\w+")
OWN_VOICE = "-"
OPTIONAL = "?"


class Place(NamedTuple):
    """Half-open code-point offsets in one file of a story."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A party's stance: its names (`-` for the report's own voice), the act, the file.

    `optional` ones are neither asked for nor wrong: two readers may differ on them.
    """

    names: tuple[str, ...]
    act: str
    file: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """A claim: its wordings, who takes which stance, its number of independent origins."""

    wordings: tuple[Place, ...]
    positions: tuple[Position, ...] = ()
    origins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of a series: where it stands, its bounds, its qualifier and whose it is."""

    place: Place
    low: float | None = None
    high: float | None = None
    qualifier: str = "exact"
    speakers: tuple[str, ...] = (OWN_VOICE,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two places, or two sets of them, set side by side, with what is said of the two.

    One that says `?` beside its verdict is not asked for, but right when found.
    """

    left: tuple[Place, ...]
    right: tuple[Place, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One report takes from another file or from an outside origin: copy, rewrite, …"""

    file: str
    taken_from: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity: its names, and (name, file) for each name used in each file."""

    names: tuple[str, ...]
    uses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStory:
    """All that is marked in one story. `texts` gives each file's text, `outlets` its publisher."""

    name: str
    texts: dict[str, str]
    outlets: dict[str, str]
    held_back: bool = False
    claims: tuple[MarkedClaim, ...] = ()
    takings: tuple[Taking, ...] = ()
    origins: tuple[frozenset[str], ...] = ()
    series: tuple[tuple[Point, ...], ...] = ()
    drifts: tuple[Pair, ...] = ()
    comparisons: tuple[Pair, ...] = ()
    entities: tuple[Named, ...] = ()


def matches(left: Place, right: Place) -> bool:
    """Say whether two places share at least half of the shorter one.

    >>> matches(Place("a", 0, 10), Place("a", 8, 12)), matches(Place("a", 0, 10), Place("a", 9, 12))
    (True, False)
    """
    return 0 < shortest(left, right) <= 2 * shared(left, right)


def shared(left: Place, right: Place) -> int:
    """Return the number of characters two places have in common."""
    if left.file != right.file:
        return 0
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def shortest(left: Place, right: Place) -> int:
    """Return the length of the shorter of two places."""
    return min(left.end - left.start, right.end - right.start)


def matches_any(places: Iterable[Place], others: Sequence[Place]) -> bool:
    """Say whether any place of the first matches any of the second."""
    return any(matches(place, other) for place in places for other in others)


def same_party(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two parties are one: a name in common, or most words of a describing phrase.

    Names of at least two words may be given with more words than the other has ("a spokesman
    for Maren Foods"); a single word must be the same.

    >>> same_party(["Maren Foods"], ["a spokesman for Maren Foods"]), same_party(["-"], ["Roth"])
    (True, False)
    >>> same_party(["Petra Aldane"], ["Tomas Aldane"])
    False
    """
    if OWN_VOICE in left or OWN_VOICE in right:
        return OWN_VOICE in left and OWN_VOICE in right
    return any(_same_name(a, b) for a in left for b in right)


def _same_name(left: str, right: str) -> bool:
    a, b = name_words(left), name_words(right)
    if not a or not b:
        return False
    if min(len(a), len(b)) > 1 and (a <= b or b <= a):
        return True
    return jaccard(a, b) > 0.5


def fold_words(words: str) -> str:
    """Return words without case and marks, for telling which are verbatim the same.

    >>> fold_words("“Nobody rang,”") == fold_words("nobody rang")
    True
    """
    return " ".join(_WORD.findall(words.lower()))


def find_verbatim(words: str, texts: dict[str, str]) -> Iterable[Place]:
    """Yield every place in the texts where the same words stand, marks between them aside."""
    parts = [re.escape(word) for word in _WORD.findall(words)]
    if not parts:
        return
    pattern = re.compile(r"\b" + r"\W+".join(parts) + r"\b", re.IGNORECASE)
    for file, text in texts.items():
        for found in pattern.finditer(text):
            yield Place(file, found.start(), found.end())
