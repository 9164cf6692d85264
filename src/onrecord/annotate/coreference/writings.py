"""Writings as sources: "a summary released by the committee" is the committee's word.

A statement, a letter or a ruling speaks for whoever put it out, where the report says who: by a
verb or "by" and "from", as whose it is, in the word before it, or in the sentence in which it is
first told of. Where it doesn't, the writing keeps its own words.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.annotate.coreference.named_sources import resolve_named
from onrecord.annotate.coreference.nominals import resolve_nominal
from onrecord.annotate.coreference.phrases import Form, Phrase, describe_phrase
from onrecord.annotate.coreference.pronoun_sources import find_meant
from onrecord.annotate.coreference.referents import Reading, find_by_span, join_words
from onrecord.lexicon import load_table, load_words
from onrecord.names import is_medium
from onrecord.parses import find_children, find_subtree
from onrecord.records import MentionKind, Reason, Span, SpeakerKind
from onrecord.text import find_token

_AGAIN = frozenset({"new", "latest", "same"})
_BACK = 3  # sentences in which a writing may have been told of first
_NAMED = frozenset({Form.PERSON, Form.BODY, Form.JOINED})
_FORMS = {
    MentionKind.PERSON: Form.PERSON,
    MentionKind.ORGANIZATION: Form.BODY,
    MentionKind.PLACE: Form.BODY,
}


def is_writing(reading: Reading, index: int) -> bool:
    """Say whether a token is a noun for something that somebody writes and puts out."""
    token = reading.tokens[index]
    return token.pos == "NOUN" and token.lemma.lower() in _load("noun")


def find_issuer(reading: Reading, phrase: Phrase) -> int | None:
    """Return the index of whoever put out the writing that a phrase describes, or None."""
    if not is_writing(reading, phrase.head) or phrase.plural:
        return None
    for span in _find_issuers(reading, phrase.head):
        found = _resolve(reading, span, phrase)
        if found is not None:
            _note(reading, phrase, found)
            return found
    inner = {token.text.lower() for token in reading.tokens[phrase.first + 1 : phrase.head]}
    if phrase.definite and inner <= _AGAIN:
        found = _find_first_told(reading, phrase)
        if found is not None:
            _note(reading, phrase, found)
        return found
    return None


def _note(reading: Reading, phrase: Phrase, index: int) -> None:
    referent = reading.referents[index]
    detail = f"“{join_words(reading, phrase)}” is the word of {referent.name}"
    referent.reasons.append(Reason(name="writing", detail=detail, score=0.8, spans=(phrase.span,)))


def _find_issuers(reading: Reading, noun: int) -> Iterator[Span]:
    """Yield the words for whoever put out the writing named by a noun, as its phrase says."""
    tokens = reading.tokens
    for child in find_children(tokens, noun):
        token = tokens[child]
        if token.dep == "poss":
            yield _span(reading, child)
        elif token.dep == "prep" and token.text.lower() in _load("from"):
            yield from _find_objects(reading, child)
        elif token.dep == "acl":  # "dated 3 May and signed by Okoro"
            for verb in (child, *find_children(tokens, child)):
                if tokens[verb].lemma.lower() in _load("issuing"):
                    yield from _find_agents(reading, verb)
    for mention in reading.mentions:  # "the Water Ministry statement"
        if (
            mention.kind is MentionKind.ORGANIZATION
            and 0 < tokens[noun].start - mention.span.end < 2
        ):
            yield mention.span
    head = tokens[noun].head
    if tokens[noun].dep == "dobj" and tokens[head].lemma.lower() in _load("issuing"):
        yield from _find_subjects(reading, head)


def _find_first_told(reading: Reading, phrase: Phrase) -> int | None:
    """Return whoever put out "the report" where the sentences before it tell of one.

    "The ministry said in a statement …. The statement added …"; "the report" right after a medium
    is what that medium reported.
    """
    tokens = reading.tokens
    lemma, sentence = tokens[phrase.head].lemma.lower(), tokens[phrase.head].sentence
    for index in range(phrase.first - 1, -1, -1):
        token = tokens[index]
        if sentence - token.sentence > _BACK:
            break
        if token.pos == "VERB" and lemma in _load_implied().get(token.lemma.lower(), ()):
            owners = list(_find_subjects(reading, index))
            found = (_resolve(reading, owner, phrase) for owner in owners)
            if (one := next((one for one in found if one is not None), None)) is not None:
                return one
        if token.lemma.lower() != lemma or token.pos != "NOUN":
            continue
        owners = list(_find_issuers(reading, index))
        link = token.head
        if token.dep == "pobj" and tokens[link].text.lower() in _load("within"):
            owners += _find_subjects(reading, tokens[link].head)
        found = (_resolve(reading, owner, phrase) for owner in owners)
        return next((one for one in found if one is not None), None)
    if lemma in _load("carried") | _load("uttered"):
        return _find_carrier(reading, phrase, lemma)
    return None


def _find_carrier(reading: Reading, phrase: Phrase, lemma: str) -> int | None:
    """Return who spoke last before "the report" or "the statement", in the sentences just before.

    A medium may have carried the report; any other body may have put out the statement.
    """
    before = [(span, index) for span, index in reading.spoke if span < phrase.span]
    if not before:
        return None
    span, index = max(before)
    referent = reading.referents[index]
    medium = is_medium(referent.name)
    near = reading.tokens[phrase.head].sentence - _sentence_of(reading, span)
    if lemma in _load("carried"):
        return index if medium and near < _BACK else None
    body = referent.kind in {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM}
    return index if body and not medium and near <= _BACK else None


def _sentence_of(reading: Reading, span: Span) -> int:
    return reading.tokens[
        min(find_token(reading.tokens, span.start), len(reading.tokens) - 1)
    ].sentence


def _find_agents(reading: Reading, verb: int) -> Iterator[Span]:
    for index in find_children(reading.tokens, verb):
        if reading.tokens[index].text.lower() == "by":
            yield from _find_objects(reading, index)


def _find_objects(reading: Reading, preposition: int) -> Iterator[Span]:
    for index in find_children(reading.tokens, preposition):
        if reading.tokens[index].dep == "pobj":
            yield _span(reading, index)


def _find_subjects(reading: Reading, verb: int) -> Iterator[Span]:
    for index in find_children(reading.tokens, verb):
        if reading.tokens[index].dep == "nsubj":
            yield _span(reading, index)


def _span(reading: Reading, head: int) -> Span:
    """Return the phrase of a noun, up to the first clause or mark that hangs on it."""
    tokens = reading.tokens
    aside = {
        i
        for i in find_children(tokens, head)
        if tokens[i].dep in {"relcl", "acl", "case", "punct"}
        or (tokens[i].dep == "appos" and "," in {t.text for t in tokens[head:i]})
    }
    start, end = find_subtree(tokens, head, aside)
    return Span(document_id=reading.document_id, start=start, end=end)


def _resolve(reading: Reading, span: Span, phrase: Phrase) -> int | None:
    """Return who a phrase stands for, where it names somebody or takes up a body."""
    found = find_by_span(reading, span)
    if found is not None:
        return found
    other = describe_phrase(reading.text, reading.tokens, reading.mentions, span)
    spoke = [index for met, index in reading.spoke if met.start == span.start and met.covers(span)]
    if spoke:  # the same words were a source already
        return spoke[0]
    for mention in reading.mentions:  # a possessive is no head to `describe_phrase`
        ends = mention.span.start <= span.end - 1 < mention.span.end
        heads = mention.span.start <= reading.tokens[other.head].start < mention.span.end
        if mention.kind in _FORMS and ends and heads:
            other = replace(other, form=_FORMS[mention.kind], names=(mention,))
    if other.form in _NAMED and other.names:
        return resolve_named(reading, other)
    if other.form is Form.PRONOUN:
        return find_meant(reading, other)
    body = reading.tokens[other.head].lemma.lower() in load_words("bodies")
    if other.form is Form.NOMINAL and other.definite and body:
        return resolve_nominal(reading, other)
    return None


@cache
def _load_implied() -> dict[str, tuple[str, ...]]:
    """Map a verb that tells of a writing to the nouns that may take it up."""
    rows = (row for row in load_table("writings") if row[0] == "implied")
    return {verb: tuple(nouns.split("|")) for _, verb, nouns in rows}


@cache
def _load(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in load_table("writings") if row[0] == kind)
