"""What a web page declares about itself: JSON-LD, meta elements, its own `time` elements.

Only places meant for machines are read, so a date in a script or a related story's box is
never taken for the page's. Where two of the page's own `time` elements disagree, the date
stays unknown and the note says so.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import htmldate

from onrecord.read.dates import resolve_date
from onrecord.read.metadata import Metadata, clean_field, is_web_address

# An lxml.html.HtmlElement; lxml ships no types.
Tree = Any
_PUBLISHED = ("article:published_time", "datepublished", "date.published", "pubdate",
              "publishdate", "publish-date", "publication_date", "og:published_time", "dc.date",
              "dc.date.issued", "dcterms.created", "dcterms.issued", "parsely-pub-date",
              "sailthru.date", "date")  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod",
             "last-modified", "dcterms.modified")  # fmt: skip
_META = (
    ("title", ("og:title", "twitter:title", "dc.title")),
    ("publisher", ("og:site_name", "publisher", "dc.publisher", "application-name")),
    ("byline", ("author", "article:author", "parsely-author", "dc.creator", "byl")),
    ("url", ("og:url",)),
)
_ARTICLE = ("article", "report", "posting")
# htmldate's own bound is today; a fixed one keeps the answer the same every day.
_LATEST = "2100-01-01"
_LD_DEPTH = 6


def find_declarations(tree: Tree) -> Metadata:
    """Gather what the page declares; JSON-LD goes before meta elements."""
    meta = _gather_meta(tree)
    linked = next(_find_articles(tree), {})
    values = {name: _first(meta, names) for name, names in _META}
    values["title"] = clean_field(linked.get("headline")) or values["title"]
    values["byline"] = clean_field(linked.get("author")) or values["byline"]
    values["publisher"] = clean_field(linked.get("publisher")) or values["publisher"]
    canonical = tree.xpath('string(//link[@rel="canonical"][1]/@href)')
    values["url"] = clean_field(str(canonical)) or values["url"]
    if values["url"] and not is_web_address(values["url"]):
        values["url"] = None
    if values["byline"] and is_web_address(values["byline"]):
        values["byline"] = None  # article:author is often a profile's address
    if stated := clean_field(linked.get("datePublished")):
        meta = {"JSON-LD": stated, **meta}
    published, origin, notes = _find_published(tree, meta, values["url"])
    modified = clean_field(linked.get("dateModified")) or _first(meta, _MODIFIED)
    return Metadata(
        **values,
        published=published,
        published_from=origin,
        modified=resolve_date(modified)[0] if modified else None,
        language=clean_field(tree.xpath("string(/html/@lang)")[:2].lower()),
        notes=notes,
    )


def _gather_meta(tree: Tree) -> dict[str, str]:
    """Return every meta element's content by its lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        names = (element.get(key) for key in ("property", "name", "itemprop"))
        content = clean_field(element.get("content"))
        for name in names:
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _find_articles(tree: Tree) -> Iterator[dict[str, object]]:
    """Yield the JSON-LD objects that are an article, in page order."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _walk_articles(data, _LD_DEPTH)


def _walk_articles(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _walk_articles(item, depth - 1)
    elif isinstance(data, dict):
        if any(word in str(data.get("@type", "")).lower() for word in _ARTICLE):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk_articles(data.get(key), depth - 1)


def _find_published(
    tree: Tree, meta: Mapping[str, str], url: str | None
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return the date of publication, where it stands, and notes on what was refused."""
    notes: list[str] = []
    for name in filter(meta.__contains__, ("JSON-LD", *_PUBLISHED)):
        value, problem = resolve_date(meta[name])
        if value:
            return value, f"page ({name})", tuple(notes)
        notes.append(f"{name} in the page: {problem}")
    days = _find_times(tree)
    if len({day[:10] for day in days}) == 1:
        return days[0], "page (time)", tuple(notes)
    if days:
        notes.append("the page's time elements give different days; none was taken")
        return None, None, tuple(notes)
    guess = htmldate.find_date(
        _write_head(meta), extensive_search=False, original_date=True, url=url, max_date=_LATEST
    )
    return guess, "page (address or head)" if guess else None, tuple(notes)


def _find_times(tree: Tree) -> list[str]:
    """Return the dates of the `time` elements that are marked as, or in, the article."""
    marked = tree.xpath('//*[@itemprop="datePublished" or @pubdate]')
    inside = marked or tree.xpath("//article//time[not(ancestor::aside or ancestor::nav)]")
    words = (e.get("datetime") or e.get("content") or e.text_content() for e in inside)
    return [value for w in words if (value := resolve_date(w)[0])]


def _write_head(meta: Mapping[str, str]) -> str:
    """Write the page's meta elements out again, alone, for htmldate to read."""
    parts = (
        f'<meta name="{escape(name)}" content="{escape(words)}">' for name, words in meta.items()
    )
    return f"<html><head>{''.join(parts)}<title>-</title></head><body><p>-</p></body></html>"
