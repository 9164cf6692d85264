"""The documents tell the truth: links lead somewhere, commands and files named are there."""

import re
from pathlib import Path

import pytest

from onrecord.cli import ExitCode, app
from onrecord.demo import find_demo

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_is_one(document: Path) -> None:
    commands = [command for command in app.registered_commands if command.callback]
    verbs = {command.name or command.callback.__name__ for command in commands}  # type: ignore[union-attr]
    text = document.read_text("utf-8")
    named = re.findall(r"(?:^|\| |/|`)onrecord ([a-z]+)\b(?!\.)", text, re.MULTILINE)
    assert set(named) <= verbs


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_is_one(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z]+)\b", document.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_the_guide_has_every_exit_code() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", guide, re.MULTILINE) == [
        str(code.value) for code in ExitCode
    ]


def test_every_table_named_for_contributors_is_there() -> None:
    named = re.findall(r"`(\w+\.tsv)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    tables = ROOT / "src" / "onrecord" / "lexicon" / "en"
    golden = ROOT / "tests" / "stories" / "tarsk-dam"
    assert [n for n in named if not (tables / n).is_file() and not (golden / n).is_file()] == []


def test_the_sample_story_is_as_long_as_promised() -> None:
    for path in find_demo().glob("2025-*.txt"):
        assert 250 <= len(path.read_text("utf-8").split()) <= 500, path.name
    assert len(list(find_demo().glob("2025-*"))) == 8
