"""A story taken apart: its records one by one, their ids, and every span inside them.

Everything here walks dataclass fields, so a new record or field needs no new code.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from onrecord.records import Reason, Span, Story, content_id
from onrecord.store.codec import dump_record


def list_parts(story: Story) -> Iterator[tuple[str, int | None, int, object]]:
    """Take a story apart: yield (part, report, position, record) in a fixed order."""
    for report, evidence in enumerate(story.evidence):
        for field in fields(evidence):
            held = getattr(evidence, field.name)
            for position, record in enumerate(held if isinstance(held, tuple) else (held,)):
                yield field.name, report, position, record
    for field in fields(story):
        if field.name != "evidence":
            for position, record in enumerate(getattr(story, field.name)):
                yield field.name, None, position, record


def find_row_id(part: str, record: object) -> str:
    """Return the id of any record: its own, or one made from where it stands.

    Records without an id of their own and without a span are known by all they say.
    """
    own = getattr(record, "id", None)
    if isinstance(own, str):
        return own
    span = getattr(record, "span", None)
    if isinstance(span, Span):
        return content_id(part, span.document_id, span.start, span.end)
    return content_id(part, dump_record(record))


def seal_record(part: str, report: int | None, position: int, line: str) -> str:
    """Hash one row of the exact record, where it stands included."""
    return content_id("record", part, report, position, line)


def walk(record: object, role: str = "") -> Iterator[tuple[str, Span | Reason]]:
    """Yield every span and reason inside a record with the path of fields that leads there."""
    if isinstance(record, Span):
        yield role, record
    elif isinstance(record, tuple):
        for item in record:
            yield from walk(item, role)
    elif is_dataclass(record):
        if isinstance(record, Reason):
            yield role, record
        kind: Any = type(record)
        for name in list_fields(kind):
            yield from walk(getattr(record, name), f"{role}.{name}" if role else name)


@cache
def list_fields(kind: Any) -> tuple[str, ...]:
    """Return the names of a record's fields, in the order declared."""
    return tuple(field.name for field in fields(kind))
