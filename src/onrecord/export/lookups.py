"""What the exports look up in a story: words of a span, the report, the merged speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.records import (
    Document,
    Entity,
    Figure,
    Series,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Story,
    Timex,
    content_id,
)

# Longer passages are linked by their first and last words, as the fragment format advises.
_WORDS_AT_ENDS = 5
_LINKED_WHOLE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A story with its documents, statements, and the entity or series that holds each row."""

    story: Story
    documents: dict[str, Document]
    statements: dict[str, Statement]
    entities: dict[str, Entity]
    series: dict[str, Series]

    def words(self, span: Span | None) -> str | None:
        """Return the characters of a span; None for no span."""
        if span is None or span.document_id not in self.documents:
            return None
        return span.of(self.documents[span.document_id].text)

    def joined(self, spans: Iterable[Span], between: str = " ") -> str:
        """Return the characters of several spans with `between` where they are apart."""
        return between.join(self.words(span) or "" for span in spans)

    def speaker(self, statement_id: str | None, speaker: Speaker | None) -> tuple[str, str] | None:
        """Return id and name of who speaks: the merged person or body where there is one.

        None when nobody is named, and when we are unsure who it is.
        """
        if speaker is None or speaker.kind == SpeakerKind.UNRESOLVED:
            return None
        entity = self.entities.get(statement_id or "")
        return (entity.id, entity.name) if entity else (speaker.id, speaker.name)

    def statement_speaker(self, statement: Statement) -> tuple[str, str] | None:
        """Return id and name of the speaker of a statement."""
        return self.speaker(statement.id, statement.attribution.speaker)

    def figure_speaker(self, figure: Figure) -> tuple[str, str] | None:
        """Return id and name of whose figure it is."""
        return self.speaker(figure.statement_id, figure.speaker)


def index_story(story: Story) -> Lookup:
    """Index a story for the exports."""
    return Lookup(
        story=story,
        documents={each.document.id: each.document for each in story.evidence},
        statements={row.id: row for row in list_statements(story)},
        entities={row: each for each in story.entities for row in each.statement_ids},
        series={row: each for each in story.series for row in each.figure_ids},
    )


def list_statements(story: Story) -> Iterator[Statement]:
    """Yield every statement of a story, report by report."""
    return (row for each in story.evidence for row in each.statements)


def list_figures(story: Story) -> Iterator[Figure]:
    """Yield every figure of a story, report by report."""
    return (row for each in story.evidence for row in each.figures)


def timex_id(timex: Timex) -> str:
    """Return the id of a date: dates have none of their own, so it is made from the place."""
    return content_id("timexes", timex.span.document_id, timex.span.start, timex.span.end)


def link_words(document: Document, span: Span) -> str | None:
    """Return an address that opens the report at these words, where it has an address.

    A text fragment (`#:~:text=`), which the browsers of 2024 and later follow.
    """
    if not document.url or not document.url.lower().startswith(("http://", "https://")):
        return None
    words = span.of(document.text).split()
    if not words:
        return document.url
    if len(words) <= _LINKED_WHOLE:
        parts = [" ".join(words)]
    else:
        parts = [" ".join(words[:_WORDS_AT_ENDS]), " ".join(words[-_WORDS_AT_ENDS:])]
    # A hyphen or comma inside the words would be read as the fragment's own punctuation.
    text = ",".join(_escape(part) for part in parts)
    separator = ":~:" if "#" in document.url else "#:~:"
    return f"{document.url}{separator}text={text}"


def _escape(words: str) -> str:
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
