"""Versions: where the tellings of one event disagree, on the place, the day or the number.

Each new version of a thing is set beside the one before it, never each with each; none is left
out and none is chosen. A later number from the same source, or in the same outlet's next
report, is an update; from another it contradicts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import (
    Comparison,
    Entity,
    Event,
    Evidence,
    Figure,
    Happening,
    Origin,
    Reason,
    Span,
    Verdict,
)
from onrecord.story.matches import is_town
from onrecord.story.tellings import Days, read_days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    event: Event
    value: object
    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """What versions are judged by: each event's figures, its report's day, origin and voice."""

    figures: Mapping[str, Figure]
    texts: Mapping[str, str]
    days: Mapping[str, str]
    origins: Mapping[str, str]
    voices: Mapping[str, str]


def compare_versions(
    evidence: Sequence[Evidence],
    happenings: Sequence[Happening],
    entities: Sequence[Entity],
    origins: Sequence[Origin],
) -> tuple[Comparison, ...]:
    """Return where the tellings of each happening disagree, as pairs of event ids, earlier left."""
    events = {event.id: event for report in evidence for event in report.events}
    voices = {chain: entity.id for entity in entities for chain in entity.chain_ids}
    pile = _Pile(
        figures={figure.id: figure for report in evidence for figure in report.figures},
        texts={report.document.id: report.document.text for report in evidence},
        days={report.document.id: report.document.published or "" for report in evidence},
        origins={one: origin.id for origin in origins for one in origin.document_ids},
        voices=voices,
    )
    found: list[Comparison] = []
    for happening in happenings:
        told = [events[i] for i in happening.event_ids if i in events]
        for name, read in _ASPECTS.items():
            found += _compare(name, [v for e in told for v in read(e, pile)], pile)
    return tuple(found)


def _compare(name: str, versions: Sequence[_Version], pile: _Pile) -> Iterator[Comparison]:
    held: list[_Version] = []
    for version in versions:
        if any(not _differ(version.value, other.value) for other in held):
            continue
        if held:
            yield _tell(name, held[-1], version, pile)
        held.append(version)


def _tell(name: str, left: _Version, right: _Version, pile: _Pile) -> Comparison:
    one, other = left.event, right.event
    voice = [pile.voices.get(e.speaker.id, e.speaker.id) if e.speaker else "" for e in (one, other)]
    same_voice = bool(voice[0]) and voice[0] == voice[1]
    origin = [pile.origins.get(e.document_id) for e in (one, other)]
    same_origin = origin[0] is not None and origin[0] == origin[1]
    later = pile.days.get(one.document_id, "") < pile.days.get(other.document_id, "")
    updates = later and (same_voice or (same_origin and voice[0] == voice[1]))
    independent = None
    if same_voice or same_origin:
        independent = False
    elif all(voice) and all(origin):
        independent = True
    detail = f"“{left.words}” in one, “{right.words}” in the other"
    if updates:
        detail += "; said later by the same source"
    return Comparison(
        left_id=one.id,
        right_id=other.id,
        verdict=Verdict.UPDATED if updates else Verdict.CONTRADICTS,
        independent=independent,
        reasons=(Reason(name=name, detail=detail, spans=(*left.spans, *right.spans)),),
    )


def _differ(left: object, right: object) -> bool:
    """Say whether two versions cannot both be so: days and numbers that do not meet, two towns."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return bool(left[0] > right[1] or right[0] > left[1])
    return left != right


def _read_place(event: Event, pile: _Pile) -> Iterator[_Version]:
    if event.place and is_town(event.place):
        place = event.place
        yield _Version(event=event, value=place.geonames_id, words=place.name, spans=(place.span,))


def _read_day(event: Event, pile: _Pile) -> Iterator[_Version]:
    days: Days | None = read_days(event.when.value) if event.when else None
    if event.when and days:
        spans = event.when.spans
        yield _Version(event=event, value=days, words=event.when.value, spans=spans)


def _read_counts(name: str) -> Callable[[Event, _Pile], Iterator[_Version]]:
    def read(event: Event, pile: _Pile) -> Iterator[_Version]:
        for figure in (pile.figures[i] for i in event.figure_ids if i in pile.figures):
            quantity = figure.quantity
            if (quantity.property or "") == name and quantity.low is not None:
                high = quantity.low if quantity.high is None else quantity.high
                yield _Version(
                    event=event,
                    value=(quantity.low, high),
                    words=quantity.span.of(pile.texts[event.document_id]),
                    spans=(quantity.span,),
                )

    return read


_ASPECTS: dict[str, Callable[[Event, _Pile], Iterator[_Version]]] = {
    "another place": _read_place,
    "another day": _read_day,
    "another number killed": _read_counts("killed"),
    "another number wounded": _read_counts("wounded"),
    "another number arrested": _read_counts("arrested"),
}
