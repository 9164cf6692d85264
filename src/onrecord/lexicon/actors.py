"""Who acts, as data: countries, bodies and nouns for people, each with its forms, ready to look up.

Joins the tables `countries`, `metonyms`, `organisations` and `agents` into forms that a phrase
is searched for, the longest first. Names match by their letters as written, nouns by lemma.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicon import load_table


class Kind(StrEnum):
    """What a form names, in words to be shown."""

    COUNTRY = "a country"
    CAPITAL = "a capital"
    DEMONYM = "a nationality"
    BODY = "a body"
    SEAT = "a seat of power"
    NOUN = "a noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A form and what it says: country codes, PLOVER sectors; `weak` sectors yield to others."""

    form: str
    kind: Kind
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    weak: bool = False


def find_names(text: str, start: int, end: int) -> Iterator[tuple[int, int, Entry]]:
    """Yield the named countries, bodies and nationalities between two offsets, longest first.

    Case matters; curly apostrophes are taken for straight ones. A form never stands inside a
    longer word, and never beside a hyphen: "anti-Russian" and "US-led" name nobody's country.
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
        if found is None or _hyphened(text, start + at, start + at + len(found.form)):
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


def _hyphened(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple("-‐–") or text[end : end + 1] in tuple("-‐–")


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
    index: dict[str, list[Entry]] = {}
    for form in sorted(entries, key=lambda form: (-len(form), form)):
        index.setdefault(form[:2], []).append(entries[form])
    return {key: tuple(found) for key, found in index.items()}


@cache
def load_nouns() -> dict[str, Entry]:
    """Return the nouns and adjectives for people and bodies by their words in lower case."""
    return {
        row[0]: Entry(
            form=row[0], kind=Kind.NOUN, sectors=_cells(row, 1), weak=row[2:3] == ("weak",)
        )
        for row in load_table("agents")
    }


def _cells(row: tuple[str, ...], column: int) -> tuple[str, ...]:
    return tuple(cell for cell in row[column].split("|") if cell) if column < len(row) else ()
