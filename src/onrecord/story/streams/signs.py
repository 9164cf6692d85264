"""What a report is about, by its plain words: terms, names, ages, streets, days.

Read with patterns alone, so that a pile of any size can be split before anything is annotated.
Wording says what kind of thing happened; names, places, ages and days say which one. Nothing
is resolved: a name here is two capitalised words in a row, no more.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from onrecord.lexicon import load_table, load_words
from onrecord.records import Document
from onrecord.story.outlets import find_outlet
from onrecord.story.passages import find_lines, fold_line
from onrecord.story.streams.days import find_days

_WORD = re.compile(r"[^\W\d_][\w’']*(?:-[^\W\d_]\w*)*|\d[\d,.]*\d|\d")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:[A-Z]\. |de |la |van |von |al-)?[A-Z][\w’'-]+){1,3}")
# Not after a full stop or an opening quotation mark: there any word has a capital.
_CAPITAL = re.compile(r"(?<![.!?:] )(?<!^)(?<![“\"‘])\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What stands in one report: counts of words, words of the headline, names, ages, days.

    `names` are pairs of folded words, `places` street names and numbered blocks, `published`
    and the keys of `days` ordinals of days; `days` says which are named by month.
    """

    document_id: str
    outlet: str | None
    published: int | None
    words: Mapping[str, int]
    headline: frozenset[str]
    capitals: frozenset[str]
    names: frozenset[str]
    ages: frozenset[str]
    places: frozenset[str]
    days: Mapping[int, bool]


def read_signs(document: Document, worn: Collection[str] = ()) -> Signs:
    """Return the signs of a report; lines (folded) given as worn, furniture and credits apart."""
    text, title = document.text, document.title or ""
    lines = [text[start:end] for start, end in find_lines(document)]
    lines = [title, *(line for line in lines if fold_line(line) not in worn)]
    whole = "\n".join(lines)
    published = read_day(document.published)
    # A line in capitals throughout (a teleprompter, a shouting headline) shows no names.
    written = [line for line in lines if not line.isupper()]
    return Signs(
        document_id=document.id,
        outlet=find_outlet(document),
        published=published.toordinal() if published else None,
        words=Counter(_find_terms(whole)),
        headline=read_headline(document),
        capitals=frozenset(fold_term(word) for line in written for word in _CAPITAL.findall(line)),
        names=frozenset(name for line in written for name in _find_names(line)),
        ages=frozenset(_find_ages(whole)),
        places=frozenset(
            _fold_place(found) for form in _places() for found in form.finditer(whole)
        ),
        days=find_days(whole, published),
    )


def read_headline(document: Document) -> frozenset[str]:
    """Return the terms of a report's headline."""
    return frozenset(_find_terms(document.title or ""))


def read_day(written: str | None) -> date | None:
    """Return the day of an ISO 8601 date; None where there is none to be read."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def fold_term(word: str) -> str:
    """Return a word as it is counted: without case and the possessive.

    >>> fold_term("Valley’s")
    'valley'
    """
    return word.casefold().replace("’", "'").removesuffix("'s").strip("'-")


def _find_terms(text: str) -> Iterator[str]:
    empty = load_words("function_words")
    for word in _WORD.findall(text):
        term = fold_term(word)
        if len(term) > 1 and term not in empty:
            yield term


def _find_names(line: str) -> Iterator[str]:
    """Yield two words of each name, and its first and last: "Mira Jane Vale" is "mira vale" too."""
    empty = load_words("function_words")
    for found in _NAME.finditer(line):
        parts = [fold_term(part) for part in found.group().split()]
        parts = parts[1:] if parts[0] in empty else parts
        yield from map(" ".join, pairwise(parts))
        if len(parts) > 2:
            yield f"{parts[0]} {parts[-1]}"


def _find_ages(text: str) -> Iterator[str]:
    numbers = _list_kind("number")
    for found in _ages().finditer(text):
        age = next(group for group in found.groups() if group).lower()
        yield str(numbers.index(age) + 1) if age in numbers else age


def _fold_place(found: re.Match[str]) -> str:
    return fold_line(found.group()).replace(" block of ", " block ")


@cache
def _list_kind(kind: str) -> tuple[str, ...]:
    return tuple(row[0] for row in load_table("stream_words") if row[1] == kind)


@cache
def _ages() -> re.Pattern[str]:
    """An age before a noun ("a 13-year-old"), between commas ("Vale, 29,") or after "aged"."""
    units, numbers = "|".join(_list_kind("age")), "|".join(_list_kind("number"))
    return re.compile(
        rf"\b(\d{{1,3}}|{numbers})[-– ](?:{units})s?[-– ]old\b"
        r"|, (\d{1,2}),|\bage[sd]? (\d{1,2})\b",
        re.IGNORECASE,
    )


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    """A street by its ending ("Mill Lane"), and a numbered block with the word that names it.

    Two forms, because "the 2800 block of Mill Lane" is both.
    """
    streets = "|".join(_list_kind("street"))
    return (
        re.compile(rf"\b(?:[A-Z][\w’'-]+|\d+(?:st|nd|rd|th)) (?:{streets})\b"),
        re.compile(
            r"\b\d+00 block (?:of )?(?:[NSEW]\.? |North |South |East |West )?[A-Z0-9][\w’'-]+"
        ),
    )
