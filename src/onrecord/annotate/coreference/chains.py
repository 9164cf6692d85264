"""Chains: every source of a quotation taken to the somebody it stands for, with reasons.

People come from their names; bodies from theirs; describing phrases join a person whose
role they repeat; pronouns are weighed. What cannot be decided stays its own words, with
the candidates. Nothing is looked up outside the report but the word lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.annotate.coreference.bodies import body_kind, stands_for
from onrecord.annotate.coreference.people import Person, find_full_names, gather_people
from onrecord.annotate.coreference.phrases import Form, Phrase, describe_phrase
from onrecord.annotate.coreference.pronouns import (
    NEUTER,
    PERSONAL,
    PLURAL,
    RELATIVE,
    SPEAKING,
    Candidate,
    choose,
    is_subject,
)
from onrecord.annotate.coreference.roles import (
    find_role_after,
    find_role_before,
    role_gender,
    role_noun,
)
from onrecord.annotate.syntax import find_token
from onrecord.lexicon import load_map, load_words
from onrecord.names import body_key, fold
from onrecord.records import (
    CoreferenceChain,
    Mention,
    MentionKind,
    Quotation,
    Reason,
    Role,
    Span,
    SpeakerKind,
    Token,
    content_id,
)
from onrecord.text import find_quoted


@dataclass(slots=True, kw_only=True)
class Referent:
    """Somebody or some body while the report is being read."""

    name: str
    kind: SpeakerKind
    spans: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    affiliation: str | None = None
    sex: str | None = None
    plural: bool = False
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reasons: list[Reason] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Reading:
    """One report being read: its words, what is known so far, who spoke where."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    document_id: str
    referents: list[Referent] = field(default_factory=list)
    spoke: list[tuple[Span, int]] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)


def find_chains(
    text: str,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    document_id: str,
) -> tuple[CoreferenceChain, ...]:
    """Return the chains of a report; each quotation's source span is in exactly one."""
    reading = Reading(text=text, tokens=tokens, mentions=mentions, document_id=document_id)
    reading.quoted = list(find_quoted(text))
    if not tokens:
        return ()
    _introduce_people(reading)
    sources = sorted({q.source for q in quotations if q.source})
    phrases = [describe_phrase(text, tokens, mentions, source) for source in sources]
    deferred = []
    for phrase in phrases:
        if phrase.form in {Form.PERSON, Form.BODY, Form.JOINED}:
            _add(reading, phrase, _resolve_named(reading, phrase))
        else:
            deferred.append(phrase)
    for phrase in deferred:
        resolve = _resolve_pronoun if phrase.form is Form.PRONOUN else _resolve_nominal
        _add(reading, phrase, resolve(reading, phrase))
    return tuple(_make_chain(reading, referent) for referent in _in_order(reading.referents))


def _in_order(referents: Sequence[Referent]) -> list[Referent]:
    return sorted(referents, key=lambda r: (min(r.spans), r.name))


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
    reading.spoke.append((phrase.span, index))


def _new(reading: Reading, phrase: Phrase, name: str, kind: SpeakerKind) -> int:
    reading.referents.append(Referent(name=name, kind=kind, spans=[phrase.span]))
    return len(reading.referents) - 1


def _words(reading: Reading, phrase: Phrase) -> str:
    return " ".join(phrase.span.of(reading.text).split())


# ── People ──────────────────────────────────────────────────────────────────────────────


def _introduce_people(reading: Reading) -> None:
    for person in gather_people(reading.text, reading.mentions):
        kind = SpeakerKind.UNRESOLVED if person.candidates else SpeakerKind.PERSON
        referent = Referent(name=person.name, kind=kind, candidates=person.candidates)
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
    for found in (find_role_before(tokens, first), find_role_after(tokens, last)):
        if found is None:
            continue
        words = tokens[found[0] : found[1]]
        role_span = Span(document_id=reading.document_id, start=words[0].start, end=words[-1].end)
        role_text = " ".join(role_span.of(reading.text).split())
        if role_text.lower() not in {role.text.lower() for role in referent.roles}:
            referent.roles.append(Role(text=role_text, span=role_span))
        referent.nouns |= {noun for token in words if (noun := role_noun(token))}
        referent.sex = referent.sex or role_gender(words)
        referent.affiliation = referent.affiliation or _find_affiliation(reading, role_span)
    if first and (title := role_gender([tokens[first - 1]])):
        referent.sex = referent.sex or title


def _find_affiliation(reading: Reading, role: Span) -> str | None:
    """Return the body named inside a role: an organisation first, else a place or people."""
    inside = [m for m in reading.mentions if role.covers(m.span)]
    for kinds in (
        {MentionKind.ORGANIZATION},
        {MentionKind.PLACE},
        {MentionKind.GROUP},
    ):
        for mention in inside:
            if mention.kind in kinds:
                return mention.span.of(reading.text)
    return None


