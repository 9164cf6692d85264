"""Wordings: each proposition of a story in terms that other reports share.

Pronouns give way to whom they stand for, words to their stems, names to the entity they name,
numbers to values and days to dates. Wordings that are the same in all this are one reading, so
that a copied report weighs nothing when readings are compared.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.intervals import Intervals
from onrecord.lexicon import load_map, load_words
from onrecord.names import body_key, fold
from onrecord.records import (
    Act,
    Entity,
    Evidence,
    MentionKind,
    Proposition,
    Realis,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    TimexType,
    content_id,
)
from onrecord.story.claims.asides import is_condition, is_peg, is_stranded
from onrecord.story.claims.stems import stem
from onrecord.story.countries import find_countries, read_country

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_THIRD = {
    "he": {SpeakerKind.PERSON},
    "she": {SpeakerKind.PERSON},
    "his": {SpeakerKind.PERSON},
    "her": {SpeakerKind.PERSON},
    "it": {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM},
    "its": {SpeakerKind.ORGANIZATION, SpeakerKind.METONYM},
    "they": {SpeakerKind.GROUP},
}
# Taking a position on what somebody else must have said.
ANSWERS = frozenset(
    {Act.DENIES, Act.CONFIRMS, Act.COULD_NOT_CONFIRM, Act.DECLINED_TO_COMMENT, Act.NO_RESPONSE}
)
_DENYING = ("den", "disput")
_PRONOUNS = frozenset(
    {"i", "we", "he", "she", "it", "they", "this", "that", "these", "those", "you", "there", "who"}
)
# "It is not clear whether": neither so nor not so.
_KNOWN = frozenset({"clear", "known", "certain", "sure"})
_OPENING = 4
_NOBODY = frozenset({"nothing", "nobody", "none"})
_NEITHER = re.compile(r"\bneither (?:confirm|den)\w* nor (?:confirm|den)")
# How far back a sentence is read for what an answer is about.
_BESIDE = 160
_RELATIVE = ("who ", "which ", "that ", "whose ", "whom ", "where ", "in which ")
# A reading of fewer content words says too little to be told from others.
LEAST_STEMS = 2
LEAST_WORDS = 5
_HOUR = re.compile(r"(?<=T)\d{2}:\d{2}")
_DAY = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a wording: its value, its bound, and its unit or what it counts, if it says."""

    value: float
    bound: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a wording says, in terms other reports share; equal for verbatim the same words.

    `words` are its words with pronouns replaced, `stems` those of its content words (empty for
    the others); `subject`, `object` and `predicate` are indices into them. `names` are the
    entities named, `mode` whether it was, is to come, or only might be.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    lemma: str
    predicate: tuple[int, ...]
    subject: tuple[int, ...]
    object: tuple[int, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]
    negative: bool
    mode: str
    nominal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A proposition with its reading, the statement it stands in, its act and when it was said.

    `weighs` is false of what can be no claim by itself: a wish, a bare description of who somebody
    is, words that only point at what others said, or too few words. `whole` ones can be understood
    by themselves: they open with no pronoun and leave out no subject. `relative` ones tell more of
    somebody or something ("who had warned of it"). `beside` are the stems of the words round an
    answer, `told_by` those of the words for whoever says it.
    """

    proposition: Proposition
    reading: Reading
    statement: Statement | None
    act: Act
    date: str | None
    weighs: bool
    whole: bool
    relative: bool
    beside: frozenset[str] = frozenset()
    told_by: frozenset[str] = frozenset()
    calls: bool = False


def read_wordings(evidence: Sequence[Evidence], entities: Sequence[Entity]) -> list[Wording]:
    """Return the wordings of a story, in report order."""
    named: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        if read_country(entity.name):
            continue  # found by the table, whatever form they are named in
        for span in entity.mentions:
            named.setdefault(span.document_id, []).append((span.start, span.end, entity.id))
    return [
        wording
        for one in evidence
        for wording in _read_report(one, Intervals(named.get(one.document.id, ())))
    ]


def _read_report(one: Evidence, named: Intervals[str]) -> Iterator[Wording]:
    statements, text = {s.id: s for s in one.statements}, one.document.text
    reader = _Reader(one, named)
    made = [*one.propositions, *_make_answers(one)]
    for proposition in sorted(made, key=lambda p: (p.span, p.predicate, p.id)):
        statement = statements.get(proposition.statement_id or "")
        said = statement.said.value if statement and statement.said else None
        denied = reader.is_denied(proposition)
        reading = reader.read(proposition, statement, denied)
        act, calls = reader.read_act(statement), reader.calls(statement)
        relative = reader.opens_relative(proposition, statement)
        yield Wording(
            proposition=proposition,
            reading=reading,
            statement=statement,
            act=Act.DENIES if denied and act not in ANSWERS else act,
            date=said or one.document.published,
            weighs=_weighs(reading, statement, relative)
            and not (denied and statement is None)  # by whom isn't known
            and not is_peg(text, proposition)
            # Whether it is so may be what is asked or open: "could not say if they had crossed".
            and (act in ANSWERS or act is Act.ASKS or not is_condition(text, proposition)),
            whole=reader.stands_alone(proposition),
            relative=relative,
            beside=reader.read_beside(statement) if calls or act in ANSWERS else frozenset(),
            told_by=reader.read_teller(statement),
            calls=calls,
        )


def _make_answers(one: Evidence) -> Iterator[Proposition]:
    """Yield a bare proposition for each answer that has none: "has denied it", "did not reply"."""
    worded = {proposition.statement_id for proposition in one.propositions}
    for statement in one.statements:
        span = next(iter(statement.contents), statement.cue)
        if statement.act in ANSWERS and statement.id not in worded and span is not None:
            yield Proposition(
                id=content_id("answer", statement.id),
                document_id=statement.document_id,
                span=span,
                predicate=span,
                lemma="",
                terms=(),
                statement_id=statement.id,
                headline=statement.headline,
                nominal=True,
            )


class _Reader:
    """Looks up what stands where in one report."""

    def __init__(self, one: Evidence, named: Intervals[str]) -> None:
        self._text = one.document.text
        self._named = named
        self._mentions = Intervals((m.span.start, m.span.end, m) for m in one.mentions)
        self._figures = Intervals(
            (f.quantity.span.start, f.quantity.span.end, f.quantity) for f in one.figures
        )
        self._timexes = Intervals(
            (t.span.start, t.span.end, t)
            for t in one.timexes
            if t.type in {TimexType.DATE, TimexType.TIME}
        )

    def is_denied(self, made: Proposition) -> bool:
        """Say whether what turns a clause is a word of denial no statement was made of."""
        return any(n.of(self._text).lower().startswith(_DENYING) for n in made.negations)

    def read_act(self, statement: Statement | None) -> Act:
        """Return the act of a statement; who "neither confirmed nor denied" it, declined."""
        if statement is None:
            return Act.SAYS
        cue = statement.cue
        if statement.act in {Act.DENIES, Act.CONFIRMS} and cue is not None:
            around = self._text[max(0, cue.start - 30) : cue.end + 30].lower()
            if _NEITHER.search(around):
                return Act.DECLINED_TO_COMMENT
        return statement.act

    def calls(self, statement: Statement | None) -> bool:
        """Say whether a statement's cue calls something by a name: "called the reports …"."""
        if statement is None or statement.cue is None or statement.act is not Act.SAYS:
            return False
        words = statement.cue.of(self._text).lower().split()
        return words[0] in load_words("claim_callings")

    def read_beside(self, statement: Statement | None) -> frozenset[str]:
        """Return the stems of the words round an answer in its sentence, who answers aside."""
        if statement is None or statement.cue is None:
            return frozenset()
        cue = statement.cue
        start = max(self._text.rfind(mark, 0, cue.start) for mark in (". ", "\n", "? ", "” ", '" '))
        end = max([cue.end, *(c.start for c in statement.contents if c.start < cue.end + _BESIDE)])
        words = _WORD.findall(self._text[max(start, cue.start - _BESIDE) : cue.start])
        words += _WORD.findall(self._text[cue.end : end])
        return frozenset(stem(word) for word in words) - self.read_teller(statement) - {""}

    def read_teller(self, statement: Statement | None) -> frozenset[str]:
        """Return the stems of the words for whoever says it: "images seen by the Echo show"."""
        source = statement.attribution.source if statement else None
        words = _WORD.findall(source.of(self._text)) if source else []
        return frozenset(stem(word) for word in words) - {""}

    def opens_relative(self, made: Proposition, statement: Statement | None) -> bool:
        """Say whether a clause opens with a relative pronoun: "who teaches dam safety".

        What all that is said opens with is none: "confirmed that it had", "could not say who did".
        """
        if statement is not None and made.span.start in {c.start for c in statement.contents}:
            return False
        return self._text[made.span.start : made.span.end].lower().startswith(_RELATIVE)

    def stands_alone(self, made: Proposition) -> bool:
        """Say whether a clause has its subject in it, and no pronoun for one."""
        if made.subject is None:
            return made.object is not None and made.span.covers(made.object)
        low = made.subject.of(self._text).lower()
        return made.span.covers(made.subject) and low not in _PRONOUNS

    def read(self, made: Proposition, statement: Statement | None, denied: bool) -> Reading:
        """Return the reading of one proposition."""
        spans = [made.span]
        if made.subject and not made.subject.overlaps(made.span):
            spans.insert(0, made.subject)
        speaker = statement.attribution.speaker if statement else None
        indirect = statement is not None and statement.kind is not StatementKind.DIRECT
        words: list[str] = []
        places: list[Span] = []
        speaking = False
        for span in spans:
            for found in _WORD.finditer(self._text, span.start, span.end):
                place = Span(document_id=span.document_id, start=found.start(), end=found.end())
                # In "the ministry denied it" the word doesn't stand for the ministry.
                alone = made.nominal and span.end - span.start == len(found.group())
                stand_in = [] if alone else _stand_in(found.group(), speaker, indirect)
                speaking = speaking or bool(stand_in)
                for word in stand_in or [found.group()]:
                    words.append(word)
                    places.append(place)
        names = {key for span in spans for key in self._names(span)}
        if speaking and speaker:
            names.add(body_key(speaker.name))
        opening = {made.lemma, *(word.lower() for word in words[:_OPENING])}
        unknown = bool(made.negations) and not _KNOWN.isdisjoint(opening)
        return Reading(
            words=tuple(words),
            stems=tuple(
                # The telling word counts, whatever its kind: "off" in "the alarms were off".
                stem(word) or (fold(word) if place.overlaps(made.predicate) else "")
                for word, place in zip(words, places, strict=True)
            ),
            lemma=made.lemma,
            predicate=_inside(places, made.predicate),
            subject=_inside(places, made.subject),
            object=_inside(places, made.object),
            terms=made.terms,
            names=tuple(sorted(names)),
            numbers=tuple(self._numbers(spans)),
            days=tuple(self._match_times(spans, _DAY)),
            hours=tuple(self._match_times(spans, _HOUR)),
            negative=(len(made.negations) > denied and not unknown) or _opens_turned(words),
            mode="maybe" if unknown else _mode(made, statement),
            nominal=made.nominal,
        )

    def _names(self, span: Span) -> Iterator[str]:
        taken: list[tuple[int, int]] = []
        yield from self._named.overlapping(span.start, span.end)
        for start, end, country in find_countries(span.of(self._text)):
            taken.append((span.start + start, span.start + end))
            yield country.code
        for mention in self._mentions.overlapping(span.start, span.end):
            start, end = mention.span.start, mention.span.end
            known = any(True for _ in self._named.overlapping(start, end))
            within = any(a < end and start < b for a, b in taken)
            if mention.kind is not MentionKind.OTHER and not known and not within:
                yield body_key(" ".join(mention.span.of(self._text).split()))

    def _numbers(self, spans: Iterable[Span]) -> Iterator[Number]:
        for span in spans:
            for quantity in self._figures.overlapping(span.start, span.end):
                value = quantity.low if quantity.low is not None else quantity.high
                if value is not None:
                    kind = quantity.unit or quantity.head or ""
                    yield Number(value=value, bound=quantity.qualifier, kind=kind)

    def _match_times(self, spans: Iterable[Span], part: re.Pattern[str]) -> Iterator[str]:
        for span in spans:
            for timex in self._timexes.overlapping(span.start, span.end):
                if found := part.search(timex.value):
                    yield found.group()


