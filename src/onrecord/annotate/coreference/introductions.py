"""Introductions: the people a report names, with the roles that stand beside their names."""

from collections.abc import Iterator, Sequence

from onrecord.annotate.coreference.people import gather_people
from onrecord.annotate.coreference.referents import Reading, Referent, find_affiliation
from onrecord.annotate.coreference.roles import (
    find_role_after,
    find_role_before,
    has_role_noun,
    is_office,
    role_gender,
    role_noun,
)
from onrecord.annotate.coreference.served import find_served
from onrecord.records import MentionKind, Role, Span, SpeakerKind, Token
from onrecord.text import find_token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SEXES = {"her": "f", "his": "m"}  # of whom a clause is about: "who is a partner at her firm"


def introduce_people(reading: Reading) -> None:
    """Add a referent for each person the report names, with roles and reasons."""
    for person in gather_people(reading.text, reading.mentions):
        kind = SpeakerKind.UNRESOLVED if person.candidates else SpeakerKind.PERSON
        referent = Referent(
            name=person.name, kind=kind, candidates=person.candidates, sex=person.told
        )
        referent.spans = list(person.mentions)
        referent.reasons = list(person.reasons)
        for span in person.mentions:
            _note_roles(reading, referent, span)
        reading.referents.append(referent)


def _note_roles(reading: Reading, referent: Referent, span: Span) -> None:
    tokens = reading.tokens
    first, last = find_token(tokens, span.start), find_token(tokens, span.end - 1) + 1
    if first >= len(tokens):
        return
    for found in _find_roles(tokens, first, last):
        opens = max(_skip_content(reading, found, span), _skip_heading(reading, found[0]))
        if opens < found[1]:
            add_role(reading, referent, opens, found[1])
    served = find_served(tokens, first, last)
    if served and not any(reading.contents.overlapping(span.end, tokens[served[1] - 1].end)):
        add_role(reading, referent, *served)
        own = {tokens[i].text.lower() for i in range(*served)} & _SEXES.keys()
        referent.sex = referent.sex or (_SEXES[min(own)] if len(own) == 1 else None)
    if first and (title := role_gender([tokens[first - 1]])):
        referent.sex = referent.sex or title


def add_role(reading: Reading, referent: Referent, first: int, last: int) -> None:
    """Add the role at a token range to somebody, with what its words say of them."""
    words = reading.tokens[first:last]
    span = Span(document_id=reading.document_id, start=words[0].start, end=words[-1].end)
    text = " ".join(span.of(reading.text).split())
    if text.lower() not in {role.text.lower() for role in referent.roles}:
        referent.roles.append(Role(text=text, span=span))
    referent.nouns |= {noun for token in words if (noun := role_noun(token))}
    referent.sex = referent.sex or role_gender(words)
    referent.affiliation = referent.affiliation or find_affiliation(reading, span)


def _skip_content(reading: Reading, role: tuple[int, int], name: Span) -> int:
    """Return where a role opens behind what is said: "“a plan mayor Ana Ruiz opposes”"."""
    first, last = role
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    for content in reading.contents.overlapping(start, end):
        if content.end <= name.start:
            first = max(first, min(last, find_token(reading.tokens, content.end)))
    return first if first == role[0] or has_role_noun(reading.tokens[first:last]) else last


def _skip_heading(reading: Reading, first: int) -> int:
    """Return where a role opens behind a heading run into it: "Background Ostranian mayor Ruiz"."""
    tokens = reading.tokens
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    if not opens or role_noun(tokens[first]) or tokens[first].tag not in _NOUNS:
        return first
    after = tokens[min(first + 1, len(tokens) - 1)].start
    people = (m.span.start for m in reading.mentions if m.kind is MentionKind.GROUP)
    return first + (after in people)


def _find_roles(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of roles before and after a name: "its duty officer, Lt. Ruiz"."""
    before = find_role_before(tokens, first)
    if before:
        yield before
        if before[0] > 0 and tokens[before[0] - 1].text == ",":
            further = find_role_before(tokens, before[0] - 1)
            if further and is_office(tokens, *further):
                yield further
    after = find_role_after(tokens, last)
    if after:
        yield after
