"""Localities: the places a report names, tied to a country where only one can be meant."""

from onrecord.lexicon.actors import Kind, find_names
from onrecord.records import AnnotatedDocument, Locality, Span


def resolve_locality(annotated: AnnotatedDocument, span: Span) -> Locality:
    """Return the place the words of `span` name, as far as it can be known."""
    text = annotated.document.text
    name = " ".join(span.of(text).split())
    codes = {
        code
        for _, _, entry in find_names(text, span.start, span.end)
        if entry.kind in {Kind.COUNTRY, Kind.CAPITAL}
        for code in entry.countries
    }
    return Locality(span=span, name=name, country=codes.pop() if len(codes) == 1 else None)
