"""Chains: every source of a quotation taken to the somebody it stands for, with reasons.

People come from their names; bodies from theirs; describing phrases join a person whose
role they repeat; pronouns are weighed. What cannot be decided stays its own words, with
the candidates. Nothing is looked up outside the report but the word lists.
"""

from collections.abc import Sequence

from onrecord.annotate.coreference.housed import note_houses
from onrecord.annotate.coreference.introductions import introduce_people
from onrecord.annotate.coreference.named_sources import resolve_named
from onrecord.annotate.coreference.nominals import resolve_nominal
from onrecord.annotate.coreference.pairs import find_two
from onrecord.annotate.coreference.phrases import Form, Phrase, describe_phrase
from onrecord.annotate.coreference.possessors import name_possessor
from onrecord.annotate.coreference.pronoun_sources import (
    is_relative,
    resolve_pronoun,
    resolve_relative,
)
from onrecord.annotate.coreference.referents import Reading, Referent
from onrecord.annotate.coreference.unnamed_offices import name_unnamed_offices
from onrecord.annotate.coreference.writings import find_issuer, is_writing
from onrecord.intervals import Intervals
from onrecord.quotemarks import find_quoted
from onrecord.records import CoreferenceChain, Mention, Quotation, Span, Token, content_id


def find_chains(
    text: str,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    document_id: str,
) -> tuple[CoreferenceChain, ...]:
    """Return the chains of a report; each quotation's source span is in exactly one."""
    reading = Reading(text=text, tokens=tokens, mentions=mentions, document_id=document_id)
    reading.quoted = find_quoted(text)
    reading.own_words = _find_own_words(text, quotations)
    if not tokens:
        return ()
    reading.contents = Intervals((c.start, c.end, c) for q in quotations for c in q.contents)
    sources = sorted({q.source for q in quotations if q.source})
    introduce_people(reading)
    note_houses(reading, sources)
    name_unnamed_offices(reading, sources)
    phrases = [describe_phrase(text, tokens, mentions, source) for source in sources]
    deferred = []
    for phrase in phrases:
        named = phrase.form in {Form.PERSON, Form.BODY, Form.JOINED}
        if named and not is_writing(reading, phrase.head):
            _add(reading, phrase, resolve_named(reading, phrase))
        else:
            deferred.append(phrase)
    for phrase in deferred:
        _add(reading, phrase, _resolve_deferred(reading, phrase))
    return tuple(_make_chain(reading, referent) for referent in _in_order(reading.referents))


def _resolve_deferred(reading: Reading, phrase: Phrase) -> int:
    """Return who a phrase stands for that can only be told when all the names are known."""
    if (pair := find_two(reading, phrase)) is not None:
        return pair
    if phrase.form is Form.PRONOUN:
        resolve = resolve_relative if is_relative(reading, phrase) else resolve_pronoun
        found = resolve(reading, phrase)
        return found if isinstance(found, int) else _resolve_deferred(reading, found)
    issuer = find_issuer(reading, phrase)
    if issuer is not None:
        return issuer
    if phrase.form in {Form.PERSON, Form.BODY, Form.JOINED}:
        return resolve_named(reading, phrase)
    index = resolve_nominal(reading, phrase)
    name_possessor(reading, phrase, index)
    return index


def _find_own_words(text: str, quotations: Sequence[Quotation]) -> dict[Span, Span]:
    """Return the quoted words that stand right before who says them: "… of it,” he said."

    They are known by the mark at their end, for the one before them may be lost.
    """
    return {
        quotation.source: content
        for quotation in quotations
        for content in quotation.contents
        if quotation.source
        and 0 < quotation.source.start - content.end <= _GAP
        and text[content.end - 1] in _CLOSING
    }


_CLOSING, _GAP = "”\"’'", 2


def _in_order(referents: Sequence[Referent]) -> list[Referent]:
    met = [referent for referent in referents if referent.spans]
    return sorted(met, key=lambda r: (min(r.spans), r.name))


def _make_chain(reading: Reading, referent: Referent) -> CoreferenceChain:
    spans = tuple(sorted(set(referent.spans)))
    return CoreferenceChain(
        id=content_id("chain", reading.document_id, referent.name, spans[0].start),
        name=referent.name,
        kind=referent.kind,
        mentions=spans,
        roles=tuple(referent.roles),
        affiliation=referent.affiliation,
        members=referent.members,
        candidates=referent.candidates,
        reasons=tuple(referent.reasons),
    )


def _add(reading: Reading, phrase: Phrase, index: int) -> None:
    referent = reading.referents[index]
    if phrase.span not in referent.spans:
        referent.spans.append(phrase.span)
    if reading.tokens[phrase.head].dep != "poss":  # "Ruiz's claim" is not Ruiz speaking here
        reading.spoke.append((phrase.span, index))
