"""Statements: each quotation with its speaker, act, date of saying and chain of relays.

Attributions found in page furniture or credit lines are left out; a medium's attribution
that only carries what others say becomes a hop of theirs. Ids are hashes of the spans.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.acts import SILENT, find_act, weigh_content
from onrecord.extract.outlets import find_aired, find_outlet
from onrecord.extract.places import Places, index_places, list_parts
from onrecord.extract.relays import (
    find_carriers,
    find_cited,
    find_listener,
    find_quoter_hop,
    find_teller,
    find_trailing,
    is_relay,
    name_carrier,
    strip_article,
)
from onrecord.extract.sayings import find_said, find_venue
from onrecord.intervals import Intervals
from onrecord.records import (
    AnnotatedDocument,
    Attribution,
    Block,
    BlockKind,
    CoreferenceChain,
    Document,
    Hop,
    Provenance,
    Quotation,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    content_id,
)

_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.CREDIT})


def extract_statements(annotated: AnnotatedDocument) -> tuple[Statement, ...]:
    """Return the statements of one report in text order."""
    aside = index_aside(annotated.document)
    kept = [q for q in annotated.quotations if not _is_aside(aside, q)]
    speakers = {span: chain for chain in annotated.chains for span in chain.mentions}
    places = index_places(annotated, kept)
    rows = [
        _make_statement(places, quotation, speakers)
        for quotation in kept
        if not is_relay(places, quotation)
    ]
    return _link_parents(sorted(rows, key=lambda s: (s.contents[0], s.id)))


def index_aside(document: Document) -> Intervals[Block]:
    """Return the blocks of a report that are page furniture or credits."""
    return Intervals((b.span.start, b.span.end, b) for b in document.blocks if b.kind in _ASIDE)


def _is_aside(aside: Intervals[Block], quotation: Quotation) -> bool:
    return any(True for part in quotation.spoken for _ in aside.overlapping(part.start, part.end))


def _make_statement(
    places: Places, quotation: Quotation, speakers: dict[Span, CoreferenceChain]
) -> Statement:
    annotated = places.annotated
    text, tokens = annotated.document.text, annotated.tokens
    cited = find_cited(places, quotation)
    act, found = find_act(text, tokens, quotation.cue, quotation.source, quotation.contents)
    factuality = found if act in SILENT else weigh_content(tokens, quotation.contents, found)
    parts = list_parts(quotation)
    offsets = [(part.start, part.end) for part in parts]
    return Statement(
        id=content_id("statement", annotated.document.id, offsets),
        document_id=annotated.document.id,
        kind=quotation.kind,
        act=act,
        attribution=Attribution(
            source=quotation.source,
            speaker=_find_speaker(text, quotation.source, cited, speakers),
            via=_find_via(places, quotation, cited),
        ),
        cue=quotation.cue,
        contents=quotation.contents,
        said=find_said(places, quotation),
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


def _find_speaker(
    text: str, source: Span | None, cited: Span | None, speakers: dict[Span, CoreferenceChain]
) -> Speaker | None:
    """Return who speaks: whom a medium cites, where it says so, else the source."""
    if cited is None:
        return make_speaker(text, source, speakers)
    name = " ".join(cited.of(text).split())
    key = content_id("speaker", cited.document_id, cited.start)
    reason = Reason(name="cited", detail=f"the report has it from “{name}”", spans=(cited,))
    return Speaker(id=key, name=name, kind=SpeakerKind.ANONYMOUS, reasons=(reason,))


def _find_via(places: Places, quotation: Quotation, cited: Span | None) -> tuple[Hop, ...]:
    """Return the hops from the speaker outward: whom they told, who has it, who carries it."""
    text = places.annotated.document.text
    told = find_listener(places, quotation) or find_outlet(places, quotation)
    stations = (
        told or find_aired(places, quotation),
        find_quoter_hop(places, quotation),
        find_teller(places, quotation),
    )
    hops = [hop for hop in stations if hop]
    if quotation.source and cited:
        name = strip_article(name_carrier(quotation.source.of(text)))
        hops.append(Hop(name=name, span=quotation.source))
    for carrier in find_carriers(places, quotation):
        if carrier.source:
            hops.append(Hop(name=strip_article(carrier.source.of(text)), span=carrier.source))
    trailing = find_trailing(places, quotation)
    known = [*(hop.span for hop in hops), *((quotation.source,) if quotation.source else ())]
    if trailing and not any(span.overlaps(trailing.span) for span in known):
        hops.append(trailing)
    return tuple({hop.span: hop for hop in hops}.values())


def _in_headline(annotated: AnnotatedDocument, quotation: Quotation) -> bool:
    place = quotation.cue or quotation.contents[0]
    return any(
        block.kind is BlockKind.HEADLINE and block.span.overlaps(place)
        for block in annotated.document.blocks
    )


def _link_parents(rows: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set each statement's parent: the smallest other one whose content holds its cue."""
    held = Intervals((c.start, c.end, (c, row)) for row in rows for c in row.contents)
    linked = []
    for row in rows:
        place = row.cue or row.contents[0]
        around = [
            (sum(c.end - c.start for c in other.contents), other.id)
            for content, other in held.covering(place.start, place.end)
            if other.id != row.id and other.cue != row.cue and content != place
        ]
        linked.append(replace(row, parent_id=min(around)[1]) if around else row)
    return tuple(linked)
