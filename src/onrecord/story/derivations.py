"""Derivations: which report takes from another of the pile, or from an outside origin.

Copies, rewrites and revisions are found by their wording, citations by the credits reports
give. Each carries its reasons with the words that show it; the order the reports come in
makes no difference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.records import Derivation, DerivationKind, Document, Evidence, Reason, content_id
from onrecord.story.copies import find_copies
from onrecord.story.credits import Credit, find_credits, find_datelines, find_relays

# A credit for the whole report puts it down to that origin; one for a part does not.
WHOLE, PART = "credited for the whole", "credited for a part"


def link_derivations(evidence: Sequence[Evidence]) -> tuple[Derivation, ...]:
    """Return what the reports take from each other and from outside, in the story's order.

    In a reason named "shared passages" the spans come in twos: the words in the report that
    takes, and the same words in the one it takes from.
    """
    ordered = sort_reports(evidence)
    documents = [one.document for one in ordered]
    credits = _gather_credits(ordered)
    names = _name_fully(credit for found in credits.values() for credit in found)
    places = {document.id: place for place, document in enumerate(documents)}
    found = [
        *find_copies(documents, credits),
        *(each for d in documents for each in _cite(d, credits[d.id], names)),
    ]
    return tuple(sorted(found, key=lambda d: (places[d.document_id], d.kind, d.id)))


def sort_reports(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return reports in a story's order: by date, those without one last, then by path."""
    return sorted(evidence, key=_when)


def _when(evidence: Evidence) -> tuple[bool, str, str, str]:
    document = evidence.document
    return document.published is None, document.published or "", document.path, document.id


def _gather_credits(evidence: Sequence[Evidence]) -> dict[str, tuple[Credit, ...]]:
    """Return each report's credits; houses known from any of them are looked for in all."""
    documents = {one.document.id: one.document for one in evidence}
    outlets = {d.publisher for d in documents.values() if d.publisher}
    wires = {name for d in documents.values() for c in find_datelines(d) for name in _names(c, d)}
    known = sorted(outlets | wires)
    credits = {each: find_credits(document, known) for each, document in documents.items()}
    named = {
        name
        for each, found in credits.items()
        for c in found
        for name in _names(c, documents[each])
    }
    houses = sorted({name.removeprefix("The ") for name in outlets | wires | named})
    return {
        one.document.id: (*credits[one.document.id], *find_relays(one, houses)) for one in evidence
    }


def _names(credit: Credit, document: Document) -> set[str]:
    """Return a house's name as it is shown and as the report writes it."""
    return {credit.name, credit.span.of(document.text)} if credit.span else {credit.name}


def _name_fully(credits: Iterable[Credit]) -> dict[str, str]:
    """Return each house's fullest name in the pile: "Halyard" is "Halyard News Agency" too."""
    names: dict[str, str] = {}
    for credit in credits:
        names[credit.key] = max(names.get(credit.key, ""), credit.name, key=lambda n: (len(n), n))
    return names


def _cite(
    document: Document, credits: Sequence[Credit], names: Mapping[str, str]
) -> Iterator[Derivation]:
    """Yield one citation for each house a report credits, with every place that names it."""
    houses: dict[str, list[Credit]] = {}
    for credit in credits:
        houses.setdefault(credit.key, []).append(credit)
    for key, named in houses.items():
        yield Derivation(
            id=content_id("derivation", DerivationKind.CITATION, document.id, key),
            kind=DerivationKind.CITATION,
            document_id=document.id,
            origin=names[key],
            directed=True,
            reasons=tuple(_tell(credit) for credit in named),
        )


def _tell(credit: Credit) -> Reason:
    detail = f"{credit.words} {credit.name}" if credit.relay else f"{credit.name}: {credit.words}"
    return Reason(
        name=WHOLE if credit.whole else PART,
        detail=detail,
        spans=(credit.span,) if credit.span else (),
    )