# ── Named sources ───────────────────────────────────────────────────────────────────────


def _resolve_named(reading: Reading, phrase: Phrase) -> int:
    if phrase.form is Form.JOINED:
        return _resolve_joined(reading, phrase)
    if phrase.form is Form.PERSON:
        found = _find_by_span(reading, phrase.names[0].span)
        if found is not None:
            return found
    return _resolve_body(reading, phrase)


def _find_by_span(reading: Reading, span: Span) -> int | None:
    for index, referent in enumerate(reading.referents):
        if span in referent.spans:
            return index
    return None


def _resolve_joined(reading: Reading, phrase: Phrase) -> int:
    members = []
    for mention in phrase.names:
        found = _find_by_span(reading, mention.span)
        name = mention.span.of(reading.text)
        members.append(reading.referents[found].name if found is not None else name)
    for index, referent in enumerate(reading.referents):
        if referent.members == tuple(members):
            return index
    index = _new(reading, phrase, " and ".join(members), SpeakerKind.GROUP)
    reading.referents[index].plural = True
    reading.referents[index].members = tuple(members)
    return index


def _resolve_body(reading: Reading, phrase: Phrase) -> int:
    words = _words(reading, phrase)
    head = reading.tokens[phrase.head]
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
    label = phrase.names[0].kind if phrase.names else None
    index = _new(reading, phrase, _display(words), body_kind(words, label))
    reading.referents[index].affiliation = stands_for(words)
    return index


_NOBODY = frozenset({SpeakerKind.PERSON, SpeakerKind.UNRESOLVED, SpeakerKind.GROUP})


def _display(words: str) -> str:
    """Return a body's words as a name: without a leading article.

    >>> _display("The Pentagon")
    'Pentagon'
    """
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else words


# ── Describing phrases ──────────────────────────────────────────────────────────────────


def _resolve_nominal(reading: Reading, phrase: Phrase) -> int:
    words, head = _words(reading, phrase), reading.tokens[phrase.head]
    noun = role_noun(head)
    if phrase.definite and not phrase.plural and noun:
        found = _find_by_role(reading, phrase, noun)
        if found is not None:
            return found
    if phrase.definite:
        found = _find_earlier_phrase(reading, phrase, head.lemma.lower())
        if found is not None:
            return found
    same = _find_same_words(reading, words)
    if same is not None:
        return same
    return _new_nominal(reading, phrase, noun)


def _find_by_role(reading: Reading, phrase: Phrase, noun: str) -> int | None:
    """Return the one person whose role holds the phrase's noun, introduced before or after."""
    before: list[int] = []
    after: list[int] = []
    for index, referent in enumerate(reading.referents):
        if referent.kind is SpeakerKind.PERSON and noun in referent.nouns:
            (before if min(referent.spans) < phrase.span else after).append(index)
    fits = before or after
    if len(fits) > 1:
        fits = _sharing_modifier(reading, phrase, fits)
    if len(fits) != 1 or _clashes(reading, phrase, reading.referents[fits[0]]):
        return None
    detail = f"“{_words(reading, phrase)}” repeats the role of {reading.referents[fits[0]].name}"
    reading.referents[fits[0]].reasons.append(
        Reason(name="role", detail=detail, spans=(phrase.span,))
    )
    return fits[0]


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
    """Say whether the phrase names a body or rank that no role of the person does."""
    wanted = {
        t.text.lower() for t in reading.tokens[phrase.first : phrase.head] if t.pos == "PROPN"
    }
    said = set(" ".join(role.text.lower() for role in referent.roles).split())
    return bool(wanted) and not wanted & said


def _find_earlier_phrase(reading: Reading, phrase: Phrase, lemma: str) -> int | None:
    """Return the nearest earlier source whose head noun is the same ("the two officials")."""
    for span, index in sorted(reading.spoke, reverse=True):
        referent = reading.referents[index]
        if span < phrase.span and referent.kind is not SpeakerKind.PERSON:
            tail = referent.name.lower().split()
            if lemma in {_singular(tail[-1]), tail[-1]} or lemma in _head_lemmas(reading, span):
                detail = f"“{_words(reading, phrase)}” takes up “{referent.name}”"
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
    words, head = _words(reading, phrase), reading.tokens[phrase.head]
    if noun is None and head.lemma.lower() in load_words("bodies"):
        index = _new(reading, phrase, _display(words), SpeakerKind.ORGANIZATION)
    else:
        index = _new(reading, phrase, words, SpeakerKind.ANONYMOUS)
    referent = reading.referents[index]
    referent.affiliation = _find_affiliation(reading, phrase.span)
    referent.plural = phrase.plural
    if noun:
        referent.nouns.add(noun)
    return index


