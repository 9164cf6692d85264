"""Bodies, places and peoples across reports: by their words, by other names that mean the same.

A country's names are one; so are the forms in the table `body_names`, an abbreviation and what a
report says it stands for, and a ministry with its country before or behind. A capital that speaks
is its government; a capital that is only named stays a place. A shorter form joins the one longer
name it can be cut from.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import body_key, load_company_words
from onrecord.records import Reason, Span, SpeakerKind
from onrecord.story.countries import CountryForm, find_countries, read_country
from onrecord.story.gatherings import Apart, Gathering, join, may_join, merge
from onrecord.story.references import Reference
from onrecord.story.variants import spelling_key

Meanings = Mapping[tuple[str, str], tuple[str, Span]]
_GOVERNMENT = re.compile(
    r"(?:(?i:government) of (?:the )?(?P<of>.+)|(?P<its>.+?)(?:['’]s)? (?i:government))$"
)
_OF = re.compile(r"^(ministry|department|office|bureau) of (?:the )?(.+)$")
# "Defense ministry" is any country's; three words or more tell one body from others.
_GENERIC = 2
_SPELT = {"defence": "defense", "organisation": "organization", "centre": "center"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a name comes to: the key all its forms share, and how it was read."""

    key: str
    how: str = ""
    detail: str = ""


def gather_bodies(bodies: Sequence[Reference], meanings: Meanings, apart: Apart) -> list[Gathering]:
    """Return the bodies, each gathered from its references.

    `meanings` gives what an abbreviation stands for, by report and by "" for the whole story.
    """
    groups: dict[str, list[Gathering]] = {}
    for reference in sorted(bodies, key=lambda r: (not r.cast, -len(r.name), r.name, r.id)):
        identity, spans = _identify(reference, meanings)
        held = groups.setdefault(identity.key, [])
        fits = next((g for g in held if may_join(g, reference, apart)), None)
        if fits is None:
            held.append(Gathering(references=[reference]))
        else:
            join(fits, reference, _tell(fits.first.name, reference.name, identity, spans))
    _join_shorter(groups, apart)
    return [g for held in groups.values() for g in held if g.references]


def _identify(reference: Reference, meanings: Meanings) -> tuple[Identity, tuple[Span, ...]]:
    for document_id in (reference.document_id, ""):
        meant = meanings.get((document_id, reference.name))
        if meant is not None:
            key = identify(meant[0]).key
            detail = f"a report says that “{reference.name}” stands for “{meant[0]}”"
            return Identity(key=key, how="abbreviation", detail=detail), (meant[1],)
    return identify(reference.name, speaks=reference.kind is SpeakerKind.METONYM), ()


@cache
def identify(name: str, speaks: bool = False) -> Identity:
    """Return what a name comes to; a capital that `speaks` comes to its country.

    >>> identify("Russian Foreign Ministry").key == identify("Foreign Ministry of Russia").key
    True
    >>> identify("Pyongyang", speaks=True).key == identify("DPRK").key
    True
    >>> identify("Kiev").key == identify("Kyiv").key
    True
    """
    country = read_country(name)
    if name in load_map("metonyms") and name not in _load_bodies():
        return Identity(key=body_key(load_map("metonyms")[name]))
    if country is not None and country.form is CountryForm.NAME:
        return Identity(key=f"country {country.code}")
    if country is not None and country.form is CountryForm.CAPITAL and speaks:
        detail = f"“{name}” speaks for the government of {country.name}"
        return Identity(key=f"country {country.code}", how="metonym", detail=detail)
    if country is not None and country.form is CountryForm.PEOPLE:
        return Identity(key=f"people {country.code}")
    governed = _GOVERNMENT.fullmatch(name)
    ruled = read_country(governed["of"] or governed["its"]) if governed else None
    if ruled is not None:
        return Identity(key=f"country {ruled.code}", how="government")
    if name in _load_bodies():
        return Identity(key=_load_bodies()[name], how="other name")
    return Identity(key=_plain_key(name))


