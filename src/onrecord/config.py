"""The settings of a run, in one frozen record; each number says why it is what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set. Everything else follows from the reports."""

    # Spans of context shown and stored around a row: enough to find the words again by eye.
    context_chars: int = 40
    # A passage in quotation marks shorter than this is a scare quote or a title more often
    # than speech; longer ones must be in a row or on the missed list.
    quoted_words: int = 5
    # Larger files are refused with a remedy: a report is not 5 MB of text, a dump is.
    max_chars: int = 5_000_000
    # Worker processes for reading; 0 means one for each core, at most what the pile needs.
    workers: int = 0


DEFAULT = Settings()
