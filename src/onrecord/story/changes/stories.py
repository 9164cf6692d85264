"""What differs between two builds of a story, and the rule by which a record keeps it.

Every row that the earlier build did not have is named once: new, said again, or a changed form
of a row that was there. Rows of a report that both builds read alike are not mentioned. Which
build is the earlier one is the caller's word; no clock is asked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.records import Change, ChangeKind, Document, Evidence, Reason, Story
from onrecord.story.changes.groups import compare_groups, list_groups
from onrecord.story.changes.matches import Match, match_rows
from onrecord.story.changes.rows import Names, Row, list_rows
from onrecord.story.changes.versions import find_versions

PARTS = ("documents", "claims", "figures", "happenings", "events", "statements")
_KINDS = tuple(ChangeKind)
# By the id of a later version, the id of the earlier one and why they are versions.
Versions = Mapping[str, tuple[str, Reason]]


def note_changes(now: Story, before: Story | None) -> Story:
    """Return a build with what changed since the one before.

    Without one before it has no changes. Where nothing has changed it takes over those of the
    build before, so that building twice from the same reports gives the same record.
    """
    if before is None:
        return replace(now, changes=())
    return replace(now, changes=compare_stories(before, now) or before.changes)


def compare_stories(before: Story, now: Story) -> tuple[Change, ...]:
    """Return what differs: reports, claims, figures, happenings, events, statements, in order."""
    versions = find_versions(_list_documents(now), _list_documents(before))
    found = [
        *_compare_documents(before, now, versions),
        *_compare_rows(before, now, versions),
        *compare_groups(list_groups(now), list_groups(before)),
    ]
    # Sorting is stable: within part and kind the order is that of the stories.
    return tuple(sorted(found, key=lambda c: (PARTS.index(c.part), _KINDS.index(c.kind))))


def _compare_documents(before: Story, now: Story, versions: Versions) -> Iterator[Change]:
    old, new = _list_documents(before), _list_documents(now)
    known, given = {each.id: each for each in old}, {each.id for each in new}
    for each in new:
        if each.id in known:
            continue
        earlier, reason = versions.get(each.id, (None, None))
        yield Change(
            kind=ChangeKind.NEW if earlier is None else ChangeKind.REVISED,
            part="documents",
            row_id=each.id,
            before_id=earlier,
            before=_name(known[earlier]) if earlier else None,
            after=_name(each),
            reasons=(reason,) if reason else (),
        )
    given |= {earlier for earlier, _ in versions.values()}
    for each in old:
        if each.id not in given:
            yield Change(
                kind=ChangeKind.WITHDRAWN,
                part="documents",
                before_id=each.id,
                before=_name(each),
            )


def _list_documents(story: Story) -> list[Document]:
    return [each.document for each in story.evidence]


def _name(document: Document) -> str:
    """Name a report as a reader knows it: outlet, headline or file, date as far as known."""
    named = (document.publisher, document.title or document.path, document.published)
    return ", ".join(each for each in named if each)


# ── Rows ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Twins:
    """A report as one build has it and the version of it the other has; None for no such."""

    now: Evidence | None
    before: Evidence | None
    why: str


def _compare_rows(before: Story, now: Story, versions: Versions) -> Iterator[Change]:
    names = Names(now.entities, before.entities)
    where = {each.id: _name(each) for each in (*_list_documents(before), *_list_documents(now))}
    on_record = [row for each in before.evidence for row in list_rows(each, names)]
    known = {row.id for row in on_record}
    said = {row.same: row for row in reversed(on_record)}
    gone: dict[str, tuple[Row, str]] = {}
    kept: set[str] = set()
    for twins in _pair_reports(before, now, versions):
        new, old = _list_differing(twins, names, known)
        matches = {match.now.id: match for match in match_rows(new, old)}
        for row in new:
            yield _tell_row(row, matches.get(row.id), said.get(row.same), where)
        kept |= {match.before.id for match in matches.values()}
        gone |= {row.id: (row, twins.why) for row in old}
    for each, (row, why) in gone.items():
        if each not in kept:
            reasons = (*_tell_whose(row, where), Reason(name="gone", detail=why))
            yield Change(
                kind=ChangeKind.WITHDRAWN,
                part=row.part,
                before_id=row.id,
                before=row.text,
                reasons=reasons,
            )


def _pair_reports(before: Story, now: Story, versions: Versions) -> Iterator[_Twins]:
    """Yield each report now with its earlier version, then those that are in no build now."""
    old = {each.document.id: each for each in before.evidence}
    for each in now.evidence:
        if each.document.id in old:
            why = "the report is the same; it is read in another way now"
            yield _Twins(now=each, before=old[each.document.id], why=why)
        else:
            earlier = versions.get(each.document.id)
            why = "not in the later version of the report"
            yield _Twins(now=each, before=old[earlier[0]] if earlier else None, why=why)
    given = {each.document.id for each in now.evidence}
    given |= {earlier for earlier, _ in versions.values()}
    for each in before.evidence:
        if each.document.id not in given:
            why = "the report is no longer among those given"
            yield _Twins(now=None, before=each, why=why)


def _list_differing(
    twins: _Twins, names: Names, known: Collection[str]
) -> tuple[list[Row], list[Row]]:
    """Return the rows that only one of the two has: not known before, not there any more."""
    new = list_rows(twins.now, names) if twins.now else []
    old = list_rows(twins.before, names) if twins.before else []
    ids = {row.id for row in new}
    return _once(row for row in new if row.id not in known), _once(
        row for row in old if row.id not in ids
    )


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({row.id: row for row in rows}.values())


def _tell_row(row: Row, match: Match | None, said: Row | None, where: dict[str, str]) -> Change:
    """Say what a row is that was not there before: matched, said elsewhere before, or new."""
    old = match.before if match else said
    same = match.same if match else old is not None
    kind = ChangeKind.NEW if old is None else ChangeKind.REPEATED
    return Change(
        kind=ChangeKind.REVISED if match and not same else kind,
        part=row.part,
        row_id=row.id,
        before_id=old.id if old else None,
        before=old.text if old else None,
        after=row.text,
        reasons=(*_tell_whose(row, where), *_tell_other_voice(row, old)),
    )


def _tell_other_voice(row: Row, old: Row | None) -> Iterator[Reason]:
    if old is not None and old.voice != row.voice:
        yield Reason(name="whose then", detail=f"then: {old.whose or 'the report itself'}")


def _tell_whose(row: Row, where: dict[str, str]) -> Iterator[Reason]:
    detail = f"{row.whose}, in {where[row.document_id]}" if row.whose else where[row.document_id]
    yield Reason(name="whose", detail=detail)
