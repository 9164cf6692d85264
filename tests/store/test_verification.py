"""One changed byte, in a source or in the record, and verify names the rows."""

import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from makers import REPORT, make_document, make_evidence, make_story
from onrecord.config import Settings
from onrecord.errors import StoreError
from onrecord.records import Document, Story
from onrecord.store.databases import save_story
from onrecord.store.manifests import save_manifest
from onrecord.store.verification import FindingKind, verify_record


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one text file and one line of JSON, beside the folder they were read from."""
    reports, out = tmp_path / "reports", tmp_path / "reports.record"
    reports.mkdir()
    out.mkdir()
    (reports / "a.txt").write_text(REPORT, "utf-8")
    line = json.dumps({"text": REPORT + "More.\n"}).encode()
    (reports / "b.jsonl").write_bytes(b'{"text": "other"}\n' + line + b"\n")
    (reports / "meta.csv").write_text("file,published\na.txt,2025-03-11\n")
    story = Story(
        evidence=(
            make_evidence(identify(make_document(REPORT, "a.txt"), REPORT.encode())),
            make_evidence(identify(make_document(REPORT + "More.\n", "b.jsonl#2"), line)),
        )
    )
    save_story(story, out / "record.db")
    save_manifest(story, reports, out, Settings())
    return out


def identify(document: Document, source: bytes) -> Document:
    digest = hashlib.sha256(source).hexdigest()
    blocks = tuple(
        replace(block, span=replace(block.span, document_id=digest)) for block in document.blocks
    )
    return replace(document, id=digest, blocks=blocks)


def kinds(record: Path) -> set[FindingKind]:
    return {finding.kind for finding in verify_record(record)}


def places(record: Path) -> set[str]:
    return {finding.where for finding in verify_record(record)}


def flip(path: Path, words: bytes, nth: int = 1) -> None:
    """Change one byte: the first of the `nth` occurrence of `words`."""
    data = bytearray(path.read_bytes())
    start = -1
    for _ in range(nth):
        start = data.index(words, start + 1)
    data[start] ^= 1
    path.write_bytes(data)


def test_a_whole_record_has_no_findings(record: Path) -> None:
    assert verify_record(record) == ()


def test_a_moved_pair_is_still_whole(record: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    record.parent.joinpath("reports").rename(tmp_path / "elsewhere" / "reports")
    moved = record.rename(tmp_path / "elsewhere" / "reports.record")
    assert verify_record(moved) == ()


@pytest.mark.parametrize(
    ("name", "words", "where"),
    [
        ("a.txt", b"Vale", "a.txt"),
        ("b.jsonl", b"Vale", "b.jsonl#2"),
        ("meta.csv", b"2025", "meta.csv"),
    ],
)
def test_a_changed_source(record: Path, name: str, words: bytes, where: str) -> None:
    flip(record.parent / "reports" / name, words)
    assert kinds(record) == {FindingKind.SOURCE_CHANGED}
    assert places(record) == {where}


def test_another_line_of_a_source_may_change(record: Path) -> None:
    flip(record.parent / "reports" / "b.jsonl", b"other")
    assert verify_record(record) == ()


def test_a_source_that_moved_is_not_a_changed_one(record: Path) -> None:
    (record.parent / "reports" / "a.txt").rename(record.parent / "a.txt")
    assert kinds(record) == {FindingKind.SOURCE_NOT_FOUND}
    assert places(record) == {"a.txt"}
    moved = record.parent.joinpath("reports").rename(record.parent / "archive")
    record.parent.joinpath("a.txt").rename(moved / "a.txt")
    assert verify_record(record, moved) == ()


def test_a_changed_or_lost_file_of_the_record(record: Path) -> None:
    flip(record / "record.db", b"SQLite")
    assert FindingKind.FILE_CHANGED in kinds(record)
    (record / "record.db").unlink()
    assert kinds(record) == {FindingKind.FILE_NOT_FOUND}


def rows(record: Path, table: str) -> list[str]:
    db = sqlite3.connect(record / "record.db")
    return [row[0] for row in db.execute(f"SELECT id FROM {table} ORDER BY rowid")]


@pytest.mark.parametrize(
    ("sql", "table", "kind"),
    [
        ("UPDATE statements SET content = 'the wall may hold'", "statements", "row changed"),
        ("UPDATE statements SET act = 'denies'", "statements", "row changed"),
        ("UPDATE figures SET low = 1300", "figures", "row changed"),
        ("UPDATE spans SET start = start + 1 WHERE kind = 'figures'", "figures", "span changed"),
        ("UPDATE documents SET text = replace(text, '1,2', '1,3')", "figures", "span changed"),
        ("DELETE FROM missed", "missed", "row changed"),
        ("UPDATE timexes SET value = '2025-03-11'", "timexes", "row changed"),
    ],
)
def test_a_changed_row_is_named(record: Path, sql: str, table: str, kind: str) -> None:
    ids = rows(record, table)
    with sqlite3.connect(record / "record.db") as db:
        db.execute(sql)
    named = {f.where for f in verify_record(record) if f.kind == kind}
    assert all(any(row_id in where for where in named) for row_id in ids)


@pytest.mark.parametrize("part", ["document", "statements", "figures", "timexes", "missed"])
def test_a_changed_exact_record_is_named(record: Path, part: str) -> None:
    with sqlite3.connect(record / "record.db") as db:
        db.execute(
            "UPDATE records SET json = replace(json, ':0', ':1') || ' ' WHERE part = ?", (part,)
        )
    assert f"records: {part} 0 of report 0" in places(record)


@pytest.mark.parametrize("words", [b"wall will hold", b"About 1,200", b"the Monday before"])
def test_each_flipped_byte_of_the_database_is_found(record: Path, words: bytes) -> None:
    path = record / "record.db"
    whole = path.read_bytes()
    for nth in range(1, whole.count(words) + 1):
        path.write_bytes(whole)
        flip(path, words, nth)
        found = verify_record(record)
        assert any(f.kind == FindingKind.FILE_CHANGED for f in found)
        assert any(f.kind != FindingKind.FILE_CHANGED for f in found), nth


def test_a_truncated_database_is_said_to_be_damaged(record: Path) -> None:
    path = record / "record.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert FindingKind.DATABASE_DAMAGED in kinds(record)


@pytest.mark.parametrize("words", ["", "[]", "{", '{"format": "another program"}'])
def test_no_manifest_no_record(tmp_path: Path, words: str) -> None:
    (tmp_path / "manifest.json").write_text(words)
    with pytest.raises(StoreError, match=r"manifest\.json"):
        verify_record(tmp_path)


def test_a_directory_that_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="name the directory of a record"):
        verify_record(tmp_path)


def test_same_input_same_manifest(record: Path, tmp_path: Path) -> None:
    story = make_story()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save_story(story, tmp_path / name / "record.db")
        workers = Settings(workers=len(name) - 1)
        save_manifest(story, record.parent / "reports", tmp_path / name, workers)
    one, two = ((tmp_path / name / "manifest.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_the_manifest_says_what_was_not_read(record: Path, tmp_path: Path) -> None:
    save_manifest(make_story(), tmp_path / "reports", record, Settings())
    manifest = json.loads((record / "manifest.json").read_text())
    assert manifest["inputs"]["not_read"][0]["remedy"] == "leave it out"
    assert manifest["versions"]["onrecord"]
    assert set(manifest["files"]) == {"record.db"}
