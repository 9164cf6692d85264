"""Metadata beside the text: fields, front matter, meta.csv."""

import pytest

from onrecord.read.metadata import (
    Metadata,
    clean_field,
    join_metadata,
    read_fields,
    read_meta_csv,
    split_front_matter,
)


def test_fields_go_by_their_usual_names():
    known = read_fields(
        {
            "headline": "Dam fails",
            "outlet": "The Echo",
            "dct": "2024-11-19",
            "uri": "https://e.example/1",
        },
        "jsonl",
    )
    assert known == Metadata(
        title="Dam fails", publisher="The Echo", published="2024-11-19", published_from="jsonl",
        url="https://e.example/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"published": "soon"},
            "published in jsonl: “soon” is not a date with year, month and day",
        ),
        (
            {"url": "javascript:alert(1)"},
            "url in jsonl: “javascript:alert(1)” is not a web address",
        ),
    ],
)
def test_a_value_that_cannot_be_taken_is_noted(fields, note):
    assert read_fields(fields, "jsonl") == Metadata(notes=(note,))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" The\n Echo ", "The Echo"),
        (["A. Sole", {"name": "B. Ray"}], "A. Sole, B. Ray"),
        ({"@type": "Organization", "name": "The Echo"}, "The Echo"),
        ("a\x00\x1b\ud800", "a\ufffd\ufffd"),
        (None, None), ("", None), (True, None), (2.5, None), (20241119, "20241119"), ({}, None),
        ([["deep"]], None), ([[[[]]]], None), (10**30, None),
    ],
)  # fmt: skip
def test_clean_field(value, expected):
    assert clean_field(value) == expected


def test_what_goes_before_keeps_its_word():
    first = Metadata(publisher="The Echo", notes=("a",))
    other = Metadata(publisher="Other", byline="Jo Bell", notes=("b",))
    expected = Metadata(publisher="The Echo", byline="Jo Bell", notes=("a", "b"))
    assert join_metadata(first, other) == expected


FRONT = '---\ntitle: "Dam fails: why"\ndate: 2024-11-19\nauthor: Jo Bell\ntags:\n  - dam\n---\n\n'


def test_front_matter_is_taken_off():
    known, text = split_front_matter(FRONT + "The dam failed.\n---\nMore.")
    assert text == "The dam failed.\n---\nMore."
    assert (known.title, known.published, known.byline) == (
        "Dam fails: why",
        "2024-11-19",
        "Jo Bell",
    )
    assert known.published_from == "front matter"


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe dam failed.\n---\nIt was old.",
        "---\nRuel: We had asked for repairs.\n---\nIt was old.",
        "---\ntitle: Dam fails\nThe dam failed.",
        "The dam failed.\n---\ntitle: x\n---\n",
        "---",
        "",
    ],
)
def test_what_is_not_front_matter_stays(text):
    assert split_front_matter(text) == (Metadata(), text)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_meta_csv(mark, encoding):
    text = (
        mark.join(["File", "Published", "publisher"])
        + "\r\n"
        + mark.join(["a.txt", "2024-11-19", "Zoë’s Echo"])
    )
    rows, problems = read_meta_csv(text.encode(encoding))
    assert problems == ()
    known = Metadata(published="2024-11-19", published_from="meta.csv", publisher="Zoë’s Echo")
    assert rows == {"a.txt": (2, known)}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "has no column “file” in its first line"),
        (b"name,published\na.txt,2024-11-19", "has no column “file” in its first line"),
        (b"file,published\na.txt,2024-11-19\na.txt,2024-11-20", "line 3 names a.txt a second time"),
        (b'file,title\na.txt,"' + b"x" * 200_000 + b'"', "is not CSV"),
    ],
)
def test_a_broken_meta_csv_is_said(data, problem):
    _, problems = read_meta_csv(data)
    assert problem in problems[0]


def test_short_and_long_rows_are_fine():
    rows, problems = read_meta_csv(b"file,published,publisher\na.txt\nb.txt,2024-11-19,Echo,more\n")
    assert set(rows) == {"a.txt", "b.txt"}
    assert problems == ()
