"""A Document from a web page: its main text, and what the page says about itself.

The main text is trafilatura's; the headline stands as its first line. Dates are taken only
where the page declares them (JSON-LD, meta elements, its own `time` elements, htmldate over
the same places and the address): a date in a script or in the running text is not one.
Scripts are never run and markup never leaves this module.
"""

import re
from typing import Any

import trafilatura

from onrecord.read.declarations import find_declarations
from onrecord.read.documents import make_document
from onrecord.read.encodings import decode_text, normalise_newlines, replace_unsafe
from onrecord.read.metadata import Metadata, clean_field, is_web_address, join_metadata
from onrecord.read.sources import Source, refuse_text
from onrecord.records import Document, Unread

_PARAGRAPHS = "//p[not(ancestor::nav or ancestor::header or ancestor::footer or ancestor::aside)]"
# Never the report; trafilatura takes them in when a page has little else.
_FRAME = ["//nav", "//footer", "//aside"]
_BLANKS = re.compile(r"\n{3,}")


def read_page(source: Source, data: bytes, max_chars: int) -> Document | Unread:
    """Read one page; what `meta.csv` says goes before what the page says."""
    decoded, notes = decode_text(data, declared=True)
    safe, more_notes = replace_unsafe(decoded)
    refusal = refuse_text(source.name, safe, max_chars)
    if refusal:
        return refusal
    try:
        text, known = _extract(normalise_newlines(safe)[0])
    except Exception as error:  # a parser meeting hostile bytes: any failure is this file's
        return _refuse_page(source.name, f"the page could not be taken apart ({error})")
    if not any(char.isalnum() for char in text):
        return _refuse_page(source.name, "no report text was found in the page")
    known = join_metadata(source.metadata, known)
    known = join_metadata(known, Metadata(notes=notes + more_notes))
    return make_document(source.id_of(data), source.name, text, known)


def _refuse_page(name: str, reason: str) -> Unread:
    return Unread(
        path=name, reason=reason, remedy="Copy the report's text from it into a .txt file."
    )


def _extract(html: str) -> tuple[str, Metadata]:
    tree = trafilatura.load_html(html)
    if tree is None:
        return "", Metadata()
    declared = find_declarations(tree)
    found: Any = trafilatura.bare_extraction(
        tree, url=declared.url, include_comments=False, prune_xpath=_FRAME, with_metadata=True
    )
    if found is None or not found.text:
        text, notes = _take_all(html), ("main text not found; every paragraph was taken",)
        return _with_headline(text, declared.title), join_metadata(declared, Metadata(notes=notes))
    url = clean_field(found.url)
    known = Metadata(
        title=clean_field(found.title),
        publisher=clean_field(found.sitename),
        byline=clean_field(found.author),
        url=url if url and is_web_address(url) else None,
    )
    known = join_metadata(declared, known)
    return _with_headline(_clean(found.text), known.title), known


def _take_all(html: str) -> str:
    """Take every paragraph outside the page's frame; failing that, all its words."""
    tree: Any = trafilatura.load_html(html)
    words = [element.text_content() for element in tree.xpath(_PARAGRAPHS)]
    lines = [" ".join(text.split()) for text in words]
    return _clean("\n".join(filter(None, lines)) or trafilatura.baseline(html)[1])


def _clean(text: str) -> str:
    return _BLANKS.sub("\n\n", replace_unsafe(normalise_newlines(text)[0])[0]).strip()


def _with_headline(text: str, title: str | None) -> str:
    if not title or not text:
        return text
    first = text.partition("\n")[0]
    same = _letters(first) == _letters(title)
    return text if same else f"{title}\n\n{text}"


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
