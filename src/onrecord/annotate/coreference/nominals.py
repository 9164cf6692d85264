"""Describing phrases as sources: "the spokeswoman", "two officials", "the ministry".

A definite phrase joins the one person whose role it repeats, or the earlier source whose
noun it takes up; anything else stays its own words.
"""

import re
from dataclasses import replace
from itertools import pairwise

from onrecord.annotate.coreference.aliases import find_pseudonym
from onrecord.annotate.coreference.media import find_medium
from onrecord.annotate.coreference.named_sources import resolve_name
from onrecord.annotate.coreference.phrases import Phrase, describe_phrase
from onrecord.annotate.coreference.referents import (
    Reading,
    Referent,
    find_affiliation,
    find_by_span,
    join_words,
    new_referent,
    strip_article,
)
from onrecord.annotate.coreference.roles import role_gender, role_noun
from onrecord.lexicon import load_words
from onrecord.names import body_key, is_medium, load_company_words
from onrecord.records import MentionKind, Reason, Role, Span, SpeakerKind
from onrecord.text import find_token


def resolve_nominal(reading: Reading, phrase: Phrase) -> int:
    """Return the index of the referent a describing phrase stands for."""
    words, head = join_words(reading, phrase), reading.tokens[phrase.head]
    noun = role_noun(head)
    if (medium := find_medium(reading, phrase, words)) is not None:
        return resolve_name(reading, phrase, medium)
    if not phrase.plural and (alias := _find_alias(reading, phrase)) is not None:
        return alias
    if not phrase.plural and noun:
        find = _find_by_role if phrase.definite else _find_named_later
        found = find(reading, phrase, noun)
        if found is not None:
            return found
    if phrase.definite and not phrase.plural and head.lemma.lower() in load_company_words("noun"):
        found = _find_company(reading, phrase)
        if found is not None:
            return found
    if phrase.plural and (pair := _find_pair(reading, phrase)) is not None:
        return pair
    if phrase.definite:
        found = _find_earlier_phrase(reading, phrase, head.lemma.lower())
        if found is None and not phrase.plural:
            found = _find_called_so(reading, phrase, head.text)
        if found is not None:
            return found
    same = _find_same_words(reading, words)
    if same is not None:
        return same
    return _new_nominal(reading, phrase, noun)


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


