"""What is said about a report beside its text: `meta.csv`, front matter, a line's fields.

All three speak the same few names, with the usual other names for them. A value that cannot
be taken (a date that is none, a link that is no web address) stays unknown and is noted.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from onrecord.read.dates import resolve_date
from onrecord.read.encodings import decode_text, replace_unsafe

META_CSV = "meta.csv"
# Our field, then other names it goes by; the first that is given wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "site", "sitename", "site_name", "publication", "source"),
    "byline": ("byline", "author", "authors", "by"),
    "url": ("url", "link", "uri", "source_url"),
    "published": ("published", "date", "dct", "published_at", "datepublished", "pubdate",
                  "publication_date", "date_published"),
    "modified": ("modified", "updated", "datemodified", "date_modified", "updated_at", "lastmod"),
    "retrieved": ("retrieved", "accessed", "retrieved_at", "crawled"),
    "language": ("language", "lang"),
}  # fmt: skip
_DATES = ("published", "modified", "retrieved")
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?!---)[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)\n*")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:\s+(.*)")
# Longer than any title or list of authors in earnest.
_FIELD_CHARS, _LISTED = 1000, 20
_LARGEST = 10**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report besides its text; None where nothing is said."""

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


NOTHING = Metadata()


def join_metadata(first: Metadata, other: Metadata) -> Metadata:
    """Fill what `first` leaves unsaid from `other`; notes are kept from both."""
    names = [field.name for field in fields(Metadata) if field.name != "notes"]
    missing = {name: getattr(other, name) for name in names if getattr(first, name) is None}
    return replace(first, **missing, notes=first.notes + other.notes)


def read_fields(raw: Mapping[str, object], origin: str) -> Metadata:
    """Read fields under any of their usual names; `origin` says where they stand.

    >>> read_fields({"Date": "2024-11-19", "author": ["A. Sole", "B. Ray"]}, "jsonl")
    ... # doctest: +ELLIPSIS
    Metadata(title=None, ..., byline='A. Sole, B. Ray', url=None, published='2024-11-19', ...)
    """
    given = {str(key).strip().lower().replace("-", "_"): value for key, value in raw.items()}
    values: dict[str, str | None] = {}
    notes: list[str] = []
    for name, others in _NAMES.items():
        value = next((text for key in others if (text := clean_field(given.get(key)))), None)
        if value and name in _DATES:
            value, problem = resolve_date(value)
            notes += [f"{name} in {origin}: {problem}"] if problem else []
        if value and name == "url" and not is_web_address(value):
            notes.append(f"url in {origin}: “{value[:40]}” is not a web address")
            value = None
        values[name] = value
    published_from = origin if values["published"] else None
    return Metadata(**values, published_from=published_from, notes=tuple(notes))


def clean_field(value: object) -> str | None:
    """Bring a metadata value to one clean line, or None; a list of names is joined."""
    if isinstance(value, list | tuple):
        parts = (_clean_name(item) for item in value[:_LISTED])
        return ", ".join(filter(None, parts))[:_FIELD_CHARS] or None
    return _clean_name(value)


def _clean_name(value: object) -> str | None:
    """Clean one value; of an object, as JSON-LD has them, its name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _LARGEST:
        value = str(value)  # 20241119 for a date
    if not isinstance(value, str):
        return None
    text = value[: 4 * _FIELD_CHARS]
    line = " ".join(replace_unsafe(text)[0].split())[:_FIELD_CHARS]
    return "".join(char for char in line if char.isprintable()) or None


def is_web_address(value: str) -> bool:
    """Say whether a link may be followed: http or https, nothing that runs."""
    return value.lower().startswith(("http://", "https://")) and " " not in value


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Take `key: value` lines between two `---` lines off the head of a text.

    Left in place unless at least one of its fields is one we know.

    >>> found, rest = split_front_matter("---\\npublisher: The Echo\\n---\\nA dam broke.")
    >>> found.publisher, rest
    ('The Echo', 'A dam broke.')
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return NOTHING, text
    pairs = (_FIELD.fullmatch(line.strip()) for line in found[1].splitlines())
    raw = {pair[1].strip().lower(): pair[2].strip(" \"'") for pair in pairs if pair}
    known = {name for names in _NAMES.values() for name in names}
    if not known & {key.replace("-", "_") for key in raw}:
        return NOTHING, text
    return read_fields(raw, "front matter"), text[found.end() :]


def read_meta_csv(data: bytes) -> tuple[dict[str, tuple[int, Metadata]], tuple[str, ...]]:
    """Read `meta.csv`: for each file its line number and metadata; then the problems.

    Columns: file, published, publisher, url, title, byline, in any order, comma, semicolon
    or tab between them. A row that cannot be used is a problem; the rest holds.
    """
    text, notes = decode_text(data)
    text = replace_unsafe(text)[0]
    rows: dict[str, tuple[int, Metadata]] = {}
    problems = list(notes)
    reader = csv.DictReader(io.StringIO(text), delimiter=_find_delimiter(text), restval="")
    try:
        if "file" not in _lower(reader.fieldnames or ()):
            return {}, ("has no column “file” in its first line",)
        for raw in reader:
            row = {str(key).strip().lower(): value for key, value in raw.items() if key}
            name = clean_field(row.pop("file"))
            if not name:
                continue
            if name in rows:
                problems.append(
                    f"line {reader.line_num} names {name} a second time; the first holds"
                )
                continue
            rows[name] = reader.line_num, read_fields(row, META_CSV)
    except csv.Error as error:
        problems.append(f"line {reader.line_num} is not CSV ({error}); lines before it hold")
    return rows, tuple(problems)


def _lower(names: Iterable[str]) -> list[str]:
    return [str(name).strip().lower() for name in names]


def _find_delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=lambda mark: (head.count(mark), mark == ","))
