"""Participants: who acts or is acted on, by name, country and sector, and the words that say so.

The name comes through the report's coreference chains; country codes (ISO 3166-1 alpha-3) and
PLOVER sectors come from the words of the phrase itself, then from the roles and the affiliation
the report gives that somebody. Nothing is known of persons beyond the report: where no word
says country or sector, there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.clauses import find_range, find_root
from onrecord.lexicon.actors import Entry, Kind, find_names, find_nouns
from onrecord.records import (
    AnnotatedDocument,
    CoreferenceChain,
    Mention,
    MentionKind,
    Participant,
    Reason,
    Span,
    Token,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word that says country or sector: the entry it is listed under and where it stands."""

    entry: Entry
    span: Span
    at_head: bool


def resolve_participant(annotated: AnnotatedDocument, span: Span, head: Span) -> Participant:
    """Return who the phrase `span` with the head word `head` is, as far as the report says.

    Total: a span outside the text or without words gives a participant with its own words only.
    """
    text = annotated.document.text
    chain = find_chain(annotated, head)
    words = read_signs(annotated, span, head)
    told = _read_chain(annotated, chain) if chain else []
    countries, why_countries = _choose_countries(words) or _choose_countries(told) or ((), ())
    sectors, why_sectors = _choose_sectors(words) or _choose_sectors(told) or ((), ())
    name = chain.name if chain else " ".join(span.of(text).split())
    return Participant(
        span=span,
        head=head,
        name=name,
        chain_id=chain.id if chain else None,
        countries=countries,
        sectors=sectors,
        reasons=(
            *(_explain("country", sign, sign.entry.countries) for sign in why_countries),
            *(_explain("sector", sign, sign.entry.sectors) for sign in why_sectors),
        ),
    )


def find_chain(annotated: AnnotatedDocument, head: Span) -> CoreferenceChain | None:
    """Return the chain with a mention whose head word is `head`; if many, the shortest's."""
    found = [
        (mention.end - mention.start, number, chain)
        for number, chain in enumerate(annotated.chains)
        for mention in chain.mentions
        if mention.covers(head) and _heads(annotated, mention, head)
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _heads(annotated: AnnotatedDocument, mention: Span, head: Span) -> bool:
    tokens = annotated.tokens
    root = find_root(tokens, find_range(tokens, mention))
    return root is not None and head.start <= tokens[root].start < head.end


def read_signs(annotated: AnnotatedDocument, span: Span, head: Span) -> list[Sign]:
    """Return the words of a phrase that say country or sector, nearest its head first.

    Only what hangs on the head counts: conjuncts are participants of their own, and clauses
    ("soldiers who fought Russians") say nothing of who they are.
    """
    tokens = annotated.tokens
    inside = [i for i in find_range(tokens, span) if span.start <= tokens[i].start < span.end]
    at = next((i for i in inside if head.start <= tokens[i].start < head.end), None)
    if at is None:
        return []
    own = [i for i in inside if _belongs(tokens, i, at)]
    signs = [*_find_named(annotated, own, at), *_find_nouns(annotated, own, at)]
    return sorted(signs, key=lambda s: (not s.at_head, abs(s.span.start - tokens[at].start)))


_STRANGERS = frozenset({"cc", "relcl", "acl", "advcl", "ccomp", "appos", "parataxis", "punct"})
_OF = frozenset({"of", "from", "in", "for"})


def _belongs(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Say whether a word hangs on the head by modifiers alone."""
    for _ in range(len(tokens)):
        if index == head:
            return True
        token = tokens[index]
        if token.dep in _STRANGERS or token.head == index:
            return False
        if token.dep == "conj" and token.head == head:
            return False
        if token.dep == "prep" and token.lemma.lower() not in _OF:
            return False
        index = token.head
    return False


def _find_named(annotated: AnnotatedDocument, own: Sequence[int], head: int) -> Iterator[Sign]:
    tokens, text = annotated.tokens, annotated.document.text
    people = [m for m in annotated.mentions if m.kind is MentionKind.PERSON]
    for first, last in _runs(own):
        start, end = tokens[first].start, tokens[last].end
        for low, high, entry in find_names(text, start, end):
            if not _is_person(people, low, high):
                span = Span(document_id=annotated.document.id, start=low, end=high)
                yield Sign(entry=entry, span=span, at_head=low <= tokens[head].start < high)


def _is_person(people: Sequence[Mention], start: int, end: int) -> bool:
    return any(m.span.start < end and start < m.span.end for m in people)


def _find_nouns(annotated: AnnotatedDocument, own: Sequence[int], head: int) -> Iterator[Sign]:
    tokens = annotated.tokens
    for first, last in _runs(own):
        run = tokens[first : last + 1]
        lemmas, words = [t.lemma.lower() for t in run], [t.text.lower() for t in run]
        for low, high, entry in find_nouns(lemmas, words):
            span = Span(
                document_id=annotated.document.id, start=run[low].start, end=run[high - 1].end
            )
            yield Sign(entry=entry, span=span, at_head=low <= head - first < high)


def _runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of neighbouring indices."""
    first = None
    for place, index in enumerate(indices):
        first = index if first is None else first
        if place + 1 == len(indices) or indices[place + 1] != index + 1:
            yield first, index
            first = None


def _choose_countries(signs: Sequence[Sign]) -> tuple[tuple[str, ...], tuple[Sign, ...]] | None:
    """Return the countries of a phrase: those its modifiers say, else those of its head."""
    naming = [s for s in signs if s.entry.countries]
    beside = [s for s in naming if not s.at_head]
    chosen = [s for s in naming if s.at_head and s.entry.kind is not Kind.BODY] or beside or naming
    codes = dict.fromkeys(code for sign in chosen for code in sign.entry.countries)
    return (tuple(codes), tuple(chosen)) if codes else None


def _choose_sectors(signs: Sequence[Sign]) -> tuple[tuple[str, ...], tuple[Sign, ...]] | None:
    """Return the sectors of a phrase: of its head; of a weak head only if none stand beside it."""
    saying = [s for s in signs if s.entry.sectors]
    strong = [s for s in saying if s.at_head and not s.entry.weak]
    weak_head = any(s.at_head and s.entry.kind is Kind.NOUN for s in signs)
    beside = [s for s in saying if not s.at_head and not s.entry.weak] if weak_head else []
    weak = [s for s in saying if s.at_head]
    for chosen in (strong[:1], beside[:1], weak[:1]):
        if chosen:
            return chosen[0].entry.sectors, tuple(chosen)
    return None


def _read_chain(annotated: AnnotatedDocument, chain: CoreferenceChain) -> list[Sign]:
    """Return the signs in the roles and the mentions of somebody, roles first."""
    signs: list[Sign] = []
    tokens = annotated.tokens
    for span in (*(role.span for role in chain.roles), *chain.mentions):
        root = find_root(tokens, find_range(tokens, span))
        if root is not None:
            at = Span(document_id=span.document_id, start=tokens[root].start, end=tokens[root].end)
            signs += read_signs(annotated, span, at)
    return signs


def _explain(name: str, sign: Sign, codes: Sequence[str]) -> Reason:
    entry = sign.entry
    detail = f"“{entry.form}” is {entry.kind.value}: {', '.join(codes)}"
    return Reason(name=name, detail=detail, spans=(sign.span,))
