"""Everything onrecord raises on purpose, and nothing else.

    OnrecordError                the base: catch this to catch them all
    ├── ReadError                a report could not be read (the run goes on without it)
    ├── StoreError               a record could not be written, opened or trusted
    ├── ModelError               a shipped model is missing, altered or unusable
    └── EvaluationError          a benchmark's data is absent or malformed

Each message names the file, what was expected and how to go on. They are raised at the
edges only; annotators and extractors are total functions and never raise.
"""


class OnrecordError(Exception):
    """The base of every error that onrecord raises deliberately."""


class ReadError(OnrecordError):
    """A report could not be read; the message names the file and the remedy."""


class StoreError(OnrecordError):
    """A record could not be written, opened or trusted."""


class ModelError(OnrecordError):
    """A shipped model is missing, altered or unusable."""


class EvaluationError(OnrecordError):
    """A benchmark's data is absent or malformed."""
