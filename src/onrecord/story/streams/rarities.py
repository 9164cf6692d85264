"""What a word is worth as a sign: how few of the reports in view carry it.

Counted over the reports in the window alone. Because a young stream has seen too little to
know its commonest words, each word starts as if it had been met in a few hundred reports of
other news, by its place among the commonest words of the language. Values run from 0 (in
every report) to about 1 (in this one alone) whatever the size of the pile.
"""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

from onrecord.lexicon import load_table

# So many reports of other news stand behind the first one; enough to tell common words from
# names, few enough that a pile of thousands speaks for itself.
_BEHIND = 300
# The n-th commonest word takes about a tenth over n of all words (Zipf); a report has 300.
_REPORT_WORDS, _ZIPF = 300, 0.1


class Rarities:
    """Counts of the reports in view by the terms they carry."""

    def __init__(self) -> None:
        self._carriers: Counter[str] = Counter()
        self._reports = 0

    def add(self, terms: Iterable[str]) -> None:
        """Count a report that has come into view."""
        self._reports += 1
        self._carriers.update(terms)

    def drop(self, terms: Iterable[str]) -> None:
        """Forget a report that has gone out of view."""
        self._reports -= 1
        for term in terms:
            if self._carriers[term] == 1:
                del self._carriers[term]
            else:
                self._carriers[term] -= 1

    def rate(self, term: str) -> float:
        """Return how rare a term is, 0 to about 1."""
        seen = self._reports + _BEHIND
        carriers = self._carriers[term] + _list_behind().get(term, 0.0) + 0.5
        return math.log((seen + 1) / carriers) / math.log(2 * seen + 2)


@cache
def _list_behind() -> dict[str, float]:
    """Return in how many of the reports of other news each of the commonest words stands."""
    ranked = enumerate((row[0] for row in load_table("common_words")), 1)
    return {
        word: _BEHIND * (1 - math.exp(-_REPORT_WORDS * _ZIPF / (rank + 2.7)))
        for rank, word in ranked
    }