def _find_by_role(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the one person whose role holds the phrase's noun, introduced before or after."""
    before: list[int] = []
    after: list[int] = []
    for index, referent in enumerate(reading.referents):
        if referent.kind is SpeakerKind.PERSON and noun in referent.nouns:
            (before if min(referent.spans) < phrase.span else after).append(index)
    fits = before or after
    if len(fits) > 1:
        fits = _sharing_modifier(reading, phrase, fits) or _nearest(reading, phrase, fits)
    if len(fits) != 1 or _clashes(reading, phrase, reading.referents[fits[0]]):
        return None
    detail = (
        f"“{join_words(reading, phrase)}” repeats the role of {reading.referents[fits[0]].name}"
    )
    reading.referents[fits[0]].reasons.append(
        Reason(name="role", detail=detail, spans=(phrase.span,))
    )
    return fits[0]


def _nearest(reading: Reading, phrase: Phrase, fits: list[int]) -> list[int]:
    """Return the one of `fits` met in the phrase's own sentence or the one before it."""
    sentence = reading.tokens[phrase.head].sentence
    near = [
        index
        for index in fits
        for span in reading.referents[index].spans
        if span < phrase.span
        and sentence - reading.tokens[find_token(reading.tokens, span.start)].sentence <= 1
    ]
    return near[:1] if len(set(near)) == 1 else []


# Nouns too common to tie an unnamed speaker to somebody named later.
_COMMON = frozenset({"official", "analyst", "expert", "officer", "resident", "witness", "member"})


def _find_named_later(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the person first named after "a harbour spokeswoman" with just that role.

    News leads often hold a name back for a sentence or two; only one such person may be
    in the whole report, and "another", "second" or "one" forbid it.
    """
    opening = reading.tokens[phrase.first].text.lower()
    bare = reading.tokens[phrase.first].pos in {"NOUN", "PROPN", "ADJ"}  # as headlines have it
    if noun in _COMMON or not (bare or opening in {"a", "an"}):
        return None
    fits = [
        index
        for index, referent in enumerate(reading.referents)
        if referent.kind is SpeakerKind.PERSON and noun in referent.nouns
    ]
    if len(fits) != 1 or min(reading.referents[fits[0]].spans) < phrase.span:
        return None
    others = _modifiers(reading, phrase) & {"second", "third", "another", "other"}
    if others or _clashes(reading, phrase, reading.referents[fits[0]]):
        return None
    name = reading.referents[fits[0]].name
    detail = f"“{join_words(reading, phrase)}” is named below: {name}"
    reading.referents[fits[0]].reasons.append(
        Reason(name="named later", detail=detail, score=0.7, spans=(phrase.span,))
    )
    return fits[0]


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
    index = next(
        (i for i, r in enumerate(reading.referents) if body_key(r.name) == body_key(name)), None
    )
    if index is None:
        index = new_referent(reading, phrase, name, SpeakerKind.ORGANIZATION)
    detail = f"“{join_words(reading, phrase)}” takes up {name}, the one company named before it"
    reading.referents[index].reasons.append(
        Reason(name="the company", detail=detail, score=0.8, spans=(phrase.span,))
    )
    return index


def _find_called_so(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the one body whose name ends in the phrase's noun: "the bank" of "Vale Bank"."""
    if noun.lower() not in load_words("bodies") or _modifiers(reading, phrase):
        return None
    names = {
        body_key(name): name
        for mention in reading.mentions
        if mention.kind is MentionKind.ORGANIZATION
        and mention.span < phrase.span
        and " " in (name := mention.span.of(reading.text))
        and name.split()[-1].lower() == noun.lower()
    }
    if len(names) != 1:
        return None
    ((key, name),) = names.items()
    bodies = [i for i, r in enumerate(reading.referents) if body_key(r.name) == key]
    index = bodies[0] if bodies else new_referent(reading, phrase, name, SpeakerKind.ORGANIZATION)
    detail = f"“{join_words(reading, phrase)}” takes up {name}, the only one before it"
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


def _sharing_modifier(reading: Reading, phrase: Phrase, fits: list[int]) -> list[int]:
    wanted = _modifiers(reading, phrase)
    kept = [
        index
        for index in fits
        if wanted
        and any(wanted <= set(r.text.lower().split()) for r in reading.referents[index].roles)
    ]
    return kept


def _modifiers(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the naming words before the head: "Pentagon" in "the Pentagon spokesman"."""
    inner = reading.tokens[phrase.first : phrase.head]
    return {t.text.lower() for t in inner if t.pos in {"PROPN", "ADJ", "NOUN"}}


def _clashes(reading: Reading, phrase: Phrase, referent: Referent) -> bool:
    """Say whether the phrase names a body or rank that no role of the person does.

    Or a sex that is not theirs; of a "spokeswoman for the port" the port is looked at too.
    """
    words = reading.tokens[phrase.first : phrase.last if not phrase.definite else phrase.head]
    wanted = {t.text.lower() for t in words if t.pos == "PROPN"}
    sex = role_gender([reading.tokens[phrase.head]])
    if not phrase.definite and sex and referent.sex and sex != referent.sex:
        return True
    said = set(" ".join(role.text.lower() for role in referent.roles).split())
    return bool(wanted) and not wanted & said


def _find_earlier_phrase(reading: Reading, phrase: Phrase, lemma: str) -> int | None:
    """Return the nearest earlier source whose head noun is the same ("the two officials")."""
    for span, index in sorted(reading.spoke, reverse=True):
        referent = reading.referents[index]
        own = _modifiers(reading, phrase) - set(body_key(referent.name).split())
        if span < phrase.span and referent.kind is not SpeakerKind.PERSON and not own:
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
    if single or pair in load_words("bodies"):  # "the coast guard" is no guard
        index = new_referent(reading, phrase, strip_article(words), SpeakerKind.ORGANIZATION)
    else:
        index = new_referent(reading, phrase, words, SpeakerKind.ANONYMOUS)
    referent = reading.referents[index]
    referent.affiliation = find_affiliation(reading, phrase.span)
    referent.plural = phrase.plural
    referent.thing = head.lemma.lower() in load_words("documents")
    if noun:
        referent.nouns.add(noun)
    return index
