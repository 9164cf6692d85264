"""Happenings: the events of all reports, those of one event put together, with the reasons.

Tellings are taken in report order; each joins the group it matches best, or opens one of its
own. Groups are found by what they share (parties, places), never by trying all. What is told
as past background, planned or supposed never joins what is told as having happened; a denial
does, as a denial. A pure function of the evidence, so that it is made anew with every build.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.inference.sentences import SentenceVectors, load_sentence_encoder
from onrecord.records import (
    Act,
    Entity,
    Evidence,
    Happening,
    Origin,
    Reason,
    Stance,
    Statement,
    content_id,
)
from onrecord.story.claims.parties import Parties
from onrecord.story.matches import NEVER, Point, compare_tellings, is_match, tell_points, total
from onrecord.story.tellings import Telling, read_tellings

# Of the groups that share something with a telling so many are looked at, those that share most
# first, then the latest; and of each so many tellings, the latest. More changes nothing but time.
MOST_GROUPS, MOST_MEMBERS, MOST_REMEMBERED = 12, 6, 40
MOST_REASONS = 8


@dataclass(slots=True, kw_only=True)
class Group:
    """Tellings of one event so far, and why each was joined."""

    members: list[Telling] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def link_happenings(
    evidence: Sequence[Evidence], entities: Sequence[Entity], origins: Sequence[Origin]
) -> tuple[Happening, ...]:
    """Return every event of a story once, in order of its first report.

    `evidence` is in report order; each event of it is in exactly one happening.
    """
    groups = group_tellings(read_tellings(evidence, entities))
    statements = {row.id: row for report in evidence for row in report.statements}
    parties = Parties(entities)
    places = {one: origin.id for origin in origins for one in origin.document_ids}
    return tuple(_make_happening(group, statements, parties, places) for group in groups)


def group_tellings(tellings: Iterable[Telling]) -> list[Group]:
    """Return the tellings in groups, each telling in one, in the order given."""
    finder = _Finder()
    groups: list[Group] = []
    for telling in tellings:
        best: tuple[float, int] | None = None
        reason = None
        for number in finder.find(telling):
            found = finder.compare(telling, groups[number].members[-MOST_MEMBERS:])
            if found and (best is None or found[0] > best[0]):
                best, reason = (found[0], number), found[1]
        if best is None:
            groups.append(Group())
            number = len(groups) - 1
        else:
            number = best[1]
            if reason:
                groups[number].reasons.append(reason)
        groups[number].members.append(telling)
        finder.add(telling, number)
    return groups


class _Finder:
    """Finds the groups a telling may belong to, by what they share."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, ...], list[int]] = {}
        self._vectors: dict[tuple[str, ...], SentenceVectors] = {}
        self._encoder = load_sentence_encoder()

    def add(self, telling: Telling, group: int) -> None:
        for key in _list_keys(telling):
            held = self._groups.setdefault(key, [])
            if group in held:
                held.remove(group)
            held.append(group)  # the latest stand last
            del held[:-MOST_REMEMBERED]

    def find(self, telling: Telling) -> list[int]:
        shared: Counter[int] = Counter()
        for key in _list_keys(telling):
            shared.update(self._groups.get(key, ()))
        return sorted(shared, key=lambda number: (-shared[number], -number))[:MOST_GROUPS]

    def compare(self, telling: Telling, members: Sequence[Telling]) -> tuple[float, Reason] | None:
        """Return how well a telling fits all of a group, and why; None where it does not."""
        judged: list[tuple[Telling, list[Point]]] = []
        for member in members:
            points = compare_tellings(member, telling, self._compare_words(member, telling))
            if any(point.value <= NEVER for point in points):
                return None
            judged.append((member, points))
        matching = [(m, p) for m, p in judged if is_match(m, telling, p)]
        if not matching:
            return None
        member, points = max(matching, key=lambda each: total(each[1]))
        spans = (member.event.trigger, telling.event.trigger)
        return total(points), tell_points(points, spans)

    def _compare_words(self, left: Telling, right: Telling) -> float:
        return float(self._read(left.words).whole @ self._read(right.words).whole)

    def _read(self, words: tuple[str, ...]) -> SentenceVectors:
        if words not in self._vectors:
            self._vectors[words] = self._encoder.read(words)
        return self._vectors[words]


def _list_keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """Yield what tellings of one event share at least one of."""
    kind = (telling.event.type, telling.realis)
    for role, parties in (("actor", telling.actors), ("recipient", telling.recipients)):
        for party in parties:
            for key in sorted(party.keys | party.countries):
                yield (*kind, role, key)
    place = telling.event.place
    if place and telling.days:
        yield (*kind, "place", str(place.geonames_id or place.name), telling.days[0].isoformat())


def _make_happening(
    group: Group,
    statements: dict[str, Statement],
    parties: Parties,
    places: dict[str, str],
) -> Happening:
    first = group.members[0]
    fullest = max(group.members, key=lambda t: (not t.denied, len(t.actors) + len(t.recipients)))
    told = [t for t in group.members if not t.denied]
    stances = dict.fromkeys(s for t in group.members for s in _find_stances(t, statements, parties))
    origins = (places.get(t.event.document_id) for t in told)
    return Happening(
        # By its first telling: later reports of it leave the id as it is.
        id=content_id("happening", first.event.id),
        type=first.event.type,
        label=fullest.clause,
        event_ids=tuple(t.event.id for t in group.members),
        stances=tuple(stances),
        origin_ids=tuple(dict.fromkeys(o for o in origins if o)),
        reasons=tuple(sorted(group.reasons, key=lambda r: -r.score)[:MOST_REASONS]),
    )


def _find_stances(
    telling: Telling, statements: dict[str, Statement], parties: Parties
) -> Iterator[Stance]:
    """Yield who holds what of an event here: its speaker, or the report in its own voice."""
    event = telling.event
    statement = statements.get(event.statement_id or "") if event.speaker else None
    published = telling.published.isoformat() if telling.published else None
    if statement is None:
        if event.statement_id is None or event.speaker is None:
            act = Act.DENIES if telling.denied else Act.SAYS
            yield Stance(
                entity_id=None,
                document_id=event.document_id,
                act=act,
                span=telling.clause,
                date=published,
            )
        return
    for entity in parties.find(statement):
        yield Stance(
            entity_id=entity.id,
            document_id=event.document_id,
            act=Act.DENIES if telling.denied else statement.act,
            span=telling.clause,
            statement_id=statement.id,
            date=statement.said.value if statement.said else published,
        )
