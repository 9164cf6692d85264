"""The story with its lookups: from an id to its record, from a span to its words.

Made once per page. It resolves nothing: who a speaker is was decided in `story`; here an
entity is only found again by the ids it says it holds.
"""

from dataclasses import dataclass

from onrecord.records import (
    Document,
    Entity,
    Evidence,
    Figure,
    Origin,
    Span,
    Speaker,
    Statement,
    Story,
)
from onrecord.report.views.places import PlaceView, describe_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """A story and the ways into it; dictionaries are built once and only read."""

    story: Story
    documents: dict[str, Document]
    places: dict[str, PlaceView]
    statements: dict[str, Statement]
    figures: dict[str, Figure]
    speakers: dict[str, Entity]
    quoted: dict[str, Entity]
    people: dict[str, Entity]
    origins: dict[str, Origin]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of every report, in the story's order."""
        return self.story.evidence

    def words(self, span: Span) -> str:
        """Return the words of a span with runs of white space (line ends) made one space."""
        document = self.documents.get(span.document_id)
        return " ".join(span.of(document.text).split()) if document else ""

    def name_of(self, statement: Statement) -> str | None:
        """Name who says it: the person across reports, else the speaker in this one."""
        speaker = statement.attribution.speaker
        if speaker is not None and speaker.members:
            return speaker.name  # several speak together: naming one would drop the others
        entity = self.quoted.get(statement.id)
        if entity is not None:
            return entity.name
        return self.name_speaker(speaker) if speaker else None

    def name_speaker(self, speaker: Speaker) -> str:
        """Name a speaker by the person across reports, else as in this report."""
        entity = self.speakers.get(speaker.id)
        return entity.name if entity else speaker.name


def index_story(story: Story) -> Pile:
    """Build the lookups of a story."""
    documents = [evidence.document for evidence in story.evidence]
    return Pile(
        story=story,
        documents={document.id: document for document in documents},
        places={document.id: describe_place(document) for document in documents},
        statements={row.id: row for each in story.evidence for row in each.statements},
        figures={row.id: row for each in story.evidence for row in each.figures},
        speakers={chain: entity for entity in story.entities for chain in entity.chain_ids},
        people={entity.id: entity for entity in story.entities},
        origins={origin.id: origin for origin in story.origins},
        quoted={row: entity for entity in story.entities for row in entity.statement_ids},
    )
