"""What became of claims and happenings: found again by their rows or wordings, then compared.

A claim is the same one if it has its id, a statement or a wording in common with the one on
record. It has changed when other parties take a position on it, or take another; when only the
number of wordings has grown it was said again. A happening likewise, by its events.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Change, ChangeKind, Document, Reason, Span, Stance, Story
from onrecord.story.changes.rows import show_words
from onrecord.story.passages import fold_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A claim or a happening as two builds compare it.

    `keys` are what another build's may share, surest first; `stances` who holds what.
    """

    part: str
    id: str
    keys: tuple[Hashable, ...]
    stances: frozenset[tuple[str, str]]
    members: frozenset[str]
    text: str


def list_groups(story: Story) -> list[Group]:
    """Return the claims and happenings of a story, in its order."""
    documents = {each.document.id: each.document for each in story.evidence}
    people = {entity.id: entity.name for entity in story.entities}
    triggers = {row.id: row.trigger for each in story.evidence for row in each.events}
    claims = [
        Group(
            part="claims",
            id=claim.id,
            keys=(*claim.statement_ids, *_fold_wordings(documents, claim.spans or (claim.label,))),
            stances=_read_stances(claim.stances, people, documents),
            members=frozenset(claim.statement_ids),
            text=_show(documents, claim.label),
        )
        for claim in story.claims
    ]
    happenings = [
        Group(
            part="happenings",
            id=happening.id,
            keys=(*happening.event_ids, *_fold_wordings(documents, (happening.label,))),
            stances=_read_stances(happening.stances, people, documents),
            members=frozenset(each for each in happening.event_ids if each in triggers),
            text=_show(documents, happening.label),
        )
        for happening in story.happenings
    ]
    return claims + happenings


def _show(documents: Mapping[str, Document], span: Span) -> str:
    document = documents.get(span.document_id)
    return show_words(document, (span,)) if document else ""


def _fold_wordings(documents: Mapping[str, Document], spans: Iterable[Span]) -> Iterator[Hashable]:
    for span in spans:
        if span.document_id in documents:
            yield ("wording", fold_line(span.of(documents[span.document_id].text)))


def _read_stances(
    stances: Iterable[Stance], people: Mapping[str, str], documents: Mapping[str, Document]
) -> frozenset[tuple[str, str]]:
    """Return (party, act) pairs; a report in its own voice goes by its outlet or file."""
    found = set()
    for stance in stances:
        document = documents.get(stance.document_id)
        own = (document.publisher or document.path) if document else ""
        name = people.get(stance.entity_id, "") if stance.entity_id else own
        found.add((name, str(stance.act)))
    return frozenset(found)


def compare_groups(now: Sequence[Group], before: Sequence[Group]) -> Iterator[Change]:
    """Yield what became of each claim and happening; one with nothing new about it is left out."""
    matched = _match_groups(now, before)
    for group in now:
        old = matched.get(group.id)
        if old is None:
            yield Change(kind=ChangeKind.NEW, part=group.part, row_id=group.id, after=group.text)
        elif (kind := _tell_kind(group, old)) is not None:
            yield Change(
                kind=kind,
                part=group.part,
                row_id=group.id,
                before_id=old.id,
                before=old.text,
                after=group.text,
                reasons=tuple(_explain(group, old)),
            )
    found = {old.id for old in matched.values()}
    for old in before:
        if old.id not in found:
            yield Change(
                kind=ChangeKind.WITHDRAWN, part=old.part, before_id=old.id, before=old.text
            )


def _match_groups(now: Sequence[Group], before: Sequence[Group]) -> dict[str, Group]:
    """Return, by the id of a group now, the one it was; each at most once."""
    matched: dict[str, Group] = {}
    taken: set[str] = set()
    by_id = {(old.part, old.id): old for old in before}
    by_key: dict[Hashable, list[Group]] = {}
    for old in before:
        for key in old.keys:
            by_key.setdefault((old.part, key), []).append(old)

    def offer_own(group: Group) -> list[Group]:
        own = by_id.get((group.part, group.id))
        return [own] if own else []

    def offer_shared(group: Group) -> list[Group]:
        return [old for key in group.keys for old in by_key.get((group.part, key), [])]

    offers: tuple[Callable[[Group], list[Group]], ...] = (offer_own, offer_shared)
    for offer in offers:
        for group in now:
            free = next((each for each in offer(group) if each.id not in taken), None)
            if group.id not in matched and free is not None:
                matched[group.id] = free
                taken.add(free.id)
    return matched


def _tell_kind(group: Group, old: Group) -> ChangeKind | None:
    if group.stances != old.stances:
        return ChangeKind.REVISED
    if group.members - old.members or group.id != old.id:
        return ChangeKind.REPEATED
    return None


def _explain(group: Group, old: Group) -> Iterator[Reason]:
    for name, act in sorted(group.stances - old.stances):
        yield Reason(name="new position", detail=f"now, too: {name} {act}")
    for name, act in sorted(old.stances - group.stances):
        yield Reason(name="position gone", detail=f"no more: {name} {act}")
    more = len(group.members - old.members)
    if more:
        yield Reason(
            name="said again", detail=f"in {more} more {'place' if more == 1 else 'places'}"
        )
