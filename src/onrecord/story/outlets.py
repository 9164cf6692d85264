"""Outlets and agencies by their names: when two names are one house, and whose page it is.

"AP" and "The Associated Press" are one by a table, "Halyard" and "Halyard News Agency" by
their words. A report whose publisher is not known is known by the site it was found on.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from onrecord.lexicon import load_map, load_words
from onrecord.names import fold
from onrecord.records import Document

_ARCHIVE = re.compile(r"^https?://(?:web\.)?archive\.[a-z]+/(?:web/)?\d{4,14}[a-z_]*/")
_NOT_SITE = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")


@cache
def name_house(name: str) -> str:
    """Return a house's name as it is shown: the table's form, without "the" otherwise.

    >>> name_house("AP"), name_house("The Valley Echo")
    ('Associated Press', 'The Valley Echo')
    """
    written = " ".join(name.replace("’", "'").split()).removesuffix("'s").strip(" .,;:")
    known = {_key(form): shown for form, shown in load_map("credit_agencies").items()}
    return known.get(_key(written), written)


@cache
def house_key(name: str) -> str:
    """Return what two names of one house have in common.

    >>> house_key("The Halyard News Agency") == house_key("Halyard")
    True
    """
    return _key(name_house(name))


def _key(name: str) -> str:
    words = [fold(word) for word in re.findall(r"[\w’']+", name)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in load_words("credit_words"):
        words = words[:-1]
    return "".join(words)


def find_outlet(document: Document) -> str | None:
    """Return the key of the outlet that published a report, or of the site; None if unknown."""
    if document.publisher:
        return house_key(document.publisher)
    return find_site(document.url)


def find_site(url: str | None) -> str | None:
    """Return the site of an address, through an archive's address too.

    >>> find_site("http://web.archive.org/web/2016/http://www.valleyecho.example:80/a")
    'valleyecho.example'
    """
    if not url:
        return None
    try:
        host = urlsplit(_ARCHIVE.sub("", url)).hostname
    except ValueError:
        return None
    return _NOT_SITE.sub("", host) if host else None


def same_address(left: str | None, right: str | None) -> bool:
    """Say whether two addresses are one page, whatever archive or scheme they name."""
    page = find_page(left)
    return page is not None and page == find_page(right)


def find_page(url: str | None) -> str | None:
    """Return an address without archive, scheme, port and fragment; None for a bare site.

    >>> find_page("https://www.valleyecho.example/a/#top")
    'valleyecho.example/a'
    """
    found = re.sub(r"^https?://(?:www\.)?", "", _ARCHIVE.sub("", url or ""))
    plain = re.sub(r":\d+(?=/)", "", found).partition("#")[0].rstrip("/")
    return plain if "/" in plain else None


def is_own(name: str, document: Document) -> bool:
    """Say whether a name is that of the report's own outlet, as far as can be seen."""
    key = house_key(name)
    if document.publisher and house_key(document.publisher) == key:
        return True
    site = re.sub(r"\W", "", find_site(document.url) or "")
    return len(key) > 2 and (key in site or (len(site) > 4 and site in key))
