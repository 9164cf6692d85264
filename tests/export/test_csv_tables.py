"""The tables open in a spreadsheet: names right, words whole, no formula run."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from makers import make_document, make_evidence, make_statement, make_story
from onrecord.export.csv_tables import guard_cell, save_csv_tables
from onrecord.export.lookups import link_words
from onrecord.records import Span, Story


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_statements(tmp_path: Path) -> None:
    save_csv_tables(make_story(), tmp_path)
    first, second = read(tmp_path / "statements.csv")
    assert (first["speaker"], first["cue"], first["content"]) == (
        "Mira Vale",
        "said",
        "the wall will hold",
    )
    assert first["before"].endswith("“")
    assert first["after"].startswith("”")
    assert first["outlet"] == "The Osk Courier"
    assert first["headline"] == "no"
    assert second["said"] == ""


def test_figures(tmp_path: Path) -> None:
    save_csv_tables(make_story(), tmp_path)
    (row,) = read(tmp_path / "figures.csv")
    assert (row["text"], row["low"], row["qualifier"], row["qualifier_words"]) == (
        "1,200",
        "1200",
        "about",
        "About",
    )
    assert (row["counted"], row["series"], row["speaker"]) == ("people", "people", "Mira Vale")


def test_missed_ends_with_reports_not_read(tmp_path: Path) -> None:
    save_csv_tables(make_story(), tmp_path)
    missed, unread = read(tmp_path / "missed.csv")
    assert (missed["text"], missed["kind"]) == ("homes", "cue")
    assert (unread["file"], unread["reason"], unread["remedy"]) == (
        "photo.jpg",
        "not text",
        "leave it out",
    )


def test_excel_sees_utf8(tmp_path: Path) -> None:
    save_csv_tables(make_story(), tmp_path)
    assert (tmp_path / "statements.csv").read_bytes().startswith(b"\xef\xbb\xbfid,act,speaker")


def test_a_story_without_rows_has_headers(tmp_path: Path) -> None:
    save_csv_tables(Story(), tmp_path)
    assert (tmp_path / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfid,text,")


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-2 degrees", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")']
)
def test_no_formula_from_a_reports_words(tmp_path: Path, words: str) -> None:
    document = make_document(f"Mira Vale said {words} and left.\n", title=words)
    statement = make_statement(document, words, source="Mira Vale", cue="said")
    evidence = replace(make_evidence(), document=document, statements=(statement,))
    save_csv_tables(
        Story(evidence=(replace(evidence, figures=(), timexes=(), missed=()),)), tmp_path
    )
    (row,) = read(tmp_path / "statements.csv")
    assert row["content"] == row["title"] == f"'{words}"


def test_a_negative_number_stays_a_number() -> None:
    assert guard_cell(-4.5) == -4.5


def test_several_paragraphs_stay_one_cell(tmp_path: Path) -> None:
    document = make_document("Vale said “one,\n\n“two”.\n")
    statement = make_statement(document, ("one", "two"), source="Vale", cue="said")
    evidence = replace(make_evidence(), document=document, statements=(statement,))
    save_csv_tables(
        Story(evidence=(replace(evidence, figures=(), timexes=(), missed=()),)), tmp_path
    )
    assert read(tmp_path / "statements.csv")[0]["content"] == "one … two"


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        ("https://osk.example/a", "left", "https://osk.example/a#:~:text=left"),
        ("https://osk.example/a#b", "left", "https://osk.example/a#b:~:text=left"),
        (
            "https://osk.example/a",
            "well-known, é",
            "https://osk.example/a#:~:text=well%2Dknown%2C%20%C3%A9",
        ),
        (
            "https://osk.example/a",
            "a b c d e f g h i j k l m",
            "https://osk.example/a#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m",
        ),
        ("javascript:alert(1)", "left", None),
        (None, "left", None),
    ],
    ids=["short", "has a fragment", "hyphen and comma", "long", "no web address", "none"],
)
def test_link(url: str | None, words: str, link: str | None) -> None:
    document = make_document(words, url=url)
    assert link_words(document, Span(document_id=document.id, start=0, end=len(words))) == link
