"""Where words stand: the report, its date, the characters, and the way back to the original.

A link to the original is only made for http(s) addresses: an address is a report's own claim
and must not become a script. The text fragment quotes the first and last words, so that the
reader lands on the sentence itself.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.records import Document, Span
from onrecord.report.views.dates import DateView, describe_date

# Enough words to be unique in a report, few enough for a short address.
FRAGMENT_WORDS = 4
# Letters of a file's name that stands for an outlet; its report has it in full.
_LONGEST = 18
# A checksum in a file's name: nobody reads it.
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,}(?![0-9A-Za-z])")
# Letters beyond ASCII may stand in an address as they are; browsers encode them themselves.
_RESERVED = re.compile(r"[\x00-\x20\x7f\xa0\ud800-\udfff%&,\-#\"<>\[\]^`{|}\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A report as it is named beside its words: the outlet and the date of publication."""

    anchor: str
    outlet: str
    outlet_given: bool
    published: DateView
    path: str


def describe_place(document: Document) -> PlaceView:
    """Name the report: its outlet, else its web address's host, else its file."""
    outlet = document.publisher or _host(document.url)
    return PlaceView(
        anchor=f"r-{document.id[:12]}",
        outlet=outlet or shorten_name(show_path(document.path)),
        outlet_given=bool(outlet),
        published=describe_date(document.published),
        path=document.path,
    )


def name_words(row: str) -> str:
    """Return the address of a row's words in its report, which is as short as it can be.

    There are several such addresses to a row; ten digits tell a hundred thousand rows apart.

    >>> name_words("s-629acbd1c0188abc")
    'w-s-629acbd1c0'
    """
    return f"w-{row[:12]}"


def show_path(path: str) -> str:
    """Return the last part of a path: where a reader's folders are is nobody's business.

    >>> show_path("/home/me/pile/a.txt")
    'a.txt'
    """
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or path


def shorten_name(name: str) -> str:
    """Return a file's name as it can stand in a line: digits no person gave it fall away.

    Else both its ends are kept.

    >>> shorten_name("002_0c72497f4f616491.txt"), shorten_name("tuesday.txt")
    ('file 002', 'tuesday.txt')
    >>> shorten_name("the-minister-on-the-wall.txt"), shorten_name("0c72497f4f616491.txt")
    ('the-minis…wall.txt', '0c72497f4…6491.txt')
    """
    told = _DIGEST.sub("", name.rsplit(".", 1)[0]).strip("_-. ")
    if told != name.rsplit(".", 1)[0] and told:
        return f"file {told if len(told) <= _LONGEST else told[: _LONGEST - 1] + '…'}"
    half = _LONGEST // 2
    return name if len(name) <= _LONGEST else f"{name[:half]}…{name[1 - half :]}"


def safe_url(url: str | None) -> str | None:
    """Return the address if it is http or https, else None.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None


def link_original(document: Document, span: Span | None) -> str | None:
    """Return the address of these very words in the original, if its address is known."""
    url = safe_url(document.url)
    if url is None or span is None:
        return url
    words = span.of(document.text).split()
    if not words:
        return url
    first, last = words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]
    # A fragment may not span blocks in one piece, so long passages name both their ends.
    text = [words] if len(words) <= 2 * FRAGMENT_WORDS else [first, last]
    fragment = ",".join(_RESERVED.sub(_escape, " ".join(part)) for part in text)
    joint = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{joint}{fragment}"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _host(url: str | None) -> str | None:
    safe = safe_url(url)
    return urlsplit(safe).netloc.removeprefix("www.") if safe else None
