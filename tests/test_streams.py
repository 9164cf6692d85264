"""Mixed piles and rebuilds through the command line: stories, diff, and what a rebuild keeps.

Reading is stood in for by a fast rule, as in test_cli.
"""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.cli import ExitCode, run
from onrecord.records import KEPT_NOTE
from onrecord.store.databases import load_story
from test_cli import read_first_line

FIRE = "Mira Vale, 29, was hurt when a barn on Mill Lane in Osk burned down on Monday night.\n"
GOAT = "A goat was elected mayor of Little Wen, a village of nine people.\n"
META = (
    "file,published,title\na.txt,2024-01-09,Osk barn burns\nb.txt,2024-01-10,Osk barn: one hurt\n"
)


@pytest.fixture(autouse=True)
def _fast_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_one", read_first_line)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRE)
    (folder / "b.txt").write_text(f"Barn fire: {FIRE}She is well.\n")
    (folder / "c.txt").write_text(GOAT)
    (folder / "photo.txt").write_text("")
    (folder / "meta.csv").write_text(META)
    return folder


def call(*arguments: str | Path) -> int:
    return run([str(argument) for argument in arguments])


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def list_places(shelf: Path) -> dict[str, str]:
    text = (shelf / "stories.csv").read_text("utf-8-sig")
    return {row["file"]: row["place"] for row in csv.DictReader(io.StringIO(text))}


def test_a_pile_is_split_and_nothing_vanishes(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("stories", pile) == 0
    shelf = pile.with_name("pile.stories")
    (record,) = shelf.glob("*.record")
    assert record.name.startswith("2024-01-09-osk-barn-burns-")
    assert list_places(shelf) == {
        "a.txt": "in a story",
        "b.txt": "in a story",
        "c.txt": "alone",
        "photo.txt": "not read",
    }
    assert "1  stories of two or more, of 2 reports" in capsys.readouterr().out
    assert call("verify", record) == 0
    assert f'href="{record.name}/report.html"' in (shelf / "index.html").read_text()


def test_stories_again_are_the_same_bytes_and_more_reports_join(pile: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "out"
    call("stories", pile, "-o", shelf, "--quiet")
    before = read_tree(shelf)
    call("stories", pile, "-o", shelf, "--quiet")
    assert read_tree(shelf) == before
    (pile / "d.txt").write_text(f"Osk: {FIRE}The barn was Mira Vale's own.\n")
    (pile / "meta.csv").write_text(f"{META}d.txt,2024-01-12,Barn fire on Mill Lane in Osk\n")
    call("stories", pile, "-o", shelf, "--quiet")
    (record,) = shelf.glob("*.record")
    story = load_story(record)
    assert len(story.evidence) == 3
    assert next(change.part for change in story.changes if change.kind == "new") == "documents"


def test_a_record_left_by_an_earlier_run_is_kept_and_named(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("stories", pile)
    (record,) = pile.with_name("pile.stories").glob("*.record")
    (pile / "b.txt").unlink()
    call("stories", pile)
    assert f"Left from an earlier run, no story now: {record.name}" in capsys.readouterr().out
    assert record.is_dir()


def test_stories_as_json(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("stories", pile, "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert (held["read"], held["stories"], held["alone"]) == (3, 1, 1)
    assert Path(held["page"]).is_file()


def test_stories_leave_other_folders_alone(pile: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    assert call("stories", pile, "-o", other) == ExitCode.RECORD
    assert read_tree(other) == {"notes.txt": b"mine"}
    empty = tmp_path / "empty"
    empty.mkdir()
    assert call("stories", empty) == ExitCode.NOTHING_READ


# ── Rebuilds ────────────────────────────────────────────────────────────────────────────


def test_an_overwritten_report_is_kept_in_both_versions(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(pile)
    (pile / "a.txt").write_text(FIRE.replace("on Monday night", "at dawn on Tuesday"))
    capsys.readouterr()
    call(pile)
    shown = capsys.readouterr().out
    assert "1 of them kept from before, in an earlier version" in shown
    assert "\n  reports: 1 revised\n  statements: 1 revised\n" in shown
    record = pile.with_name("pile.record")
    texts = [each.document.text for each in load_story(record).evidence]
    assert FIRE in texts
    (kept,) = (e.document for e in load_story(record).evidence if KEPT_NOTE in e.document.notes)
    assert kept.text == FIRE
    assert call("verify", record) == 0
    before = read_tree(record)
    call(pile)
    assert read_tree(record) == before
    assert "0 new: nothing has changed" in capsys.readouterr().out


def test_a_damaged_record_is_said_to_be_compared_with_nothing(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(pile)
    record = pile.with_name("pile.record")
    (record / "record.db").write_bytes(b"not a database")
    capsys.readouterr()
    assert call(pile) == 0
    shown = capsys.readouterr()
    assert "what stood here cannot be read" in shown.err
    assert "since the last record" not in shown.out.lower()
    assert call("verify", record) == 0


def test_diff_says_what_differs(
    pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    call(pile, "-o", old)
    (pile / "c.txt").write_text(f"{GOAT}It ate the ballot box.\n")
    (pile / "b.txt").unlink()
    call(pile, "-o", new)
    capsys.readouterr()
    assert call("diff", old, old) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"
    assert call("diff", old, new) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("reports: 1 revised, 1 withdrawn\n")
    assert "  revised: c.txt (same file: c.txt)\n" in shown
    assert call("diff", old, new, "--json") == 0
    held = json.loads(capsys.readouterr().out)["changes"]
    assert {change["kind"] for change in held} == {"revised", "withdrawn", "repeated"}
    assert call("diff", old, tmp_path / "nowhere") == ExitCode.RECORD
