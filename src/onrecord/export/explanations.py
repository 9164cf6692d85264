"""One row in full, for the terminal: its words in their place, and every field and reason.

Fields are walked, so what a record gains later is shown by itself. Control characters in a
report's words are replaced before they reach a terminal.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from onrecord.config import DEFAULT
from onrecord.errors import StoreError
from onrecord.export.lookups import Lookup, index_story, link_words, timex_id
from onrecord.records import (
    DateValue,
    Document,
    Figure,
    Hop,
    Provenance,
    Reason,
    Role,
    Span,
    Statement,
    Story,
)

_SHORTEST = 4
# Shown above the fields, or of no use to a reader.
_UNSAID = frozenset({"id", "document_id", "mentions", "chain_ids", "statement_ids", "figure_ids"})
_KINDS = {"Timex": "date", "Entity": "speaker", "Derivation": "copy"}
_LABELS = {
    "attribution": "said by",
    "source": "as written",
    "span": "words",
    "spans": "shown by",
    "via": "reported by",
    "contents": "said",
    "said": "when said",
    "parent_id": "inside of",
    "provenance": "found by",
    "factuality": "how firmly",
    "statement_id": "in statement",
}


def explain_row(story: Story, row_id: str) -> str:
    """Render the row whose id begins with `row_id`.

    Raises StoreError when there is no such row, or more than one.
    """
    row = find_row(story, row_id)
    return clean_words("\n".join(_render(index_story(story), row)))


def find_row(story: Story, row_id: str) -> object:
    """Return the record whose id begins with `row_id`, or raise StoreError."""
    rows = {own: row for own, row in _list_rows(story) if own.startswith(row_id)}
    if len(row_id) < _SHORTEST or not rows:
        raise StoreError(
            f"{row_id}: no row with this id; ids stand in the first column of the CSV tables, "
            f"and their first {_SHORTEST} characters are enough"
        )
    if len(rows) > 1 and row_id not in rows:
        raise StoreError(f"{row_id}: several rows begin so: {', '.join(sorted(rows))}")
    return rows.get(row_id) or next(iter(rows.values()))


def clean_words(text: str) -> str:
    """Replace control characters, so that words from a report stay words on a terminal."""
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"} else "\ufffd"
        for char in text
    )


def _list_rows(story: Story) -> Iterator[tuple[str, object]]:
    for each in story.evidence:
        for rows in (each.statements, each.figures, each.events, each.missed):
            yield from ((row.id, row) for row in rows)
        yield from ((timex_id(timex), timex) for timex in each.timexes)
    across = (story.entities, story.claims, story.series, story.lines, story.derivations)
    for held in (*across, story.origins):
        yield from ((row.id, row) for row in held)


def _render(lookup: Lookup, row: object) -> Iterator[str]:
    kind = type(row).__name__
    yield f"{_KINDS.get(kind, kind.lower())} {getattr(row, 'id', '')}"
    for span in _find_main(row):
        document = lookup.documents[span.document_id]
        yield ""
        yield f"  {_in_context(document, span)}"
        yield f"  {_name_report(document)}"
        yield f"  {document.path} [{span.start}, {span.end})  sha256 {document.sha256}"
        if link := link_words(document, span):
            yield f"  {link}"
    yield ""
    yield from _render_fields(lookup, row, "")
    yield from _render_holders(lookup, row)


def _find_main(row: object) -> tuple[Span, ...]:
    """Return the spans that a reader would point to for this row."""
    if isinstance(row, Statement):
        return row.contents or tuple(span for span in (row.cue,) if span)
    if isinstance(row, Figure):
        return (row.quantity.span,)
    found = (getattr(row, name, None) for name in ("span", "trigger", "label"))
    return tuple(span for span in found if isinstance(span, Span))


def _in_context(document: Document, span: Span) -> str:
    text, around = document.text, DEFAULT.context_chars
    before = text[max(0, span.start - around) : span.start]
    after = text[span.end : span.end + around]
    return " ".join(f"…{before}[{span.of(text)}]{after}…".split())


def _name_report(document: Document) -> str:
    known = (document.publisher, document.title, document.byline, document.published)
    return ", ".join(part for part in known if part) or "(no outlet, title or date known)"


def _render_fields(lookup: Lookup, record: object, indent: str) -> Iterator[str]:
    """Yield a line for each field that says something, deeper records below it."""
    for field in fields(record):  # type: ignore[arg-type]
        held = getattr(record, field.name)
        label = _LABELS.get(field.name, field.name.replace("_", " "))
        if held in (None, (), "", False) or field.name in _UNSAID:
            continue
        items = held if isinstance(held, tuple) else (held,)
        for item in items:
            words = _say(lookup, item)
            yield f"{indent}  {label:<14}  {words or ''}".rstrip()
            if words is None:
                yield from _render_fields(lookup, item, indent + "  ")
            label = ""


def _say(lookup: Lookup, item: object) -> str | None:
    """Say a value in one line; None for a record whose fields need a line each."""
    match item:
        case Span():
            words = " ".join((lookup.words(item) or "").split())
            return f"“{words}” [{item.start}, {item.end})"
        case Reason():
            return f"{item.name}: {item.detail}"
        case DateValue():
            return f"{item.value}: {item.rule}"
        case Role():
            return f"“{item.text}”"
        case Provenance():
            return item.method
        case Hop():
            return f"{item.name}: {_say(lookup, item.span)}"
        case bool():
            return "yes" if item else "no"
        case Enum():
            return str(item.value)
        case float():
            return f"{item:,g}" if item % 1 else f"{item:,.0f}"
    return None if is_dataclass(item) else str(item)


def _render_holders(lookup: Lookup, row: object) -> Iterator[str]:
    """Yield what holds this row across reports: who said it, its series, its claims."""
    own = getattr(row, "id", "")
    if entity := lookup.entities.get(own):
        yield f"  {'merged as':<14}  {entity.name} ({entity.id})"
        yield from (f"  {'':<14}  {_say(lookup, reason)}" for reason in entity.reasons)
    if series := lookup.series.get(own):
        yield f"  {'in series':<14}  {series.name} ({series.id})"
        yield from (f"  {'':<14}  {_say(lookup, reason)}" for reason in series.reasons)
    for claim in lookup.story.claims:
        if own in claim.statement_ids:
            yield f"  {'claim':<14}  “{lookup.words(claim.label)}” ({claim.id})"
    for line in lookup.story.lines:
        if own in line.statement_ids:
            yield f"  {'same line':<14}  “{lookup.words(line.label)}” ({line.id})"
    for comparison in lookup.story.comparisons:
        if own in (comparison.left_id, comparison.right_id):
            other = comparison.right_id if own == comparison.left_id else comparison.left_id
            yield f"  {'compared':<14}  {comparison.verdict} with {other}"
            yield from (f"  {'':<14}  {_say(lookup, reason)}" for reason in comparison.reasons)
