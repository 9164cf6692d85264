"""Who acts, as data: countries, bodies and nouns for people, each with its forms, ready to look up.

Joins the tables `countries`, `metonyms`, `organisations` and `agents` into forms that a phrase
is searched for, the longest first. Names match by their letters as written, nouns by lemma.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicon import load_table
from onrecord.lexicon.places import load_parts


class Kind(StrEnum):
    """What a form names, in words to be shown."""

    COUNTRY = "a country"
    CAPITAL = "a capital"
    DEMONYM = "a nationality"
    BODY = "a body"
    SEAT = "a seat of power"
    PART = "part of a country"
    TOWN = "a town"
    OFFICE = "an office of one country"
    NOUN = "a noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A form and what it says: country codes and PLOVER sectors.

    `weak` sectors yield to those of the words beside them; `of_state` ones besides need a
    country's name ("the Russian leader"); `head_only` nouns count only where they head a phrase.
    """

    form: str
    kind: Kind
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    weak: bool = False
    of_state: bool = False
    head_only: bool = False


def find_names(text: str, start: int, end: int) -> Iterator[tuple[int, int, Entry]]:
    """Yield the named countries, bodies and nationalities between two offsets, longest first.

    Case matters; curly apostrophes are taken for straight ones. A form never stands inside a
    longer word, nor is it made something else by a hyphen, as in "anti-Russian" and "US-led".

    >>> [entry.countries for _, _, entry in find_names("US and pro-Russian forces", 0, 25)]
    [('USA',)]
    """
    forms = load_names()
    straight = text[start:end].replace("’", "'")
    at = 0
    while at < len(straight):
        if not straight[at].isalnum() or (at and straight[at - 1].isalnum()):
            at += 1
            continue
        found = next(
            (e for e in forms.get(straight[at : at + 2], ()) if _stands(straight, at, e.form)), None
        )
        if found is None or hyphened(text, start + at, start + at + len(found.form)):
            at += 1 if found is None else len(found.form)
            continue
        yield start + at, start + at + len(found.form), found
        at += len(found.form)


def find_nouns(lemmas: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
    """Yield the nouns for people among words (lower case), as ranges of words, longest first."""
    nouns = load_nouns()
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            last = at + length - 1
            opening = words[at:last]
            entry = nouns.get(" ".join((*opening, words[last]))) or nouns.get(
                " ".join((*opening, lemmas[last]))
            )
            if entry:
                yield at, at + length, entry
                at += length
                break
        else:
            at += 1


_LONGEST = 4  # words in the longest noun of the table


def _stands(text: str, at: int, form: str) -> bool:
    after = at + len(form)
    return text.startswith(form, at) and not text[after : after + 1].isalnum()


def hyphened(text: str, start: int, end: int) -> bool:
    """Say whether a hyphen makes something else of a name: "anti-Russian", "US-led"."""
    before = _PREFIX.search(text[max(0, start - 6) : start])
    return bool(before or _SUFFIX.match(text[end : end + 2]))


_PREFIX = re.compile(r"\b(?:anti|pro|non|ex|post|pre)[-‐–]$", re.IGNORECASE)
_SUFFIX = re.compile(r"[-‐–][a-z]")


@cache
def load_names() -> dict[str, tuple[Entry, ...]]:
    """Return the names by their first two letters, the longest first."""
    entries: dict[str, Entry] = {}
    for row in load_table("organisations"):
        countries, sectors = _cells(row, 1), _cells(row, 2)
        kind = Kind.BODY if sectors else Kind.DEMONYM
        for form in row[0].split("|"):
            entries[form] = Entry(form=form, kind=kind, countries=countries, sectors=sectors)
    codes: dict[str, str] = {}
    for row in load_table("countries"):
        codes[row[1]] = row[0]
        for column, kind in enumerate((Kind.COUNTRY, Kind.CAPITAL, Kind.COUNTRY, Kind.DEMONYM), 1):
            for form in _cells(row, column):
                entries.setdefault(form, Entry(form=form, kind=kind, countries=(row[0],)))
    for row in load_table("metonyms"):
        code = codes.get(row[2]) if len(row) > 2 else None
        if code:
            entries.setdefault(row[0], Entry(form=row[0], kind=Kind.SEAT, countries=(code,)))
    for form, (country, _) in load_parts().items():
        if form.isalpha() or " " in form:  # no "Ill." or "N.Y.": too short to be sure of
            entries.setdefault(form, Entry(form=form, kind=Kind.PART, countries=(country,)))
    for form, country in load_table("office_countries"):
        entries.setdefault(form, Entry(form=form, kind=Kind.OFFICE, countries=(country,)))
    # The country and the state: nothing in the name tells which.
    del entries["Georgia"]
    index: dict[str, list[Entry]] = {}
    for form in sorted(entries, key=lambda form: (-len(form), form)):
        index.setdefault(form[:2], []).append(entries[form])
    return {key: tuple(found) for key, found in index.items()}


@cache
def load_nouns() -> dict[str, Entry]:
    """Return the nouns and adjectives for people and bodies by their words in lower case."""
    return {
        row[0]: Entry(
            form=row[0],
            kind=Kind.NOUN,
            sectors=_cells(row, 1),
            weak=row[2:3] in {("weak",), ("state",)},
            of_state=row[2:3] == ("state",),
            head_only=row[2:3] == ("head",),
        )
        for row in load_table("agents")
    }


def name_country(code: str) -> str:
    """Return the name of the country with a code.

    >>> name_country("KOR")
    'South Korea'
    """
    return next((row[1] for row in load_table("countries") if row[0] == code), code)


def _cells(row: tuple[str, ...], column: int) -> tuple[str, ...]:
    return tuple(cell for cell in row[column].split("|") if cell) if column < len(row) else ()
