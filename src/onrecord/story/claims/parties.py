"""Parties: whose position a statement is, as entities of the story.

Somebody unnamed who speaks for a body is that body; those who speak together are each a party.
Unnamed sources with the same words in the same wording are one, so a copied report adds none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import body_key
from onrecord.records import Entity, Evidence, Origin, Speaker, SpeakerKind, Statement
from onrecord.story.outlets import find_outlet, house_key

_UNNAMED = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.UNRESOLVED})
_BODIES = frozenset(
    {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM, SpeakerKind.PLACE, SpeakerKind.GROUP}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The houses whose reports a story is made of or goes back to, and whose each report is."""

    houses: frozenset[str]
    own: Mapping[str, str | None]

    @staticmethod
    def of(evidence: Sequence[Evidence], origins: Sequence[Origin]) -> "Outlets":
        """Return the outlets of a story's reports and origins."""
        own = {one.document.id: find_outlet(one.document) for one in evidence}
        named = (house_key(origin.name) for origin in origins if origin.name)
        known = (house for house in own.values() if house)
        return Outlets(houses=frozenset({*known, *named}), own=own)


class Parties:
    """Finds the parties of statements; built once for a story."""

    def __init__(self, entities: Sequence[Entity], outlets: Outlets | None = None) -> None:
        self._outlets = outlets or Outlets(houses=frozenset(), own={})
        self._spoken: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        self._aliases: dict[tuple[str, ...], Entity] = {}
        placed: dict[str, list[tuple[int, int, Entity]]] = {}
        for entity in entities:
            for statement_id in entity.statement_ids:
                self._spoken.setdefault(statement_id, []).append(entity)
            if entity.kind in _BODIES:
                for span in entity.mentions:
                    placed.setdefault(span.document_id, []).append((span.start, span.end, entity))
                for name in (entity.name, *entity.names):
                    self._bodies.setdefault(body_key(name), entity)

        self._mentions = {key: Intervals(items) for key, items in placed.items()}

    def find(self, statement: Statement, words: tuple[str, ...] = ()) -> list[Entity]:
        """Return the parties of a statement; none where nobody is said to have made it.

        `words` are those of the wording: the same from somebody described the same is one party.
        """
        speaker = statement.attribution.speaker
        owners = self._spoken.get(statement.id, [])
        if speaker is None:
            return []
        if speaker.kind in _UNNAMED:
            if (body := self._find_body(statement, speaker)) is not None:
                return [body]
            if len(owners) == 1 and owners[0].kind in _UNNAMED:
                key = (body_key(speaker.name), *words)
                return [self._aliases.setdefault(key, owners[0])]
        return owners

    def relays(self, entity: Entity, document_id: str) -> bool:
        """Say whether a party is another outlet than the report's own: it has it from somebody."""
        keys = {house_key(name) for name in (entity.name, *entity.names)} & self._outlets.houses
        return bool(keys) and self._outlets.own.get(document_id) not in keys

    def _find_body(self, statement: Statement, speaker: Speaker) -> Entity | None:
        """Return the body an unnamed speaker speaks for, if the words say so."""
        if speaker.affiliation and (body := self._bodies.get(body_key(speaker.affiliation))):
            return body
        source = statement.attribution.source
        if source is None or not load_words("claim_voices") & set(speaker.name.lower().split()):
            return None
        inside = self._mentions.get(source.document_id)
        named = list(inside.overlapping(source.start, source.end)) if inside else []
        return named[0] if len({entity.id for entity in named}) == 1 else None
