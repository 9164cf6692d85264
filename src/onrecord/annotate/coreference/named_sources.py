"""Named sources: a person's name, a body's, or several joined, taken to who they are."""

from collections.abc import Sequence

from onrecord.annotate.coreference.bodies import body_kind, stands_for
from onrecord.annotate.coreference.media import find_medium
from onrecord.annotate.coreference.people import Person, find_full_names
from onrecord.annotate.coreference.phrases import Form, Phrase
from onrecord.annotate.coreference.referents import (
    Reading,
    find_by_span,
    join_words,
    new_referent,
    strip_article,
)
from onrecord.names import body_key
from onrecord.records import MentionKind, Reason, Role, SpeakerKind
from onrecord.text import find_token


def resolve_named(reading: Reading, phrase: Phrase) -> int:
    """Return the index of the referent a name, or several joined, stands for."""
    if phrase.form is Form.JOINED:
        return _resolve_joined(reading, phrase)
    if phrase.form is Form.PERSON:
        found = find_by_span(reading, phrase.names[0].span)
        if found is not None:
            return found
    return _resolve_body(reading, phrase)


def _resolve_joined(reading: Reading, phrase: Phrase) -> int:
    members: list[str] = []
    held: list[list[Role]] = []
    for mention in phrase.names:
        found = find_by_span(reading, mention.span)
        name = mention.span.of(reading.text)
        members.append(reading.referents[found].name if found is not None else name)
        held.append(reading.referents[found].roles if found is not None else [])
    for index, referent in enumerate(reading.referents):
        if referent.members == tuple(members):
            return index
    index = new_referent(reading, phrase, " and ".join(members), SpeakerKind.GROUP)
    reading.referents[index].plural = True
    reading.referents[index].members = tuple(members)
    reading.referents[index].roles = _share_roles(phrase, held)
    return index


def _share_roles(phrase: Phrase, held: Sequence[Sequence[Role]]) -> list[Role]:
    """Return the roles of people who speak together, where each of them has one.

    Those in the words of the source itself; where it gives none, the first that each was given.
    """
    given = [[role for role in roles if phrase.span.covers(role.span)] for roles in held]
    if not any(given):
        given = [list(roles[:1]) for roles in held]
    whole = all(given)  # a role of one of them is not theirs
    return (
        sorted((r for roles in given for r in roles), key=lambda role: role.span) if whole else []
    )


def _resolve_body(reading: Reading, phrase: Phrase) -> int:
    words = join_words(reading, phrase)
    head = reading.tokens[phrase.head]
    if phrase.names and (
        phrase.names[0].span.start > head.end  # "The operator, Karsk Lines,"
        or _is_described(reading, phrase)
    ):
        words = phrase.names[0].span.of(reading.text)
    if (medium := find_medium(reading, phrase, words)) is not None:
        words = medium
    if not phrase.names and head.pos == "PROPN":
        people = [
            Person(parts=tuple(r.name.split()))
            for r in reading.referents
            if r.kind is SpeakerKind.PERSON
        ]
        fits, how = find_full_names(head.text, people)
        if len(fits) == 1:
            index = next(i for i, r in enumerate(reading.referents) if r.name == fits[0].name)
            detail = f"“{head.text}” is the {how} of {fits[0].name}"
            reading.referents[index].reasons.append(
                Reason(name=how, detail=detail, spans=(phrase.span,))
            )
            return index
    return resolve_name(reading, phrase, words)


def resolve_name(reading: Reading, phrase: Phrase, words: str) -> int:
    """Return the index of the body that bears a name, a new one when it was not met before."""
    key = body_key(words)
    for index, referent in enumerate(reading.referents):
        if referent.kind not in _NOBODY and body_key(referent.name) == key:
            return index
    label = phrase.names[0].kind if phrase.names else None
    index = new_referent(reading, phrase, strip_article(words), body_kind(words, label))
    reading.referents[index].affiliation = stands_for(words)
    return index


def _is_described(reading: Reading, phrase: Phrase) -> bool:
    """Say whether what the named body is stands right before its name: "state broadcaster ORT"."""
    name = phrase.names[0]
    before = find_token(reading.tokens, name.span.start) - 1
    if before < phrase.first or name.kind is MentionKind.GROUP:
        return False
    ends = name.span.end >= reading.tokens[phrase.head].end
    described = reading.tokens[before]
    return ends and described.tag == "NN" and described.text.islower()


_NOBODY = frozenset({SpeakerKind.PERSON, SpeakerKind.UNRESOLVED, SpeakerKind.GROUP})
