"""Pronouns as sources: candidates gathered from the report and weighed, or kept open."""

from collections.abc import Sequence

from onrecord.annotate.coreference.neuters import find_unspoken
from onrecord.annotate.coreference.phrases import Form, Phrase, describe_phrase
from onrecord.annotate.coreference.pronouns import (
    NEUTER,
    PERSONAL,
    PLURAL,
    RELATIVE,
    SEXES,
    SPEAKING,
    Candidate,
    choose,
    find_addresser,
    find_host,
    find_subject,
    is_main,
)
from onrecord.annotate.coreference.referents import (
    Reading,
    Referent,
    is_quoted,
    join_words,
    new_referent,
)
from onrecord.lexicon import load_map
from onrecord.names import fold
from onrecord.records import MentionKind, Reason, Span, SpeakerKind, Token
from onrecord.text import find_token

AUTHOR = "the author"
_NO_PERSON = frozenset({MentionKind.PLACE, MentionKind.ORGANIZATION})
QUANTIFIERS = frozenset(
    {"many", "some", "others", "few", "most", "both", "several", "all", "those"}
)
_LEFT = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "HYPH", "PRP$", "POS"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FAR = 6_000  # characters: further back than any six sentences, so not worth weighing


def resolve_pronoun(reading: Reading, phrase: Phrase) -> int | Phrase:
    """Return the index of the referent a pronoun stands for, a new one when unsure.

    Where "it" takes up somebody who has not been met, their phrase is returned.
    """
    word = reading.tokens[phrase.head].text.lower()
    if word in PERSONAL:
        kinds = {SpeakerKind.PERSON, SpeakerKind.ANONYMOUS}
    elif word in PLURAL:
        kinds = {SpeakerKind.GROUP, SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION}
    elif word in NEUTER:
        kinds = {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM, SpeakerKind.ANONYMOUS}
    elif word in SPEAKING:
        return _resolve_first_person(reading, phrase)
    else:  # "everyone", "some": nobody in particular
        return new_referent(reading, phrase, join_words(reading, phrase), SpeakerKind.ANONYMOUS)
    if word in PLURAL and (house := _find_house(reading, phrase)) is not None:
        return house
    sentence = reading.tokens[phrase.head].sentence
    unspoken = dict(find_unspoken(reading, phrase.head)) if word in NEUTER else {}
    candidates = [*_find_candidates(reading, phrase, kinds), *unspoken]
    chosen, rivals = choose(candidates, word, sentence)
    if chosen is not None and chosen < 0:
        span = next(span for one, span in unspoken.items() if one.key == chosen)
        return describe_phrase(reading.text, reading.tokens, reading.mentions, span)
    if chosen is not None:
        name = reading.referents[chosen].name
        reading.referents[chosen].heard = reading.referents[chosen].heard or SEXES.get(word)
        detail = f"“{join_words(reading, phrase)}” is {name}: nearest subject or speaker before it"
        reading.referents[chosen].reasons.append(
            Reason(name="pronoun", detail=detail, score=0.8, spans=(phrase.span,))
        )
        return chosen
    words = {one.key: span.of(reading.text) for one, span in unspoken.items()}
    names = [words[key] if key < 0 else reading.referents[key].name for key in rivals]
    return _unresolved(reading, phrase, tuple(names))


def find_meant(reading: Reading, phrase: Phrase) -> int | None:
    """Return the index of somebody already met that a pronoun surely stands for, or None.

    Surely: nobody described by office alone ("the governor") is a subject between the two.
    """
    known = len(reading.referents)
    found = resolve_pronoun(reading, phrase)
    if not isinstance(found, int) or found >= known:
        del reading.referents[known:]
        return None
    referent = reading.referents[found]
    before = max((s.start for s in referent.spans if s < phrase.span), default=0)
    between = any(one.start > before for one, _ in find_unspoken(reading, phrase.head))
    return None if between or referent.kind is SpeakerKind.UNRESOLVED else found


def _find_house(reading: Reading, phrase: Phrase) -> int | None:
    """Return the body that "they" are in: "In the Ministry of Energy they refused"."""
    for mention in reading.mentions:
        near = 0 < phrase.span.start - mention.span.end <= 2
        if not near or mention.kind is not MentionKind.ORGANIZATION:
            continue
        before = reading.text[max(0, mention.span.start - 8) : mention.span.start].split()
        if before and before[-1].lower() == "the":
            before.pop()
        if before and before[-1].lower() in {"in", "at"}:
            name = mention.span.of(reading.text)
            for index, referent in enumerate(reading.referents):
                if referent.name == name:
                    return index
            return new_referent(reading, phrase, name, SpeakerKind.ORGANIZATION)
    return None


