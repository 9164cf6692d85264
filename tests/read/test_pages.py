"""Web pages: main text, what the page declares, and what must not be believed."""

from pathlib import Path

import pytest

from onrecord.config import DEFAULT
from onrecord.read import read_bytes
from onrecord.read.sources import Source
from onrecord.records import BlockKind, Document, Unread

BODY = (
    "<p>The dam above Harrow Vale failed before dawn on Monday, the water board said, and some"
    " 400 people left their homes.</p>"
    "<p>“We had asked for repairs since the spring,” the mayor, Ana Ruel, said.</p>"
    "<p>The ministry denied that it had known of any danger to the people below.</p>"
)


def read(head="", body=BODY, name="a.html"):
    html = (
        f"<html lang='en'><head>{head}</head><body><nav>Home | News</nav>"
        f"<article>{body}</article></body></html>"
    )
    return read_bytes(Source(path=Path(name), name=name), html.encode(), DEFAULT)


def test_the_headline_opens_the_text():
    document = read('<meta property="og:title" content="Dam fails above Harrow Vale">')
    first, second = document.blocks[:2]
    assert first.kind is BlockKind.HEADLINE
    assert first.span.of(document.text) == "Dam fails above Harrow Vale"
    assert second.span.of(document.text).startswith("The dam above Harrow Vale")
    assert document.title == "Dam fails above Harrow Vale"


def test_what_a_page_declares():
    document = read(
        """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
        "headline": "Dam fails", "datePublished": "2024-11-18T06:10:00+01:00",
        "dateModified": "2024-11-19", "author": [{"@type": "Person", "name": "Jo Bell"}],
        "publisher": {"@type": "Organization", "name": "The Valley Echo"}}]}</script>
        <link rel="canonical" href="https://echo.example/dam">"""
    )
    assert document.title == "Dam fails"
    assert document.publisher == "The Valley Echo"
    assert document.byline == "Jo Bell"
    assert document.url == "https://echo.example/dam"
    assert document.published == "2024-11-18T06:10:00+01:00"
    assert document.published_from == "page (JSON-LD)"
    assert document.modified == "2024-11-19"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-11-18">', "2024-11-18"),
        ('<meta name="pubdate" content="Nov. 18, 2024">', "2024-11-18"),
        ('<meta itemprop="datePublished" content="2024-11-18T06:10:00Z">', "2024-11-18T06:10:00Z"),
        ('<link rel="canonical" href="https://echo.example/2024/11/18/dam">', "2024-11-18"),
        # The date of a change is not the date of publication (htmldate#119).
        ('<meta property="article:modified_time" content="2024-11-18">', None),
        # A date in a script is not the page's (htmldate#28, trafilatura#72).
        ('<script>var expires = "2031-05-05"; date = "2024-11-18";</script>', None),
        (
            '<script type="application/ld+json">'
            '{"@type": "Event", "datePublished": "2024-01-01"}</script>',
            None,
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ("<style>/* 2024-11-18 */</style>", None),
    ],
)  # fmt: skip
def test_dates_of_publication(head, published):
    assert read(head).published == published


def test_time_elements_count_where_they_agree():
    agreed = '<time datetime="2024-11-18T06:10">Mon</time><time datetime="2024-11-18">18</time>'
    differ = agreed + '<time datetime="2023-01-01">earlier</time>'
    assert read(body=agreed + BODY).published == "2024-11-18T06:10"
    document = read(body=differ + BODY)
    assert document.published is None
    assert "different days" in document.notes[0]


def test_a_date_in_the_running_text_is_not_the_pages():
    assert (
        read(body=BODY + "<p>The dam was opened on 2011-05-06, the board said.</p>").published
        is None
    )


def test_an_impossible_date_is_said():
    document = read('<meta property="article:published_time" content="2024-99-99">')
    assert document.published is None
    assert "2024-99-99" in document.notes[0]


def test_scripts_leave_no_trace():
    document = read(
        "<script>alert('head')</script>",
        "<script>alert('body')</script>"
        + BODY
        + '<img src=x onerror="alert(1)"><iframe src="//x">',
    )
    assert "alert" not in document.text
    assert "<" not in document.text


def test_escaped_markup_is_only_words():
    document = read(
        body=BODY + "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall.</p>"
    )
    assert "<script>alert(1)</script>" in document.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/relative"])
def test_only_web_addresses(url):
    assert read(f'<link rel="canonical" href="{url}">').url is None


def test_a_declared_encoding():
    html = (
        f"<html><head><meta charset='windows-1251'></head><body>{BODY}<p>Плотина</p></body></html>"
    )
    source = Source(path=Path("a.htm"), name="a.htm")
    document = read_bytes(source, html.encode("cp1251"), DEFAULT)
    assert "Плотина" in document.text


def test_a_short_page_is_read_whole():
    document = read(body="<p>The dam failed, she said.</p>")
    assert isinstance(document, Document)
    assert document.text == "The dam failed, she said."


@pytest.mark.parametrize("body", ["", "<script>only()</script>", "<img src=x>"])
def test_a_page_without_a_report(body):
    result = read(body=body)
    assert isinstance(result, Document | Unread)
    if isinstance(result, Document):
        assert "only()" not in result.text


def test_the_same_page_twice():
    assert read() == read()
