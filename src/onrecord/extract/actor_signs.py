"""Signs of who somebody is: the words of a phrase that say a country or a sector.

Names and nouns of the tables of actors, found among the words that hang on the phrase's head by
modifiers alone. Conjuncts are participants of their own, and what clauses say ("soldiers who
fought Russians") is not who somebody is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.localities import resolve_locality
from onrecord.lexicon import load_words
from onrecord.lexicon.actors import Entry, Kind, find_names, find_nouns, hyphened
from onrecord.lexicon.places import choose_town, find_towns
from onrecord.parses import find_range
from onrecord.records import AnnotatedDocument, Mention, MentionKind, Span, Token

_STRANGERS = frozenset({"cc", "relcl", "acl", "advcl", "ccomp", "parataxis", "punct"})
_FAR = frozenset({"in", "at", "for", "with", "near", "on"})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "onetime"})
# Heads that count or measure; who is meant stands after "of".
_COUNTS = load_words("counting_heads")
OWN, OF, IN, ASIDE = 0, 1, 2, 3  # how far a sign stands from the head


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word that says country or sector: the entry it is listed under and where it stands.

    `distance` is by grammar: the head or before it, after "of", after "in", beside it.
    `former` marks a phrase about the past ("ex-president"), `named` one headed by a name.
    """

    entry: Entry
    span: Span
    at_head: bool
    distance: int
    former: bool = False
    named: bool = False


def read_signs(
    annotated: AnnotatedDocument, span: Span, head: Span, *, aside: bool = False
) -> list[Sign]:
    """Return the words of a phrase that say country or sector, its head's first, then the nearest.

    With `aside`, those of its appositions instead ("Vale, the water minister").
    """
    tokens = annotated.tokens
    at = find_head(annotated, head)
    if at is None:
        return []
    inside = [i for i in find_range(tokens, span) if span.start <= tokens[i].start < span.end]
    at = _skip_count(tokens, inside, at)
    steps = {i: _measure(tokens, i, at) for i in inside}
    own = [i for i in inside if (steps[i] == ASIDE if aside else steps[i] in {OWN, OF, IN})]
    former = any(tokens[i].lemma.lower() in _FORMER for i in own)
    named = tokens[at].pos == "PROPN"
    signs = []
    found = (*_find_named(annotated, own), *_find_nouns(annotated, own))
    for low, high, entry in (*found, *_find_heads(tokens, own, found)):
        covered = [i for i in own if low <= tokens[i].start < high]
        if not covered:
            continue
        at_head = at in covered or (aside and any(tokens[i].dep == "appos" for i in covered))
        if at_head or not entry.head_only:
            place = Span(document_id=annotated.document.id, start=low, end=high)
            signs.append(
                Sign(
                    entry=entry,
                    span=place,
                    at_head=at_head,
                    distance=steps[covered[0]] or OWN,
                    former=former,
                    named=named,
                )
            )
    near = tokens[at].start
    return sorted(
        signs,
        key=lambda s: (
            not s.at_head,
            s.distance,
            -_length(s) * s.at_head,
            abs(s.span.start - near),
        ),
    )


def _length(sign: Sign) -> int:
    return sign.span.end - sign.span.start


def find_head(annotated: AnnotatedDocument, head: Span) -> int | None:
    """Return the token inside `head` on which the others of it hang, or None."""
    tokens = annotated.tokens
    indices = find_range(tokens, head)
    inside = [i for i in indices if head.start <= tokens[i].start < head.end]
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _skip_count(tokens: Sequence[Token], inside: Sequence[int], at: int) -> int:
    """Return who is counted: "soldiers" in "thousands of soldiers"."""
    for _ in range(len(inside)):
        if tokens[at].lemma.lower() not in _COUNTS and tokens[at].pos != "NUM":
            return at
        of = [i for i in inside if tokens[i].head == at and tokens[i].lemma.lower() == "of"]
        after = [i for i in inside if tokens[i].dep == "pobj" and tokens[i].head in of]
        if not after:
            return at
        at = after[0]
    return at


def _measure(tokens: Sequence[Token], index: int, head: int) -> int | None:
    """Return how far a word stands from the head by grammar; None if it is not of the phrase."""
    distance = OWN
    for _ in range(len(tokens)):
        if index == head:
            return distance
        token = tokens[index]
        if token.dep in _STRANGERS or token.head == index:
            return None
        if token.dep == "conj" and token.head == head:
            return None
        if token.dep == "appos":
            distance = max(distance, ASIDE)
        if token.dep == "prep":
            word = token.lemma.lower()
            if word not in _FAR and word not in {"of", "from"}:
                return None
            distance = max(distance, IN if word in _FAR else OF)
        index = token.head
    return None


