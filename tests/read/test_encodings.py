"""Bytes to text, and the way back."""

import pytest

from onrecord.read.encodings import (
    decode_text,
    find_source_offset,
    is_binary,
    normalise_newlines,
    replace_unsafe,
)

WORDS = "“Je l’ai dit à Zoë,” said the mayor of the town, who had asked for it in the spring."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_nobody_declared(encoding):
    assert decode_text(WORDS.encode(encoding))[0] == WORDS


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "windows-1251"), ("iso8859-2", "ISO-8859-2"), ("cp1252", "latin-1")],
)
def test_a_declaration_is_believed(encoding, declared):
    words = {"cp1251": "Плотина прорвана", "iso8859-2": "Źle, powiedział"}.get(encoding, "“No”")
    page = f'<meta charset="{declared}"><p>{words}</p>'
    assert decode_text(page.encode(encoding), declared=True) == (page, ())


@pytest.mark.parametrize("declared", ["no-such", "utf-16", "rot13", "utf-8"])
def test_a_wrong_declaration_is_not(declared):
    page = f'<meta charset="{declared}"><p>Zoë said</p>'
    assert decode_text(page.encode(), declared=True) == (page, ())


def test_damaged_utf8_is_read_and_said():
    data = WORDS.encode() + b" And \xff then."
    text, notes = decode_text(data)
    assert text == WORDS + " And \ufffd then."
    assert notes == ("1 bytes that are not UTF-8, shown as \ufffd",)


def test_a_guessed_encoding_is_said():
    _, notes = decode_text(WORDS.encode("cp1252"))
    assert "guess" in notes[0]


def test_cyrillic_is_detected():
    words = "Глава совета заявил в понедельник, что плотина была проверена весной. " * 5
    assert decode_text(words.encode("cp1251"))[0] == words


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 plain words", True),
        (b"PK\x03\x04 words", True),
        (bytes(range(256)) * 20, True),
        (b"\x00" * 100, True),
        (b"A dam failed.\x00 It was old. " * 5, False),
        ("Ein Damm brach".encode("utf-16"), False),
        ("Ein Damm brach heute".encode("utf-16-le"), False),
        (b"", False),
        ("😀 “שלום” said".encode(), False),
    ],
)
def test_binary(data, expected):
    assert is_binary(data) is expected


def test_unsafe_characters_are_replaced_one_for_one():
    assert replace_unsafe("a\x00b\ud800c") == (
        "a\ufffdb\ufffdc",
        ("2 NUL or half characters, shown as \ufffd",),
    )


def test_newlines_lead_back():
    decoded = "One.\r\n\r\nTwo.\rThree."
    text, drops = normalise_newlines(decoded)
    assert text == "One.\n\nTwo.\nThree."
    assert [decoded[find_source_offset(drops, text.index(c))] for c in "OT"] == ["O", "T"]
    assert find_source_offset(drops, len(text)) == len(decoded)
