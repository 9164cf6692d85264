"""The record as tables for a spreadsheet: `statements.csv`, `figures.csv`, `missed.csv`.

UTF-8 with a byte order mark: without it Excel garbles every name that is not plain ASCII,
and pandas and sqlite-utils take it in their stride. A cell of words that a spreadsheet would
run as a formula is given a leading apostrophe; that is the only change ever made to words.
Rows are in the order of the reports; reports that were not read end `missed.csv`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.config import DEFAULT
from onrecord.export.lookups import Lookup, index_story, link_words, list_figures, list_statements
from onrecord.records import DateValue, Figure, Missed, Span, Speaker, Statement, Story

Cell = str | int | float | bool | None
Row = dict[str, Cell]

# What Excel, LibreOffice and Google Sheets take for the start of a formula or a command,
# the full-width forms included (OWASP, "CSV Injection").
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def save_csv_tables(story: Story, directory: Path) -> tuple[str, ...]:
    """Write the three tables into `directory` and return their names."""
    lookup = index_story(story)
    for name, (columns, write) in FILES.items():
        (directory / name).write_bytes(dump_table(columns, write(lookup)))
    return tuple(FILES)


def dump_table(columns: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    """Write rows as CSV: byte order mark, header line, CRLF line ends as RFC 4180 has it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guard_cell(row.get(name)) for name in columns] for row in rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def guard_cell(cell: Cell) -> str | int | float:
    """Make a cell safe to open: no formula from a report's words, empty for absent.

    >>> guard_cell("=HYPERLINK(1)"), guard_cell(-5.0), guard_cell(None), guard_cell(True)
    ("'=HYPERLINK(1)", -5, '', 'yes')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


PLACE_COLUMNS = (
    "outlet",
    "published",
    "title",
    "byline",
    "url",
    "link",
    "file",
    "sha256",
    "start",
    "end",
    "before",
    "after",
)
_STATEMENTS = (
    "id",
    "act",
    "speaker",
    "role",
    "could_be",
    "source",
    "cue",
    "content",
    "kind",
    "via",
    "said",
    "said_rule",
    "venue",
    "certainty",
    "polarity",
    "headline",
    "inside_of",
    *PLACE_COLUMNS,
)
_FIGURES = (
    "id",
    "text",
    "qualifier",
    "qualifier_words",
    "low",
    "high",
    "unit",
    "counted",
    "property",
    "place",
    "rate",
    "whole",
    "planned",
    "as_of",
    "as_of_rule",
    "speaker",
    "series",
    "statement_id",
    *PLACE_COLUMNS,
)
_MISSED = ("id", "kind", "text", "reason", "remedy", "could_be", "statement_id", *PLACE_COLUMNS)


def _list_statements(lookup: Lookup) -> Iterator[Row]:
    return (_statement(lookup, row) for row in list_statements(lookup.story))


def _statement(lookup: Lookup, statement: Statement) -> Row:
    attribution = statement.attribution
    speaker = lookup.statement_speaker(statement)
    said, said_rule = date_cells(statement.said)
    return {
        "id": statement.id,
        "act": statement.act,
        "speaker": speaker[1] if speaker else None,
        "role": _role(attribution.speaker),
        "could_be": "; ".join(attribution.speaker.candidates) if attribution.speaker else None,
        "source": lookup.words(attribution.source),
        "cue": lookup.words(statement.cue),
        "content": lookup.joined(statement.contents, " … "),
        "kind": statement.kind,
        "via": " → ".join(hop.name for hop in attribution.via),
        "said": said,
        "said_rule": said_rule,
        "venue": lookup.words(statement.venue),
        "certainty": statement.factuality.certainty,
        "polarity": statement.factuality.polarity,
        "headline": statement.headline,
        "inside_of": statement.parent_id,
        **place_row(lookup, statement.document_id, (*statement.contents, statement.cue)),
    }


def _list_figures(lookup: Lookup) -> Iterator[Row]:
    return (_figure(lookup, row) for row in list_figures(lookup.story))


def _figure(lookup: Lookup, figure: Figure) -> Row:
    quantity = figure.quantity
    speaker = lookup.figure_speaker(figure)
    series = lookup.series.get(figure.id)
    as_of, as_of_rule = date_cells(figure.as_of)
    return {
        "id": figure.id,
        "text": lookup.words(quantity.span),
        "qualifier": quantity.qualifier,
        "qualifier_words": lookup.words(quantity.qualifier_span),
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "counted": lookup.words(quantity.counted),
        "property": quantity.property,
        "place": lookup.words(quantity.place),
        "rate": quantity.rate,
        "whole": lookup.words(quantity.whole),
        "planned": quantity.planned,
        "as_of": as_of,
        "as_of_rule": as_of_rule,
        "speaker": speaker[1] if speaker else None,
        "series": series.name if series else None,
        "statement_id": figure.statement_id,
        **place_row(lookup, figure.document_id, (quantity.span,)),
    }


def _list_missed(lookup: Lookup) -> Iterator[Row]:
    for each in lookup.story.evidence:
        for missed in each.missed:
            yield _missed(lookup, missed)
    for unread in lookup.story.unread:
        yield {
            "kind": "report not read",
            "reason": unread.reason,
            "remedy": unread.remedy,
            "file": unread.path,
        }


def _missed(lookup: Lookup, missed: Missed) -> Row:
    return {
        "id": missed.id,
        "kind": missed.kind,
        "text": lookup.words(missed.span),
        "reason": missed.reason,
        "could_be": "; ".join(missed.candidates),
        "statement_id": missed.statement_id,
        **place_row(lookup, missed.document_id, (missed.span,)),
    }


def place_row(lookup: Lookup, document_id: str, spans: Iterable[Span | None]) -> Row:
    """Say which report a row is from and where in it the first of its spans stands."""
    document = lookup.documents[document_id]
    row: Row = {
        "outlet": document.publisher,
        "published": document.published,
        "title": document.title,
        "byline": document.byline,
        "url": document.url,
        "file": document.path,
        "sha256": document.sha256,
    }
    span = next((span for span in spans if span), None)
    if span is None:
        return row
    around = DEFAULT.context_chars
    return row | {
        "link": link_words(document, span),
        "start": span.start,
        "end": span.end,
        "before": document.text[max(0, span.start - around) : span.start],
        "after": document.text[span.end : span.end + around],
    }


def date_cells(date: DateValue | None) -> tuple[str | None, str | None]:
    """Return a date's value and rule as two cells."""
    return (date.value, date.rule) if date else (None, None)


def _role(speaker: Speaker | None) -> str | None:
    return "; ".join(role.text for role in speaker.roles) if speaker else None


FILES: dict[str, tuple[tuple[str, ...], Callable[[Lookup], Iterable[Row]]]] = {
    "statements.csv": (_STATEMENTS, _list_statements),
    "figures.csv": (_FIGURES, _list_figures),
    "missed.csv": (_MISSED, _list_missed),
}