# ── Pronouns ────────────────────────────────────────────────────────────────────────────


def _resolve_pronoun(reading: Reading, phrase: Phrase) -> int:
    word = reading.tokens[phrase.head].text.lower()
    if word in RELATIVE:
        return _resolve_relative(reading, phrase)
    if word in PERSONAL:
        kinds = {SpeakerKind.PERSON, SpeakerKind.ANONYMOUS}
    elif word in PLURAL:
        kinds = {SpeakerKind.GROUP, SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION}
    elif word in NEUTER:
        kinds = {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM}
    elif word in SPEAKING:
        return _resolve_first_person(reading, phrase)
    else:  # "everyone", "some": nobody in particular
        return _new(reading, phrase, _words(reading, phrase), SpeakerKind.ANONYMOUS)
    sentence = reading.tokens[phrase.head].sentence
    chosen, rivals = choose(_find_candidates(reading, phrase, kinds), word, sentence)
    if chosen is not None:
        name = reading.referents[chosen].name
        detail = f"“{_words(reading, phrase)}” is {name}: nearest subject or speaker before it"
        reading.referents[chosen].reasons.append(
            Reason(name="pronoun", detail=detail, score=0.8, spans=(phrase.span,))
        )
        return chosen
    return _unresolved(reading, phrase, tuple(reading.referents[key].name for key in rivals))


def _resolve_relative(reading: Reading, phrase: Phrase) -> int:
    """Return whom a "who" takes up: the noun its clause hangs on."""
    tokens = reading.tokens
    verb = tokens[phrase.head].head
    noun = tokens[verb].head if tokens[verb].dep == "relcl" else max(phrase.first - 1, 0)
    while noun > 0 and tokens[noun].pos == "PUNCT":
        noun -= 1
    for index, referent in enumerate(reading.referents):
        if any(s.start <= tokens[noun].start < s.end for s in referent.spans):
            return index
    first = noun
    while first > 0 and tokens[first - 1].pos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
        first -= 1
    name = " ".join(reading.text[tokens[first].start : tokens[noun].end].split())
    return _new(reading, phrase, name, SpeakerKind.ANONYMOUS)


def _unresolved(reading: Reading, phrase: Phrase, names: tuple[str, ...]) -> int:
    index = _new(reading, phrase, _words(reading, phrase), SpeakerKind.UNRESOLVED)
    reading.referents[index].candidates = tuple(sorted(names))
    return index


def _resolve_first_person(reading: Reading, phrase: Phrase) -> int:
    """Return who is speaking where "I" or "we" stands inside quoted words."""
    for span, index in sorted(reading.spoke, reverse=True):
        paragraph = reading.text.rfind("\n", 0, phrase.span.start)
        if span.start > paragraph and reading.referents[index].kind is SpeakerKind.PERSON:
            return index
    return _unresolved(reading, phrase, ())


def _find_candidates(reading: Reading, phrase: Phrase, kinds: set[SpeakerKind]) -> list[Candidate]:
    sources = {span for span, _ in reading.spoke}
    inside = _is_quoted(reading, phrase.span)
    found = []
    for key, referent in enumerate(reading.referents):
        if referent.kind not in kinds or not _can_be(referent, phrase, reading):
            continue
        for span in referent.spans:
            if span.end <= phrase.span.start and (inside or not _is_quoted(reading, span)):
                found.append(_make_candidate(reading, key, span, span in sources))
    return found


def _can_be(referent: Referent, phrase: Phrase, reading: Reading) -> bool:
    """Say whether number and humanity allow it: "he" is one person, "they" are several."""
    word = reading.tokens[phrase.head].text.lower()
    if referent.kind is SpeakerKind.ANONYMOUS:
        return referent.plural if word in PLURAL else bool(referent.nouns) and not referent.plural
    return True


def _is_quoted(reading: Reading, span: Span) -> bool:
    return any(start <= span.start < end for start, end in reading.quoted)


def _make_candidate(reading: Reading, key: int, span: Span, spoke: bool) -> Candidate:
    tokens = reading.tokens
    first, last = find_token(tokens, span.start), find_token(tokens, span.end - 1) + 1
    return Candidate(
        key=key,
        sentence=tokens[min(first, len(tokens) - 1)].sentence,
        start=span.start,
        subject=is_subject(tokens, first, last),
        spoke=spoke,
        sex=reading.referents[key].sex,
        given=load_map("given_names").get(fold(reading.referents[key].name.split()[0])),
    )
