"""Participants: who acts or is acted on, by name, country and sector, and the words that say so.

The name comes through the report's coreference chains; country codes (ISO 3166-1 alpha-3) and
PLOVER sectors come from the words of the phrase itself, then from the roles and the other
mentions the report has of that somebody. Nothing is known of persons beyond the report: where
no word says country or sector, there is none.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.actor_signs import IN, Sign, find_head, read_signs
from onrecord.lexicon.actors import Kind
from onrecord.parses import find_range, find_root
from onrecord.records import (
    AnnotatedDocument,
    CoreferenceChain,
    Participant,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
)

_Choice = tuple[tuple[str, ...], tuple[Sign, ...]]
_NOTHING: _Choice = ((), ())
_ACTING = frozenset({"nsubj", "agent"})  # of a capital: then it stands for its government


class Participants:
    """Resolves the participants of one report; what is told of somebody is read once."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Index the chains by the head words of their mentions."""
        self._annotated = annotated
        self._by_id = {chain.id: chain for chain in annotated.chains}
        self._named = {chain.name: chain for chain in annotated.chains}
        self._told: dict[str, list[Sign]] = {}
        self._chains: dict[int, list[tuple[int, int, Span, CoreferenceChain]]] = {}
        tokens = annotated.tokens
        for number, chain in enumerate(annotated.chains):
            for span in chain.mentions:
                root = find_root(tokens, find_range(tokens, span))
                if root is not None:
                    found = (span.end - span.start, number, span, chain)
                    self._chains.setdefault(root, []).append(found)

    def resolve(self, span: Span, head: Span) -> Participant:
        """Return who the phrase `span` with the head word `head` is, as far as the report says.

        Total: a span outside the text or without words gives a participant with its own words only.
        """
        annotated = self._annotated
        chain = self.find_chain(head)
        if chain and chain.members:  # each of them is a participant of his own
            chain = None
        own = read_signs(annotated, span, head)
        told = read_signs(annotated, span, head, aside=True)
        if chain:
            told += self._read_chain(chain)
        countries, why_countries = _choose_country(own, told)
        sectors, why_sectors = choose_sectors(own) or choose_sectors(told) or _NOTHING
        if not sectors and _acts(annotated, head):
            why_sectors = tuple(s for s in own if s.at_head and s.entry.kind is Kind.CAPITAL)
            sectors = ("GOV",) if why_sectors else ()
        return Participant(
            span=span,
            head=head,
            name=chain.name if chain else " ".join(span.of(annotated.document.text).split()),
            chain_id=chain.id if chain else None,
            countries=countries,
            sectors=sectors,
            reasons=_explain_all(why_countries, why_sectors, sectors),
        )

    def describe(self, speaker: Speaker, own: Participant) -> Participant | None:
        """Return who speaks as a participant, in the words of his `own` pronoun; None if unsure."""
        chain = self._by_id.get(speaker.id)
        if chain is None or chain.kind is SpeakerKind.UNRESOLVED:
            return None
        return self._describe(chain, own)

    def find_mention(self, chain_id: str) -> Span | None:
        """Return the first words the report has for somebody."""
        chain = self._by_id.get(chain_id)
        return chain.mentions[0] if chain and chain.mentions else None

    def list_members(self, names: Sequence[str], own: Participant) -> list[Participant]:
        """Return those who speak together, each as a participant, if need be by name alone."""
        return [
            self._describe(chain, own)
            if (chain := self._named.get(name))
            else replace(own, name=name, chain_id=None, countries=(), sectors=(), reasons=())
            for name in names
        ]

    def _describe(self, chain: CoreferenceChain, own: Participant) -> Participant:
        told = self._read_chain(chain)
        countries, why_countries = _choose_country(told)
        sectors, why_sectors = choose_sectors(told) or _NOTHING
        return replace(
            own,
            name=chain.name,
            chain_id=chain.id,
            countries=countries,
            sectors=sectors,
            reasons=_explain_all(why_countries, why_sectors, sectors),
        )

    def find_chain(self, head: Span) -> CoreferenceChain | None:
        """Return the chain with a mention whose head word is `head`; if many, the shortest's."""
        tokens = self._annotated.tokens
        found = [
            (length, number, chain)
            for root in find_range(tokens, head)
            if head.start <= tokens[root].start
            for length, number, mention, chain in self._chains.get(root, ())
            if mention.covers(head)
        ]
        return min(found, key=lambda each: each[:2])[2] if found else None

    def _read_chain(self, chain: CoreferenceChain) -> list[Sign]:
        """Return the signs in the roles and the mentions of somebody, roles first."""
        if chain.id not in self._told:
            spans = (*(role.span for role in chain.roles), *chain.mentions)
            self._told[chain.id] = [sign for span in spans for sign in self._read_mention(span)]
        return self._told[chain.id]

    def _read_mention(self, span: Span) -> list[Sign]:
        tokens = self._annotated.tokens
        root = find_root(tokens, find_range(tokens, span))
        if root is None:
            return []
        at = Span(document_id=span.document_id, start=tokens[root].start, end=tokens[root].end)
        # Where an office or an institute lies does not say whose it is.
        return [s for s in read_signs(self._annotated, span, at) if s.distance != IN]


