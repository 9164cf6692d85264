"""Numbers in a text: digits, number words, fractions and vague words, with their values.

A number here is a run of characters and the range it stands for. Whether it is a figure, an
age, a year or part of a name is decided elsewhere; nothing is left out here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from onrecord.lexicon import load_table


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as written, its least and greatest value, and the scale word it closes with.

    `scale` is what a magnitude word multiplied by (1 when there is none), so that the lower
    end of "10 to 12 million" can borrow it.
    """

    start: int
    end: int
    low: float
    high: float
    form: Form
    scale: float = 1.0

    @property
    def one(self) -> bool:
        """Say whether this is the word "one", which is a pronoun more often than a number."""
        return self.form is Form.WORDS and self.low == 1.0


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:[.,]\d+)*"
# A minus is written onto its number and stands apart from what is before it; a range's dash
# does not, nor does a list's at the start of a line.
_MINUS = re.compile(r"[ (][-−]$")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SPACE = r"(?:[ \u00a0\u202f]|-(?=[a-z]))"


@cache
def _words() -> dict[str, tuple[float, str]]:
    return {word: (float(value), kind) for word, value, kind in load_table("quantity_numerals")}


@cache
def _parts() -> dict[str, float]:
    return {word: float(value) for word, value in load_table("quantity_fractions")}


@cache
def _vague() -> dict[str, tuple[float, float]]:
    return {w: (float(low), float(high)) for w, low, high in load_table("quantity_vague")}


@cache
def _suffixes() -> dict[str, tuple[float, bool]]:
    rows = load_table("quantity_suffixes")
    return {suffix: (float(value), where == "money") for suffix, value, where in rows}


