"""Localities: the places a report names, tied to the gazetteer where only one can be meant.

A name that several towns bear is one of them if the country stands beside it ("Tripoli,
Lebanon", "the Lebanese city of Tripoli", "in Russia's Kursk region"), or if it is by far the
largest; else all are candidates and none is chosen. Towns have a point, countries and states
an id, other regions their name and country. Nothing is said of places the text does not name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicon import load_map, load_table
from onrecord.lexicon.gazetteer import Area, Named, find_place_names
from onrecord.lexicon.places import LARGER, Town, choose_town, load_areas
from onrecord.records import AnnotatedDocument, Locality, Span

MOST_CANDIDATES = 6
_NEAR = 40  # characters on either side in which a country may stand beside a name
_BEFORE = re.compile(
    r"(?:['’]s?)?,? (?:(?:\w+ern|[a-z-]*(?:north|south|east|west|border|port|coastal|central|city|"
    r"town|village|capital|region|province|island|stronghold|resort)|of|the),? )*$"
)
_AFTER = re.compile(r"^(?:,| \(|,? (?:in|of)(?: [a-z-]+){0,2}(?: the)?) ?$")
_PLAIN = re.compile(r"(?:the|in|at|of|near|city|town|village|state|country|republic)$")


def resolve_locality(annotated: AnnotatedDocument, span: Span) -> Locality:
    """Return the place the words of `span` name, as far as it can be known. Total."""
    text = annotated.document.text
    place = Locality(span=span, name=" ".join(span.of(text).split()))
    inside = list(find_place_names(text, span.start, span.end))
    town = next((named for named in inside if named.towns), None)
    if town:
        beside = list(_list_beside(text, town, inside))
        if _is_kind(text, town, "region"):
            return _place_region(place, town.towns, beside)
        return _place_town(place, town.towns, beside)
    return _place_area(place, text, inside)


def _place_town(place: Locality, towns: Sequence[Town], beside: Sequence[Area]) -> Locality:
    fits = _choose_fitting(towns, beside)
    if beside and not fits:  # a town of that name, but too small to be listed
        countries = {country for country, _ in beside}
        known = countries.pop() if len(countries) == 1 else None
        return replace(place, country=known, rule="the country beside it" if known else "")
    chosen = choose_town(fits) or (fits[0] if len(fits) == 1 else None)
    if chosen is None:
        return replace(
            place, country=_only(t.country for t in fits), candidates=_name_towns(fits), rule=""
        )
    return replace(
        place,
        geonames_id=chosen.geonames_id,
        country=chosen.country,
        latitude=chosen.latitude,
        longitude=chosen.longitude,
        rule=_explain(chosen, len(fits), beside),
    )


def _explain(town: Town, fits: int, beside: Sequence[Area]) -> str:
    area = next((a for a in beside if _within((town.country, town.part), {a})), None)
    among = f"town of that name in {_name_area(area)}, which stands beside it" if area else ""
    named = among or "town of that name in the table of places"
    return f"the only {named}" if fits == 1 else f"by far the largest {named}"


def _place_region(place: Locality, towns: Sequence[Town], beside: Sequence[Area]) -> Locality:
    """Return a region named after a town: its country, never the town's point."""
    if beside:
        country = _only(country for country, _ in beside)
        return replace(place, country=country, rule="a region; the country stands beside it")
    chosen = choose_town(towns)
    country = chosen.country if chosen else _only(town.country for town in towns)
    return replace(place, country=country, rule=f"a region, of {towns[0].name}" if country else "")


def _place_area(place: Locality, text: str, inside: Sequence[Named]) -> Locality:
    """Return a country, a state, or part of one; several candidates for "Georgia"."""
    named = next((n for n in inside if not n.adjective), None) or next(iter(inside), None)
    if named is None or _is_kind(text, named, "edge"):
        return place
    others = {a for n in inside if n is not named for a in n.areas}
    areas = [a for a in named.areas if not others or _within(a, others)] or list(named.areas)
    if len(areas) > 1:
        return replace(place, candidates=tuple(map(_name_area, areas)))
    ((country, part),) = areas
    rest = text[place.span.start : named.start] + " " + text[named.end : place.span.end]
    whole = not named.adjective and all(_PLAIN.match(w) for w in re.findall(r"\w\w+", rest.lower()))
    return replace(
        place,
        country=country,
        geonames_id=load_areas().get((country, part)) if whole else None,
        rule=f"in {_name_area((country, part))}" if not whole else "named itself",
    )


def _list_beside(text: str, town: Named, inside: Sequence[Named]) -> Iterator[Area]:
    """Yield the countries and parts that stand beside a town: in its phrase, or touching it."""
    around = [n for n in inside if n is not town]
    before = find_place_names(text, max(0, town.start - _NEAR), town.start)
    after = find_place_names(text, town.end, town.end + _NEAR)
    around += [n for n in before if _BEFORE.match(text[n.end : town.start])]
    around += [n for n in after if _AFTER.match(text[town.end : n.start]) and not n.adjective]
    seen = dict.fromkeys(area for named in around for area in named.areas)
    yield from seen


def _choose_fitting(towns: Sequence[Town], beside: Sequence[Area]) -> list[Town]:
    """Return the towns that lie in one of the areas; all where none is named."""
    if not beside:
        return list(towns)
    return [t for t in towns if any(_within((t.country, t.part), {area}) for area in beside)]


def _within(inner: Area, outer: set[Area]) -> bool:
    return any(inner[0] == country and part in {"", "-", inner[1]} for country, part in outer)


def _is_kind(text: str, named: Named, kind: str) -> bool:
    """Say whether a word of a kind ("region") follows a name, or stands before it with "of"."""
    words = load_map("place_words")
    after = re.match(r"(?:['’]s)? (?:border )?([A-Za-z]+)", text[named.end : named.end + _NEAR])
    before = re.search(r"([A-Za-z]+) (?:of|with) (?:the )?$", text[: named.start][-_NEAR:])
    return any(m and words.get(m.group(1).lower()) == kind for m in (after, before))


def _only(countries: Iterator[str] | Sequence[str]) -> str | None:
    found = set(countries)
    return found.pop() if len(found) == 1 else None


def _name_towns(towns: Sequence[Town]) -> tuple[str, ...]:
    """Name the towns that may be meant, those too small beside the largest left out."""
    large = [t for t in towns if t.people * LARGER >= towns[0].people]
    return tuple(
        f"{t.name}, {_name_area((t.country, t.part))} (GeoNames {t.geonames_id})"
        for t in large[:MOST_CANDIDATES]
    )


def _name_area(area: Area) -> str:
    country, part = area
    name = next((row[1] for row in load_table("countries") if row[0] == country), country)
    rows = (row[2] for row in load_table("place_parts") if row[:2] == (country, part))
    inner = next(rows, None) if part else None
    return f"{inner.split('|')[0]}, {name}" if inner else name
