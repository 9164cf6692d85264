"""Bodies that sources are said to be from: "Ana Ruiz from the Port Office said".

Only inside of a source: elsewhere "of" and "from" hang on other words ("support for Ruiz from the
Port Office").
"""

from collections.abc import Sequence

from onrecord.annotate.coreference.referents import Reading, find_by_span
from onrecord.intervals import Intervals
from onrecord.records import MentionKind, Role, Span

_FROM = ("from ", "of ", "with ")


def note_houses(reading: Reading, sources: Sequence[Span]) -> None:
    """Give people whose source ends in the body they are from those words as a role."""
    text = reading.text
    names = Intervals((m.span.start, m.span.end, m) for m in reading.mentions)
    for source in sources:
        inside = [m for m in names.overlapping(source.start, source.end) if source.covers(m.span)]
        if len(inside) < 2 or inside[0].kind is not MentionKind.PERSON:
            continue
        person, body = inside[0].span, inside[-1]
        before, rest = text[source.start : person.start], text[body.span.end : source.end]
        between = text[person.end : body.span.start].lower().strip()
        links = tuple(f"{link}{the}".strip() for link in _FROM for the in ("", "the"))
        found = find_by_span(reading, person)
        if body.kind is not MentionKind.ORGANIZATION or before.strip(" ,.") or rest.strip(" ,"):
            continue
        if between in links and found is not None:
            span = Span(document_id=source.document_id, start=person.end + 1, end=body.span.end)
            referent = reading.referents[found]
            referent.roles.append(Role(text=" ".join(span.of(text).split()), span=span))
            referent.affiliation = referent.affiliation or body.span.of(text)
