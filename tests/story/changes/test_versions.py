"""Which report is another version of one on record, and which earlier versions are kept."""

import pytest

from makers import make_document, make_evidence
from onrecord.records import KEPT_NOTE, Document, Evidence
from onrecord.story.changes.versions import find_versions, keep_versions

TEXT = (
    "The wall of the Osk dam cracked on Monday, and about 1,200 people left their homes.\n"
    "Mira Vale, the water minister, said the wall would hold through the night.\n"
)
LATER = TEXT.replace("about 1,200", "nearly 1,400")
OTHER = "A goat was elected mayor of a village of nine people and ate the ballot box twice.\n"


def page(text: str, path: str = "a.txt", **known: str) -> Document:
    return make_document(text, path, **known)


@pytest.mark.parametrize(
    ("now", "before", "name"),
    [
        (
            page(OTHER, "b.txt", url="https://osk.example/a"),
            page(TEXT, url="http://web.archive.org/web/2025/https://osk.example/a"),
            "same address",
        ),
        (page(LATER), page(TEXT), "same file"),
        (page(OTHER), page(TEXT), None),
        (
            page(LATER, "b.txt", title="Dam cracks", publisher="The Osk Courier"),
            page(TEXT, title="Dam cracks", publisher="Osk Courier"),
            "same outlet and headline",
        ),
        (
            page(OTHER, "b.txt", title="This morning", publisher="The Osk Courier"),
            page(TEXT, title="This morning", publisher="The Osk Courier"),
            None,
        ),
        (
            page(LATER, "b.txt", title="Wall holds", publisher="The Osk Courier"),
            page(TEXT, title="Dam cracks", publisher="The Osk Courier"),
            "nearly the same text",
        ),
        (
            page(LATER, "b.txt", title="Dam cracks", publisher="Ven Standard"),
            page(TEXT, title="Dam cracks", publisher="The Osk Courier"),
            None,
        ),
        (
            page(LATER, "b.txt", publisher="The Osk Courier", url="https://osk.example/2"),
            page(TEXT, publisher="The Osk Courier", url="https://osk.example/1"),
            None,
        ),
        (page(TEXT), page(TEXT), None),
    ],
    ids=[
        "address, through an archive, rewritten",
        "file overwritten",
        "file used for another report",
        "outlet and headline",
        "standing headline",
        "near the same, one outlet",
        "near the same, another outlet: a copy",
        "two pages of one outlet",
        "already on record",
    ],
)
def test_versions(now: Document, before: Document, name: str | None) -> None:
    found = find_versions([now], [before])
    if name is None:
        assert found == {}
    else:
        earlier, reason = found[now.id]
        assert (earlier, reason.name) == (before.id, name)


def keep(now: list[Document], before: list[Document]) -> list[Evidence]:
    return list(keep_versions(now, [make_evidence_of(each) for each in before]))


def make_evidence_of(document: Document) -> Evidence:
    return Evidence(document=document)


def test_an_overwritten_version_is_kept_with_a_note_and_kept_again() -> None:
    (kept,) = keep([page(LATER)], [page(TEXT)])
    assert kept.document.text == TEXT
    assert kept.document.notes == (KEPT_NOTE,)
    newest = page(LATER.replace("Monday", "Tuesday"))
    both = keep_versions([newest], [kept, Evidence(document=page(LATER))])
    assert [each.document.notes for each in both] == [(KEPT_NOTE,), (KEPT_NOTE,)]


def test_a_report_without_a_later_version_is_not_kept() -> None:
    assert keep([page(OTHER, "b.txt")], [page(TEXT)]) == []


def test_a_copy_that_was_tidied_away_is_no_version() -> None:
    one = page(TEXT, "a.txt", title="Dam cracks", publisher="The Osk Courier")
    copy = page(TEXT, "b.txt", title="Dam cracks", publisher="The Osk Courier")
    assert keep([one], [one, copy]) == []


def test_what_is_still_given_is_not_kept_twice() -> None:
    evidence = make_evidence()
    assert keep_versions([evidence.document], [evidence]) == ()
