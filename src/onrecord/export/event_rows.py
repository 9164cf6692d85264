"""What the exports of events share: the words, codes, days and numbers of one event.

Formats made for coders of events know no source and no doubt, so that only what is told as
having happened, and not denied, may go into them (`happened`). Absent is None throughout.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.export.lookups import Lookup, index_story
from onrecord.lexicon import load_table
from onrecord.records import (
    CoreferenceChain,
    Event,
    Evidence,
    Figure,
    Happening,
    MentionKind,
    Participant,
    Polarity,
    Realis,
    Story,
)

BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event with its report, and the happening it is a telling of, with its reports' number."""

    event: Event
    report: Evidence
    happening: Happening | None
    reports: int
    lookup: Lookup
    figures: dict[str, Figure]
    chains: dict[str, CoreferenceChain]

    @property
    def trigger(self) -> str:
        """The word that tells of the event."""
        return self.lookup.words(self.event.trigger) or ""

    @property
    def published(self) -> str | None:
        """The day the report was published."""
        return (self.report.document.published or "")[:10] or None

    def words(self, people: Iterable[Participant]) -> str | None:
        """Return the report's own words for those who take part."""
        return join(self.lookup.words(who.span) for who in people)

    def roles(self, people: Iterable[Participant]) -> str | None:
        """Return the offices and descriptions the report gives them."""
        chains = [self.chains[who.chain_id] for who in people if who.chain_id in self.chains]
        return join(role.text for chain in chains for role in chain.roles)

    def counts(self, properties: frozenset[str]) -> str | None:
        """Return the figures of the event of which one of these is said, as written."""
        found = [self.figures[i].quantity for i in self.event.figure_ids if i in self.figures]
        said = [q for q in found if properties & set((q.property or "").split("+"))]
        return join(self.lookup.words(q.span) for q in said)

    def names(self, *kinds: MentionKind) -> str | None:
        """Return the names of these kinds in the whole report, each once, in text order."""
        return join(self.lookup.words(m.span) for m in self.report.mentions if m.kind in kinds)


def list_events(story: Story) -> Iterator[EventRow]:
    """Yield every event of a story, report by report."""
    lookup = index_story(story)
    held = {row: each for each in story.happenings for row in each.event_ids}
    places = {event.id: event.document_id for report in story.evidence for event in report.events}
    reports = {
        each.id: len({places[row] for row in each.event_ids if row in places})
        for each in story.happenings
    }
    for report in story.evidence:
        figures = {figure.id: figure for figure in report.figures}
        chains = {chain.id: chain for chain in report.chains}
        for event in report.events:
            happening = held.get(event.id)
            yield EventRow(
                event=event,
                report=report,
                happening=happening,
                reports=reports[happening.id] if happening else 1,
                lookup=lookup,
                figures=figures,
                chains=chains,
            )


def happened(event: Event) -> bool:
    """Say whether an event is told as having happened, and not denied by who tells it."""
    return event.realis is Realis.ACTUAL and event.factuality.polarity is not Polarity.NEGATIVE


def join(words: Iterable[str | None]) -> str | None:
    """Join words that differ, white space inside them made single; None for none.

    >>> join(["the army", None, "the  army", "police"])
    'the army; police'
    """
    plain = (" ".join(each.split()) for each in words if each)
    return BETWEEN.join(dict.fromkeys(filter(None, plain))) or None


def read_day(value: str | None) -> str | None:
    """Return the day of a TIMEX3 value that names one, None of any other.

    >>> read_day("2024-11-18TEV"), read_day("2024-11"), read_day("XXXX-11-18")
    ('2024-11-18', None, None)
    """
    day = (value or "")[:10]
    return day if len(day) == 10 and day.replace("-", "").isdigit() and day[4] == "-" else None


@cache
def load_quads() -> dict[str, tuple[int, str, float | None]]:
    """Return PLOVER's types with quad code, quad in words, and score where it is sure."""
    return {
        row[0]: (int(row[1]), row[2], float(row[3]) if row[3:] and row[3] else None)
        for row in load_table("event_quads")
    }
