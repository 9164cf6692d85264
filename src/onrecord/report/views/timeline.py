"""What happened when: a happening per entry, by the day it happened, with who tells of it.

Each entry keeps every report's own words as a row. What is planned, only possible, background
or said not to have happened stands apart. A happening without a date is never put on the day
it was reported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Act, Comparison, Event, Happening, Participant, Realis, Verdict
from onrecord.report.views.acts import AGAINST
from onrecord.report.views.dates import UNKNOWN_DATE, DateView, describe_date
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView, link_original, name_words
from onrecord.report.views.tellings import cut_pieces, find_words, shorten_words

# PLOVER's types in words a reader knows; a type from somebody's own codebook keeps its name.
TYPES = {
    "AGREE": "agreed",
    "CONSULT": "met or talked",
    "SUPPORT": "supported",
    "CONCEDE": "gave way",
    "COOPERATE": "worked together",
    "AID": "gave aid",
    "RETREAT": "withdrew",
    "REQUEST": "asked",
    "ACCUSE": "accused",
    "REJECT": "refused",
    "THREATEN": "threatened",
    "PROTEST": "protested",
    "SANCTION": "cut ties or punished",
    "MOBILIZE": "moved forces",
    "COERCE": "used force of law",
    "ASSAULT": "attacked",
}
# What stands between such a label and to whom it was done; nothing where the label reads on.
TOWARDS = {
    "AGREE": "with",
    "CONSULT": "with",
    "CONCEDE": "to",
    "COOPERATE": "with",
    "AID": "to",
    "RETREAT": "with regard to",
    "REJECT": "with regard to",
    "PROTEST": "against",
    "MOBILIZE": "with regard to",
    "COERCE": "on",
}
GROUPS = {
    Realis.ACTUAL: "Told as having happened",
    Realis.FUTURE: "Planned or expected",
    Realis.HYPOTHETICAL: "Only possible, or asked about",
    Realis.NEGATED: "Said not to have happened",
    Realis.HISTORICAL: "Background, from before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One report's telling: its words, whose word it is, where."""

    anchor: str
    target: str
    words: str
    pieces: tuple[str, str, str]
    leftward: bool
    whose: str
    own_voice: bool
    statement: str | None
    date: DateView
    place: PlaceView
    original: str | None
    characters: str
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A happening: its day, what kind of thing, who and where as resolved, every telling."""

    anchor: str
    date: DateView
    kind: str
    towards: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    where: str
    rows: tuple[EventView, ...]
    denied_by: tuple[tuple[str, str], ...]
    origins: int
    differs: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Entries of one realis, dated ones in time order, then those without a date."""

    anchor: str
    label: str
    dated: tuple[EntryView, ...]
    undated: tuple[EntryView, ...]

    @property
    def total(self) -> int:
        """How many entries the group has."""
        return len(self.dated) + len(self.undated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The groups that have entries, and what a reader may filter by."""

    groups: tuple[GroupView, ...]
    kinds: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]


def describe_timeline(pile: Pile) -> Timeline:
    """Set every happening of the story on its day; empty where the reports tell of none."""
    events = {row.id: row for each in pile.evidence for row in each.events}
    differs = _find_differences(pile, events)
    entries = [
        (told[0].realis, _describe(pile, happening, told, differs))
        for happening, told in _gather(pile, events)
    ]
    groups = []
    for realis, label in GROUPS.items():
        own = sorted((e for r, e in entries if r == realis), key=lambda e: (e.date.key, e.anchor))
        if own:
            groups.append(
                GroupView(
                    anchor=f"when-{realis}",
                    label=label,
                    dated=tuple(e for e in own if e.date.key[:1] != "~"),
                    undated=tuple(e for e in own if e.date.key[:1] == "~"),
                )
            )
    shown = [entry for _, entry in entries]
    return Timeline(
        groups=tuple(groups),
        kinds=_choices(entry.kind for entry in shown),
        actors=_choices(name for entry in shown for name in (*entry.actors, *entry.recipients)),
        places=_choices(entry.where for entry in shown if entry.where),
    )


def _gather(
    pile: Pile, events: dict[str, Event]
) -> Iterator[tuple[Happening | None, tuple[Event, ...]]]:
    """Yield each happening with its events, then every event that is in none."""
    seen: set[str] = set()
    for happening in pile.story.happenings:
        told = tuple(events[each] for each in happening.event_ids if each in events)
        seen.update(event.id for event in told)
        if told:
            yield happening, told
    for event in events.values():
        if event.id not in seen:
            yield None, (event,)


def _describe(
    pile: Pile,
    happening: Happening | None,
    told: tuple[Event, ...],
    differs: dict[str, tuple[str, ...]],
) -> EntryView:
    dates = [describe_date(e.when.value, e.when.rule) for e in told if e.when is not None]
    places = [event.place.name for event in told if event.place is not None]
    reasons = happening.reasons if happening and len(told) > 1 else ()
    return EntryView(
        anchor=f"h-{happening.id if happening else told[0].id}",
        date=min(dates, key=_precision, default=UNKNOWN_DATE),
        kind=TYPES.get(told[0].type, told[0].type.lower()),
        towards=TOWARDS.get(told[0].type, "" if told[0].type in TYPES else "to or with"),
        actors=_names(event.actors for event in told),
        recipients=_names(event.recipients for event in told),
        where=places[0] if places else "",
        rows=tuple(_row(pile, event) for event in told),
        denied_by=tuple(_denials(pile, happening)) if happening else (),
        origins=len(happening.origin_ids) if happening else 0,
        differs=tuple(dict.fromkeys(d for event in told for d in differs.get(event.id, ()))),
        reasons=tuple(dict.fromkeys(reason.detail for reason in reasons)),
    )


def _precision(date: DateView) -> tuple[bool, int, str]:
    """Put a known day first, then the more exact date."""
    return date.day is None, -len(date.key), date.key


def _names(groups: Iterable[tuple[Participant, ...]]) -> tuple[str, ...]:
    """Return each name once; who is named together with another is not named again alone."""
    names = dict.fromkeys(each.name for group in groups for each in group)
    together = {part for name in names for part in name.split(" and ") if part != name}
    return tuple(name for name in names if name not in together)


def _row(pile: Pile, event: Event) -> EventView:
    document, place = pile.documents[event.document_id], pile.places[event.document_id]
    statement = pile.statements.get(event.statement_id or "")
    speaker = event.speaker or (statement.attribution.speaker if statement else None)
    name = pile.name_of(statement) if statement else None
    span = find_words(event, document.text)
    words = shorten_words(pile.words(span))
    return EventView(
        anchor=f"e-{event.id}",
        target=name_words(f"e-{event.id}"),
        words=words,
        pieces=cut_pieces(
            words, pile.words(event.trigger), document.text[span.start : event.trigger.start]
        ),
        leftward=is_leftward(words),
        whose=name or (speaker.name if speaker else place.outlet),
        own_voice=statement is None and speaker is None,
        statement=f"s-{statement.id}" if statement else None,
        date=describe_date(event.when.value, event.when.rule) if event.when else UNKNOWN_DATE,
        place=place,
        original=link_original(document, span),
        characters=f"{span.start}–{span.end}",
        headline=event.headline,
    )


def _denials(pile: Pile, happening: Happening) -> Iterator[tuple[str, str]]:
    """Yield who denies it or cannot confirm it, with the address of the words."""
    for stance in happening.stances:
        statement = pile.statements.get(stance.statement_id or "")
        if stance.act in AGAINST and statement is not None:
            name = pile.name_of(statement) or pile.places[stance.document_id].outlet
            word = "" if stance.act == Act.DENIES else f" ({stance.act.replace('-', ' ')})"
            yield name + word, f"s-{statement.id}"


def _find_differences(pile: Pile, events: dict[str, Event]) -> dict[str, tuple[str, ...]]:
    """What sets tellings of one happening apart, in the record's own words, by event."""
    found: dict[str, tuple[str, ...]] = {}
    for comparison in pile.story.comparisons:
        if comparison.left_id in events and _contests(comparison):
            details = tuple(reason.detail for reason in comparison.reasons)
            for each in (comparison.left_id, comparison.right_id):
                found[each] = (*found.get(each, ()), *details)
    return found


def _contests(comparison: Comparison) -> bool:
    return comparison.verdict in (Verdict.CONTRADICTS, Verdict.UNDECIDED, Verdict.UPDATED)


def _choices(values: Iterator[str]) -> tuple[str, ...]:
    """What a filter offers: the commonest first, each at least twice."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    many = [value for value, count in counts.items() if count > 1]
    return tuple(sorted(many, key=lambda value: (-counts[value], value))[:30])
