"""Lines an outlet repeats on its pages whatever the report: worn lines, no sign of copying.

A line is worn when three reports of one outlet that open differently carry it; versions of
one report open alike, so what they share is not worn. Furniture the reader knows is flagged
already; this finds the rest, from the pile alone.
"""

from collections.abc import Iterable, Sequence

from onrecord.records import Document
from onrecord.story.outlets import find_outlet
from onrecord.story.passages import find_lines, fold_line

# Two reports may share a background paragraph; a third on another matter makes it a habit.
_CARRIERS = 3
# Shares of words in common: openings of unrelated shootings on one site stay below a third.
_ALIKE = 1 / 3
# More carriers change nothing; comparing each with each would grow with their square.
_LOOKED_AT = 12


def find_worn(documents: Sequence[Document]) -> dict[str, frozenset[str]]:
    """Return for each outlet the lines (folded) that it repeats; one pass over the pile."""
    outlets: dict[str, list[Document]] = {}
    for document in documents:
        outlet = find_outlet(document)
        if outlet:
            outlets.setdefault(outlet, []).append(document)
    return {
        outlet: frozenset(_find_worn_of(pages))
        for outlet, pages in outlets.items()
        if len(pages) >= _CARRIERS
    }


def _find_worn_of(pages: Sequence[Document]) -> Iterable[str]:
    carriers: dict[str, list[int]] = {}
    openings: list[frozenset[str]] = []
    for number, page in enumerate(pages):
        lines = [fold_line(page.text[start:end]) for start, end in find_lines(page)]
        openings.append(frozenset(" ".join([page.title or "", *lines[:2]]).casefold().split()))
        for line in dict.fromkeys(lines):
            carriers.setdefault(line, []).append(number)
    for line, numbers in carriers.items():
        if len(numbers) >= _CARRIERS and _open_differently([openings[n] for n in numbers]):
            yield line


def _open_differently(openings: Sequence[frozenset[str]]) -> bool:
    kinds: list[frozenset[str]] = []
    for opening in openings[:_LOOKED_AT]:
        if all(len(opening & kind) < _ALIKE * len(opening | kind) for kind in kinds):
            kinds.append(opening)
            if len(kinds) == _CARRIERS:
                return True
    return False
