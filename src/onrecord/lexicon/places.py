"""Towns of the world by name: which places a name may stand for, and which one is meant at all.

A cut of GeoNames (CC BY 4.0; towns of 15,000 people and more, their namesakes, the other names of
large ones), made by `training/cut_places.py`. Kept as sorted bytes and searched by halving, so
that opening it costs one decompression and nothing is parsed but what is looked up.
"""

import gzip
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.lexicon import LANGUAGE, load_table

# How many times as many people a place must have than its largest namesake to be the one
# meant where nothing beside the name says so; less for a capital. By these, London, Paris and
# Moscow are one place each; Tripoli, Birmingham, Odessa and Springfield are several.
LARGER, LARGER_CAPITAL = 20, 10
LEAST_PEOPLE = 100_000  # a smaller place is not known well enough to go without a country


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A populated place: its name, GeoNames id, country (alpha-3), part of it, where it lies.

    `own` is False where it was looked up by another name of it.
    """

    name: str
    geonames_id: int
    country: str
    part: str
    latitude: float
    longitude: float
    people: int
    capital: bool
    own: bool


def find_towns(name: str) -> tuple[Town, ...]:
    """Return the towns of a name, most people first; letter case and accents do not matter.

    >>> [(town.name, town.country) for town in find_towns("Kyiv")]
    [('Kyiv', 'UKR')]
    """
    key = fold_name(name)
    table = _load_bytes()
    wanted = key.encode("utf-8", "replace") + b"\t"
    low, high = 0, len(table)
    while low < high:  # `low` is always the start of a line at or before the wanted ones
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", middle)
        if table[middle:end] < wanted:
            low = end + 1
        else:
            high = middle
    rows = list(_read_lines(table, low, wanted))
    return tuple(sorted(rows, key=lambda town: (-town.people, town.geonames_id)))


def _read_lines(table: bytes, start: int, wanted: bytes) -> Iterator[Town]:
    while table.startswith(wanted, start):
        end = table.find(b"\n", start)
        key, name, capital, number, country, part, latitude, longitude, people = (
            table[start:end].decode().split("\t")
        )
        yield Town(
            name=key.title() if name == "=" else name,
            geonames_id=int(number),
            country=country,
            part=part,
            latitude=float(latitude),
            longitude=float(longitude),
            people=int(people),
            capital=capital == "*",
            own=name == "=" or fold_name(name) == key,
        )
        start = end + 1


def choose_town(towns: Sequence[Town]) -> Town | None:
    """Return the town that is meant where nothing beside its name says so, None where unsure.

    >>> choose_town(find_towns("London")).country, choose_town(find_towns("Tripoli"))
    ('GBR', None)
    """
    if not towns:
        return None
    first, rest = towns[0], [town.people for town in towns[1:]]
    times = LARGER_CAPITAL if first.capital else LARGER
    known = first.people >= LEAST_PEOPLE or first.capital or not rest
    # Another name of a large town may be a small town's own: then either can be meant.
    own = first.own or not any(town.own for town in towns)
    return first if known and own and first.people >= times * max(rest, default=0) else None


def fold_name(name: str) -> str:
    """Return the form under which a place is listed: no case, accents or apostrophes.

    >>> fold_name("Khān Yūnis")
    'khan yunis'
    """
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").lower())
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "'`ʻʼ")


@cache
def load_parts() -> dict[str, tuple[str, str]]:
    """Return parts of countries (states, provinces, regions) by form: country and part."""
    return {
        form: (row[0], row[1]) for row in load_table("place_parts") for form in row[2].split("|")
    }


@cache
def load_areas() -> dict[tuple[str, str], int]:
    """Return the GeoNames ids of countries (with part "") and of the United States' states."""
    return {(row[0], row[1]): int(row[2]) for row in load_table("place_areas")}


@cache
def _load_bytes() -> bytes:
    source = files("onrecord.lexicon").joinpath(LANGUAGE, "places.tsv.gz")
    return gzip.decompress(source.read_bytes())
