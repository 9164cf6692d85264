"""Describing phrases as sources: "the spokeswoman", "two officials", "the ministry".

A definite phrase joins the one person whose role it repeats, or the earlier source whose
noun it takes up; anything else stays its own words.
"""

import re
from dataclasses import replace
from itertools import pairwise

from onrecord.annotate.coreference.aliases import find_pseudonym
from onrecord.annotate.coreference.called_bodies import find_called_body
from onrecord.annotate.coreference.descriptions import find_described
from onrecord.annotate.coreference.holders import (
    find_by_office,
    find_by_role,
    find_modifiers,
    find_named_later,
    is_owned,
)
from onrecord.annotate.coreference.media import find_medium
from onrecord.annotate.coreference.named_sources import resolve_name
from onrecord.annotate.coreference.phrases import Phrase, describe_phrase
from onrecord.annotate.coreference.referents import (
    Reading,
    find_affiliation,
    find_by_span,
    join_words,
    new_referent,
    strip_article,
    take_body,
)
from onrecord.annotate.coreference.roles import role_noun
from onrecord.lexicon import load_words
from onrecord.names import body_key, is_medium, load_company_words
from onrecord.records import MentionKind, Reason, Role, Span, SpeakerKind, Token


def resolve_nominal(reading: Reading, phrase: Phrase) -> int:
    """Return the index of the referent a describing phrase stands for."""
    words, head = join_words(reading, phrase), reading.tokens[phrase.head]
    noun = role_noun(head)
    if (medium := find_medium(reading, phrase, words)) is not None:
        return resolve_name(reading, phrase, medium)
    if (namesake := _find_namesake(reading, words)) is not None:
        return namesake
    if not phrase.plural and (alias := _find_alias(reading, phrase)) is not None:
        return alias
    if not phrase.plural and noun and (held := _find_holder(reading, phrase, noun)) is not None:
        return held
    if (described := find_described(reading, phrase)) is not None:
        return described
    if phrase.definite and not phrase.plural and head.lemma.lower() in load_company_words("noun"):
        found = _find_company(reading, phrase)
        if found is not None:
            return found
    if phrase.plural and (pair := _find_pair(reading, phrase)) is not None:
        return pair
    if phrase.definite:
        found = _find_earlier_phrase(reading, phrase, head.lemma.lower())
        if found is None and not phrase.plural:
            found = find_called_so(reading, phrase, head.text)
        if found is None or reading.referents[found].described:
            body = find_called_body(reading, phrase, sure=found is not None)
            if body is not None and found is not None:
                _join(reading, found, body)
            found = found if body is None else body
        if found is not None:
            return found
    elif phrase.first == phrase.head and not (phrase.plural or _is_written(head)):  # "court orders"
        found = find_called_so(reading, phrase, head.text, anywhere=True)
        if found is not None:
            return found
    same = _find_same_words(reading, words)
    if same is not None:
        return same
    return _new_nominal(reading, phrase, noun)


def _join(reading: Reading, phrase: int, body: int) -> None:
    """Give a body what "a watchdog" said before its name was told."""
    reading.referents[body].spans += reading.referents[phrase].spans
    reading.referents[phrase].spans = []
    reading.spoke = [(span, body if i == phrase else i) for span, i in reading.spoke]


