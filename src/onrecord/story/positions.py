"""Positions: who holds which figure, of what day, from which origin.

A figure's holder is the person or body across reports, or the origin of a report that speaks in
its own voice, so that a copy of a report holds nothing of its own. Nothing is compared here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.names import fold
from onrecord.records import (
    Act,
    Certainty,
    Document,
    Entity,
    Evidence,
    Origin,
    Polarity,
    Quantity,
    Span,
    SpeakerKind,
    Statement,
)
from onrecord.story.bodies import identify
from onrecord.story.counts import Count, read_counts
from onrecord.story.entities import list_owners
from onrecord.story.outlets import house_key
from onrecord.story.references import UNNAMED

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLAIMED = frozenset({Act.EXPECTS, Act.PLEDGES, Act.ASKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One holder's figure: what it counts, whose it is, and how it is held.

    `holder` is a key, `name` what readers call it; `named` says that the holder is known by name.
    `day` is when it was said, else published; `as_of` the day it is of, where the words say so.
    `denied` figures are held not to be so, `open` ones only as possible, expected or asked for.
    `body` is the body that holds it or is spoken for, by its key; `houses` are the outlets it
    came through; `words` the number with its bound, as the report has it.
    """

    count: Count
    document_id: str
    holder: str
    name: str
    origin: str
    named: bool
    own_voice: bool
    day: str | None
    as_of: str | None
    denied: bool
    open: bool
    body: str
    houses: frozenset[str]
    words: str

    @property
    def id(self) -> str:
        """The id of its figure."""
        return self.count.figure.id

    @property
    def quantity(self) -> Quantity:
        """The quantity of its figure."""
        return self.count.figure.quantity

    @property
    def value(self) -> tuple[object, ...]:
        """What is the same when a figure is merely said again."""
        quantity = self.quantity
        bounds = (quantity.low, quantity.high, quantity.qualifier)
        return *bounds, quantity.property, quantity.head, self.denied, self.open

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its words: the bound, if there is one apart, and the number."""
        return _list_spans(self.quantity)


def read_positions(
    evidence: Sequence[Evidence], entities: Sequence[Entity], origins: Sequence[Origin]
) -> dict[str, Position]:
    """Return the position of each figure that can be set beside others', by the figure's id."""
    owners = list_owners(entities)
    homes = {each: origin.id for origin in origins for each in origin.document_ids}
    return {
        position.id: position
        for one in evidence
        for position in _read_report(one, owners, homes.get(one.document.id, one.document.id))
    }


def _read_report(one: Evidence, owners: Mapping[str, Entity], origin: str) -> Iterator[Position]:
    text, rows = one.document.text, {row.id: row for row in one.statements}
    for count in read_counts(one):
        row = rows.get(count.figure.statement_id or "")
        holder, name, named = _find_holder(count, one.document, owners, origin)
        as_of = count.figure.as_of.value if count.figure.as_of else ""
        yield Position(
            count=count,
            document_id=one.document.id,
            holder=holder,
            name=name,
            origin=origin,
            named=named,
            own_voice=count.figure.speaker is None,
            day=_read_day(row.said.value if row and row.said else "", one.document.published or ""),
            as_of=as_of if _DAY.fullmatch(as_of) else None,
            denied=_is_denied(row),
            open=count.figure.quantity.planned or _is_open(row),
            body=_find_body(count),
            words=" ".join(span.of(text) for span in _list_spans(count.figure.quantity)),
            houses=frozenset(house_key(hop.name) for hop in (row.attribution.via if row else ())),
        )


def _find_holder(
    count: Count, document: Document, owners: Mapping[str, Entity], origin: str
) -> tuple[str, str, bool]:
    """Return a holder's key and name, and whether it is known by name."""
    speaker = count.figure.speaker
    if speaker is None:
        return f"report {origin}", document.publisher or document.path, True
    owner = owners.get(speaker.id)
    if owner is not None and owner.kind not in UNNAMED:
        return owner.id, owner.name, True
    # "Two officials" of a copy are those of the original; of another report they may be others.
    return f"{origin} {fold(speaker.name)}", speaker.name, False


def _find_body(count: Count) -> str:
    """Return the key of the body that speaks, or that a person speaks for; countries are none."""
    speaker = count.figure.speaker
    if speaker is None:
        return ""
    person = speaker.kind in {SpeakerKind.PERSON, *UNNAMED}
    key = identify((speaker.affiliation or "") if person else speaker.name).key
    return "" if key.startswith(("country ", "people ")) else key


def _list_spans(quantity: Quantity) -> tuple[Span, ...]:
    bound = quantity.qualifier_span
    if bound is None or quantity.span.covers(bound):
        return (quantity.span,)
    return tuple(sorted((bound, quantity.span)))


def _read_day(*values: str) -> str | None:
    return next((found[0] for value in values if (found := _DAY.match(value))), None)


def _is_denied(row: Statement | None) -> bool:
    if row is None:
        return False
    return row.act is Act.DENIES or row.factuality.polarity is Polarity.NEGATIVE


def _is_open(row: Statement | None) -> bool:
    if row is None:
        return False
    return row.act in _CLAIMED or row.factuality.certainty is Certainty.POSSIBLE
