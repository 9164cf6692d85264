"""Folders and bad input: everything given is read or listed, and one bad file stops nothing."""

import os
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.config import DEFAULT, Settings
from onrecord.read import find_sources, load_bytes, read_reports, read_source

GOOD = (
    "Dam fails above Harrow Vale\n\n“We had asked for repairs,” the mayor, Ana Ruel, said on"
    " Monday.\n"
)


@pytest.fixture
def folder(tmp_path):
    """Return a maker of files, in a folder that already holds one good report."""
    (tmp_path / "good.txt").write_text(GOOD)

    def make(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    make.top = tmp_path
    return make


def read(folder, settings=DEFAULT):
    documents, unread = read_reports([folder.top], settings)
    return {d.path: d for d in documents}, {u.path: u.reason for u in unread}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bad.txt", b"", "it is empty"),
        ("bad.txt", b" \n\t\n", "it is empty"),
        ("bad.txt", b"\xef\xbb\xbf", "it is empty"),
        ("bad.txt", b"... !!", "it holds no words"),
        ("bad.txt", os.urandom(1) * 0 + bytes(range(256)) * 10, "it is not text"),
        ("bad.txt", b"%PDF-1.4 words", "it is not text"),
        ("bad.html", b"", "it is empty"),
        ("bad.html", b"<html></html>", "no report text was found"),
        ("bad.html", bytes(range(256)) * 10, "it is not text"),
        ("bad.pdf", b"%PDF", ".pdf files are not read"),
        ("bad.json", b"{}", ".json files are not read"),
        ("bad.zip", b"PK", ".zip files are not read"),
        ("README.md", b"These are reports.", "it describes the folder"),
        ("bad.txt", GOOD, "same bytes as"),
    ],
)
def test_a_bad_file_is_listed_and_the_good_one_read(folder, name, data, reason):
    folder(name, data)
    documents, unread = read(folder)
    assert len(documents) == 1
    assert reason in next(iter(unread.values()))
    assert all(u.remedy for u in read_reports([folder.top], DEFAULT)[1])


def test_a_file_of_50_megabytes_is_refused_unopened(folder):
    with folder("big.txt", "").open("wb") as file:
        file.truncate(50_000_000)
    documents, unread = read(folder)
    assert set(documents) == {"good.txt"}
    assert "longer than 5,000,000 characters" in unread["big.txt"]


def test_the_limit_is_in_characters(folder):
    folder("just.txt", "é" * 100)
    folder("over.txt", "é" * 101)
    documents, unread = read(folder, Settings(max_chars=100))
    assert set(documents) == {"good.txt", "just.txt"}
    assert set(unread) == {"over.txt"}


def test_a_file_that_vanishes_in_mid_run(folder):
    gone = folder("gone.txt", GOOD)
    sources, _ = find_sources([folder.top])
    gone.unlink()
    (result,) = read_source(sources[0], DEFAULT)
    assert (result.path, "could not be opened" in result.reason) == ("gone.txt", True)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_a_file_that_may_not_be_opened(folder):
    folder("locked.txt", "Words.").chmod(0)
    _, unread = read(folder)
    assert "could not be opened" in unread["locked.txt"]


def test_a_pipe_does_not_hang(folder):
    os.mkfifo(folder.top / "pipe.txt")
    _, unread = read(folder)
    assert unread["pipe.txt"] == "it is not an ordinary file"


def test_a_path_that_is_not_there(folder):
    documents, unread = read_reports([folder.top, folder.top / "nowhere"], DEFAULT)
    assert len(documents) == 1
    assert (unread[0].path, unread[0].reason) == ("nowhere", "there is no such file")


def test_an_empty_folder(tmp_path):
    documents, (unread,) = read_reports([tmp_path], DEFAULT)
    assert documents == ()
    assert "no files to read" in unread.reason


def test_no_paths():
    assert read_reports([], DEFAULT) == ((), ())


@pytest.mark.parametrize(
    "words",
    [
        '“An open mark, she said.\n\nAnother “one, he said. " ”',
        "He said “שלום לכולם” to the 400 people 😀 of the vale 👩‍👩‍👧.",
        "مرحبا said the mayor. \u202eevil\u202c \u200f",
        "A\u2028B said\x85C\x0b D\x0c",
    ],
    ids=["unbalanced", "hebrew-emoji", "arabic-overrides", "odd-line-ends"],
)
def test_odd_text_is_left_as_it_is(folder, words):
    folder("odd.txt", words)
    assert read(folder)[0]["odd.txt"].text == words


def test_newlines_are_made_one_kind(folder):
    folder("dos.txt", b"One dam.\r\nTwo dams.\rThree.")
    assert read(folder)[0]["dos.txt"].text == "One dam.\nTwo dams.\nThree."