def is_relative(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a pronoun takes up the noun its clause hangs on: "who", "which"."""
    return phrase.form is Form.PRONOUN and reading.tokens[phrase.head].text.lower() in RELATIVE


def resolve_relative(reading: Reading, phrase: Phrase) -> int | Phrase:
    """Return whom a "who" takes up: the index of a referent, else the phrase of the noun."""
    tokens = reading.tokens
    noun = _find_antecedent(reading, phrase)
    apposed = tokens[noun].head if tokens[noun].dep == "appos" else None
    for place in (noun, apposed):
        for index, referent in enumerate(reading.referents):
            named = place is noun or referent.kind is SpeakerKind.PERSON
            if named and place is not None and _holds(referent, tokens[place].start):
                return index
    return describe_phrase(
        reading.text, tokens, reading.mentions, _span_antecedent(reading, noun, phrase)
    )


def _find_antecedent(reading: Reading, phrase: Phrase) -> int:
    tokens = reading.tokens
    verb = tokens[phrase.head].head
    noun = tokens[verb].head if tokens[verb].dep == "relcl" else max(phrase.first - 1, 0)
    if tokens[noun].pos not in _NOMINAL:  # hung on the verb by a slip: "met Vale, who said"
        noun = max(phrase.first - 1, 0)
    while noun > 0 and tokens[noun].pos not in _NOMINAL:
        noun -= 1
    who = tokens[phrase.head].text.lower() in {"who", "whom"}
    return _climb_to_person(reading, noun) if who else noun


def _span_antecedent(reading: Reading, noun: int, phrase: Phrase) -> Span:
    """Return the words of a noun before a relative: its whole name, or its phrase to the left."""
    tokens = reading.tokens
    for mention in reading.mentions:
        if mention.span.start <= tokens[noun].start < mention.span.end <= phrase.span.start:
            return mention.span
    first = noun
    while first > 0 and (tokens[first - 1].pos in _LEFT or tokens[first - 1].tag in _LEFT):
        first -= 1
    start, end = tokens[first].start, tokens[noun].end
    return Span(document_id=reading.document_id, start=start, end=end)


def _holds(referent: Referent, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in referent.spans)


def _climb_to_person(reading: Reading, noun: int) -> int:
    """Return the noun that "of" a place or a body hangs on: "envoy to Osk, who" is the envoy."""
    tokens = reading.tokens
    places = {m.span.start for m in reading.mentions if m.kind in _NO_PERSON}
    for _ in range(3):
        link = tokens[noun].head
        named = any(tokens[i].start in places for i in range(max(noun - 3, 0), noun + 1))
        if not named or tokens[noun].dep != "pobj" or tokens[link].head == link:
            break
        noun = tokens[link].head
    if tokens[noun].dep == "relcl":
        noun = tokens[noun].head
    return noun


def _unresolved(reading: Reading, phrase: Phrase, names: tuple[str, ...]) -> int:
    index = new_referent(reading, phrase, join_words(reading, phrase), SpeakerKind.UNRESOLVED)
    reading.referents[index].candidates = tuple(sorted(names))
    return index


def _resolve_first_person(reading: Reading, phrase: Phrase) -> int:
    """Return who says "I" or "we": the speaker inside quoted words, else the report's author."""
    if not is_quoted(reading, phrase.span):
        for index, referent in enumerate(reading.referents):
            if referent.name == AUTHOR:
                return index
        return new_referent(reading, phrase, AUTHOR, SpeakerKind.ANONYMOUS)
    for span, index in sorted(reading.spoke, reverse=True):
        paragraph = reading.text.rfind("\n", 0, phrase.span.start)
        if span.start > paragraph and reading.referents[index].kind is SpeakerKind.PERSON:
            return index
    return _unresolved(reading, phrase, ())


def _find_candidates(reading: Reading, phrase: Phrase, kinds: set[SpeakerKind]) -> list[Candidate]:
    sources = {span for span, _ in reading.spoke}
    inside = is_quoted(reading, phrase.span)
    host, other = (find(reading.tokens, phrase.head) for find in (find_host, find_addresser))
    apart = reading.tokens[other].start if other is not None else -1
    own = reading.own_words.get(phrase.span)
    found = []
    for key, referent in enumerate(reading.referents):
        if referent.kind not in kinds or not _can_be(referent, phrase, reading):
            continue
        if _holds(referent, apart):
            continue
        for span in referent.spans:
            if phrase.span.start - span.end > FAR or (own and own.covers(span)):
                continue
            if span.end <= phrase.span.start and (inside or not is_quoted(reading, span)):
                found.append(_make_candidate(reading, key, span, (span in sources, host)))
    return found


def _can_be(referent: Referent, phrase: Phrase, reading: Reading) -> bool:
    """Say whether number and humanity allow it: "he" is one person, "they" are several."""
    word = reading.tokens[phrase.head].text.lower()
    if word in PERSONAL | PLURAL and (referent.thing or referent.name.lower() in QUANTIFIERS):
        return False
    if referent.kind is SpeakerKind.ANONYMOUS:
        if word in NEUTER:
            return referent.thing and not referent.plural
        return referent.plural if word in PLURAL else bool(referent.nouns) and not referent.plural
    return True


def _guess_sex(referent: Referent) -> str | None:
    """Return what an earlier pronoun, else a given name, says weakly of somebody's sex."""
    return referent.heard or load_map("given_names").get(fold(referent.name.split()[0]))


def _make_candidate(
    reading: Reading, key: int, span: Span, place: tuple[bool, int | None]
) -> Candidate:
    tokens, (spoke, host) = reading.tokens, place
    first, last = find_token(tokens, span.start), find_token(tokens, span.end - 1) + 1
    verb = find_subject(tokens, first, last)
    told = spoke and not _is_agent(tokens, first, last)
    return Candidate(
        key=key,
        sentence=tokens[min(first, len(tokens) - 1)].sentence,
        start=span.start,
        subject=told or verb is not None,  # "according to Ruiz" is as good as "Ruiz said"
        main=told or (verb is not None and is_main(tokens, verb)),
        named=reading.referents[key].kind is not SpeakerKind.ANONYMOUS,
        spoke=spoke,
        sex=reading.referents[key].sex,
        given=_guess_sex(reading.referents[key]),
        local=verb is not None and verb == host,
    )


def _is_agent(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether words are who does it in a clause about another: "asked by Ruiz, Vale said"."""
    links = (tokens[token.head] for token in tokens[first:last] if token.dep == "pobj")
    return any(link.dep == "agent" and tokens[link.head].dep == "advcl" for link in links)