def _find_holder(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the person a phrase means by the role or office it names."""
    owned = is_owned(reading, phrase)
    found = None
    if phrase.definite or owned:
        found = find_by_role(reading, phrase, noun)
        found = find_by_office(reading, phrase) if found is None else found
    if found is None and not phrase.definite:
        found = find_named_later(reading, phrase, noun)
    return found


def _find_namesake(reading: Reading, words: str) -> int | None:
    """Return the one person a name stands for that was not known for one: "Vale" of Ana Vale."""
    if not words.istitle() or " " in words:
        return None
    fits = [
        index
        for index, referent in enumerate(reading.referents)
        if referent.kind is SpeakerKind.PERSON and referent.name.split()[-1] == words
    ]
    return fits[0] if len(fits) == 1 else None


def _find_alias(reading: Reading, phrase: Phrase) -> int | None:
    """Return the person the phrase is named as for this report, with the phrase as a role."""
    mention = find_pseudonym(reading.text, phrase.span, reading.mentions)
    found = find_by_span(reading, mention.span) if mention else None
    if mention is None or found is None:
        return None
    referent, first = reading.referents[found], reading.tokens[phrase.first]
    opens = min(phrase.first + (first.pos == "DET"), phrase.head)
    end = min(phrase.span.end, mention.span.start)
    cut = re.search(r",? (?:who|whom|whose)\b", phrase.span.of(reading.text))
    end = min(end, phrase.span.start + cut.start()) if cut else end
    span = replace(phrase.span, start=reading.tokens[opens].start, end=end)
    referent.roles.append(Role(text=" ".join(span.of(reading.text).split()), span=span))
    detail = f"the report calls “{join_words(reading, phrase)}” {referent.name}"
    referent.reasons.append(Reason(name="alias", detail=detail, score=0.8, spans=(phrase.span,)))
    return found


def _find_company(reading: Reading, phrase: Phrase) -> int | None:
    """Return the one company named before "the company"; governments and media are none."""
    names: dict[str, str] = {}
    for mention in reading.mentions:
        name = mention.span.of(reading.text)
        words = [word.lower() for word in name.split()]
        if (
            mention.kind is MentionKind.ORGANIZATION
            and mention.span < phrase.span
            and not is_medium(name)
            and words[-1] not in load_words("bodies")
        ):
            names.setdefault(words[0], name)
    endings = load_company_words("ending")
    firms = [name for name in names.values() if name.split()[-1] in endings]
    if len(names) != 1 and len(firms) != 1:
        return None
    name = firms[0] if firms else next(iter(names.values()))
    index = take_body(reading, phrase, name)
    detail = f"“{join_words(reading, phrase)}” takes up {name}, the one company named before it"
    reading.referents[index].reasons.append(
        Reason(name="the company", detail=detail, score=0.8, spans=(phrase.span,))
    )
    return index


def find_called_so(
    reading: Reading, phrase: Phrase, noun: str, *, anywhere: bool = False
) -> int | None:
    """Return the one body whose name ends in the phrase's noun: "the bank" of "Vale Bank".

    What stands before the noun must be in the name too: "the Vale bank". The name must stand before
    the phrase, or `anywhere`.
    """
    if noun.lower() not in load_words("bodies"):
        return None
    wanted = find_modifiers(reading, phrase)
    names = {
        body_key(name): name
        for mention in reading.mentions
        if mention.kind is MentionKind.ORGANIZATION
        and (anywhere or mention.span < phrase.span)
        and " " in (name := mention.span.of(reading.text))
        and name.split()[-1].lower() == noun.lower()
        and wanted <= set(name.lower().split())
    }
    if len(names) != 1:
        return None
    (name,) = names.values()
    index = take_body(reading, phrase, name)
    detail = f"“{join_words(reading, phrase)}” takes up {name}, the only one called so"
    reading.referents[index].reasons.append(
        Reason(name="same noun", detail=detail, score=0.8, spans=(phrase.span,))
    )
    return index


def _find_pair(reading: Reading, phrase: Phrase) -> int | None:
    """Return the two named together before "the two nations", "both sides"."""
    words = join_words(reading, phrase).lower()
    if not re.match(
        r"(?:the two|both) (?:\w+ )?(?:nations|countries|sides|governments|allies)$", words
    ):
        return None
    before = [m for m in reading.mentions if m.span < phrase.span and m.kind in _POWERS]
    pairs = [
        (left.span.of(reading.text), right.span.of(reading.text))
        for left, right in pairwise(before)
        if reading.text[left.span.end : right.span.start] in {" and ", " and the "}
    ]
    if not pairs or phrase.span.start - before[-1].span.end > _NEAR:
        return None
    for index, referent in enumerate(reading.referents):
        if referent.members == pairs[-1]:
            return index
    index = new_referent(reading, phrase, " and ".join(pairs[-1]), SpeakerKind.GROUP)
    reading.referents[index].plural = True
    reading.referents[index].members = pairs[-1]
    return index


_POWERS = frozenset({MentionKind.PLACE, MentionKind.ORGANIZATION})
_NEAR = 400  # characters: a pair named further back may not be the two that are meant


def _find_earlier_phrase(reading: Reading, phrase: Phrase, lemma: str) -> int | None:
    """Return the nearest earlier source whose head noun is the same ("the two officials")."""
    for span, index in sorted(reading.spoke, reverse=True):
        referent = reading.referents[index]
        own = find_modifiers(reading, phrase) - set(body_key(referent.name).split())
        several = bool(referent.members) and not phrase.plural
        single = referent.kind is not SpeakerKind.PERSON and not several
        if span < phrase.span and single and not own:
            tail = referent.name.lower().split()[-1]
            body = referent.kind is not SpeakerKind.ANONYMOUS
            named = body and lemma in {_singular(tail), tail}
            if named or lemma in _head_lemmas(reading, span):
                detail = f"“{join_words(reading, phrase)}” takes up “{referent.name}”"
                referent.reasons.append(
                    Reason(name="same noun", detail=detail, spans=(phrase.span,))
                )
                return index
    return None


def _head_lemmas(reading: Reading, span: Span) -> set[str]:
    phrase = describe_phrase(reading.text, reading.tokens, reading.mentions, span)
    return {reading.tokens[phrase.head].lemma.lower()}


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _find_same_words(reading: Reading, words: str) -> int | None:
    """Return a describing phrase already met in the same words, when it names a body or group."""
    for index, referent in enumerate(reading.referents):
        same = body_key(referent.name) == body_key(words)
        if same and referent.kind not in {SpeakerKind.PERSON, SpeakerKind.UNRESOLVED}:
            return index
    return None


def _new_nominal(reading: Reading, phrase: Phrase, noun: str | None) -> int:
    words, head = join_words(reading, phrase), reading.tokens[phrase.head]
    pair = " ".join(
        t.text.lower() for t in reading.tokens[max(phrase.head - 1, 0) : phrase.head + 1]
    )
    single = noun is None and head.lemma.lower() in load_words("bodies")
    written = _is_written(head)
    if (single and not written) or pair in load_words("bodies"):  # "the coast guard" is no guard
        index = new_referent(reading, phrase, strip_article(words), SpeakerKind.ORGANIZATION)
    else:
        index = new_referent(reading, phrase, words, SpeakerKind.ANONYMOUS)
    referent = reading.referents[index]
    referent.affiliation = find_affiliation(reading, phrase.span)
    referent.plural = phrase.plural
    opening = reading.tokens[phrase.first].text.lower()
    referent.described = not phrase.plural and opening in {"a", "an"}
    referent.thing = written
    if noun:
        referent.nouns.add(noun)
    return index


def _is_written(head: Token) -> bool:
    """Say whether a noun is for something written: "the letter" is nobody."""
    return head.lemma.lower() in load_words("documents")
