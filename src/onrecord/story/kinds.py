"""Kinds: whether a name is a person's, a body's, a place's or a people's, by what all reports say.

One report's reading may take a company for a person. Across reports the words around each
mention vote: titles, "who" or "which", "the insurer", "in", company endings. A reading is only
overruled by a clear lead, with the words that show it; the weights are in `kind_signs.tsv`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.names import fold, is_medium, load_company_words
from onrecord.records import Reason, Span, SpeakerKind
from onrecord.story.countries import CountryForm, read_country
from onrecord.story.references import UNNAMED, Reference
from onrecord.story.variants import split_name

_AROUND = 60
# What a reading weighs, and the lead that overrules it: one firm sign or two weak ones.
_LEAD, _READ = 1.5, 1.5
_ACRONYM = 5
# Longer names of bodies are descriptions, their first words no name.
_LONGEST = 5
Votes = dict[SpeakerKind, float]
# Of a name met a hundred times the first mentions say enough.
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the pile says of single words: last names, first and last words of other names."""

    last_names: frozenset[str]
    openings: frozenset[str]
    endings: Mapping[str, SpeakerKind]
    houses: frozenset[str]


def agree_kinds(
    references: Sequence[Reference], texts: Mapping[str, str], houses: Collection[str] = ()
) -> list[Reference]:
    """Return the references with each name's kind as the reports together show it.

    `houses` are the outlets of the pile, by name; countries are known and not voted on.
    """
    agreed = list(references)
    for single in (False, True):  # longer names first: they tell what single words are
        known = _learn(agreed, houses)
        named: dict[str, list[Reference]] = {}
        for reference in agreed:
            if (" " not in reference.name) is single and _is_open(reference):
                named.setdefault(fold(reference.name), []).append(reference)
        found = {r.id: r for group in named.values() for r in _agree(group, texts, known)}
        agreed = [found.get(reference.id, reference) for reference in agreed]
    return agreed


def _is_open(reference: Reference) -> bool:
    return reference.kind not in UNNAMED and read_country(reference.name) is None


def _learn(references: Sequence[Reference], houses: Collection[str]) -> _Known:
    return _Known(
        last_names=frozenset(_list_last_names(references)),
        openings=frozenset(_list_openings(references, houses)),
        endings=dict(_list_endings(references)),
        houses=frozenset(fold(house) for house in houses),
    )


def _list_last_names(references: Iterable[Reference]) -> Iterator[str]:
    for reference in references:
        parts = split_name(reference.name) if reference.kind is SpeakerKind.PERSON else ()
        if len(parts) > 1:
            yield fold(parts[-1])


def _list_openings(references: Iterable[Reference], houses: Iterable[str]) -> Iterator[str]:
    """Yield the first words of bodies' longer names: "Maren" of "Maren Foods"."""
    bodies = [r.name for r in references if r.kind is SpeakerKind.ORGANIZATION]
    for name in (*bodies, *houses):
        words = re.sub(r"^[Tt]he ", "", name).split()
        if 1 < len(words) <= _LONGEST and words[0][:1].isupper() and words[1][:1].isupper():
            yield fold(words[0])


def _list_endings(references: Iterable[Reference]) -> Iterator[tuple[str, SpeakerKind]]:
    """Yield the last words of longer names of places and bodies: "Anselm" of "Port Anselm"."""
    for reference in references:
        words = reference.name.split()
        if 1 < len(words) <= _LONGEST and reference.kind is not SpeakerKind.PERSON:
            yield fold(words[-1]), reference.kind