def resolve_participant(annotated: AnnotatedDocument, span: Span, head: Span) -> Participant:
    """Return who one phrase of a report is; for many of one report see `Participants`."""
    return Participants(annotated).resolve(span, head)


def _choose_country(*groups: Sequence[Sign]) -> _Choice:
    """Return the countries the first of the groups of signs names; else those of an office."""
    named = (choose_countries([s for s in g if s.entry.kind is not Kind.OFFICE]) for g in groups)
    held = (choose_countries(group) for group in groups)
    return next((found for found in (*named, *held) if found), _NOTHING)


def choose_countries(signs: Sequence[Sign]) -> _Choice | None:
    """Return the countries of a phrase: its head's own, else those of its nearest modifiers.

    A body keeps its country unless its modifiers name another ("the German Foreign Office").
    """
    naming = [s for s in signs if s.entry.countries]
    names = [s for s in naming if s.at_head and s.entry.kind is not Kind.BODY]
    nearest = min((s.distance for s in naming if not s.at_head), default=None)
    beside = [s for s in naming if not s.at_head and s.distance == nearest]
    chosen = sorted(names or beside or naming, key=lambda s: s.span)
    codes = dict.fromkeys(code for sign in chosen for code in sign.entry.countries)
    return (tuple(codes), tuple(chosen)) if codes else None


def choose_sectors(signs: Sequence[Sign]) -> _Choice | None:
    """Return the sectors of a phrase: of its head; of a weak head only if none stand beside it.

    A body among states is not one where a single state's name stands before it ("the Russian
    Security Council").
    """
    national = any(s.entry.countries and not s.at_head for s in signs)
    saying = [s for s in signs if s.entry.sectors and not (national and "IGO" in s.entry.sectors)]
    strong = [s for s in saying if s.at_head and not s.entry.weak]
    headed = any(s.at_head and (s.entry.weak or s.entry.kind is not Kind.NOUN) for s in signs)
    named = any(s.named for s in signs)
    beside = [s for s in saying if not s.at_head and not s.entry.weak] if headed or named else []
    stated = any(s.entry.countries for s in signs)
    weak = [s for s in saying if (s.at_head or named) and (stated or not s.entry.of_state)]
    chosen = next((group[:1] for group in (strong, beside, weak) if group), None)
    if chosen is None:
        return None
    sectors = chosen[0].entry.sectors
    if sectors == ("GOV",) and any(s.former for s in signs):
        sectors = ("ELI",)  # PLOVER's own rule for those who held an office
    return sectors, tuple(chosen)


def _acts(annotated: AnnotatedDocument, head: Span) -> bool:
    at = find_head(annotated, head)
    if at is None:
        return False
    token = annotated.tokens[at]
    parent = annotated.tokens[token.head]
    return token.dep in _ACTING or (token.dep == "pobj" and parent.dep in _ACTING)


def _explain_all(
    countries: Sequence[Sign], sectors: Sequence[Sign], codes: Sequence[str]
) -> tuple[Reason, ...]:
    return (
        *(_explain("country", sign, sign.entry.countries) for sign in countries),
        *(_explain("sector", sign, codes) for sign in sectors),
    )


def _explain(name: str, sign: Sign, codes: Sequence[str]) -> Reason:
    entry = sign.entry
    detail = f"“{entry.form}” is {entry.kind.value}: {', '.join(codes)}"
    return Reason(name=name, detail=detail, spans=(sign.span,))
