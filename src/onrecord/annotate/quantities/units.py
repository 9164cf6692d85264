"""Units: the money sign, percent sign or unit of measure a number is written with.

Units of measure get the symbol the pint library gives them ("kilometres" is km, "square
miles" mi²), so that one unit has one name however it is written. Values are not converted:
a reader must find in the record the number that stands in the report.
"""

import re
from functools import cache

from onrecord.lexicon import load_map, load_table

Measure = tuple[int, int, str, float]


@cache
def _signs() -> dict[str, str]:
    rows = load_table("quantity_currencies")
    return {w.lstrip("\\").lower(): code for w, code, side, _ in rows if side == "before"}


@cache
def _measures() -> dict[str, tuple[str, str, float]]:
    """Map words after a number to the unit, its kind and the worth of one."""
    table = {w: (unit, kind, 1.0) for w, unit, kind in load_table("quantity_units")}
    for words, code, side, worth in load_table("quantity_currencies"):
        if side == "after":
            table[words] = (code, "money", float(worth))
    return table


@cache
def _after() -> re.Pattern[str]:
    longest = sorted(_measures(), key=lambda w: (-len(w), w))
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest)
    return re.compile(rf"(?P<gap>[ \u00a0\u202f]?-?)(?P<unit>{words})(?![\w°])")


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(_signs(), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?i)(?<![A-Za-z])(?P<sign>{words})\s?-?$")


def find_unit(text: str, start: int, end: int) -> Measure | None:
    """Return the span of a number with its unit, the unit and the worth of one; or None.

    >>> find_unit("a 5-mile front", 2, 3)
    (2, 8, 'mi', 1.0)
    >>> find_unit("worth US$7.2bn", 9, 14)
    (6, 14, 'USD', 1.0)
    """
    sign = _before().search(text, max(0, start - 6), start)
    after = _after().match(text, end)
    if sign is not None:
        code = _signs()[sign["sign"].lower()]
        if after is not None:
            unit, kind, worth = _measures()[" ".join(after["unit"].split())]
            if kind == "money" and worth == 1.0:
                end = after.end()
                code = unit if code == "USD" else code
        return sign.start("sign"), end, code, 1.0
    if after is None:
        return None
    words = " ".join(after["unit"].split())
    unit, kind, worth = _measures()[words]
    if words in ("m", "g", "ha", "mi", "point", "mark", "won", "foot", "degree") and (
        not _stands_alone(text, after, words)
    ):
        return None
    if kind == "physical":
        unit = find_symbol(unit)
    return start, after.end(), _correct(text, start, after.end(), words, unit), worth


def _stands_alone(text: str, after: re.Match[str], words: str) -> bool:
    """Refuse short words that are seldom units: "12 won the race", "a 12-point plan"."""
    if words == "won":
        left = text[max(0, after.start() - 12) : after.start()]
        return re.search(r"(?:illion|thousand|000)$", left) is not None
    if words in ("point", "degree", "foot"):
        return after["gap"].endswith("-") and not text.startswith("-", after.end())
    return words in ("m", "g", "mark") or not after["gap"].isspace()


def _correct(text: str, start: int, end: int, words: str, unit: str) -> str:
    """Read "pounds" as money after a magnitude ("5 million pounds"), else as weight."""
    if words in ("pounds", "pound") and re.search(r"[mb]illion|thousand|bn\b", text[start:end]):
        return "GBP" if not text.startswith(" of ", end) else unit
    return unit


@cache
def find_symbol(name: str) -> str:
    """Return pint's symbol for a unit, as "km" for "kilometer"."""
    return load_map("unit_symbols").get(name) or ask_pint(name)


def ask_pint(name: str) -> str:
    """Return the symbol that pint itself gives: for units no table has."""
    return f"{_registry().Unit(name):~P}".replace("oil_bbl", "bbl")


@cache
def _registry():  # type: ignore[no-untyped-def]
    """Open pint's registry on first need: it takes half a second."""
    import pint

    return pint.UnitRegistry(cache_folder=None)
