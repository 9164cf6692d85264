"""Named mentions: people, organisations, places and peoples, as the encoder found them.

Labels are OntoNotes' own; a mention never crosses a paragraph's end, and a possessive
ending or a leading article is not part of a name.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onrecord.names import name_parts
from onrecord.records import Mention, MentionKind, Span

KINDS = {
    "PERSON": MentionKind.PERSON,
    "ORG": MentionKind.ORGANIZATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
    "NORP": MentionKind.GROUP,
}
ACRONYM = 4  # letters; "GOP" and "NATO" are nobody's name
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
    return tuple(sorted(_agree(text, found), key=lambda m: (m.span.start, m.span.end, m.label)))


def _agree(text: str, found: list[Mention]) -> list[Mention]:
    """Give one name one kind throughout a report: the one it is read as most often.

    A single word that is the last name of somebody named in full is that person.
    """
    votes: dict[str, Counter[MentionKind]] = {}
    surnames = set()
    for mention in found:
        name = mention.span.of(text)
        votes.setdefault(name, Counter())[mention.kind] += 1
        if mention.kind is MentionKind.PERSON and len(parts := name_parts(name)) > 1:
            surnames.add(parts[-1])
    agreed = []
    for mention in found:
        name = mention.span.of(text)
        ranked = sorted(votes[name].items(), key=lambda item: (-item[1], item[0]))
        kind = MentionKind.PERSON if name in surnames else ranked[0][0]
        if kind is MentionKind.PERSON and name.isupper() and len(name) <= ACRONYM:
            kind = MentionKind.ORGANIZATION
        agreed.append(mention if kind is mention.kind else replace(mention, kind=kind))
    return agreed


def _trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    if opening := _STARTS.match(text[start:end]):
        start += opening.end()
    # "U.S." keeps its stop; "Singh." does not.
    while (closing := _ENDS.search(text[start:end])) and not re.search(
        r"(?:\b\w\.)+$", text[start:end]
    ):
        end = start + closing.start()
    return start, end
