"""Statements as rows: the words, who says them, through whom, when and where.

The words are exactly those of the report; a date that is only the report's own is labelled
as published, not as said.
"""

import re
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
    the contents in order; empty when somebody only declines or does not answer. `cue` are the
    report's words of saying where they stand right before the contents ("declined to say").
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
    cue: str = ""
    leftward: bool = False


# Letters between a word of saying and what is said: "declined on Monday to say".
NEAR = 60
# Words that turn what follows, and marks that end it.
_TURNS = re.compile(r"\b(?:neither|nor|no|none|nobody|not|never|few|hardly)\b", re.IGNORECASE)
_STOPS = re.compile(r"[.!?“”\"]")
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
        cue=_cue(pile, statement),
    )


def _cue(pile: Pile, statement: Statement) -> str:
    """Return the words from who speaks to what is said, if they can be read after a name.

    Nothing is left out that turns them: "neither of the two has commented" is not told so.
    """
    source, cue = statement.attribution.source, statement.cue
    first = next(iter(statement.contents), None)
    text = pile.documents[statement.document_id].text
    if source is None or cue is None or source.end > cue.start:
        return ""
    if first is not None and not cue.end <= first.start <= cue.end + NEAR:
        return ""
    between = text[source.end : cue.start]
    close = len(between) <= NEAR and "," not in between
    turned = text[max(0, source.start - 12) : source.end] + ("" if close else between)
    start, end = source.end if close else cue.start, first.start if first else cue.end
    words = " ".join(text[start:end].split()).rstrip(' “"')
    return "" if _TURNS.search(turned) or _STOPS.search(words) else words


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
