"""A story with what its rows need to look up: texts by report, and who holds which row."""

from dataclasses import dataclass

from onrecord.config import DEFAULT
from onrecord.records import Entity, Series, Span, Speaker, Story

Cell = str | int | float | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A story with what its rows need to look up: texts, and who holds which row."""

    story: Story
    texts: dict[str, str]
    entities: dict[str, Entity]
    series: dict[str, Series]

    def text(self, span: Span | None) -> str | None:
        """Return the words of a span; None for no span."""
        return None if span is None else span.of(self.texts.get(span.document_id, ""))

    def joined(self, spans: tuple[Span, ...]) -> str:
        """Return the words of several spans, with an ellipsis where they are apart."""
        return " … ".join(self.text(span) or "" for span in spans)

    def place(self, span: Span | None) -> Row:
        """Return the columns that say where a row stands and what is around it."""
        if span is None:
            return {"start": None, "end": None, "before": None, "after": None}
        text = self.texts.get(span.document_id, "")
        around = DEFAULT.context_chars
        return {
            "start": span.start,
            "end": span.end,
            "before": text[max(0, span.start - around) : span.start],
            "after": text[span.end : span.end + around],
        }

    def speaker(self, statement_id: str | None, speaker: Speaker | None) -> str | None:
        """Return the name of the speaker, the merged one when the story has merged it."""
        if speaker is None:
            return None
        entity = self.entities.get(statement_id) if statement_id else None
        return entity.name if entity else speaker.name


def index_story(story: Story) -> Index:
    """Index a story by document, statement and figure."""
    return Index(
        story=story,
        texts={each.document.id: each.document.text for each in story.evidence},
        entities={row: each for each in story.entities for row in each.statement_ids},
        series={row: each for each in story.series for row in each.figure_ids},
    )
