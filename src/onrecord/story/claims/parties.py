"""Parties: whose position a statement is, as entities of the story.

Somebody unnamed who speaks for a body is that body; those who speak together are each a party.
Unnamed sources with the same words in the same wording are one, so a copied report adds none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import body_key, is_medium
from onrecord.records import Document, Entity, Evidence, Origin, Speaker, SpeakerKind, Statement
from onrecord.story.outlets import find_outlet, house_key
from onrecord.story.references import UNNAMED

_BODIES = frozenset(
    {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM, SpeakerKind.PLACE, SpeakerKind.GROUP}
)
# "Vesh" that speaks is the country, be there a Vesh News Agency or not.
_PLACES = frozenset({SpeakerKind.METONYM, SpeakerKind.PLACE})
_WORD = re.compile(r"[^\W_]+")
# "Data seen by the Echo": by whom, and how.
_SEEN = re.compile(r"\b(?P<how>\w+) by (?:the |The )?(?P<whom>[A-Z].*)$")
# What parts those who speak together: "the union and two doctors".
_JOINT = re.compile(r",? and |, ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The houses whose reports a story is made of or goes back to, and whose each report is.

    `issued` are the reports that are no report at all but a body's own statement, with its name.
    """

    houses: frozenset[str]
    own: Mapping[str, str | None]
    issued: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(evidence: Sequence[Evidence], origins: Sequence[Origin]) -> "Outlets":
        """Return the outlets of a story's reports and origins."""
        own = {one.document.id: find_outlet(one.document) for one in evidence}
        named = (house_key(origin.name) for origin in origins if origin.name)
        issued = {
            one.document.id: one.document.publisher
            for one in evidence
            if one.document.publisher and _is_issued(one.document)
        }
        speaking = {house_key(name) for name in issued.values()}
        known = (house for house in own.values() if house)
        return Outlets(
            houses=frozenset({*known, *named}) - speaking,
            own=own,
            issued=issued,
            texts={one.document.id: one.document.text for one in evidence},
        )


def _is_issued(document: Document) -> bool:
    """Say whether a report is no medium's but a body's own: headed "Statement on …"."""
    if is_medium(document.publisher or ""):
        return False
    words = [word.lower() for word in _WORD.findall(document.title or "")]
    return " ".join(words[:2]) in load_words("issued_titles") or (
        len(words) > 1 and words[0] in load_words("issued_titles")
    )


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
        self._called: dict[tuple[str, str], dict[str, Entity]] = {}
        for entity in entities:
            if entity.kind in UNNAMED:
                continue
            for span in entity.mentions:
                if (text := self._outlets.texts.get(span.document_id)) is not None:
                    held = self._called.setdefault((span.document_id, body_key(span.of(text))), {})
                    held[entity.id] = entity

    def find(self, statement: Statement, words: tuple[str, ...] = ()) -> list[Entity]:
        """Return the parties of a statement; none where nobody is said to have made it.

        `words` are those of the wording: the same from somebody described the same is one party.
        """
        speaker = statement.attribution.speaker
        owners = self._spoken.get(statement.id, [])
        if speaker is None:
            return []
        if speaker.kind in UNNAMED:
            if (body := self._find_body(statement, speaker)) is not None:
                return [body]
            if len(owners) == 1 and owners[0].kind in UNNAMED:
                key = (body_key(speaker.name), *words)
                whole = self._aliases.setdefault(key, owners[0])
                joint = self._find_joint(statement.document_id, speaker.name)
                return [*joint, whole]
        return owners

    def find_issuer(self, document_id: str) -> Entity | None:
        """Return whose own statement a report is, in which nothing is the report's own voice."""
        name = self._outlets.issued.get(document_id)
        return self._bodies.get(body_key(name)) if name else None

    def relays(self, entity: Entity, statement: Statement) -> bool:
        """Say whether a party is another outlet than the report's own: it has it from somebody.

        It hasn't where it found something out: "Halyard counted nine graves".
        """
        if entity.kind in _PLACES:
            return False
        keys = {house_key(name) for name in (entity.name, *entity.names)} & self._outlets.houses
        if not keys or self._outlets.own.get(statement.document_id) in keys:
            return False
        text = self._outlets.texts.get(statement.document_id)
        cue = statement.cue.of(text).lower().split() if text and statement.cue else []
        return load_words("claim_findings").isdisjoint(cue)

    def is_own_finding(self, statement: Statement) -> bool:
        """Say whether it is the report's own outlet that looked: "data seen by the Echo shows"."""
        text = self._outlets.texts.get(statement.document_id)
        source = statement.attribution.source
        seen = _SEEN.search(" ".join(source.of(text).split())) if text and source else None
        if seen is None or seen["how"].lower() not in load_words("claim_findings"):
            return False
        return house_key(seen["whom"].rstrip(" ,")) == self._outlets.own.get(statement.document_id)

    def _find_joint(self, document_id: str, name: str) -> Iterator[Entity]:
        """Yield those known of several who speak together: "the union and two doctors"."""
        parts = _JOINT.split(name)
        for part in parts if len(parts) > 1 else ():
            held = self._called.get((document_id, body_key(part)), {})
            if len(held) == 1:
                yield from held.values()

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
