"""A story that onrecord built, in the shape a person's marks have: places instead of ids.

Headlines are left out, as they are when marking. Rows that stand for nothing in the text (an
id that is not there) are left out too, so a story that has no claims or comparisons yet is an
empty one, not an error.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.evaluate.metrics.storymarks import (
    OWN_VOICE,
    MarkedClaim,
    MarkedStory,
    Named,
    Pair,
    Place,
    Point,
    Position,
    Taking,
    matches_any,
)
from onrecord.records import (
    BlockKind,
    Claim,
    Comparison,
    Derivation,
    Drift,
    Entity,
    Figure,
    Span,
    Story,
)

Files = Mapping[str, str]
Places = Mapping[str, tuple[Place, ...]]


def read_found(story: Story, name: str = "") -> MarkedStory:
    """Return all of a built story that can be compared with marks."""
    files = {e.document.id: Path(e.document.path).name for e in story.evidence}
    titles = find_headlines(story)
    texts = {e.document.id: e.document.text for e in story.evidence}
    rows = find_rows(story, files)
    names = {entity.id: entity.names or (entity.name,) for entity in story.entities}
    figures = {figure.id: figure for e in story.evidence for figure in e.figures}
    series = [
        [_read_point(figures[i], files) for i in one.figure_ids if i in figures]
        for one in story.series
    ]
    outlets = {files[e.document.id]: e.document.publisher or "" for e in story.evidence}
    return MarkedStory(
        name=name,
        texts={files[i]: text for i, text in texts.items()},
        outlets=outlets,
        claims=tuple(_drop(_read_claim(c, files, rows, names), titles) for c in story.claims),
        takings=tuple(_read_taking(d, files, outlets) for d in story.derivations),
        origins=tuple(frozenset(files[i] for i in o.document_ids) for o in story.origins),
        series=tuple(
            tuple(p for p in points if not matches_any([p.place], titles)) for points in series
        ),
        drifts=tuple(_read_pair(drift, rows, drift.signs) for drift in story.drifts),
        comparisons=tuple(_read_pair(c, rows, (c.verdict.value,)) for c in story.comparisons),
        entities=tuple(_read_entity(entity, files, texts) for entity in story.entities),
    )


def find_rows(story: Story, files: Files) -> dict[str, tuple[Place, ...]]:
    """Return where each row of a story stands: statements, figures, events, claims, happenings."""
    rows: dict[str, tuple[Place, ...]] = {}
    for evidence in story.evidence:
        rows |= {s.id: _places(s.contents, files) for s in evidence.statements}
        rows |= {f.id: _places([f.quantity.span], files) for f in evidence.figures}
        rows |= {event.id: _places([event.trigger], files) for event in evidence.events}
    for claim in story.claims:
        rows[claim.id] = _wordings(claim, files, rows)
    for happening in story.happenings:
        told = (place for i in happening.event_ids for place in rows.get(i, ()))
        rows[happening.id] = tuple(told)
    return rows


def find_headlines(story: Story) -> tuple[Place, ...]:
    """Return where the headlines stand."""
    return tuple(
        Place(Path(e.document.path).name, block.span.start, block.span.end)
        for e in story.evidence
        for block in e.document.blocks
        if block.kind is BlockKind.HEADLINE
    )


def _drop(claim: MarkedClaim, titles: Sequence[Place]) -> MarkedClaim:
    kept = tuple(place for place in claim.wordings if not matches_any([place], titles))
    return replace(claim, wordings=kept)


def _places(spans: Iterable[Span], files: Files) -> tuple[Place, ...]:
    return tuple(Place(files[s.document_id], s.start, s.end) for s in spans)


def _wordings(claim: Claim, files: Files, rows: Places) -> tuple[Place, ...]:
    if claim.spans:
        return _places(claim.spans, files)
    return tuple(place for i in claim.statement_ids for place in rows.get(i, ()))


def _read_claim(
    claim: Claim, files: Files, rows: Places, names: Mapping[str, tuple[str, ...]]
) -> MarkedClaim:
    positions = (
        Position(
            names=names.get(s.entity_id, ("",)) if s.entity_id else (OWN_VOICE,),
            act=s.act.value,
            file=files[s.document_id],
        )
        for s in claim.stances
    )
    return MarkedClaim(
        wordings=rows[claim.id], positions=tuple(positions), origins=len(claim.origin_ids)
    )


def _read_taking(derivation: Derivation, files: Files, outlets: Mapping[str, str]) -> Taking:
    """Name the file it is taken from; for a citation the outlet, as a person would."""
    source = files.get(derivation.from_id or "")
    cited = derivation.kind.value == "citation" or source is None
    name = derivation.origin or (outlets[source] if source else "") if cited else source
    return Taking(
        file=files[derivation.document_id], taken_from=(name or "",), kind=derivation.kind.value
    )


def _read_point(figure: Figure, files: Files) -> Point:
    quantity = figure.quantity
    (place,) = _places([quantity.span], files)
    return Point(
        place=place,
        low=quantity.low,
        high=quantity.high,
        qualifier=quantity.qualifier.value,
        speakers=(figure.speaker.name,) if figure.speaker else (OWN_VOICE,),
    )


def _read_pair(row: Drift | Comparison, rows: Places, says: tuple[str, ...]) -> Pair:
    return Pair(left=rows.get(row.left_id, ()), right=rows.get(row.right_id, ()), says=says)


def _read_entity(entity: Entity, files: Files, texts: Mapping[str, str]) -> Named:
    uses = ((m.of(texts[m.document_id]), files[m.document_id]) for m in entity.mentions)
    return Named(names=entity.names or (entity.name,), uses=tuple(dict.fromkeys(uses)))
