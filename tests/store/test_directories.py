"""A record is swapped in whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.store import directories
from onrecord.store.directories import replace_directory


def write_record(out: Path, words: str) -> None:
    with replace_directory(out) as fresh:
        (fresh / "record.db").write_text(words)
        (fresh / "manifest.json").write_text(json.dumps({"files": {"record.db": ""}}))


def write_half(out: Path, stop: BaseException) -> None:
    with replace_directory(out) as fresh:
        (fresh / "record.db").write_text("half")
        raise stop


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_record_is_made_and_nothing_else(tmp_path: Path) -> None:
    write_record(tmp_path / "deep" / "a.record", "one")
    assert names(tmp_path / "deep") == ["a.record"]
    assert names(tmp_path / "deep" / "a.record") == ["manifest.json", "record.db"]


def test_the_new_replaces_the_old(tmp_path: Path) -> None:
    write_record(tmp_path / "a.record", "one")
    write_record(tmp_path / "a.record", "two")
    assert (tmp_path / "a.record" / "record.db").read_text() == "two"
    assert names(tmp_path) == ["a.record"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), RuntimeError(), OSError(28, "Disk full")])
def test_cut_off_while_writing_keeps_the_old(tmp_path: Path, stop: BaseException) -> None:
    out = tmp_path / "a.record"
    write_record(out, "one")
    with pytest.raises(StoreError if isinstance(stop, OSError) else type(stop)):
        write_half(out, stop)
    assert (out / "record.db").read_text() == "one"
    assert names(tmp_path) == ["a.record"]


def test_cut_off_between_the_renames_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.record"
    write_record(out, "one")
    rename = Path.rename

    def stop_at_second(self: Path, target: Path) -> Path:
        if target == out and not self.name.endswith(".before"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        write_record(out, "two")
    assert (out / "record.db").read_text() == "one"
    assert names(tmp_path) == ["a.record"]


def test_killed_between_the_renames_is_mended_next_time(tmp_path: Path) -> None:
    out = tmp_path / "a.record"
    write_record(out, "one")
    (out / "notes.txt").write_text("mine")
    out.rename(tmp_path / ".a.record.before")
    write_record(out, "two")
    assert (out / "record.db").read_text() == "two"
    assert (out / "notes.txt").read_text() == "mine"
    assert names(tmp_path) == ["a.record"]


def test_what_people_put_there_is_carried_over(tmp_path: Path) -> None:
    out = tmp_path / "a.record"
    write_record(out, "one")
    (out / "notes").mkdir()
    (out / "notes" / "call.txt").write_text("rang back")
    write_record(out, "two")
    assert (out / "notes" / "call.txt").read_text() == "rang back"


def test_other_directories_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(StoreError, match="no record, so it is left alone"):
        write_record(tmp_path, "one")
    assert names(tmp_path) == ["thesis.doc"]


def test_a_link_to_a_record_stays_a_link(tmp_path: Path) -> None:
    write_record(tmp_path / "a.record", "one")
    (tmp_path / "latest").symlink_to("a.record")
    write_record(tmp_path / "latest", "two")
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "a.record" / "record.db").read_text() == "two"


def test_an_empty_directory_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    write_record(tmp_path / "here", "one")
    assert (tmp_path / "here" / "record.db").exists()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.record").write_text("not a directory")
    with pytest.raises(StoreError, match="is a file"):
        write_record(tmp_path / "a.record", "one")


@pytest.mark.parametrize("where", ["parent", "record"])
def test_a_read_only_place(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.record"
    write_record(out, "one")
    locked = tmp_path if where == "parent" else out
    locked.chmod(0o555)
    if os.geteuid() == 0:  # for root every place is writable: ask as if it were not
        monkeypatch.setattr(directories.os, "access", lambda path, mode: Path(path) != locked)
    try:
        with pytest.raises(StoreError, match="cannot be written to; choose another place with -o"):
            write_record(out, "two")
    finally:
        locked.chmod(0o755)
    assert (out / "record.db").read_text() == "one"


def test_a_place_where_nothing_can_be_made() -> None:
    with pytest.raises(StoreError, match="-o DIR"):
        write_record(Path("/proc/onrecord/a.record"), "one")
