"""Bodies that sources are said to be from: "Ana Ruiz from the Port Office said".

Only inside of a source: elsewhere "of" and "from" hang on other words ("support for Ruiz from the
Port Office").
"""

from collections.abc import Sequence

from onrecord.annotate.coreference.referents import Reading, find_by_span
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import load_company_words
from onrecord.records import MentionKind, Role, Span

_FROM = frozenset({"from", "of", "with"})
_WORDS = 5  # from the link to the body: "from the campaign group"


def note_houses(reading: Reading, sources: Sequence[Span]) -> None:
    """Give people whose source ends in the body they are from those words as a role."""
    text = reading.text
    names = Intervals((m.span.start, m.span.end, m) for m in reading.mentions)
    for source in sources:
        inside = [m for m in names.overlapping(source.start, source.end) if source.covers(m.span)]
        if len(inside) < 2 or inside[0].kind is not MentionKind.PERSON:
            continue
        person, body = inside[0].span, inside[-1]
        between = text[person.end : body.span.start]
        rest = text[body.span.end : source.end]
        found = find_by_span(reading, person)
        if body.kind is not MentionKind.ORGANIZATION or rest.strip(" ,") or not _leads(between):
            continue
        if found is not None and not _is_told(reading, found, body.span):
            start = person.end + len(between) - len(between.lstrip(" ,"))
            span = Span(document_id=source.document_id, start=start, end=body.span.end)
            referent = reading.referents[found]
            referent.roles.append(Role(text=" ".join(span.of(text).split()), span=span))
            referent.affiliation = referent.affiliation or body.span.of(text)


def _is_told(reading: Reading, index: int, body: Span) -> bool:
    """Say whether a role of somebody names the body already."""
    name = body.of(reading.text).lower()
    return any(name in role.text.lower() for role in reading.referents[index].roles)


def _leads(between: str) -> bool:
    """Say whether words lead from a name to its body: "from the", ", of the campaign group"."""
    words = between.strip(" ,").split()
    plain = words[1:] if words[1:2] != ["the"] else words[2:]
    called = not plain or plain[-1].lower() in load_words("bodies") | load_company_words("noun")
    small = all(word.islower() and word.isalpha() for word in words)
    return bool(words) and words[0] in _FROM and small and called and len(words) <= _WORDS