def _find_named(
    annotated: AnnotatedDocument, own: Sequence[int]
) -> Iterator[tuple[int, int, Entry]]:
    """Yield the names in a phrase: of the tables, and of towns the report's places name."""
    if not own:
        return
    tokens, text = annotated.tokens, annotated.document.text
    start, end = tokens[own[0]].start, tokens[own[-1]].end
    inside = [m for m in annotated.mentions if m.span.start < end and start < m.span.end]
    people = [m for m in inside if m.kind is MentionKind.PERSON]
    taken = []
    for low, high, entry in _list_single(inside, find_names(text, start, end)):
        peoples = entry.kind is Kind.DEMONYM and _ETHNIC.search(text[:low][-8:])
        another = entry.kind is Kind.OFFICE and text.startswith(" for ", high)
        if not _is_person(text, people, low, high) and not peoples and not another:
            taken.append((low, high))
            yield low, high, entry
    for mention in inside:
        low, high = mention.span.start, mention.span.end
        if mention.kind is MentionKind.PLACE and not any(
            low < stop and begin < high for begin, stop in taken
        ):
            town = choose_town(find_towns(text[low:high]))
            country = town.country if town else _find_country(annotated, mention, people)
            if country:
                yield low, high, Entry(form=text[low:high], kind=Kind.TOWN, countries=(country,))


def _find_country(
    annotated: AnnotatedDocument, mention: Mention, people: Sequence[Mention]
) -> str | None:
    """Return the country of a place that is no town of the table: "Kursk Oblast"."""
    span, text = mention.span, annotated.document.text
    if hyphened(text, span.start, span.end) or any(m.span.overlaps(span) for m in people):
        return None
    return resolve_locality(annotated, span).country


def _list_single(
    inside: Sequence[Mention], found: Iterable[tuple[int, int, Entry]]
) -> list[tuple[int, int, Entry]]:
    """Return the names but the countries of which a body's name holds two: it is neither's.

    "The China Britain Services Group".
    """
    names = list(found)
    bodies = [m.span for m in inside if m.kind is MentionKind.ORGANIZATION]
    for body in bodies if len(names) > 1 else ():
        held = [
            name
            for name in names
            if body.start <= name[0] and name[1] <= body.end and name[2].kind in _OF_STATES
        ]
        if len({name[2].countries for name in held}) > 1:
            names = [name for name in names if name not in held]
    return names


_OWNED = re.compile(r"['’]s $")
_OF_STATES = frozenset({Kind.COUNTRY, Kind.DEMONYM})
_ETHNIC = re.compile(r"ethnic $", re.IGNORECASE)  # says a people, not a country


def _is_person(text: str, people: Sequence[Mention], start: int, end: int) -> bool:
    """Say whether a name is part of a person's ("Jordan" in "Dana Jordan").

    A lone name that is a country's is the country, whatever it was taken for.
    """
    return any(
        m.span.start < end
        and start < m.span.end
        and len(m.span.of(text)) > end - start
        and not _OWNED.search(text[m.span.start : start])  # "Vale's Labour" is no person
        for m in people
    )


def _find_nouns(
    annotated: AnnotatedDocument, own: Sequence[int]
) -> Iterator[tuple[int, int, Entry]]:
    tokens, text = annotated.tokens, annotated.document.text
    for first, last in _list_runs(own):
        run = tokens[first : last + 1]
        lemmas, words = [t.lemma.lower() for t in run], [t.text.lower() for t in run]
        for low, high, entry in find_nouns(lemmas, words):
            if not hyphened(text, run[low].start, run[high - 1].end):  # "anti-government"
                yield run[low].start, run[high - 1].end, entry


def _find_heads(
    tokens: Sequence[Token], own: Sequence[int], found: Sequence[tuple[int, int, Entry]]
) -> Iterator[tuple[int, int, Entry]]:
    """Yield the "head" of a country itself, who governs it; no "head of a Kenyan bank"."""
    states = {high for _, high, entry in found if entry.kind is Kind.COUNTRY}
    for index in own:
        of = tokens[index].head
        if tokens[index].end in states and tokens[index].dep == "pobj" and tokens[of].text == "of":
            head = tokens[tokens[of].head]
            if head.lemma.lower() == "head":
                yield head.start, head.end, Entry(form="head", kind=Kind.NOUN, sectors=("GOV",))


def _list_runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of neighbouring indices."""
    first = None
    for place, index in enumerate(indices):
        first = index if first is None else first
        if place + 1 == len(indices) or indices[place + 1] != index + 1:
            yield first, index
            first = None
