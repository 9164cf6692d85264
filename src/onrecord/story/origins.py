"""Origins: how many independent sources the reports of a story go back to, and why.

Reports are one origin when one takes its wording from another, when they credit the same
agency for the whole, or when one newsroom wrote them. A report that is known to come from
another counts with that one and not for its own outlet. Where it cannot be told which of two
came first, neither outlet counts apart: when unsure, fewer origins, never more.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from onrecord.records import (
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Origin,
    Reason,
    content_id,
)
from onrecord.story.derivations import WHOLE, sort_reports
from onrecord.story.families import find_families
from onrecord.story.outlets import find_outlet, house_key

_TAKEN = {
    DerivationKind.COPY: "copied wording",
    DerivationKind.REWRITE: "rewritten wording",
    DerivationKind.REVISION: "versions of one report",
}
_Found = Mapping[str, Sequence[Derivation]]


def link_origins(
    evidence: Sequence[Evidence], derivations: Sequence[Derivation]
) -> tuple[Origin, ...]:
    """Return the origins of a story's reports, each report in exactly one, largest first."""
    documents = {one.document.id: one.document for one in sort_reports(evidence)}
    taken = _by_report(d for d in derivations if d.kind in _TAKEN and d.from_id)
    credited = _by_report(d for d in derivations if _credits_whole(d))
    own = {d.id: d for d in documents.values() if _is_first(d, taken, credited)}
    pairs = [(one, d.from_id or "") for one, found in taken.items() for d in found]
    pairs += [
        (one, f"house {house_key(d.origin or '')}")
        for one, found in credited.items()
        for d in found
    ]
    pairs += [(one, f"house {find_outlet(d)}") for one, d in own.items()]
    nodes = [*documents, *dict.fromkeys(right for _, right in pairs if right not in documents)]
    origins = []
    for family in find_families(nodes, pairs):
        ids = [each for each in family if each in documents]
        first = [own[each] for each in ids if each in own]
        named = [d for each in ids for d in credited.get(each, ())]
        reasons = (
            *(_tell_taken(d) for each in ids for d in taken.get(each, ())),
            *_tell_credited(named),
            *_tell_own(first),
        )
        origins.append(_make_origin(ids, _name(named, first), reasons))
    return tuple(sorted(origins, key=lambda o: (-len(o.document_ids), o.name or "", o.id)))


def count_origins(document_ids: Collection[str], origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Return the origins that stand behind some reports: as many as are independent.

    Give the reports a claim or a figure is in; the reasons of each origin say why two of them
    count once.
    """
    wanted = set(document_ids)
    return tuple(origin for origin in origins if not wanted.isdisjoint(origin.document_ids))


def _by_report(derivations: Iterable[Derivation]) -> dict[str, list[Derivation]]:
    found: dict[str, list[Derivation]] = {}
    for derivation in derivations:
        found.setdefault(derivation.document_id, []).append(derivation)
    return found


def _credits_whole(derivation: Derivation) -> bool:
    whole = any(reason.name == WHOLE for reason in derivation.reasons)
    return derivation.kind is DerivationKind.CITATION and derivation.origin is not None and whole


def _is_first(document: Document, taken: _Found, credited: _Found) -> bool:
    """Say whether a report stands for its outlet: it does not come from anywhere else.

    A later version does, and so do both of two copies when it is not known which came first.
    """
    from_others = (
        d.kind is DerivationKind.REWRITE or (d.kind is DerivationKind.COPY and d.directed)
        for d in taken.get(document.id, ())
    )
    return not any(from_others) and document.id not in credited and bool(find_outlet(document))


def _make_origin(ids: Sequence[str], name: str | None, reasons: tuple[Reason, ...]) -> Origin:
    origin_id = content_id("origin", *sorted(ids))
    return Origin(id=origin_id, document_ids=tuple(ids), name=name, reasons=reasons)


def _name(credited: Sequence[Derivation], own: Sequence[Document]) -> str | None:
    """Return the one house an origin can be named by: the agency, else the outlet."""
    houses = {house_key(d.origin or ""): d.origin for d in credited}
    if not houses:
        houses = {find_outlet(d) or "": d.publisher or find_outlet(d) for d in own}
    return min(houses.values(), key=str) if len(houses) == 1 else None


def _tell_taken(derivation: Derivation) -> Reason:
    shown = derivation.reasons[0]
    twins = zip(shown.spans[::2], shown.spans[1::2], strict=True)
    longest = max(twins, key=lambda twin: twin[0].end - twin[0].start, default=())
    name = _TAKEN[derivation.kind]
    return Reason(name=name, detail=shown.detail, score=shown.score, spans=longest)


def _tell_credited(credited: Sequence[Derivation]) -> Iterator[Reason]:
    houses: dict[str, list[Derivation]] = {}
    for derivation in credited:
        houses.setdefault(derivation.origin or "", []).append(derivation)
    for name, found in sorted(houses.items()):
        spans = [s for d in found for r in d.reasons if r.name == WHOLE for s in r.spans]
        detail = f"{_count(len(found))} by {name}, by their own credit"
        yield Reason(name="same agency", detail=detail, spans=tuple(spans))


def _tell_own(own: Sequence[Document]) -> Iterator[Reason]:
    outlets: dict[str, list[Document]] = {}
    for document in own:
        outlets.setdefault(find_outlet(document) or "", []).append(document)
    for outlet, found in sorted(outlets.items()):
        if len(found) > 1:
            shown = found[0].publisher or outlet
            detail = f"{_count(len(found))} by {shown}, one newsroom"
            yield Reason(name="same newsroom", detail=detail)


def _count(number: int) -> str:
    return f"{number} report" if number == 1 else f"{number} reports"
