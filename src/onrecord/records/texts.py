"""A report as it was read: its text, the spans over it, its blocks, and what could not be read."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


def content_id(*parts: object) -> str:
    """Hash what a record says into its id: 16 hex digits of SHA-256.

    >>> content_id("figure", "d0", 3, 7) == content_id("figure", "d0", 3, 7)
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open code-point offsets over the text of one document."""

    document_id: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters this span covers in its document's `text`."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span, in the same document."""
        return (
            self.document_id == other.document_id
            and self.start <= other.start
            and other.end <= self.end
        )

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one character."""
        return (
            self.document_id == other.document_id
            and self.start < other.end
            and other.start < self.end
        )


class BlockKind(StrEnum):
    """What a block of a report's text is."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FURNITURE = "furniture"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that is one thing: a headline, a paragraph, page furniture, a credit.

    Furniture and credits are flagged, never cut. `reason` says which rule flagged them.
    Either may be the end of a line whose beginning is a paragraph; other blocks are whole
    lines.
    """

    span: Span
    kind: BlockKind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it was read.

    `id` is the SHA-256 of the source bytes (of the line's bytes for JSON Lines). Dates are
    ISO 8601 strings (`2024-11-19` or with a time) as found; `published_from` names where
    the publication date came from. `blocks` cover every non-blank line of `text`, in order.
    `notes` say, in words to be shown, what reading could not take as given: bytes that are
    no text, a date that is none.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the source bytes: the same as the id."""
        return self.id


# The note of a report that is no longer among the inputs: they hold a later version of it.
KEPT_NOTE = "an earlier version, kept from the record before; the inputs now hold a later one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that was given and not read, with the reason and what to do about it."""

    path: str
    reason: str
    remedy: str