def _plain_key(name: str) -> str:
    """Return a body's words with its country first and "ministry of X" as "X ministry"."""
    words = name.replace("’", "'")
    found = list(find_countries(words))
    code = ""
    for start, end, country in found:
        rest = words[end:].removeprefix("'s")
        if start == 0 and rest.strip():
            code, words = f"{country.code} ", rest
            break
        before = re.sub(r" of (?:the )?$", "", words[:start])
        if not rest.strip() and before != words[:start]:
            code, words = f"{country.code} ", before
            break
    plain = " ".join(_SPELT.get(word, word) for word in body_key(words).split())
    plain = _OF.sub(r"\2 \1", plain).replace("foreign affairs ministry", "foreign ministry")
    if " " in plain or code:
        return code + plain
    return spelling_key(plain)


@cache
def _load_bodies() -> dict[str, str]:
    """Map each name of a well-known body to its key."""
    return {
        form: f"body {body_key(name)}"
        for name, _, others in load_table("body_names")
        for form in (name, *others.split("|"))
    }


def _tell(name: str, other: str, identity: Identity, spans: tuple[Span, ...]) -> Reason:
    if body_key(name) == body_key(other):
        return Reason(name="same name", detail=f"the same words in another report: {other}")
    detail = identity.detail or f"“{other}” and “{name}” are names of one"
    how = identity.how or "other name"
    return Reason(name=how, detail=detail, score=0.95, spans=spans)


# ── Shorter forms ───────────────────────────────────────────────────────────────────────


def _join_shorter(groups: Mapping[str, Sequence[Gathering]], apart: Apart) -> None:
    """Let a name that begins or ends just one longer name join it ("Dam Authority")."""
    held = {key: g for key, found in groups.items() for g in found if _is_body(g)}
    longer: dict[str, list[str]] = {}
    for key in sorted(held):
        for part in _list_parts(key):
            longer.setdefault(part, []).append(key)
    for key in sorted(held, key=lambda k: (len(k.split()), k)):
        bearers = [other for other in longer.get(key, ()) if held[other].references]
        if len(bearers) != 1 or not held[key].references:
            continue
        short, full = held[key], held[bearers[0]]
        if _is_generic(key) and not _reports(short) <= _reports(full):
            continue
        if not _is_kind_of(key, bearers[0]) and not _reports(short) & _reports(full):
            continue
        if all(may_join(full, reference, apart) for reference in short.references):
            detail = f"“{short.first.name}” is part of “{full.first.name}” and of no other name"
            merge(full, short, Reason(name="shorter name", detail=detail, score=0.8))


def _is_body(gathering: Gathering) -> bool:
    return gathering.kinds <= {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM}


def _list_parts(key: str) -> Iterable[str]:
    """Yield the shorter forms a name may go by: its last words, or its first."""
    words = key.split()
    # A name of nothing but marks and articles has no words in its key.
    if words and words[0] not in {"country", "body", "people"}:
        for cut in range(1, len(words)):
            yield " ".join(words[cut:])
            yield " ".join(words[:cut])


def _is_kind_of(short: str, full: str) -> bool:
    """Say whether the words cut off tell only what the body is: "Endowment", "News Agency"."""
    if full.endswith(f" {short}"):
        return True
    rest = full.removeprefix(f"{short} ").split()
    return rest[0] in {"for", "of"} or all(word in _load_nouns() for word in rest)


@cache
def _load_nouns() -> frozenset[str]:
    endings = {word.lower() for word in load_company_words("ending")}
    return frozenset(endings | load_words("bodies") | load_words("credit_words"))


def _is_generic(key: str) -> bool:
    """Say whether many countries and towns have a body of these words: "defense ministry"."""
    words = key.split()
    media = {word.lower() for word in load_words("media_words")}
    return len(words) <= _GENERIC and (words[-1] in _load_common() or words[0] in media)


@cache
def _load_common() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("bodies") if "own" not in row[1:])


def _reports(gathering: Gathering) -> set[str]:
    return {reference.document_id for reference in gathering.references}