def _stand_in(word: str, speaker: Speaker | None, indirect: bool) -> list[str]:
    """Return the words a pronoun stands for where that is its speaker, else nothing."""
    low = word.lower()
    if speaker is None:
        return []
    if low in _FIRST or (indirect and speaker.kind in _THIRD.get(low, ())):
        return _WORD.findall(speaker.name)[:6]
    return []


def _opens_turned(words: Sequence[str]) -> bool:
    return bool(words) and words[0].lower() in {
        "no",
        "nothing",
        "nobody",
        "none",
        "neither",
        "never",
    }


def _inside(places: Sequence[Span], span: Span | None) -> tuple[int, ...]:
    if span is None:
        return ()
    return tuple(index for index, place in enumerate(places) if place.overlaps(span))


def tells_something(reading: Reading) -> bool:
    """Say whether a clause says anything itself and doesn't only point: not "to comment"."""
    return not (reading.nominal or is_stranded(reading.words)) and bool(_own_stems(reading))


def _own_stems(reading: Reading) -> set[str]:
    pointers = load_map("claim_pointers")
    pairs = zip(reading.stems, reading.words, strict=True)
    return {stem for stem, word in pairs if word.lower() not in pointers} - {""}


def _weighs(reading: Reading, statement: Statement | None, relative: bool) -> bool:
    if reading.nominal or reading.mode == "asked" or is_stranded(reading.words):
        return False
    return len(_own_stems(reading)) >= LEAST_STEMS and not (relative and statement is None)


def _mode(made: Proposition, statement: Statement | None) -> str:
    """Return "was" for what is told as so, "asked", "coming" or "maybe" for what is not (yet)."""
    if made.realis is Realis.FUTURE:
        return "coming"
    if statement and statement.act in ANSWERS:
        return "was"  # "could not confirm whether it had": the question is whether it was so
    if made.realis is Realis.HYPOTHETICAL:
        return "asked" if statement and statement.act is Act.ASKS else "maybe"
    if statement and statement.act in {Act.PLEDGES, Act.ASKS} and made.nominal:
        return "coming"
    return "was"
