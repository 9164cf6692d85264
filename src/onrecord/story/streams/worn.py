"""Lines that come again on pages about other things: furniture, known from the pile alone.

Online: a line is worn from the third report on that carries it under a headline with no word
in common, days apart. One wire report under many headlines is printed within days and stays.
"""

from onrecord.records import Document
from onrecord.story.passages import find_lines, fold_line
from onrecord.story.streams.signs import read_day, read_headline

# The third carrier: two pages may share a line by chance or by one wire report.
_EARLIER = 2
_DAYS_APART = 3


class WornLines:
    """The lines of the reports so far, each with the first few headlines it stood under."""

    def __init__(self) -> None:
        self._carriers: dict[str, list[tuple[int, frozenset[str]]]] = {}

    def find_worn(self, document: Document) -> frozenset[str]:
        """Return the worn lines (folded) of the next report, and remember the others."""
        published = read_day(document.published)
        if published is None:
            return frozenset()
        day, headline = published.toordinal(), read_headline(document)
        lines = {fold_line(document.text[a:b]) for a, b in find_lines(document)}
        return frozenset(line for line in lines if self._meet(line, day, headline))

    def _meet(self, line: str, day: int, headline: frozenset[str]) -> bool:
        carriers = self._carriers.setdefault(line, [])
        others = [words for when, words in carriers if day - when >= _DAYS_APART]
        if sum(not words & headline for words in others) >= _EARLIER:
            return True
        if len(carriers) <= _EARLIER and not any(words & headline for _, words in carriers):
            carriers.append((day, headline))
        return False
