"""Named mentions: people, organisations, places and peoples, as the encoder found them.

Labels are OntoNotes' own; a mention never crosses a paragraph's end, and a possessive
ending or a leading article is not part of a name.
"""

import re
from collections.abc import Iterable

from onrecord.records import Mention, MentionKind, Span

KINDS = {
    "PERSON": MentionKind.PERSON,
    "ORG": MentionKind.ORGANIZATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
    "NORP": MentionKind.GROUP,
}
_ENDS = re.compile(r"(?:['’]s?|[\s,;:.“”\"]+)$")
_STARTS = re.compile(r"^(?:[\s“”\"']+|(?:the|a|an)\s+)", re.IGNORECASE)


def find_mentions(
    text: str, entities: Iterable[tuple[int, int, str]], document_id: str
) -> tuple[Mention, ...]:
    """Return the mentions among labelled offsets, trimmed to the name itself, in text order."""
    found = []
    for start, end, label in entities:
        start, end = _trim_name(text, start, end)
        if start < end and "\n" not in text[start:end]:
            kind = KINDS.get(label, MentionKind.OTHER)
            span = Span(document_id=document_id, start=start, end=end)
            found.append(Mention(span=span, kind=kind, label=label))
    return tuple(sorted(found, key=lambda m: (m.span.start, m.span.end, m.label)))


def _trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    if opening := _STARTS.match(text[start:end]):
        start += opening.end()
    # "U.S." keeps its stop; "Singh." does not.
    while (closing := _ENDS.search(text[start:end])) and not re.search(
        r"(?:\b\w\.)+$", text[start:end]
    ):
        end = start + closing.start()
    return start, end
