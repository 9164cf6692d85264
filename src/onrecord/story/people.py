"""People across reports: full names first, then the short forms only one of them can bear.

Two spellings of a last name ask for an agreeing given name, role or country; two bearers of one
last name are kept apart and a bare last name goes to neither, unless its role tells. So do roles
of two walks of life, two countries, two titles ("Mr.", "Ms.") and two generations.
"""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.lexicon import load_words
from onrecord.names import fold
from onrecord.records import Reason
from onrecord.story.gatherings import Apart, Gathering, join, may_join
from onrecord.story.references import Reference, family_of
from onrecord.story.variants import (
    Likeness,
    compare_names,
    compare_words,
    find_generation,
    spelling_key,
    split_name,
)

_WHY = {
    Likeness.SAME: ("full name", "the same full name in another report: {name}", 1.0),
    Likeness.BY_TABLE: ("spelling", "“{name}” and “{other}” are forms of one name", 0.95),
    Likeness.BY_RULE: (
        "transliteration",
        "“{name}” and “{other}” differ only as transliterations do",
        0.85,
    ),
}
# Which part of a full name a short form is, and how far that is to be trusted.
_PARTS = {"last name": 0.9, "first name": 0.8, "name": 0.7}
Index = dict[str, list[Gathering]]


def gather_people(people: Sequence[Reference], apart: Apart) -> list[Gathering]:
    """Return the people, each gathered from the references to them."""
    parts = {person.id: split_name(person.name) for person in people}
    ordered = sorted(people, key=lambda p: (-len(parts[p.id]), p.name, p.id))
    gatherings: list[Gathering] = []
    index: Index = {}
    for person in ordered:
        own = parts[person.id]
        found = _find_full(index, person, own) if len(own) > 1 else _find_short(index, person, own)
        chosen = [(g, reason) for g, reason in found if may_join(g, person, apart)]
        if len(chosen) == 1:
            join(chosen[0][0], person, chosen[0][1])
            continue
        gathering = Gathering(references=[person])
        gatherings.append(gathering)
        # A short form that could be two people's is neither's, nor one with the next like it.
        if len(own) > 1 or not found:
            for key in _list_keys(own):
                index.setdefault(key, []).append(gathering)
    return gatherings


def _list_keys(parts: Sequence[str]) -> Iterator[str]:
    yield from dict.fromkeys(spelling_key(part) for part in parts)
    if len(parts) > 1:
        yield _whole(parts)


def _whole(parts: Iterable[str]) -> str:
    return "whole " + "".join(fold(part).replace("-", "").replace(".", "") for part in parts)


# ── Full names ──────────────────────────────────────────────────────────────────────────


def _find_full(
    index: Index, person: Reference, parts: Sequence[str]
) -> list[tuple[Gathering, Reason]]:
    near = (*index.get(_whole(parts), ()), *index.get(spelling_key(parts[-1]), ()))
    found = []
    for gathering in {id(g): g for g in near}.values():
        likeness = compare_names(split_name(gathering.first.name), parts)
        if likeness and not _clash(gathering, person):
            name, detail, score = _WHY[likeness]
            told = detail.format(name=person.name, other=gathering.first.name)
            found.append((likeness, gathering, Reason(name=name, detail=told, score=score)))
    best = max((likeness for likeness, _, _ in found), default=Likeness.NONE)
    return [(gathering, reason) for likeness, gathering, reason in found if likeness is best]


def _clash(gathering: Gathering, person: Reference) -> bool:
    """Say whether sex or generation tells two bearers of one full name apart."""
    if person.sex and gathering.sexes and person.sex not in gathering.sexes:
        return True
    generations = {find_generation(r.name) for r in gathering.references}
    same = find_generation(person.name) in generations
    return not same and not (gathering.nouns & person.nouns)


# ── Short names ─────────────────────────────────────────────────────────────────────────


def _find_short(
    index: Index, person: Reference, parts: Sequence[str]
) -> list[tuple[Gathering, Reason]]:
    """Return whom a bare name can stand for; one when only one can, or when the role tells."""
    near = index.get(spelling_key(parts[0]), ())
    ranked = ([g for g in near if _bears(g, parts[0], how)] for how in _PARTS)
    how, bearers = next(((h, b) for h, b in zip(_PARTS, ranked, strict=True) if b), ("", []))
    fits = [g for g in bearers if not _differ(g, person)]
    if not fits:
        return []  # another bearer of the name: somebody of their own
    told = [g for g in fits if _agree(g, person)]
    if len(bearers) > 1 and len(told) == 1:
        detail = f"of those named {person.name} only {told[0].first.name} has such a role"
        return [(told[0], Reason(name=f"{how} and role", detail=detail, score=0.8))]
    if len(bearers) > 1:
        return [(g, Reason(name=how, detail="")) for g in bearers]
    likeness = _like(fits[0], parts[0])
    if likeness is Likeness.BY_RULE and not told:
        return []
    return [(fits[0], _tell_short(person.name, fits[0].first.name, how, likeness))]


def _tell_short(name: str, full: str, how: str, likeness: Likeness) -> Reason:
    if name == full:
        return Reason(name="same name", detail=f"the same name in another report: {name}")
    spelt = "" if likeness is Likeness.SAME else ", in another spelling,"
    detail = f"“{name}”{spelt} is the {how} of {full} and of nobody else here"
    return Reason(name=how, detail=detail, score=_PARTS[how])


def _bears(gathering: Gathering, part: str, how: str) -> bool:
    parts = split_name(gathering.first.name)
    if how == "last name":
        return bool(compare_words(parts[-1], part))
    if how == "first name":  # a family name in Korean and Chinese usage
        return bool(compare_words(parts[0], part)) and fold(part) not in load_words("given_names")
    return any(compare_words(each, part) for each in parts[1:-1])


def _like(gathering: Gathering, part: str) -> Likeness:
    return max(compare_words(each, part) for each in split_name(gathering.first.name))


def _agree(gathering: Gathering, person: Reference) -> bool:
    """Say whether a role noun or a country is the same on both sides."""
    return bool(gathering.nouns & person.nouns or gathering.countries & person.countries)


def _differ(gathering: Gathering, person: Reference) -> bool:
    """Say whether title, country or walk of life makes a bare name somebody else's."""
    if person.sex and gathering.sexes and person.sex not in gathering.sexes:
        return True
    if _agree(gathering, person):
        return False
    abroad = bool(gathering.countries and person.countries)
    ours, theirs = family_of(gathering.nouns), family_of(person.nouns)
    return abroad or bool(ours and theirs and not ours & theirs)
