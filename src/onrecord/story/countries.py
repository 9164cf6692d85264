"""Countries as reports name them: by name, capital or people, found by the table alone.

Case matters ("US" is not "us"), the longest form wins ("South Sudanese" before "Sudanese"), and
a form is whole words. Whether a capital speaks for its government is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicon import load_table

_OPENING = re.compile(r"(?<![\w.])[A-Z][\w.]*")


class CountryForm(StrEnum):
    """What a form is to its country."""

    NAME = "name"
    CAPITAL = "capital"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's code and short name, and which of its forms was met."""

    code: str
    name: str
    form: CountryForm


def find_countries(text: str) -> Iterator[tuple[int, int, Country]]:
    """Yield the offsets of each form of a country, longest first at each place.

    >>> [(start, end, c.name) for start, end, c in find_countries("US and South Korean aid")]
    [(0, 2, 'United States'), (7, 19, 'South Korea')]
    """
    starts, end = _load_forms(), 0
    for opening in _OPENING.finditer(text):
        at = opening.start()
        if at < end:
            continue
        for form in starts.get(_first_word(opening.group()), ()):
            if _stands_at(text, at, form):
                end = at + len(form)
                yield at, end, _load_countries()[form]
                break


def read_country(name: str) -> Country | None:
    """Return the country a name is wholly a form of, without an article, or None.

    >>> read_country("the Russian Federation").code
    'RUS'
    """
    bare = re.sub(r"^(?:the|The) ", "", " ".join(name.replace("’", "'").split()))
    return _load_countries().get(bare.removesuffix("'s"))


def _stands_at(text: str, at: int, form: str) -> bool:
    end = at + len(form)
    # "U.S." keeps its stop; a form that ends in a letter must not go on in one.
    cut = form[-1].isalnum() and text[end : end + 1].isalnum()
    return text[at:end].replace("’", "'") == form and not cut


def _first_word(words: str) -> str:
    return (re.match(r"\w+", words) or re.match(r"", words))[0]  # type: ignore[index]


@cache
def _load_forms() -> dict[str, tuple[str, ...]]:
    """Return the forms by their first word, longest first."""
    found: dict[str, list[str]] = {}
    for form in _load_countries():
        found.setdefault(_first_word(form), []).append(form)
    return {word: tuple(sorted(forms, key=lambda f: (-len(f), f))) for word, forms in found.items()}


@cache
def _load_countries() -> dict[str, Country]:
    forms: dict[str, Country] = {}
    for code, name, capitals, others, people in load_table("countries"):
        for form, cell in (
            (CountryForm.NAME, name),
            (CountryForm.NAME, others),
            (CountryForm.CAPITAL, capitals),
            (CountryForm.PEOPLE, people),
        ):
            for words in cell.split("|"):
                if words:
                    forms.setdefault(words, Country(code=code, name=name, form=form))
    return forms