def _choose(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(word.replace(" ", r"\s+") for word in longest)


@cache
def _pattern() -> re.Pattern[str]:
    words, parts, suffixes = _choose(_words()), _choose(_parts()), _choose(_suffixes())
    scales = _choose(w for w, (_, kind) in _words().items() if kind in _SCALES)
    units = _choose(w for w, (_, kind) in _words().items() if kind == "unit")
    half = (
        rf"half(?!\s+an?\s+(?:{scales})\b)(?=\s+(?:of|the|a|its|his|her|their|our|my|those|these"
        r"|that|this|were|are|was|is)\b|\s*[,.;:)]|\s*$)"
    )
    part = (
        rf"(?:{units})[\s-]+(?:{parts})s?"
        rf"|an?\s+(?:{parts})(?=\s+(?:of|less|more|fewer|were|are|was|is|have|had)\b"
        r"|\s*[,.;:)]|\s*$)"
    )
    return re.compile(
        rf"(?P<digits>(?<![\w.])(?<!\d,)(?:{_DIGITS})(?P<half>[½¼¾⅓⅔])?"
        rf"(?:(?P<suffix>(?: (?=b|m[nl]|t[nr]))?(?:{suffixes}))(?!\w)"
        rf"|{_SPACE}(?P<scale>(?i:{scales}))s?\b)?)"
        rf"|(?P<glyph>[½¼¾⅓⅔])"
        rf"|(?i:(?P<vague>\b(?:{_choose(_vague())})\b)|(?P<fraction>\b(?:{half}|{part})\b)"
        rf"|(?P<words>\b(?:(?:half\s+)?an?\s+(?=(?:{scales})\b))?(?:{words})"
        rf"(?:(?:[\s-]+(?:and\s+)?|\s+and\s+a\s+)(?:{words}|half)\b)*\b))"
    )


_SCALES = ("hundred", "dozen", "magnitude")


def read_numbers(text: str) -> Iterator[Number]:
    """Yield every number in `text`, in order, none overlapping another.

    >>> [(n.low, n.high) for n in read_numbers("dozens of the 2.5 million, or half a dozen")]
    [(24.0, 99.0), (2500000.0, 2500000.0), (6.0, 6.0)]
    """
    pattern, starters, position = _pattern(), _starters(), 0
    for start in _START.finditer(text):
        word = start.group()
        if start.start() < position or not (word.lower() in starters or not word.isalpha()):
            continue
        match = pattern.match(text, start.start())
        number = None if match is None else _read_match(text, match)
        if number is not None:
            position = number.end
            yield number


# Where a number can begin. Looking there first is ten times faster than trying everywhere.
_START = re.compile(r"[A-Za-z]+|\d+|[½¼¾⅓⅔]")


@cache
def _starters() -> frozenset[str]:
    return frozenset(
        {"a", "an", "half", *_words(), *_parts(), *(words.split()[0] for words in _vague())}
    )


def _read_match(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    kind = match.lastgroup if match["digits"] is None else "digits"
    if kind == "digits":
        return _read_digits(text, match)
    if kind == "glyph":
        value = _HALVES[match["glyph"]]
        return Number(start=start, end=end, low=value, high=value, form=Form.FRACTION)
    if kind == "vague":
        low, high = _vague()[" ".join(match["vague"].lower().split())]
        return Number(start=start, end=end, low=low, high=high, form=Form.VAGUE)
    if kind == "fraction":
        value = _read_fraction(match["fraction"])
        return Number(start=start, end=end, low=value, high=value, form=Form.FRACTION)
    return _read_words(text, start, match["words"])


def _read_digits(text: str, match: re.Match[str]) -> Number:
    value = read_value(match["digits"])
    if match["half"]:
        value += _HALVES[match["half"]]
    scale, end = 1.0, match.end()
    if match["suffix"]:
        scale, money = _suffixes()[match["suffix"].strip()]
        if money and not _is_million(text, match):
            scale, end = 1.0, match.start("suffix")
    elif match["scale"]:
        scale = _words()[match["scale"].lower()][0]
    sign = -1.0 if _MINUS.search(text, max(0, match.start() - 2), match.start()) else 1.0
    # In decimals, because 64.1 times a billion must not give its neighbour.
    value = sign * float(Decimal(repr(value)) * Decimal(repr(scale)))
    start = match.start() - (sign < 0)
    return Number(start=start, end=end, low=value, high=value, form=Form.DIGITS, scale=scale)


def _is_million(text: str, match: re.Match[str]) -> bool:
    """Say whether "5m" is money ("$5m") or a count ("5m people"), and not metres."""
    if re.search(r"[$£€¥₹₩₽₴₪₺#]\s?$", text[max(0, match.start() - 3) : match.start()]):
        return True
    after = text[match.end() : match.end() + 20]
    return match["suffix"] == "m" and re.match(r" (?:people|[a-z]{3,}s)\b", after) is not None


def read_value(digits: str) -> float:
    """Return the value of a run of digits, whichever way it groups them.

    A comma or point before exactly three digits groups thousands when it comes more than
    once, or is a comma; a comma before one or two digits is a decimal mark.

    >>> [read_value(d) for d in ("11,000", "1.234.567", "2,5", "64.1", "3.459")]
    [11000.0, 1234567.0, 2.5, 64.1, 3.459]
    """
    run = re.match(r"[\d,.\u00a0\u202f\u2009]+", digits)
    plain = re.sub(r"[\u00a0\u202f\u2009]", "", run.group() if run else "0").strip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", plain) or re.fullmatch(
        r"\d{1,3}\.\d{3},\d+", plain
    ):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        return float(plain.replace(",", ""))
    except ValueError:  # "1.2.3": several points that group nothing; the first part stands
        return float(plain.replace(",", "").split(".")[0])


def _read_fraction(words: str) -> float:
    pieces = re.split(r"[\s-]+", words.lower())
    if pieces == ["half"]:
        return 0.5
    count = 1.0 if pieces[0] in ("a", "an") else _words()[pieces[0]][0]
    part = pieces[-1]
    return count * (_parts().get(part) or _parts()[part.removesuffix("s")])


def _read_words(text: str, start: int, run: str) -> Number | None:
    """Read the longest number that opens `run`; the rest is read as the next number."""
    closed = re.search(r"\b(?:between|from|both)\s+$", text[max(0, start - 9) : start], re.I)
    value, length, scale = _add_up(run.lower(), joined=closed is None)
    if not length:
        return None
    return Number(
        start=start, end=start + length, low=value, high=value, form=Form.WORDS, scale=scale
    )


def _add_up(run: str, *, joined: bool) -> tuple[float, int, float]:
    """Return the value of the number words opening `run`, the characters read, the scale."""
    sum_, length, linked = _Sum(), 0, False
    for piece in re.finditer(r"[a-z]+", run):
        word = piece.group()
        if word in ("a", "an"):
            continue
        if word == "and":
            if not joined or not length:
                break
            linked = True
        elif word == "half" and not length:
            sum_.factor = 0.5
        elif sum_.take(word, linked=linked):
            length, linked = piece.end(), False
        else:
            break
    return sum_.value, length, sum_.scale


class _Sum:
    """Number words added up from the left; takes a word or says that it opens another number."""

    def __init__(self) -> None:
        self.factor = 1.0
        self.scale = 1.0
        self._total = 0.0
        self._group = 0.0
        self._last = ""  # the kind of the word taken last
        self._least = 1e18  # the least magnitude so far: the next must be smaller

    @property
    def value(self) -> float:
        return self.factor * (self._total + self._group)

    def take(self, word: str, *, linked: bool) -> bool:
        """Add a word if the number can go on with it; `linked` says that "and" is before it."""
        if word == "half":
            return linked and self._add(0.5, "unit")
        value, kind = _words()[word]
        if linked and self._last not in ("hundred", "magnitude"):
            return False
        if kind in ("unit", "teen", "ten"):
            return self._take_small(value, kind)
        if kind == "magnitude":
            return self._take_magnitude(value)
        if self._last in ("hundred", "magnitude", "dozen") or self._total:
            return False
        self.scale, self._group = value, (self._group or 1.0) * value
        self._last = kind
        return True

    def _take_small(self, value: float, kind: str) -> bool:
        full = self._last in ("unit", "dozen") or (self._last == "ten" and kind != "unit")
        if full or (value == 0.0 and self._last):
            return False
        return self._add(value, "ten" if kind == "ten" else "unit")

    def _take_magnitude(self, value: float) -> bool:
        if value >= self._least or self._last in ("magnitude", "dozen"):
            return False
        self._total += (self._group or 1.0) * value
        self._group, self._last, self._least, self.scale = 0.0, "magnitude", value, value
        return True

    def _add(self, value: float, last: str) -> bool:
        self._group, self._last = self._group + value, last
        return True