def test_hidden_files_and_records_are_passed_over(folder):
    for name in (".hidden.txt", ".git/a.txt", "pile.record/report.html", "out/record.db",
                 "out/report.html", "manifest.json", "Thumbs.db", "meta.csv"):  # fmt: skip
        folder(name, "file\n" if name == "meta.csv" else "Words.")
    assert [set(found) for found in read(folder)] == [{"good.txt"}, set()]


def test_a_record_given_by_name_is_refused(folder):
    folder("pile.record/report.html", "Words.")
    _, (unread,) = read_reports([folder.top / "pile.record"], DEFAULT)
    assert "a record that onrecord wrote" in unread.reason


def test_subfolders_and_files_without_an_ending(folder):
    folder("2024/november/one.txt", "One dam.")
    folder("notes", "Two dams.")
    assert list(read(folder)[0]) == ["2024/november/one.txt", "good.txt", "notes"]


def test_meta_csv_joins_and_says_what_does_not_fit(folder):
    folder("b.md", "---\npublisher: Other\nauthor: Jo Bell\n---\nA dam failed.")
    folder(
        "meta.csv",
        "file,published,publisher\ngood.txt,someday,Echo\nb.md,2024-11-19,Post\nno.txt,,\n",
    )
    documents, unread = read(folder)
    assert documents["good.txt"].publisher == "Echo"
    assert documents["good.txt"].published is None
    assert documents["good.txt"].notes == (
        "published in meta.csv: “someday” is not a date with year, month and day",
    )
    assert documents["b.md"].publisher == "Post"
    assert documents["b.md"].byline == "Jo Bell"
    assert documents["b.md"].published_from == "meta.csv"
    assert documents["b.md"].text == "A dam failed."
    assert unread == {"meta.csv": "line 4 names no.txt, which is not in the folder"}


def test_meta_csv_may_name_files_in_subfolders(folder):
    folder("a/b/one.txt", "One dam.")
    folder("a/b/two.txt", "Two dams.")
    folder("a/meta.csv", "file,publisher\nb/one.txt,Echo\nb/two.txt,Echo\n")
    folder("a/b/meta.csv", "file,publisher\ntwo.txt,Post\n")
    documents, unread = read(folder)
    assert documents["a/b/one.txt"].publisher == "Echo"
    assert documents["a/b/two.txt"].publisher == "Post"  # the nearest holds
    assert unread == {}


def test_a_broken_meta_csv_stops_nothing(folder):
    folder("meta.csv", bytes(range(256)))
    documents, unread = read(folder)
    assert set(documents) == {"good.txt"}
    assert "no column “file”" in unread["meta.csv"]


def test_a_single_file_finds_its_meta_csv(folder):
    folder("meta.csv", "file,publisher\ngood.txt,Echo\nother.txt,Post\n")
    folder("other.txt", "Words.")
    (document,), unread = read_reports([folder.top / "good.txt"], DEFAULT)
    assert (document.path, document.publisher, unread) == ("good.txt", "Echo", ())


def test_the_order_of_paths_does_not_matter(folder):
    paths = [folder("a/x.txt", "One dam."), folder("b/x.txt", "Two dams."), folder.top / "good.txt"]
    results = {read_reports(order, DEFAULT) for order in permutations(paths)}
    assert len(results) == 1
    assert [d.path for d in results.pop()[0]] == ["a/x.txt", "b/x.txt", "good.txt"]


def test_a_file_given_twice_is_read_once(folder):
    paths = [folder.top, folder.top / "good.txt", folder.top / "." / "good.txt"]
    documents, unread = read_reports(paths, DEFAULT)
    assert (len(documents), unread) == (1, ())


def test_paths_are_the_same_wherever_the_folder_stands(folder, monkeypatch):
    absolute = read_reports([folder.top], DEFAULT)
    monkeypatch.chdir(folder.top)
    assert read_reports([Path()], DEFAULT) == absolute
    monkeypatch.chdir(folder.top.parent)
    assert read_reports([Path(folder.top.name)], DEFAULT) == absolute


def test_bytes_can_be_loaded_again(folder):
    (document,), _ = read_reports([folder.top], DEFAULT)
    assert load_bytes(folder.top, document.path, DEFAULT) == GOOD.encode()
    assert load_bytes(folder.top, "gone.txt", DEFAULT) is None
    assert load_bytes(folder.top, "gone.jsonl#3", DEFAULT) is None


def test_title_byline_and_language(folder):
    folder(
        "b.txt", "Dam fails above Vale\nBy Jo Bell and Ana Sole\n" + GOOD.partition("\n\n")[2] * 3
    )
    document = read(folder)[0]["b.txt"]
    assert document.title == "Dam fails above Vale"
    assert document.byline == "Jo Bell and Ana Sole"
    assert document.language == "en"
    assert read(folder)[0]["good.txt"].language is None  # too few words to tell


def test_a_name_that_is_not_utf8(folder):
    path = os.fsencode(folder.top) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(b"Words.")
    documents, _ = read(folder)
    assert "caf\\xe9.txt" in documents
