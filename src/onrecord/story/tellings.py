"""Tellings: the events of reports in terms that other reports share, to be set side by side.

Who takes part by entity, name and country; where by the gazetteer; when as days; how many; and
the words of the clause. What a report leaves out stays open: it agrees with anything and is no
ground for joining.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicon import load_words
from onrecord.names import body_key
from onrecord.records import (
    Entity,
    Event,
    Evidence,
    Figure,
    Participant,
    Polarity,
    Realis,
    Span,
)
from onrecord.story.claims.stems import stem

_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2})|-(SP|SU|FA|WI))?(?:T.*)?$")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n")
_LONGEST_CLAUSE = 300  # characters
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
Days = tuple[date, date]
# Types that are said, not done: what is said must be alike too, or each speech is its own event.
SPOKEN = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "CONSULT"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part: the keys by which he is the same elsewhere, country, sector."""

    keys: frozenset[str]
    countries: frozenset[str]
    sectors: frozenset[str]
    span: Span

    @property
    def known(self) -> bool:
        """Say whether anything tells who this is."""
        return bool(self.keys or self.countries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one report tells it. `days` is None where the report does not say when."""

    event: Event
    clause: Span
    words: tuple[str, ...]
    stems: frozenset[str]
    trigger: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    days: Days | None
    published: date | None
    counts: Mapping[str, Figure]

    @property
    def realis(self) -> Realis:
        """What it may be joined with: a denial speaks of what others tell as actual."""
        return Realis.ACTUAL if self.event.realis is Realis.NEGATED else self.event.realis

    @property
    def denied(self) -> bool:
        """Say whether it is told as not having happened."""
        event = self.event
        negative = event.factuality.polarity is Polarity.NEGATIVE
        return event.realis is Realis.NEGATED or (negative and event.realis is Realis.ACTUAL)


def read_tellings(evidence: Sequence[Evidence], entities: Sequence[Entity]) -> Iterator[Telling]:
    """Yield the events of all reports, in report order."""
    owners = {chain: entity.id for entity in entities for chain in entity.chain_ids}
    for report in evidence:
        figures = {figure.id: figure for figure in report.figures}
        text, published = report.document.text, _read_day(report.document.published)
        for event in report.events:
            clause = find_clause(text, event)
            words = tuple(_WORD.findall(clause.of(text)))
            yield Telling(
                event=event,
                clause=clause,
                words=words,
                stems=frozenset(filter(None, map(stem, words))),
                trigger=stem(event.trigger.of(text).split()[0]) if event.trigger.of(text) else "",
                actors=tuple(_read_party(p, text, owners) for p in event.actors),
                recipients=tuple(_read_party(p, text, owners) for p in event.recipients),
                days=read_days(event.when.value) if event.when else None,
                published=published,
                counts={
                    figures[i].quantity.property or "": figures[i]
                    for i in event.figure_ids
                    if i in figures
                },
            )


def _read_party(who: Participant, text: str, owners: Mapping[str, str]) -> Party:
    keys = set()
    if who.chain_id is not None and who.chain_id in owners:
        keys.add(owners[who.chain_id])
    head = who.head.of(text)
    if head[:1].isupper() and head.lower() not in load_words("function_words"):
        keys.add(body_key(who.name))
    return Party(
        keys=frozenset(keys),
        countries=frozenset(who.countries),
        sectors=frozenset(who.sectors),
        span=who.span,
    )


def find_clause(text: str, event: Event) -> Span:
    """Return the words that tell of an event: trigger, parties and place, within the sentence.

    Of one that is said, the whole sentence: what it is about stands outside of its parties.
    """
    trigger = event.trigger
    low = max(0, trigger.start - _LONGEST_CLAUSE)
    starts = [m.end() + low for m in _SENTENCE_END.finditer(text[low : trigger.start])]
    after = _SENTENCE_END.search(text[trigger.end : trigger.end + _LONGEST_CLAUSE])
    first = starts[-1] if starts else low
    last = trigger.end + (after.start() if after else len(text[trigger.end :][:_LONGEST_CLAUSE]))
    if event.type in SPOKEN:
        return Span(document_id=event.document_id, start=first, end=max(last, trigger.end))
    parts = [p.span for p in (*event.actors, *event.recipients)]
    parts += [s for s in (event.instrument, event.place and event.place.span) if s]
    inside = [s for s in (trigger, *parts) if first <= s.start and s.end <= last]
    return Span(
        document_id=event.document_id,
        start=min((s.start for s in inside), default=trigger.start),
        end=max((s.end for s in inside), default=trigger.end),
    )


def read_days(value: str) -> Days | None:
    """Return the first and the last day a TIMEX3 value can mean; None where it names no year.

    >>> read_days("2024-11-18TEV"), read_days("XXXX-12-16")
    ((datetime.date(2024, 11, 18), datetime.date(2024, 11, 18)), None)
    """
    found = _VALUE.match(value)
    if not found:
        return None
    year, month, day, week, season = found.groups()
    try:
        if day:
            only = date(int(year), int(month), int(day))
            return only, only
        if week:
            monday = date.fromisocalendar(int(year), int(week), 1)
            return monday, monday + timedelta(days=6)
        first, last = (int(month), int(month)) if month else _SEASONS.get(season, (1, 12))
        return date(int(year), first, 1), _last_day(int(year), last)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _read_day(published: str | None) -> date | None:
    days = read_days(published) if published else None
    return days[0] if days else None
