"""A Document from a text and what is known about it: blocks, title, language.

The one place where the parts read elsewhere come together. Nothing here opens a file.
"""

import re

from py3langid.langid import classify

from onrecord.read.blocks import find_blocks
from onrecord.read.metadata import Metadata
from onrecord.records import Block, BlockKind, Document
from onrecord.text import count_words

# The first lines tell the language; more text costs time and changes nothing.
_LANGUAGE_CHARS = 1500
# Fewer words than this are names and numbers as often as a language.
_LANGUAGE_WORDS = 20
_TITLE_CHARS = 300


def make_document(document_id: str, path: str, text: str, known: Metadata) -> Document:
    """Put a document together; the headline is its title when none was given."""
    blocks = find_blocks(text, document_id, known.title)
    headline = next((b.span.of(text) for b in blocks if b.kind is BlockKind.HEADLINE), None)
    return Document(
        id=document_id,
        path=path,
        text=text,
        title=known.title or (" ".join(headline[:_TITLE_CHARS].split()) if headline else None),
        publisher=known.publisher,
        byline=known.byline or _find_byline(text, blocks),
        url=known.url,
        published=known.published,
        published_from=known.published_from,
        modified=known.modified,
        retrieved=known.retrieved,
        language=find_language(text) or known.language,
        blocks=blocks,
        notes=known.notes,
    )


def _find_byline(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the byline that stands in the text, without its "By"."""
    lines = (b.span.of(text) for b in blocks if b.reason == "byline")
    return next((re.sub(r"(?i)^by:? |\.$", "", line) for line in lines), None)


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text of at least twenty words, else None."""
    head = text[:_LANGUAGE_CHARS]
    if count_words(head) < _LANGUAGE_WORDS:
        return None
    return str(classify(head)[0])
