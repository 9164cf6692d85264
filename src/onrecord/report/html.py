"""The page as one HTML file: no request of any kind, nothing from a report ever executed.

Templates escape everything; the style and the script stand inside the file and are the only
ones its Content-Security-Policy lets through, by hash. The same story gives the same bytes.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.records import SplitPile, Story
from onrecord.report.views.indexes import describe_index
from onrecord.report.views.pages import describe_page
from onrecord.report.views.places import show_path

# Beside these, white space between tags shows nothing: it is left out of a large page.
_BLOCKS = (
    "li|p|ol|ul|div|tr|td|th|table|thead|tbody|colgroup|col|details|summary|section|blockquote"
    "|h[1-6]|article|header|main|aside|figure|figcaption"
)
_AFTER, _BEFORE = (
    re.compile(rf"(</?(?:{_BLOCKS})(?: [^<>]*)?>)\n+"),
    re.compile(rf"\n+(?=</?(?:{_BLOCKS})[ >])"),
)
# Characters HTML may not hold (controls, half surrogate pairs, non-characters): shown as the
# replacement character. Done last, over the finished page, so that nothing slips past.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def render_report(story: Story) -> str:
    """Render a story as one self-contained HTML page, opened from disk.

    Any story gives a page, an empty one included. Report text is escaped data; links to
    originals are http(s) only.
    """
    style = _asset("page.css")
    script = f"{_asset('clip.js')}\n{_asset('page.js')}"
    template = _environment().get_template("page.html")
    html = template.render(
        page=describe_page(story),
        # Ours, from the package; everything else is escaped by the template.
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return clean_page(_shrink(html))


def _shrink(html: str) -> str:
    """Leave out line ends beside blocks; report text has none there, its lines are paragraphs."""
    return _BEFORE.sub("", _AFTER.sub(r"\1", html))


def clean_page(html: str) -> str:
    """Put the replacement character for what HTML may not hold, and one kind of line end.

    >>> clean_page("a\\x00b")
    'a\ufffdb'
    """
    return _UNPRINTABLE.sub("\ufffd", html.replace("\r\n", "\n").replace("\r", "\n"))


def render_index(pile: SplitPile) -> str:
    """Render the page that lists the stories a mixed pile was split into.

    It links to each story's own page and lists every report, those alone and those not read too.
    """
    style = _asset("page.css")
    html = (
        _environment()
        .get_template("stories.html")
        .render(index=describe_index(pile), style=Markup(style), policy=_policy(style, ""))
    )
    return _UNPRINTABLE.sub("\ufffd", html.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = lambda number: f"{number:,}"
    environment.filters["file_name"] = show_path
    return environment


@cache
def _asset(name: str) -> str:
    return files("onrecord.report").joinpath("static", name).read_text("utf-8").strip()


def _policy(style: str, script: str) -> str:
    allowed = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(allowed)


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