def _agree(group: list[Reference], texts: Mapping[str, str], known: _Known) -> Iterator[Reference]:
    votes: Votes = {}
    shown: dict[SpeakerKind, list[Span]] = {}
    for reference in group:  # one reader, however many reports: its readings are one sign
        read = _class_of(reference.kind)
        votes[read] = votes.get(read, 0) + _READ / len(group)
    for kind, weight in _judge_form(group[0], known):
        votes[kind] = votes.get(kind, 0) + weight
    for kind, weight, span in _judge_words(group, texts):
        votes[kind] = votes.get(kind, 0) + weight
        shown.setdefault(kind, []).append(span)
    best = max(votes, key=lambda kind: (votes[kind], kind))
    for reference in group:
        read = _class_of(reference.kind)
        if read is best or votes[best] - votes[read] < _LEAD:
            yield reference
            continue
        spans = tuple(shown.get(best, reference.mentions)[:3])
        detail = f"“{reference.name}” reads as {_say(best)} by the words around it"
        reason = Reason(name="kind", detail=detail, score=0.8, spans=spans)
        yield replace(reference, kind=best, reasons=(*reference.reasons, reason))


def _class_of(kind: SpeakerKind) -> SpeakerKind:
    """A metonym is a place or a house that speaks: of the two a body's kind."""
    return SpeakerKind.ORGANIZATION if kind is SpeakerKind.METONYM else kind


def _say(kind: SpeakerKind) -> str:
    return f"an {kind}" if kind is SpeakerKind.ORGANIZATION else f"a {kind}"


def _judge_form(reference: Reference, known: _Known) -> Iterator[tuple[SpeakerKind, float]]:
    """Yield what the name's own words say, with a weight."""
    name, parts = reference.name, reference.name.split()
    opening = read_country(parts[0])
    if len(parts) > 1 and opening is not None and opening.form is CountryForm.PEOPLE:
        plural = parts[-1].endswith("s") and parts[-1] not in load_company_words("ending")
        yield SpeakerKind.GROUP if plural else SpeakerKind.ORGANIZATION, 3.0
    if is_medium(name) or fold(name) in known.houses:
        yield SpeakerKind.ORGANIZATION, 3.0
    if len(parts) > 1 and parts[-1] in load_company_words("ending"):
        yield SpeakerKind.ORGANIZATION, 3.0
    if name.isupper() and 2 <= len(name) <= _ACRONYM and len(parts) == 1:
        yield SpeakerKind.ORGANIZATION, 2.0
    if len(parts) == 1 and fold(name) in known.last_names:
        yield SpeakerKind.PERSON, 2.0
    elif len(parts) == 1 and fold(name) in known.openings:
        yield SpeakerKind.ORGANIZATION, 2.0
    if len(parts) == 1 and fold(name) in known.endings:
        yield known.endings[fold(name)], 3.0
    if 1 < len(parts) <= 4 and fold(parts[0]) in load_words("given_names"):
        yield SpeakerKind.PERSON, 2.0
    for kind, side, weight, pattern in _load_signs():
        if side == "form" and pattern.search(name):
            yield kind, weight


def _judge_words(
    group: Sequence[Reference], texts: Mapping[str, str]
) -> Iterator[tuple[SpeakerKind, float, Span]]:
    """Yield what the words around each mention say; each sign of each report counts once."""
    for reference in group:
        text, met = texts[reference.document_id], set()
        for span in reference.mentions[:_LOOKED_AT]:
            before = text[max(0, span.start - _AROUND) : span.start]
            after = text[span.end : span.end + _AROUND]
            for kind, side, weight, pattern in _load_signs():
                words = {"before": before, "after": after}.get(side, "")
                found = pattern.search(words)
                if found is None or pattern in met:
                    continue
                met.add(pattern)
                edge = span.start - len(before) if side == "before" else span.end
                start, end = edge + found.start(), edge + found.end()
                yield kind, weight, _join_spans(span, start, end)
        if reference.sex is not None or reference.nouns:
            yield SpeakerKind.PERSON, 1.0, reference.mentions[0]


def _join_spans(span: Span, start: int, end: int) -> Span:
    start, end = min(span.start, start), max(span.end, end)
    return Span(document_id=span.document_id, start=start, end=end)


@cache
def _load_signs() -> tuple[tuple[SpeakerKind, str, float, re.Pattern[str]], ...]:
    nouns = "|".join(sorted(load_company_words("noun")))
    return tuple(
        (
            SpeakerKind(kind),
            side,
            float(weight),
            re.compile(pattern.replace("{noun}", nouns)),
        )
        for kind, side, weight, pattern in load_table("kind_signs")
    )
