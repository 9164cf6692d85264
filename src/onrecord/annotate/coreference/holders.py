"""Holders of roles: the person a describing phrase means by the role or office it names.

"The mayor" is the one person called mayor in the report, "Osk's top diplomat" its foreign
minister. Where two could be meant, or another country or body is named, nobody is.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.annotate.coreference.phrases import Phrase
from onrecord.annotate.coreference.referents import Reading, Referent, is_quoted, join_words
from onrecord.annotate.coreference.roles import role_gender
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import REMEMBERED
from onrecord.records import Reason, Role, SpeakerKind
from onrecord.text import find_token


def find_by_role(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the one person whose role holds the phrase's noun, introduced before or after."""
    before: list[int] = []
    after: list[int] = []
    for index, referent in enumerate(reading.referents):
        if _can_hold(reading, phrase, referent) and noun in referent.nouns:
            (before if min(referent.spans) < phrase.span else after).append(index)
    fits = before or after
    if len(fits) > 1:
        fits = [i for i in fits if not _clashes(reading, phrase, reading.referents[i])]
    if len(fits) > 1 and find_modifiers(reading, phrase) & _NOW:
        fits = [i for i in fits if not _is_past(reading.referents[i])]
    if len(fits) > 1:
        fits = _sharing_modifier(reading, phrase, fits) or _nearest(reading, phrase, fits)
    if len(fits) != 1 or not (
        _may_be(reading, phrase, reading.referents[fits[0]])
        or _is_introduced(reading, phrase, reading.referents[fits[0]])
    ):
        return None
    _note_present(reading, phrase, reading.referents[fits[0]])
    return _take(reading, phrase, fits[0], "role", "repeats the role of")


def find_by_office(reading: Reading, phrase: Phrase) -> int | None:
    """Return the one holder of the office that goes by another name: "Osk's top diplomat".

    The table `office_callings` tells which offices a calling may mean; a country must be theirs.
    """
    called = " ".join(t.text.lower() for t in reading.tokens[phrase.first : phrase.head + 1])
    fitting = [c for c in _load_callings() if called == c or called.endswith(f" {c}")]
    if not fitting:
        return None
    calling = max(fitting, key=len)
    wanted = find_countries(called_as(reading, phrase))
    held = {
        index: find_countries(role.text)
        for index, referent in enumerate(reading.referents)
        if _can_hold(reading, phrase, referent)
        for role in referent.roles
        if _is_present(role.text) and _load_callings()[calling].search(role.text.lower())
    }
    fits = [index for index, own in held.items() if not (wanted and own) or wanted & own]
    sure = [index for index in fits if wanted & held[index]]
    fits = sure if sure or calling in _load_national() else fits
    if len(fits) != 1:
        return None
    return _take(reading, phrase, fits[0], "office", "is the office of")


def _can_hold(reading: Reading, phrase: Phrase, referent: Referent) -> bool:
    """Say whether somebody is a person whom the report itself names, not just one it quotes."""
    if referent.kind is not SpeakerKind.PERSON:
        return False
    return is_quoted(reading, phrase.span) or not all(
        is_quoted(reading, span) for span in referent.spans
    )


def _take(reading: Reading, phrase: Phrase, index: int, reason: str, why: str) -> int:
    referent = reading.referents[index]
    detail = f"“{join_words(reading, phrase)}” {why} {referent.name}"
    referent.reasons.append(Reason(name=reason, detail=detail, spans=(phrase.span,)))
    return index


def _note_present(reading: Reading, phrase: Phrase, referent: Referent) -> None:
    """Add the role the report calls somebody by now, where it gave only what they were."""
    words = join_words(reading, phrase)
    former = referent.roles and not any(_is_present(role.text) for role in referent.roles)
    if former and words.lower().startswith("the ") and _is_present(words):
        span = replace(phrase.span, start=phrase.span.start + len("the "))
        referent.roles.append(Role(text=words[len("the ") :], span=span))


