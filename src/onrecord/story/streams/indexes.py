"""Which earlier reports a new one could go with: an inverted index over rare signs.

A sign that many reports in view carry proposes nobody, and each list gives its latest few
only, so a report costs the same however many came before it. What has fallen out of the
window is forgotten.
"""

from collections import Counter
from collections.abc import Hashable, Iterable

# A sign in more reports than this share proposes nobody; in a small pile a dozen may.
_COMMON_SHARE, _COMMON_LEAST = 0.03, 12
_LATEST = 30
# Candidates weighed for a report: in 89 % of the gold pairs of the incident stream the earlier
# report is among them; most of the others are pages with nothing but furniture.
_CANDIDATES = 30


class SignIndex:
    """The reports in view by what they carry; reports are numbers that only grow."""

    def __init__(self) -> None:
        self._lists: dict[Hashable, list[int]] = {}
        self._sizes: Counter[Hashable] = Counter()
        self._reports = 0

    def propose(self, keys: Iterable[Hashable], first: int) -> list[int]:
        """Return the likeliest of the reports from `first` on that share a rare key, best first."""
        met: dict[int, float] = {}
        limit = max(_COMMON_LEAST, _COMMON_SHARE * self._reports)
        for key in keys:
            carriers = self._sizes[key]
            if not 0 < carriers <= limit:
                continue
            weight = 1 / carriers**0.5
            for report in self._lists[key]:
                if report >= first:
                    met[report] = met.get(report, 0.0) + weight
        # Later reports first among equals: follow-ups name what the last one named.
        return sorted(met, key=lambda report: (-met[report], -report))[:_CANDIDATES]

    def add(self, report: int, keys: Iterable[Hashable]) -> None:
        """Enter a report."""
        self._reports += 1
        for key in keys:
            self._sizes[key] += 1
            carriers = self._lists.setdefault(key, [])
            carriers.append(report)
            if len(carriers) > _LATEST:
                del carriers[0]

    def drop(self, keys: Iterable[Hashable]) -> None:
        """Forget a report that has gone out of view."""
        self._reports -= 1
        for key in keys:
            self._sizes[key] -= 1
            if not self._sizes[key]:
                del self._sizes[key]
                self._lists.pop(key, None)
