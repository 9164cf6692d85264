"""Reads invented sentences for the tests of events: parsed, with names by hand, no model run."""

import re

from makers import make_document
from onrecord.annotate.coreference.chains import find_chains
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.extract.events.events import extract_events
from onrecord.records import AnnotatedDocument, Event, Mention, MentionKind, Span

PLACES = ("Ostra", "Velia", "Orsk", "Brennick", "Halden", "Lemnica")
_PLACE = re.compile("|".join(PLACES))


def annotate(
    text: str, published: str | None = "2024-11-19", people: tuple[str, ...] = ()
) -> AnnotatedDocument:
    """Return a sentence parsed, with its dates, the invented places and the people as names."""
    document = make_document(text, published=published)
    tokens, sentences = parse_text(text)
    mentions = tuple(
        Mention(
            span=Span(document_id=document.id, start=m.start(), end=m.end()),
            kind=MentionKind.PLACE,
        )
        for m in _PLACE.finditer(text)
    )
    mentions += tuple(
        Mention(
            span=Span(document_id=document.id, start=m.start(), end=m.end()),
            kind=MentionKind.PERSON,
        )
        for name in people
        for m in re.finditer(re.escape(name), text)
    )
    mentions = tuple(sorted(mentions, key=lambda m: m.span))
    return AnnotatedDocument(
        document=document,
        tokens=tokens,
        sentences=sentences,
        mentions=mentions,
        chains=find_chains(text, tokens, mentions, (), document.id) if people else (),
        timexes=find_timexes(text, tokens, sentences, published, document.id),
    )


def read_events(text: str, published: str | None = "2024-11-19") -> tuple[Event, ...]:
    """Return the events of a sentence that nobody is quoted in."""
    return extract_events(annotate(text, published), ())


def list_words(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Return the words of spans."""
    return [span.of(text) for span in spans]
