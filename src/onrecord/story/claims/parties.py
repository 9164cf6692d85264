"""Parties: whose position a statement is, as entities of the story.

Somebody unnamed who speaks for a body is that body; those who speak together are each a party.
Unnamed sources with the same words in the same wording are one, so a copied report adds none.
"""

from collections.abc import Sequence

from onrecord.names import body_key
from onrecord.records import Entity, SpeakerKind, Statement

_UNNAMED = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.UNRESOLVED})
_BODIES = frozenset(
    {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM, SpeakerKind.PLACE, SpeakerKind.GROUP}
)


class Parties:
    """Finds the parties of statements; built once for a story."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._spoken: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        self._aliases: dict[tuple[str, ...], Entity] = {}
        self.entities = {entity.id: entity for entity in entities}
        for entity in entities:
            for statement_id in entity.statement_ids:
                self._spoken.setdefault(statement_id, []).append(entity)
            if entity.kind in _BODIES:
                for name in (entity.name, *entity.names):
                    self._bodies.setdefault(body_key(name), entity)

    def find(self, statement: Statement, words: tuple[str, ...] = ()) -> list[Entity]:
        """Return the parties of a statement; none where nobody is said to have made it.

        `words` are those of the wording: the same from somebody described the same is one party.
        """
        speaker = statement.attribution.speaker
        owners = self._spoken.get(statement.id, [])
        if speaker is None:
            return []
        if speaker.kind in _UNNAMED:
            if speaker.affiliation and (body := self._bodies.get(body_key(speaker.affiliation))):
                return [body]
            if len(owners) == 1 and owners[0].kind in _UNNAMED:
                key = (body_key(speaker.name), *words)
                return [self._aliases.setdefault(key, owners[0])]
        return owners