def _is_present(role: str) -> bool:
    words = set(re.split(r"[\s-]+", role.lower()))
    return not words & (load_words("role_times") | _UNTAKEN)


_UNTAKEN = frozenset({"elect", "designate"})  # an office that is not entered yet


def called_as(reading: Reading, phrase: Phrase) -> str:
    """Return the words of a phrase up to its head, as written."""
    tokens = reading.tokens
    return reading.text[tokens[phrase.first].start : tokens[phrase.head].end]


def is_owned(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a name's possessive opens a phrase: "Osk's mayor"."""
    inner = reading.tokens[phrase.first : phrase.head]
    named = bool(inner) and inner[0].pos == "PROPN"
    return named and any(token.tag == "POS" for token in inner)


def _nearest(reading: Reading, phrase: Phrase, fits: list[int]) -> list[int]:
    """Return the one of `fits` met in the phrase's own sentence or the one before it."""
    sentence = reading.tokens[phrase.head].sentence
    near = [
        index
        for index in fits
        for span in reading.referents[index].spans
        if span < phrase.span
        and sentence - reading.tokens[find_token(reading.tokens, span.start)].sentence <= 1
    ]
    return near[:1] if len(set(near)) == 1 else []


# Nouns too common to tie an unnamed speaker to somebody named later.
_COMMON = frozenset({"official", "analyst", "expert", "officer", "resident", "witness", "member"})


def find_named_later(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the person first named after "a harbour spokeswoman" with just that role.

    News leads often hold a name back for a sentence or two; only one such person may be
    in the whole report, and "another", "second" or "one" forbid it.
    """
    opening = reading.tokens[phrase.first].text.lower()
    bare = reading.tokens[phrase.first].pos in {"NOUN", "PROPN", "ADJ"}  # as headlines have it
    if noun in _COMMON or not (bare or opening in {"a", "an"}):
        return None
    fits = [
        index
        for index, referent in enumerate(reading.referents)
        if referent.kind is SpeakerKind.PERSON and noun in referent.nouns
    ]
    if len(fits) != 1 or min(reading.referents[fits[0]].spans) < phrase.span:
        return None
    others = find_modifiers(reading, phrase) & {"second", "third", "another", "other"}
    if others or not _may_be(reading, phrase, reading.referents[fits[0]]):
        return None
    name = reading.referents[fits[0]].name
    detail = f"“{join_words(reading, phrase)}” is named below: {name}"
    reading.referents[fits[0]].reasons.append(
        Reason(name="named later", detail=detail, score=0.7, spans=(phrase.span,))
    )
    return fits[0]


def _sharing_modifier(reading: Reading, phrase: Phrase, fits: list[int]) -> list[int]:
    wanted = find_modifiers(reading, phrase)
    kept = [
        index
        for index in fits
        if wanted
        and any(wanted <= set(r.text.lower().split()) for r in reading.referents[index].roles)
    ]
    return kept


def find_modifiers(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the naming words before the head: "Pentagon" in "the Pentagon spokesman"."""
    inner = reading.tokens[phrase.first : phrase.head]
    return {t.text.lower() for t in inner if t.pos in {"PROPN", "ADJ", "NOUN"}}


def _clashes(reading: Reading, phrase: Phrase, referent: Referent) -> bool:
    """Say whether the phrase names a body, country or rank that no role of the person does.

    Or a sex that is not theirs; of a "spokeswoman for the port" the port is looked at too.
    """
    wanted = _find_names(reading, phrase.first, phrase.head)
    beyond = set() if phrase.definite else _find_served(reading, phrase)
    sex = role_gender([reading.tokens[phrase.head]])
    if not phrase.definite and sex and referent.sex and sex != referent.sex:
        return True
    roles = " ".join(role.text for role in referent.roles)
    asked, own = find_countries(called_as(reading, phrase)), find_countries(roles)
    if asked and own:
        return not asked & own
    said = set(roles.lower().split())
    elsewhere = any(word[0].isupper() for word in roles.split()) and not beyond & said
    return bool((wanted and len(wanted & said) * 2 <= len(wanted)) or (beyond and elsewhere))


def _may_be(reading: Reading, phrase: Phrase, referent: Referent) -> bool:
    """Say whether a phrase may mean somebody: neither a clash nor another field, rank or time.

    "The prime minister" is no finance minister, "the current mayor" no former one.
    """
    if _clashes(reading, phrase, referent):
        return False
    inner = reading.tokens[phrase.first : phrase.head]
    owned = max((at + 1 for at, token in enumerate(inner) if token.tag == "POS"), default=0)
    words = {token.text.lower() for token in inner[owned:]}
    borne = [set(re.split(r"[\s-]+", role.text.lower())) for role in referent.roles]
    held = set().union(*borne)
    if (words & _NOW and _is_past(referent)) or (words & _AHEAD and not held & (_AHEAD | _UNTAKEN)):
        return False
    fields, known = words & load_words("role_fields"), held & load_words("role_fields")
    ranks = {word for word in fields if load_map("role_fields")[word] == "rank"}
    return ranks <= known and (not fields or not known or bool(fields & known))


def _is_past(referent: Referent) -> bool:
    """Say whether all that somebody is called is what they were: "former mayor"."""
    return bool(referent.roles) and not any(_is_present(role.text) for role in referent.roles)


def _is_introduced(reading: Reading, phrase: Phrase, referent: Referent) -> bool:
    """Say whether somebody is named right after an opening that tells their office and country.

    "Osk's foreign minister …. Dana Okoro …": elsewhere she is only "Foreign Minister Okoro".
    """
    tokens = reading.tokens
    opens = tokens[phrase.head].sentence
    named = tokens[find_token(tokens, min(referent.spans).start)].sentence
    if opens > 1 or not 0 < named - opens <= 1:
        return False
    owns = [i for i in range(phrase.first, phrase.head) if tokens[i].tag == "POS"]
    if not owns:
        return False
    office = " ".join(token.text.lower() for token in tokens[owns[0] + 1 : phrase.head + 1])
    return office in [role.text.lower() for role in referent.roles]


_NOW, _AHEAD = frozenset({"current", "incumbent", "sitting"}), frozenset({"incoming"})


def _find_served(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the names somebody speaks or works for: "spokeswoman for the Port Office"."""
    after = reading.tokens[phrase.head + 1 : phrase.last]
    if not after or after[0].text.lower() not in {"of", "for"}:
        return set()  # "a judge in Osk" only tells where
    return _find_names(reading, phrase.head + 2, phrase.last)


def _find_names(reading: Reading, first: int, last: int) -> set[str]:
    return {t.text.lower() for t in reading.tokens[first:last] if t.pos == "PROPN"}


@cache
def _load_callings() -> dict[str, re.Pattern[str]]:
    """Map what an office is called ("top diplomat") to the offices that may be meant."""
    return {row[0]: re.compile(rf"\b(?:{row[1]})\b") for row in load_table("office_callings")}


@cache
def _load_national() -> frozenset[str]:
    """Return the callings that tell an office only with a country: "the Ostranian leader"."""
    return frozenset(row[0] for row in load_table("office_callings") if "national" in row[2:])


@lru_cache(REMEMBERED)
def find_countries(words: str) -> frozenset[str]:
    """Return the countries named in words, by their names or by what is of them.

    >>> sorted(find_countries("Japan's top diplomat") | find_countries("Peruvian envoy"))
    ['JPN', 'PER']
    """
    bare = words.replace("’", "'").replace("'s", "").replace(".", "").split()
    grams = [" ".join(bare[i:j]) for i in range(len(bare)) for j in range(i + 1, i + 4)]
    return frozenset(_load_countries()[gram] for gram in grams if gram in _load_countries())


@cache
def _load_countries() -> dict[str, str]:
    table: dict[str, str] = {}
    for code, name, capitals, others, people in load_table("countries"):
        for form in (name, *"|".join((capitals, others, people)).split("|")):
            table.setdefault(form.strip().replace(".", ""), code)
    table.pop("", None)
    return table
