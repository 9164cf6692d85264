"""A Document from a plain text or Markdown file, with front matter if it has any."""

from onrecord.read.documents import make_document
from onrecord.read.encodings import decode_text, normalise_newlines, replace_unsafe
from onrecord.read.metadata import Metadata, join_metadata, split_front_matter
from onrecord.read.sources import Source, refuse_text
from onrecord.records import Document, Unread


def read_plain(source: Source, data: bytes, max_chars: int) -> Document | Unread:
    """Read one plain text; what `meta.csv` says goes before what front matter says."""
    decoded, notes = decode_text(data)
    safe, more_notes = replace_unsafe(decoded)
    front, text = split_front_matter(normalise_newlines(safe)[0])
    refusal = refuse_text(source.name, text, max_chars)
    if refusal:
        return refusal
    known = join_metadata(source.metadata, front)
    known = join_metadata(known, Metadata(notes=notes + more_notes))
    return make_document(source.id_of(data), source.name, text, known)
