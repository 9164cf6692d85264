"""Rows in a form in which two builds can be compared: what is said, whose it is, in which words.

Ids name a place in one report; the same thing said in another report, or in a later version of
it, has another id. Rows are the same when the same is said by the same; `slot` is what those
share that speak of one thing, `words` are the words around them.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Document, Entity, Event, Evidence, Figure, Span, Speaker, Statement
from onrecord.story.passages import fold_words

# Characters either side of a figure or an event that tell where in the report it stands.
_AROUND = 80
# A number alone tells nobody anything: shorter words are shown with some of those beside them.
_TELLING, _BESIDE = 30, 40
# More words than these are cut when shown: a change is a line, not a passage.
_SHOWN = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement, figure or event as two builds compare it; `text` is what a reader is shown.

    `voice` is who says it as it is compared, empty for an event: that two reports tell of one
    event on different words makes it no other event.
    """

    part: str
    id: str
    document_id: str
    said: Hashable
    voice: str
    slot: Hashable
    words: frozenset[str]
    text: str
    whose: str | None

    @property
    def same(self) -> Hashable:
        """What two rows share that say the same: part, who says it, what is said."""
        return self.part, self.voice, self.said


class Names:
    """What to call a speaker in both builds: the person across reports, else as written."""

    def __init__(self, *stories: Iterable[Entity]) -> None:
        """Take the people of each build; where they differ the first one counts."""
        self._names: dict[str, str] = {}
        for entities in stories:
            for entity in entities:
                for key in (*entity.chain_ids, *entity.statement_ids):
                    self._names.setdefault(key, entity.name)

    def name(self, speaker: Speaker | None, statement_id: str | None) -> str | None:
        """Return the name of who speaks, None for a report's own voice."""
        if speaker is None:
            return None
        if speaker.members:
            return speaker.name
        known = self._names.get(statement_id or "") or self._names.get(speaker.id)
        return known or speaker.name


def list_rows(evidence: Evidence, names: Names) -> list[Row]:
    """Return the statements, figures and events of one report, in its order."""
    document = evidence.document
    statements = {row.id: row for row in evidence.statements}
    return [
        *(_read_statement(document, row, names) for row in evidence.statements),
        *(_read_figure(document, row, names) for row in evidence.figures),
        *(_read_event(document, row, names, statements) for row in evidence.events),
    ]


def _read_statement(document: Document, row: Statement, names: Names) -> Row:
    whose = names.name(row.attribution.speaker, row.id)
    words = [word for span in row.contents for word in fold_words(span.of(document.text))]
    return Row(
        part="statements",
        id=row.id,
        document_id=document.id,
        said=(row.act, tuple(words)),
        voice=_fold(whose),
        slot=("statements", _fold(whose), row.act),
        words=frozenset(words),
        text=show_words(document, row.contents),
        whose=whose,
    )


def _read_figure(document: Document, row: Figure, names: Names) -> Row:
    quantity = row.quantity
    whose = names.name(row.speaker, row.statement_id)
    counted = (quantity.unit, quantity.head, quantity.property, quantity.rate)
    value = (quantity.low, quantity.high, quantity.qualifier)
    named = (quantity.qualifier_span, quantity.span, quantity.counted)
    shown = _hull([span for span in named if span])
    return Row(
        part="figures",
        id=row.id,
        document_id=document.id,
        said=(counted, value),
        voice=_fold(whose),
        slot=("figures", _fold(whose), counted),
        words=_look_around(document, quantity.span),
        text=show_words(document, (_widen(document, shown),)),
        whose=whose,
    )


def _read_event(
    document: Document, row: Event, names: Names, statements: Mapping[str, Statement]
) -> Row:
    statement = statements.get(row.statement_id or "")
    speaker = row.speaker or (statement.attribution.speaker if statement else None)
    whose = names.name(speaker, row.statement_id)
    actors = tuple(_fold(each.name) for each in row.actors)
    recipients = tuple(_fold(each.name) for each in row.recipients)
    what = (row.type, row.mode, row.realis, actors, recipients)
    place = _fold(row.place.name) if row.place else ""
    when = row.when.value if row.when else ""
    trigger = tuple(fold_words(row.trigger.of(document.text)))
    participants = [each.span for each in (*row.actors, *row.recipients)]
    return Row(
        part="events",
        id=row.id,
        document_id=document.id,
        said=(what, place, when, trigger),
        voice="",
        slot=("events", row.type, row.mode),
        words=_look_around(document, row.trigger),
        text=show_words(document, (_widen(document, _hull([row.trigger, *participants])),)),
        whose=whose,
    )


def show_words(document: Document, spans: Sequence[Span]) -> str:
    """Return the words of spans as a reader is shown them, cut where they go on and on."""
    joined = " … ".join(" ".join(span.of(document.text).split()) for span in spans)
    return joined if len(joined) <= _SHOWN else f"{joined[: _SHOWN - 1].rstrip()}…"


def _widen(document: Document, span: Span) -> Span:
    """Return a span with some words of its line either side, where it tells a reader too little."""
    if span.end - span.start >= _TELLING:
        return span
    start, end = _find_line(document.text, span, _BESIDE)
    # Whole words only: a cut word at either end goes.
    while start > 0 and start < span.start and not document.text[start - 1].isspace():
        start += 1
    while end < len(document.text) and end > span.end and not document.text[end].isspace():
        end -= 1
    return Span(document_id=document.id, start=start, end=end)


def _find_line(text: str, span: Span, around: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - around)
    line_end = text.find("\n", span.end)
    return start, min(line_end if line_end >= 0 else len(text), span.end + around)


def _look_around(document: Document, span: Span) -> frozenset[str]:
    text = document.text
    start, end = _find_line(text, span, _AROUND)
    around = f"{text[start : span.start]} {text[span.end : end]}"
    return frozenset(fold_words(around))


def _hull(spans: Sequence[Span]) -> Span:
    return Span(
        document_id=spans[0].document_id,
        start=min(span.start for span in spans),
        end=max(span.end for span in spans),
    )


def _fold(name: str | None) -> str:
    return " ".join(fold_words(name or ""))
