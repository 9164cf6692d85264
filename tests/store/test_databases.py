"""The law of the store: load(save(story)) == story, and the same story gives the same bytes."""

import sqlite3
import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makers import make_document, make_story
from onrecord.errors import StoreError
from onrecord.records import Story
from onrecord.store.databases import load_row_ids, load_story, save_story
from onrecord.store.migrations import MIGRATIONS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-5, 60),
    bool: st.booleans(),
    float: st.floats(allow_nan=False) | st.integers(0, 10**9),
}


def build(hint: Any) -> st.SearchStrategy[Any]:
    """Make any record from its type hints, so that new fields are tried by themselves."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(st.none() if a is type(None) else build(a) for a in arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(build(arguments[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return st.builds(
            hint,
            **{
                each.name: st.deferred(lambda h=hints[each.name]: build(h)) for each in fields(hint)
            },
        )
    return LEAVES[hint]


@given(story=build(Story))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, story: Story
) -> None:
    path = tmp_path_factory.mktemp("story") / "record.db"
    save_story(story, path)
    assert load_story(path) == story


def test_same_story_same_bytes(tmp_path: Path) -> None:
    save_story(make_story(), tmp_path / "one.db")
    save_story(make_story(), tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_saving_again_replaces(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    save_story(make_story(), path)
    save_story(Story(), path)
    assert load_story(path) == Story()


def test_a_lone_surrogate_does_not_stop_the_saving(tmp_path: Path) -> None:
    story = make_story(make_document(make_document().text + "A broken \ud83d mark.\n"))
    save_story(story, tmp_path / "record.db")
    assert load_story(tmp_path / "record.db") == story


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param(
            "SELECT speaker, cue, content, act FROM statements",
            [
                ("Mira Vale", "said", "the wall will hold", "says"),
                ("Mira Vale", "said", "About 1,200 people left their homes", "says"),
            ],
            id="statements",
        ),
        pytest.param(
            "SELECT qualifier_text, text, low, counted, before FROM figures",
            [("About", "1,200", 1200.0, "people", "Monday that “the wall will hold”.\nAbout ")],
            id="figures",
        ),
        pytest.param(
            "SELECT title FROM documents_fts WHERE documents_fts MATCH 'cracks'",
            [("Dam wall cracks above Osk",)],
            id="search in reports",
        ),
        pytest.param(
            "SELECT content FROM statements_fts WHERE statements_fts MATCH 'vale hold'",
            [("the wall will hold",)],
            id="search in statements",
        ),
        pytest.param(
            "SELECT text FROM spans WHERE role = 'attribution.source'",
            [("Mira Vale, the water minister",), ("Vale",)],
            id="every span",
        ),
        pytest.param(
            "SELECT path, remedy FROM unread", [("photo.jpg", "leave it out")], id="unread"
        ),
        pytest.param("SELECT name FROM entity_names", [("Mira Vale",), ("Vale",)], id="names"),
        pytest.param("PRAGMA user_version", [(len(MIGRATIONS),)], id="schema version"),
    ],
)
def test_readable_tables(tmp_path: Path, sql: str, expected: list[tuple[object, ...]]) -> None:
    save_story(make_story(), tmp_path / "record.db")
    assert sqlite3.connect(tmp_path / "record.db").execute(sql).fetchall() == expected


def test_row_ids(tmp_path: Path) -> None:
    story = make_story()
    save_story(story, tmp_path / "record.db")
    evidence = story.evidence[0]
    assert load_row_ids(tmp_path) == {row.id for row in (*evidence.statements, *evidence.figures)}


def test_no_record_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record here"):
        load_story(tmp_path / "record.db")


def test_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_text("These are not the bytes of a database." * 9)
    with pytest.raises(StoreError, match="not a whole record"):
        load_story(tmp_path)


def test_another_programs_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "record.db") as db:
        db.execute("CREATE TABLE records (json TEXT)")
    with pytest.raises(StoreError, match="not written by onrecord"):
        load_story(tmp_path)


def test_a_newer_record(tmp_path: Path) -> None:
    save_story(make_story(), tmp_path / "record.db")
    with sqlite3.connect(tmp_path / "record.db") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"schema version 99.*upgrade onrecord"):
        load_story(tmp_path)


def test_a_broken_row_is_a_store_error(tmp_path: Path) -> None:
    save_story(make_story(), tmp_path / "record.db")
    with sqlite3.connect(tmp_path / "record.db") as db:
        db.execute("UPDATE records SET json = '{' WHERE part = 'statements'")
    with pytest.raises(StoreError, match="not a Statement"):
        load_story(tmp_path)


def test_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write the record"):
        save_story(make_story(), tmp_path / "nowhere" / "record.db")
