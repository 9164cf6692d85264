"""The forms by name, the two small ones, and the documentation kept true."""

import json
from pathlib import Path

import pytest

from makers import REPORT, make_story
from onrecord.errors import StoreError
from onrecord.export.docs import render_docs
from onrecord.export.formats import FORMATS, export_story
from onrecord.export.json_lines import FILES
from onrecord.records import Story


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_writes_what_it_says_and_the_same_twice(tmp_path: Path, name: str) -> None:
    one = export_story(make_story(), name, tmp_path / "new" / "one")
    two = export_story(make_story(), name, tmp_path / "two")
    assert {path.name for path in one} == {path.name for path in (tmp_path / "two").iterdir()}
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("name", FORMATS)
def test_a_story_without_reports(tmp_path: Path, name: str) -> None:
    export_story(Story(), name, tmp_path)


def test_no_such_form(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there are jsonl, csv"):
        export_story(make_story(), "xlsx", tmp_path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="choose another with --out"):
        export_story(make_story(), "jsonl", tmp_path / "file")


def test_web_annotation_selectors_agree(tmp_path: Path) -> None:
    export_story(make_story(), "web-annotation", tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "annotations.jsonl").read_text().splitlines()]
    assert len(rows) == 3
    for row in rows:
        position, words = row["target"][0]["selector"]
        assert REPORT[position["start"] : position["end"]] == words["exact"]
        assert REPORT[: position["start"]].endswith(words["prefix"])


def test_citron_spans_agree(tmp_path: Path) -> None:
    (path,) = export_story(make_story(), "citron", tmp_path)
    report = json.loads(path.read_text())
    assert [quote["id"] for quote in report["quotes"]] == [0, 1]
    for quote in report["quotes"]:
        for span in (quote["cue"], *quote["sources"], *quote["contents"]):
            assert report["text"][span["start"] : span["end"]] == span["text"]


def test_the_documentation_is_current() -> None:
    written = Path(__file__).parents[2] / "docs" / "records.md"
    assert written.read_text("utf-8") == render_docs(), (
        "run: python -m onrecord.export.docs > docs/records.md"
    )


def test_the_documentation_names_every_file() -> None:
    assert all(name in render_docs() for name in FILES)
