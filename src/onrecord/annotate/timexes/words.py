"""The words of a text as a string of symbols, one for each word, that patterns can match.

Each word, number or mark gets a kind (MONTH, UNIT, LAST …) from `lexicon/en/timex_words.tsv`
or from its shape, and each kind is one private character. A grammar over kinds is then an
ordinary regular expression over a short string. Nothing here knows what an expression means.
"""

import re
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load_table

_LEXEME = re.compile(
    r"""
      (?P<ISO>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    | (?P<SLASH>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))
    | (?P<DOTTED>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d))
    | (?P<CLOCK>[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])|[012]?\d\.[0-5]\d(?=\s?[ap]\.?m\b))
    | (?P<DECADE>\d{3}0['’]?s\b|['’‘`]\d0s\b)
    | (?P<BAREDECADE>\d0['’]?s\b)
    | (?P<SHORTYEAR>['’]\d\d(?![\d\w]))
    | (?P<ORDN>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<AMPM>[ap]\.\s?m\.?(?!\w)|[ap]m\b)
    | (?P<QN>Q[1-4]\b)
    | (?P<MIXED>\d+\s\d/\d(?![\d/])|\d+[½¼¾])
    | (?P<NUMBER>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    | (?P<WORD>not-too-distant|year-(?:end|ago|earlier)|[oO]['’]clock|[^\W\d_]+)
    | (?P<POSS>['’]s?(?!\w))
    | (?P<BREAK>\s*\n\s*)
    | (?P<MARK>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "COMMA", ".": "DOT", "-": "HYPHEN", "–": "HYPHEN", "—": "DASH", "(": "OPEN",
          "/": "STROKE", "$": "MONEY", "€": "MONEY", "£": "MONEY", "¥": "MONEY", "%": "PERCENT",
          "#": "MONEY"}  # fmt: skip
_SHAPES = ("ISO", "SLASH", "DOTTED", "CLOCK", "DECADE", "BAREDECADE", "SHORTYEAR", "ORDN",
           "AMPM", "QN",
           "MIXED", "DAY", "YEAR", "INT", "DEC", "WORD", "POSS", "BREAK", "MARK", "HOLIDAY",
           "CAPITAL", *dict.fromkeys(_MARKS.values()))  # fmt: skip


class Word(NamedTuple):
    """A word, number or mark with its offsets, kind and the value its table gives it."""

    start: int
    end: int
    text: str
    kind: str
    value: str


class Lexicon(NamedTuple):
    """Entries of any case, entries that need a capital, phrases by first word, symbols."""

    plain: dict[str, tuple[str, str]]
    capital: dict[str, tuple[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]]
    symbols: dict[str, str]


@cache
def load_lexicon() -> Lexicon:
    """Read the word tables once."""
    plain: dict[str, tuple[str, str]] = {}
    capital: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    kinds = dict.fromkeys(_SHAPES)
    rows = [(*row, "")[:3] for row in load_table("timex_words")]
    rows += [(name, "HOLIDAY", rule) for name, rule in load_table("timex_holidays")]
    for entry, kind, value in rows:
        kinds[kind] = None
        pieces = tuple(m.group() for m in _LEXEME.finditer(entry.lower()))
        if len(pieces) > 1:
            phrases.setdefault(pieces[0], []).append((pieces, kind, value))
        elif entry[0].isupper():
            capital[entry.lower()] = (kind, value)
        else:
            plain[entry] = (kind, value)
    for choices in phrases.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    symbols = {kind: chr(0xE000 + index) for index, kind in enumerate(kinds)}
    return Lexicon(plain, capital, phrases, symbols)


def find_words(text: str) -> list[Word]:
    """Return every word, number, mark and line break of `text`, phrases as one word.

    >>> [(w.text, w.kind) for w in find_words("Last week, 3 men")]
    [('Last', 'LAST'), ('week', 'UNIT'), (',', 'COMMA'), ('3', 'DAY'), ('men', 'WORD')]
    """
    lexicon = load_lexicon()
    plain, capital, heads = lexicon.plain, lexicon.capital, lexicon.phrases
    words: list[Word] = []
    openings: list[int] = []  # the words that a phrase may begin with
    for match in _LEXEME.finditer(text):
        shape, found = match.lastgroup or "MARK", match.group()
        value = found
        if shape == "WORD":
            lower = found.lower()
            if lower in heads:
                openings.append(len(words))
            entry = plain.get(lower) or (capital.get(lower) if found[0] < "a" else None)
            if entry is not None:
                shape, value = entry
            elif found[0] < "a":
                shape = "CAPITAL"
        elif shape == "NUMBER":
            shape = _name_number(found)
        elif shape == "MARK":
            shape = _MARKS.get(found, "MARK")
        words.append(Word(*match.span(), found, shape, value))
    return _join_phrases(text, words, lexicon, openings)


def write_symbols(words: list[Word]) -> str:
    """Return one private character for each word, by its kind."""
    symbols = load_lexicon().symbols
    return "".join([symbols[word.kind] for word in words])


def _name_number(digits: str) -> str:
    if not digits.isascii() or not digits.isdigit():
        return "INT" if "." not in digits else "DEC"
    if len(digits) <= 2:
        return "DAY" if 1 <= int(digits) <= 31 else "INT"
    return "YEAR" if len(digits) == 4 and "1000" <= digits < "2200" else "INT"


def _join_phrases(
    text: str, words: list[Word], lexicon: Lexicon, openings: list[int]
) -> list[Word]:
    joined: list[Word] = []
    index = 0
    for opening in openings:
        if opening < index:
            continue
        for pieces, kind, value in lexicon.phrases[words[opening].text.lower()]:
            run = words[opening : opening + len(pieces)]
            same = [w.text.lower().replace("’", "'") for w in run] == list(pieces)
            if same and (kind != "HOLIDAY" or run[0].text[0].isupper()):
                start, end = run[0].start, run[-1].end
                joined += words[index:opening]
                joined.append(Word(start, end, text[start:end], kind, value))
                index = opening + len(pieces)
                break
    return joined + words[index:]
