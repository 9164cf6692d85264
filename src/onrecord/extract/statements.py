"""Statements: each quotation with its speaker, act, date of saying and chain of relays.

Attributions found in page furniture or credit lines are left out; a medium's attribution
that only carries what others say becomes a hop of theirs. Ids are hashes of the spans.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.acts import SILENT, find_act, weigh_content
from onrecord.extract.relays import find_carriers, find_listener, is_relay
from onrecord.extract.sayings import find_said, find_venue
from onrecord.records import (
    AnnotatedDocument,
    Attribution,
    BlockKind,
    CoreferenceChain,
    Hop,
    Provenance,
    Quotation,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    content_id,
)

_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.CREDIT})


def extract_statements(annotated: AnnotatedDocument) -> tuple[Statement, ...]:
    """Return the statements of one report in text order."""
    kept = [q for q in annotated.quotations if not _is_aside(annotated, q)]
    speakers = {span: chain for chain in annotated.chains for span in chain.mentions}
    rows = [
        _make_statement(annotated, quotation, kept, speakers)
        for quotation in kept
        if not is_relay(annotated, quotation, kept)
    ]
    return _link_parents(sorted(rows, key=lambda s: (s.contents[0], s.id)))


def _is_aside(annotated: AnnotatedDocument, quotation: Quotation) -> bool:
    parts = (*quotation.contents, *((quotation.cue,) if quotation.cue else ()))
    aside = [b.span for b in annotated.document.blocks if b.kind in _ASIDE]
    return any(part.overlaps(span) for part in parts for span in aside)


def _make_statement(
    annotated: AnnotatedDocument,
    quotation: Quotation,
    others: Sequence[Quotation],
    speakers: dict[Span, CoreferenceChain],
) -> Statement:
    text, tokens = annotated.document.text, annotated.tokens
    act, found = find_act(text, tokens, quotation.cue, quotation.source)
    factuality = found if act in SILENT else weigh_content(tokens, quotation.contents, found)
    parts = tuple(part for part in (quotation.source, quotation.cue, *quotation.contents) if part)
    places = [(part.start, part.end) for part in parts]
    return Statement(
        id=content_id("statement", annotated.document.id, places),
        document_id=annotated.document.id,
        kind=quotation.kind,
        act=act,
        attribution=Attribution(
            source=quotation.source,
            speaker=make_speaker(text, quotation.source, speakers),
            via=_find_via(annotated, quotation, others),
        ),
        cue=quotation.cue,
        contents=quotation.contents,
        said=find_said(annotated, quotation),
        venue=find_venue(annotated, quotation),
        factuality=factuality,
        headline=_in_headline(annotated, quotation),
        provenance=Provenance(spans=parts, method=quotation.method, confidence=quotation.score),
    )


def make_speaker(
    text: str, source: Span | None, speakers: dict[Span, CoreferenceChain]
) -> Speaker | None:
    """Return who a source stands for: its chain, or its own words unresolved."""
    if source is None:
        return None
    chain = speakers.get(source)
    if chain is None:
        name = " ".join(source.of(text).split())
        key = content_id("speaker", source.document_id, source.start)
        return Speaker(id=key, name=name, kind=SpeakerKind.UNRESOLVED)
    own = tuple(r for r in chain.reasons if not r.spans or source in r.spans)
    return Speaker(
        id=chain.id,
        name=chain.name,
        kind=chain.kind,
        roles=chain.roles,
        affiliation=chain.affiliation,
        members=chain.members,
        candidates=chain.candidates,
        reasons=own,
    )


def _find_via(
    annotated: AnnotatedDocument, quotation: Quotation, others: Sequence[Quotation]
) -> tuple[Hop, ...]:
    """Return the hops from the speaker outward: whom they told, then who carries it."""
    text = annotated.document.text
    hops = [hop for hop in (find_listener(annotated, quotation),) if hop]
    for carrier in find_carriers(annotated, quotation, others):
        if carrier.source:
            hops.append(Hop(name=_plain_name(carrier.source.of(text)), span=carrier.source))
    return tuple({hop.span: hop for hop in hops}.values())


def _plain_name(words: str) -> str:
    joined = " ".join(words.split())
    return joined[4:] if joined.lower().startswith("the ") else joined


def _in_headline(annotated: AnnotatedDocument, quotation: Quotation) -> bool:
    place = quotation.cue or quotation.contents[0]
    return any(
        block.kind is BlockKind.HEADLINE and block.span.overlaps(place)
        for block in annotated.document.blocks
    )


def _link_parents(rows: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set each statement's parent: the smallest other one whose content holds its cue."""
    linked = []
    for row in rows:
        place = row.cue or row.contents[0]
        around = [
            (sum(c.end - c.start for c in other.contents), other.id)
            for other in rows
            if other.id != row.id
            and other.cue != row.cue
            and any(c.covers(place) and c != place for c in other.contents)
        ]
        linked.append(replace(row, parent_id=min(around)[1]) if around else row)
    return tuple(linked)
