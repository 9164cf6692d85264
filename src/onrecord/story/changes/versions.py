"""Versions: which reports of a new build are later versions of reports on record.

A version has the address of the earlier one, or its file, or its outlet and headline, or an
outlet's text nearly the same; all but the address need wording in common too. An earlier
version that is no longer among the inputs is kept, with a note; a report without a successor
is not.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.records import KEPT_NOTE, Document, Evidence, Reason
from onrecord.story.outlets import find_outlet, find_page
from onrecord.story.passages import fold_line, fold_words
from onrecord.story.shingles import Hashes, find_near_duplicates, hash_shingles

# Of the shorter one's five-word shingles. A tenth tells a rewritten report from another day's
# report in the same file or under the same standing headline, which share next to none.
_COMMON = 0.1
_NEAR = 0.5


def find_versions(
    now: Sequence[Document], before: Sequence[Document]
) -> dict[str, tuple[str, Reason]]:
    """Return, for each report that is not on record yet, the id of its earlier version and why.

    Reports in the order of their stories; of several earlier versions the last one counts.
    """
    known = {each.id for each in before}
    fresh = [each for each in now if each.id not in known]
    if not fresh or not before:
        return {}
    pile = [*before, *fresh]
    hashed = hash_shingles([fold_words(each.text) for each in pile])
    shingles = {each.id: row for each, row in zip(pile, hashed, strict=True)}
    by_key: dict[Hashable, list[Document]] = {}
    for each in before:
        for _, key, _ in _list_keys(each):
            by_key.setdefault(key, []).append(each)
    near = _find_near(pile, len(before))
    found = {}
    for each in fresh:
        version = _find_version(each, by_key, shingles) or near.get(each.id)
        if version:
            found[each.id] = version
    return found


def keep_versions(now: Sequence[Document], before: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence of reports on record that the inputs hold in another version only."""
    given = {each.id for each in now}
    gone = [each for each in before if each.document.id not in given]
    if not gone:
        return ()
    # Asked the other way round: is there a report now that is a version of the one gone? One of
    # the same words is no version worth keeping, only a copy that was tidied away.
    texts = {each.id: each.text for each in now}
    versions = find_versions([each.document for each in gone], now)
    successors = {gone_id: texts[now_id] for gone_id, (now_id, _) in versions.items()}
    return tuple(
        _mark_kept(each)
        for each in gone
        if successors.get(each.document.id, each.document.text) != each.document.text
    )


def _mark_kept(evidence: Evidence) -> Evidence:
    notes = evidence.document.notes
    if KEPT_NOTE in notes:
        return evidence
    return replace(evidence, document=replace(evidence.document, notes=(*notes, KEPT_NOTE)))


def _list_keys(document: Document) -> Iterator[tuple[str, Hashable, bool]]:
    """Yield name, key, and whether wording in common is asked for too."""
    page = find_page(document.url)
    if page:
        yield "same address", ("page", page), False
    yield "same file", ("path", document.path), True
    if document.title:
        outlet = find_outlet(document)
        headline = ("headline", outlet, fold_line(document.title))
        yield "same outlet and headline", headline, True


def _find_version(
    document: Document,
    by_key: Mapping[Hashable, list[Document]],
    shingles: Mapping[str, Hashes],
) -> tuple[str, Reason] | None:
    for name, key, asks in _list_keys(document):
        for earlier in reversed(by_key.get(key, [])):
            if _other_page(document, earlier):
                continue
            if not asks or _share(shingles[document.id], shingles[earlier.id]) >= _COMMON:
                return earlier.id, Reason(name=name, detail=f"{name}: {earlier.path}")
    return None


def _other_page(left: Document, right: Document) -> bool:
    """Say whether two reports have addresses of their own: then neither replaces the other."""
    pages = find_page(left.url), find_page(right.url)
    return None not in pages and pages[0] != pages[1]


def _share(left: Hashes, right: Hashes) -> float:
    smaller, larger = sorted((left, right), key=len)
    common = len(frozenset(smaller.tolist()) & frozenset(larger.tolist()))
    return common / max(len(smaller), 1)


def _find_near(pile: Sequence[Document], first: int) -> dict[str, tuple[str, Reason]]:
    """Return, for each report from `first` on, the last earlier text nearly its own."""
    found: dict[str, tuple[str, Reason]] = {}
    words = [fold_words(each.text) for each in pile]
    for left, right, share in find_near_duplicates(words, _NEAR):
        earlier, later = pile[left], pile[right]
        outlets = {find_outlet(earlier), find_outlet(later)}
        one_outlet = len(outlets) == 1 and None not in outlets
        if left < first <= right and one_outlet and not _other_page(earlier, later):
            detail = f"{share:.0%} of the wording, one outlet: {earlier.path}"
            found[later.id] = (earlier.id, Reason(name="nearly the same text", detail=detail))
    return found
