"""The reports themselves: full text in paragraphs, every row's words marked, furniture greyed.

Nothing is cut or moved: the segments of a paragraph joined are its characters again. A gutter
string per paragraph shows at a glance how much of it is on the record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.records import BlockKind, Document, Evidence, Missed, Span, Statement
from onrecord.report.views.dates import DateView, describe_date
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.figures import value_spans
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView, safe_url
from onrecord.report.views.rows import shown_spans
from onrecord.report.views.segments import Layer, Segment, cut_segments
from onrecord.text import find_paragraphs, trim

# One character per row in the gutter: a bar for a statement, a dot for a figure, a wedge for an
# event, a ring for what was missed. Longer gutters are cut; density is what they show.
GUTTER = {"s": "|", "f": "•", "e": "▴", "m": "○"}
GUTTER_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph as segments, what kind of block it is, and its gutter.

    `leftward` paragraphs are mostly in a script written from right to left.
    """

    kind: str
    gutter: str
    leftward: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report in full, with what is known of it."""

    place: PlaceView
    title: str
    byline: str
    url: str | None
    modified: DateView | None
    retrieved: DateView | None
    sha256: str
    counts: str
    notes: tuple[str, ...]
    paragraphs: tuple[ParagraphView, ...]
    language: str


def describe_report(pile: Pile, evidence: Evidence) -> ReportView:
    """Turn a report and its evidence into marked paragraphs."""
    document = evidence.document
    layers = tuple(find_layers(pile, evidence))
    return ReportView(
        place=pile.places[document.id],
        title=document.title or "",
        byline=document.byline or "",
        url=safe_url(document.url),
        modified=describe_date(document.modified) if document.modified else None,
        retrieved=describe_date(document.retrieved) if document.retrieved else None,
        sha256=document.sha256,
        counts=_counts(evidence),
        notes=document.notes,
        paragraphs=tuple(_paragraphs(document, _trimmed(document.text, layers))),
        language=document.language or "",
    )


def find_layers(pile: Pile, evidence: Evidence) -> Iterator[Layer]:
    """Yield every span to be marked in a report, rows first."""
    for statement in evidence.statements:
        yield from _statement_layers(statement)
    for figure in evidence.figures:
        for span in value_spans(figure.quantity):
            yield _layer(span, "figure", f"f-{figure.id}")
    for event in evidence.events:
        yield _layer(event.trigger, "event", f"e-{event.id}")
    for missed in evidence.missed:
        yield _missed_layer(missed)
    for timex in evidence.timexes:
        date = describe_date(timex.value)
        title = " · ".join(part for part in (date.label if date.day else "", timex.rule) if part)
        yield _layer(timex.span, "date", "", title)
    for block in evidence.document.blocks:
        if block.kind in (BlockKind.FURNITURE, BlockKind.CREDIT):
            yield _layer(block.span, block.kind.value, "", block.reason)


def _statement_layers(statement: Statement) -> Iterator[Layer]:
    row = f"s-{statement.id}"
    for span in statement.contents:
        yield _layer(span, "content", row)
    if statement.cue is not None:
        yield _layer(statement.cue, "cue", row)
    if statement.attribution.source is not None:
        yield _layer(statement.attribution.source, "source", row)
    for hop in statement.attribution.via:
        yield _layer(hop.span, "source", row)
    if not (statement.contents or statement.cue or statement.attribution.source):
        for span in shown_spans(statement):
            yield _layer(span, "cue", row)


def _missed_layer(missed: Missed) -> Layer:
    return _layer(missed.span, "missed", f"m-{missed.id}", missed.reason)


def _layer(span: Span, part: str, row: str, title: str = "") -> Layer:
    return Layer(start=span.start, end=span.end, part=part, row=row, title=title)


def _paragraphs(document: Document, layers: tuple[Layer, ...]) -> Iterator[ParagraphView]:
    firsts = _first_offsets(layers)
    for start, end in find_paragraphs(document.text):
        segments = cut_segments(document.text, start, end, layers, firsts)
        yield ParagraphView(
            kind=_kind(document, start, end),
            gutter=_gutter(segments),
            leftward=is_leftward(document.text[start:end]),
            segments=segments,
        )


def _trimmed(text: str, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Trim white space off every layer, so that each opens inside a paragraph."""
    trimmed = ((layer, *trim(text, layer.start, layer.end)) for layer in layers)
    return tuple(
        replace(layer, start=start, end=end) for layer, start, end in trimmed if start < end
    )


def _first_offsets(layers: tuple[Layer, ...]) -> dict[str, int]:
    """Find where each row opens: at its content if it has any, else its earliest span."""
    firsts: dict[str, int] = {}
    for content in (True, False):
        for layer in layers:
            wanted = (layer.part != "source" and layer.part != "cue") == content
            if layer.row and wanted and (not content or layer.row not in firsts):
                firsts.setdefault(layer.row, layer.start)
    return firsts


def _kind(document: Document, start: int, end: int) -> str:
    for block in document.blocks:
        if block.span.start <= start and end <= block.span.end:
            return block.kind.value
    return BlockKind.PARAGRAPH.value


def _gutter(segments: tuple[Segment, ...]) -> str:
    rows = dict.fromkeys(row for segment in segments for row in segment.opens)
    marks = "".join(GUTTER[row[0]] for row in rows)
    return marks[:GUTTER_LENGTH]


def _counts(evidence: Evidence) -> str:
    parts = (
        (len(evidence.statements), "statement", "statements"),
        (len(evidence.figures), "figure", "figures"),
        (len(evidence.events), "event", "events"),
        (len(evidence.missed), "missed", "missed"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts)
