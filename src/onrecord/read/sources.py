"""A source is a file to be read: where it is, what it is called, what is known about it.

Also the refusals that every format shares, each with its remedy.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.metadata import NOTHING, Metadata
from onrecord.records import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file given to be read; `name` is its path as shown, from the root of the pile."""

    path: Path
    name: str
    metadata: Metadata = NOTHING

    def id_of(self, data: bytes) -> str:
        """Return the id of the document these bytes hold: their SHA-256."""
        return hashlib.sha256(data).hexdigest()


def refuse_text(name: str, text: str, max_chars: int) -> Unread | None:
    """Refuse a text without a word in it or one beyond the limit; None if it is fine."""
    if len(text) > max_chars:
        return refuse_size(name, max_chars)
    if not any(char.isalnum() for char in text):
        return Unread(
            path=name,
            reason="it is empty" if not text.strip() else "it holds no words",
            remedy="Save the report's text in it, or take it out of the folder.",
        )
    return None


def refuse_size(name: str, max_chars: int) -> Unread:
    """Refuse a file as too large to be one report."""
    return Unread(
        path=name,
        reason=f"it is longer than {max_chars:,} characters, too long for one report",
        remedy="Split it into one file for each report, or raise max_chars in the settings.",
    )


def refuse_binary(name: str) -> Unread:
    """Refuse a file that is no text."""
    return Unread(
        path=name,
        reason="it is not text (a picture, an archive or another program's file)",
        remedy="Save the report as plain text or HTML.",
    )


def refuse_unopened(name: str, error: OSError) -> Unread:
    """Refuse a file that is gone or not ours to open."""
    return Unread(
        path=name,
        reason=f"it could not be opened ({error.strerror or type(error).__name__})",
        remedy="Check that it is still there and that you may read it.",
    )
