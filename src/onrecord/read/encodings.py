"""Bytes to text: which encoding, and newlines made one kind, once.

A byte-order mark is believed first, then a declaration, then valid UTF-8, then what the
bytes look like. What could not be taken as given comes back as a note. After this the text
is never altered; `find_source_offset` leads back to the characters as they were decoded.
"""

import codecs
import re
from bisect import bisect_right

from charset_normalizer import from_bytes

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\x7fELF",
    b"MZ\x90", b"RIFF", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"\xfd7zXZ",
    b"{\\rtf", b"OggS", b"ID3",
)  # fmt: skip
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x0b\x1b")
_ASCII = bytes(range(128))
# Windows-1252 for curly quotation marks, dashes, the ellipsis and the hard space.
_CURLY = b"\x85\x91\x92\x93\x94\x96\x97\xa0"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_NEWLINE = re.compile(r"\r\n?")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")
# Enough to tell encodings apart; detection costs seconds per megabyte.
_SAMPLE = 50_000
# Text has next to no control bytes; compressed or packed data has about one in ten.
_CONTROL_SHARE = 0.05


def is_binary(data: bytes) -> bool:
    """Say whether bytes are a picture, an archive or the like rather than text."""
    if _find_mark(data) or _guess_utf16(data):
        return False
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.startswith(_MAGIC) or controls > max(1, _CONTROL_SHARE * len(head))


def decode_text(data: bytes, declared: bool = False) -> tuple[str, tuple[str, ...]]:
    """Decode bytes, and say in notes what could not be taken as given.

    `declared` looks for an HTML or XML declaration in the first 4,096 bytes. Undecodable
    bytes become U+FFFD. Newlines are not touched: see `normalise_newlines`.

    >>> decode_text("café".encode("utf-16"))
    ('café', ())
    >>> decode_text(b"\\x93Yes,\\x94 the mayor of the town said on Monday.")[0]
    '“Yes,” the mayor of the town said on Monday.'
    """
    mark = _find_mark(data)
    if mark:
        return _decode_noted(data[len(mark[0]) :], mark[1])
    encoding = _guess_utf16(data) or (_find_declared(data) if declared else None)
    if encoding and encoding != "utf-8":
        return _decode_noted(data, encoding)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_detected(data)


def replace_unsafe(text: str) -> tuple[str, tuple[str, ...]]:
    """Put U+FFFD for each NUL and lone surrogate, which no file or database can hold.

    One character for one: offsets stay as they are.
    """
    safe, count = _UNSAFE.subn(REPLACEMENT, text)
    return safe, (_note(count, "NUL or half characters"),) if count else ()


def normalise_newlines(decoded: str) -> tuple[str, tuple[int, ...]]:
    r"""Make every line end one `\n`; also return where characters were dropped.

    The second value is the map back: for each `\r\n`, the offset after its `\n`.

    >>> normalise_newlines("One.\r\nTwo.\rThree.")
    ('One.\nTwo.\nThree.', (5,))
    """
    if "\r" not in decoded:
        return decoded, ()
    pairs = [match.end() for match in re.finditer("\r\n", decoded)]
    drops = tuple(end - count for count, end in enumerate(pairs, start=1))
    return _NEWLINE.sub("\n", decoded), drops


def find_source_offset(drops: tuple[int, ...], offset: int) -> int:
    r"""Lead an offset in the normalised text back to the decoded text.

    >>> find_source_offset((5,), 5)  # "Two." in the example above
    6
    """
    return offset + bisect_right(drops, offset)


def _find_mark(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def _guess_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every second byte of Western text is then NUL."""
    head = data[:2000]
    if len(head) < 4:
        return None
    even, odd = (head[i::2].count(0) / len(head[i::2]) for i in (0, 1))
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _find_declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    try:
        info = codecs.lookup(found.group(1).decode("ascii")) if found else None
    except LookupError:
        return None
    if info is None or not info._is_text_encoding or info.name.startswith("utf-16"):
        return None  # a page whose declaration can be read byte by byte is not UTF-16
    # Browsers read "Latin-1" as Windows-1252 (WHATWG Encoding Standard), and so do we.
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _decode_detected(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode bytes that are not valid UTF-8: damaged UTF-8, Windows-1252, or by detection."""
    mended = data.decode("utf-8", "replace")
    damaged = mended.count(REPLACEMENT)
    beyond_ascii = sum(1 for char in mended if char > "\x7f") - damaged
    if beyond_ascii > 4 * damaged:
        return mended, (_note(damaged, "bytes that are not UTF-8"),)
    others = len(data.translate(None, _ASCII))
    marks = others - len(data.translate(None, _ASCII + _CURLY))
    if others < 0.03 * len(data) or (others < 0.1 * len(data) and 2 * marks >= others):
        encoding = "cp1252"  # English with a few other bytes: by far the commonest case
    else:
        best = from_bytes(data[:_SAMPLE]).best()
        encoding = best.encoding if best else "utf-8"
    text, notes = _decode_noted(data, encoding)
    return text, (f"not valid UTF-8; read as {encoding}, which is a guess", *notes)


def _decode_noted(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    count = text.count(REPLACEMENT)
    return text, (_note(count, f"bytes that are not {encoding}"),) if count else ()


def _note(count: int, what: str) -> str:
    return f"{count:,} {what}, shown as {REPLACEMENT}"
