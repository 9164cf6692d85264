"""JSON Lines: one report a line, its text left exactly as given."""

import hashlib
import json

import pytest

from onrecord.config import DEFAULT, Settings
from onrecord.read import load_bytes, read_reports

TEXT = "Dam fails\r\n\r\n“We had asked,” said Ruel. 😀 "


@pytest.fixture
def pile(tmp_path):
    def make(*lines):
        path = tmp_path / "pile.jsonl"
        path.write_bytes(
            b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines)
        )
        return path

    return make


def test_a_line_is_a_document(pile, tmp_path):
    record = {"text": TEXT, "title": "Dam fails", "publisher": "Echo", "date": "2024-11-19",
              "byline": "Jo Bell", "url": "https://e.example"}  # fmt: skip
    path = pile(b"", record)
    (document,), unread = read_reports([path], DEFAULT)
    assert unread == ()
    assert document.text == TEXT
    assert document.path == "pile.jsonl#2"
    line = path.read_bytes().splitlines()[1]
    assert document.id == hashlib.sha256(line).hexdigest()
    assert load_bytes(tmp_path, document.path, DEFAULT) == line
    assert (document.published, document.published_from) == ("2024-11-19", "jsonl")
    assert (document.title, document.publisher, document.byline) == ("Dam fails", "Echo", "Jo Bell")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "not a JSON object"),
        (b"[1, 2]", "not a JSON object"),
        (b"[" * 100_000, "not a JSON object"),
        (b"9" * 10_000, "not a JSON object"),
        (b"\xff\xfe\x00", "not a JSON object"),
        ({"title": "x"}, "no field “text”"),
        ({"text": 7}, "no field “text”"),
        ({"text": " \n"}, "it is empty"),
        ({"text": "?!"}, "it holds no words"),
        ({"text": "a" * 200}, "longer than 100 characters"),
        ({"text": "a", "more": "b" * 1_100_000}, "longer than 100 characters"),
    ],
)
def test_a_bad_line_is_listed_and_the_others_read(pile, line, reason):
    documents, unread = read_reports(
        [pile({"text": "One dam."}, line, {"text": "Two dams."})], Settings(max_chars=100)
    )
    assert [document.path for document in documents] == ["pile.jsonl#1", "pile.jsonl#3"]
    assert [(u.path, reason in u.reason) for u in unread] == [("pile.jsonl#2", True)]


def test_half_characters_are_replaced_in_place(pile):
    (document,), _ = read_reports([pile(b'{"text": "a\\ud800b\\u0000c"}')], DEFAULT)
    assert document.text == "a\ufffdb\ufffdc"
    assert document.notes


def test_lines_with_the_same_bytes(pile):
    documents, unread = read_reports([pile({"text": "One dam."}, {"text": "One dam."})], DEFAULT)
    assert len(documents) == 1
    assert unread[0].reason == "same bytes as pile.jsonl#1"
