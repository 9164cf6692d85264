"""Place names in a stretch of text: towns, countries, parts of countries and nationalities.

Takes the longest name at each word, so that "Panama City" is the town and "South Sudan" the
country. Says only what a name may stand for; which of several is meant is for whoever knows
the text around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load_table
from onrecord.lexicon.places import Town, find_towns, load_parts

Area = tuple[str, str]  # country (ISO 3166-1 alpha-3) and part of it, "" for the whole
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_MOST_WORDS = 4  # no town of the table that reports write out has more
_ENDING = re.compile(r"(?:['’]s?|[.’'-]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place name at offsets: the towns of that name, or the areas it names.

    `adjective` marks a nationality: it says where a place is, and is no place itself.
    """

    start: int
    end: int
    towns: tuple[Town, ...] = ()
    areas: tuple[Area, ...] = ()
    adjective: bool = False


def find_place_names(text: str, start: int, end: int) -> Iterator[Named]:
    """Yield the place names between two offsets, in text order, none inside another.

    >>> [(n.areas, len(n.towns)) for n in find_place_names("Kursk, Russia", 0, 13)]
    [((), 1), ((('RUS', ''),), 0)]
    """
    at = start
    words = [(start + w.start(), start + w.end()) for w in _WORD.finditer(text[start:end])]
    for number, (low, _) in enumerate(words):
        if low < at or not text[low].isupper():
            continue
        ends = [stop for _, stop in words[number : number + _MOST_WORDS]]
        area, town = _read_area(text, low, end), _read_town(text, low, ends)
        found = max((n for n in (area, town) if n), key=lambda n: n.end, default=None)
        if found:
            yield found
            at = found.end


def _read_area(text: str, start: int, end: int) -> Named | None:
    straight = text[start:end].replace("’", "'")
    for form, areas, adjective in load_areas_by_letters().get(straight[:2], ()):
        after = straight[len(form) : len(form) + 1]
        if straight.startswith(form) and not after.isalnum():
            return Named(start=start, end=start + len(form), areas=areas, adjective=adjective)
    return None


def _read_town(text: str, start: int, ends: list[int]) -> Named | None:
    for number in reversed(range(len(ends))):
        words = text[start : ends[number]]
        last = words.split()[-1]
        if "\n" in words or not last[0].isupper():
            continue
        bare = _ENDING.sub("", words)
        towns = find_towns(words) or find_towns(bare)
        if towns:
            return Named(start=start, end=start + len(bare), towns=towns)
    return None


@cache
def load_areas_by_letters() -> dict[str, tuple[tuple[str, tuple[Area, ...], bool], ...]]:
    """Return countries, their parts and nationalities by their first two letters, longest first."""
    areas: dict[str, tuple[Area, ...]] = {form: (area,) for form, area in load_parts().items()}
    adjectives = set()
    for row in load_table("countries"):
        names = [row[1], *row[3].split("|")]
        peoples = row[4].split("|") if len(row) > 4 else []
        for form in filter(None, (*names, *peoples)):
            areas[form] = (*areas.get(form, ()), (row[0], ""))
        adjectives |= set(peoples)
    index: dict[str, list[tuple[str, tuple[Area, ...], bool]]] = {}
    for form in sorted(areas, key=lambda form: (-len(form), form)):
        index.setdefault(form[:2], []).append((form, areas[form], form in adjectives))
    return {letters: tuple(found) for letters, found in index.items()}
