"""Statements as rows: the words, who says them, through whom, when and where.

The words are exactly those of the report; a date that is only the report's own is labelled
as published, not as said.
"""

from dataclasses import dataclass

from onrecord.records import Span, SpeakerKind, Statement
from onrecord.report.views.acts import ACTS, KINDS, ActView
from onrecord.report.views.dates import DateView, describe_date
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView, link_original, name_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One statement as shown. `anchor` is its address, `target` that of its words.

    `said` says whether `date` is the day of saying (else that of publication). `words` are
    the contents in order; empty when somebody only declines or does not answer.
    """

    anchor: str
    target: str
    act: ActView
    kind: str
    speaker: str
    unsure: tuple[str, ...]
    words: tuple[str, ...]
    date: DateView
    said: bool
    hops: tuple[str, ...]
    place: PlaceView
    original: str | None
    characters: str
    headline: bool = False
    within: str | None = None
    venue: str = ""
    leftward: bool = False


NOT_NAMED = "nobody named"


def describe_row(pile: Pile, statement: Statement) -> RowView:
    """Turn a statement into what the page shows of it."""
    document = pile.documents[statement.document_id]
    place = pile.places[statement.document_id]
    speaker = statement.attribution.speaker
    unsure = speaker is not None and speaker.kind == SpeakerKind.UNRESOLVED
    words = tuple(pile.words(span) for span in statement.contents)
    return RowView(
        anchor=f"s-{statement.id}",
        target=name_words(f"s-{statement.id}"),
        act=ACTS[statement.act],
        kind=KINDS[statement.kind],
        speaker=pile.name_of(statement) or _source(pile, statement),
        unsure=speaker.candidates if speaker and unsure else (),
        words=words,
        leftward=is_leftward(" ".join(words)),
        date=describe_date(statement.said.value, statement.said.rule)
        if statement.said
        else place.published,
        said=statement.said is not None,
        hops=tuple(hop.name for hop in statement.attribution.via),
        place=place,
        original=link_original(document, main_span(statement)),
        characters=", ".join(f"{span.start}–{span.end}" for span in shown_spans(statement)),
        headline=statement.headline,
        within=_parent(pile, statement),
        venue=pile.words(statement.venue) if statement.venue else "",
    )


def shown_spans(statement: Statement) -> tuple[Span, ...]:
    """Return the spans a row stands on: its contents, else the cue, else the source."""
    fallback = statement.cue or statement.attribution.source
    return statement.contents or ((fallback,) if fallback else statement.provenance.spans)


def main_span(statement: Statement) -> Span | None:
    """Return the first span a row stands on, where its link lands."""
    return next(iter(shown_spans(statement)), None)


def in_time_order(rows: list[RowView]) -> tuple[RowView, ...]:
    """Sort rows by their date, then publication, report and place in the text."""
    return tuple(sorted(rows, key=lambda row: (row.date.key, row.place.published.key)))


def _source(pile: Pile, statement: Statement) -> str:
    source = statement.attribution.source
    return pile.words(source) if source else NOT_NAMED


def _parent(pile: Pile, statement: Statement) -> str | None:
    known = statement.parent_id in pile.statements
    return f"s-{statement.parent_id}" if known else None
