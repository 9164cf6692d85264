"""Named sources: a person's name, a body's, or several joined, taken to who they are."""

from onrecord.annotate.coreference.bodies import body_kind, stands_for
from onrecord.annotate.coreference.people import Person, find_full_names
from onrecord.annotate.coreference.phrases import Form, Phrase
from onrecord.annotate.coreference.referents import (
    Reading,
    find_by_span,
    join_words,
    new_referent,
    strip_article,
)
from onrecord.lexicon import load_words
from onrecord.names import body_key, is_medium
from onrecord.records import Reason, SpeakerKind


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
    members = []
    for mention in phrase.names:
        found = find_by_span(reading, mention.span)
        name = mention.span.of(reading.text)
        members.append(reading.referents[found].name if found is not None else name)
    for index, referent in enumerate(reading.referents):
        if referent.members == tuple(members):
            return index
    index = new_referent(reading, phrase, " and ".join(members), SpeakerKind.GROUP)
    reading.referents[index].plural = True
    reading.referents[index].members = tuple(members)
    return index


def _resolve_body(reading: Reading, phrase: Phrase) -> int:
    words = join_words(reading, phrase)
    head = reading.tokens[phrase.head]
    if phrase.names and phrase.names[0].span.start > head.end:  # "The operator, Karsk Lines,"
        words = phrase.names[0].span.of(reading.text)
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
    key = body_key(words)
    for index, referent in enumerate(reading.referents):
        if referent.kind not in _NOBODY and body_key(referent.name) == key:
            return index
    medium = _find_medium(reading, phrase, words)
    if medium is not None:
        return medium
    label = phrase.names[0].kind if phrase.names else None
    index = new_referent(reading, phrase, strip_article(words), body_kind(words, label))
    reading.referents[index].affiliation = stands_for(words)
    return index


def _find_medium(reading: Reading, phrase: Phrase, words: str) -> int | None:
    """Return the one medium named before whose last word "the Times" is: "New York Times"."""
    name = strip_article(words)
    if name == words or name not in load_words("media_words"):
        return None
    fits = {
        body_key(other): other
        for mention in reading.mentions
        if mention.span < phrase.span
        and (other := strip_article(mention.span.of(reading.text))).endswith(f" {name}")
        and is_medium(other)
    }
    if len(fits) != 1:
        return None
    ((key, other),) = fits.items()
    known = (i for i, r in enumerate(reading.referents) if body_key(r.name) == key)
    index = next(known, None)
    if index is None:
        index = new_referent(reading, phrase, other, SpeakerKind.ORGANIZATION)
    detail = f"“{words}” takes up {other}, the only one named before it"
    reading.referents[index].reasons.append(
        Reason(name="same noun", detail=detail, score=0.8, spans=(phrase.span,))
    )
    return index


_NOBODY = frozenset({SpeakerKind.PERSON, SpeakerKind.UNRESOLVED, SpeakerKind.GROUP})
