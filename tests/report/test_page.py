"""The page as bytes: what it says, what it escapes, what it never asks for."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import (
    make_document,
    make_evidence,
    make_figure,
    make_missed,
    make_speaker,
    make_statement,
    make_story,
)
from onrecord.records import Act, Evidence, Missed, MissedKind, Span, Story, Unread
from onrecord.report import render_report
from report.stories import full_story, many_speakers, one_undated_report, unread_only

STORIES = {
    "full": full_story,
    "one undated": one_undated_report,
    "unread only": unread_only,
    "forty speakers": many_speakers,
    "empty": Story,
    "two": lambda: make_story(make_document(path="a"), make_document(path="b")),
}
every_story = pytest.mark.parametrize("make", STORIES.values(), ids=STORIES.keys())


class Reader(HTMLParser):
    """Gathers ids, links and tags, and fails on a tag closed out of turn."""

    VOID = frozenset({"meta", "br", "line", "rect", "circle", "path"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.update(found)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.links += [found["href"]] if found.get("href") else []  # type: ignore[list-item]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@every_story
def test_every_link_within_the_page_lands(make: object) -> None:
    page = Reader(render_report(make()))  # type: ignore[operator]
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert all(link.startswith(("#", "https://")) for link in page.links)


@every_story
def test_nothing_is_loaded_and_nothing_is_styled_or_run_inline(make: object) -> None:
    page = Reader(render_report(make()))  # type: ignore[operator]
    assert not {"src", "srcset", "style", "onclick", "onload"} & page.attributes
    assert not {"img", "link", "iframe", "object", "form", "base"} & set(page.tags)
    assert page.tags.count("script") == 1


@every_story
def test_the_same_story_gives_the_same_bytes(make: object) -> None:
    assert render_report(make()) == render_report(make())  # type: ignore[operator]


def test_report_text_is_data() -> None:
    html = render_report(full_story())
    assert '<script>document.title = "owned"' not in html
    assert "&lt;script&gt;document.title = &#34;owned&#34;&lt;/script&gt;" in html
    assert "javascript:" not in html


def test_the_policy_allows_only_the_page_s_own_style_and_script() -> None:
    html = render_report(Story())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1]


def _text_of(html: str) -> str:
    body = html[html.index('<section id="reports"') : html.index('<section id="making"')]
    reports = re.findall(r"</header>(.*?)</article>", body, re.S)
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", "".join(reports), re.S)
    return "\n".join(re.sub(r"<[^>]+>", "", paragraph) for paragraph in paragraphs)


def test_the_reports_stand_in_full() -> None:
    from html import unescape

    story = full_story()
    shown = unescape(_text_of(render_report(story)))
    written = "\n".join(evidence.document.text.strip() for evidence in story.evidence)
    assert shown == written


@pytest.mark.parametrize(
    "words",
    [
        "3 Feb 2025 – Wed 5 Feb 2025",
        "can’t confirm",
        "no comment",
        "no answer",
        "reported by <bdi>Radio Ost</bdi>",
        "in dispute",
        "expected or planned",
        "could be <bdi>Sami Darwish</bdi> or <bdi>a minister</bdi>",
        "photo.jpg",
        "“<bdi>Mayor</bdi>”",
        'class="source" href="https://lissenpost.example/a?x=1"',
        'title="the Tuesday before publication"',
    ],
)
def test_the_full_story_says(words: str) -> None:
    assert words in render_report(full_story())


@pytest.mark.parametrize("term", ["entit", "mention", "instance", "confidence", "corefer"])
def test_the_labels_are_plain_words(term: str) -> None:
    html = render_report(many_speakers())
    assert term not in html[html.index("<body>") : html.index("<script>")].lower()


def test_words_no_page_may_hold_are_replaced() -> None:
    document = make_document("A\x00B \ud83d C\x1b[0m\n")
    html = render_report(Story(evidence=(Evidence(document=document),)))
    html.encode("utf-8")
    assert "A\ufffdB \ufffd C\ufffd[0m" in html


def test_paths_do_not_show_whose_machine_it_was() -> None:
    story = Story(
        evidence=(Evidence(document=make_document("A.\n", path="/home/me/secret/a.txt")),),
        unread=(Unread(path="/home/me/secret/b.bin", reason="r", remedy="m"),),
    )
    assert "/home/me" not in render_report(story)


def test_a_hundred_reports_stay_under_three_megabytes() -> None:
    evidence = tuple(_busy_report(number) for number in range(100))
    assert len(render_report(Story(evidence=evidence)).encode()) < 3_000_000


def _busy_report(number: int) -> Evidence:
    """Some 550 words: fourteen statements, fourteen figures, seven missed, all linked."""
    text = "".join(
        f"Nadia Oserin{n} said on Monday that “{n * 31} people left the valley and will not be "
        f"coming back before the wall is mended”, and about {n}00 houses stood empty below it.\n"
        "Nothing was heard from the far bank.\n"
        for n in range(14)
    )
    document = make_document(
        text, path=f"{number}.txt", publisher="The Brennick Courier", published="2025-03-11",
        url=f"https://brennickcourier.example/2025/03/11/{number}-road-gives-way",
    )  # fmt: skip
    statements, figures = [], []
    for n in range(14):
        content = text.splitlines()[2 * n].split("that ", 1)[1].rsplit(",", 1)[0]
        statement = make_statement(
            document, content, source=f"Nadia Oserin{n}", cue="said", nth_cue=n + 1,
            speaker=make_speaker("Nadia Oserin"),
        )  # fmt: skip
        statements.append(statement)
        figure = make_figure(document, f"{n}00 houses", n, n, counted="houses")
        figures.append(replace(figure, statement_id=statement.id, speaker=make_speaker("Oserin")))
    missed = tuple(make_missed(document, f"{n * 31} people") for n in range(7))
    return Evidence(
        document=document, statements=tuple(statements), figures=tuple(figures), missed=missed
    )


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=200), st.text(max_size=30), st.none() | st.text(max_size=20))
def test_any_text_gives_a_page(text: str, name: str, known: str | None) -> None:
    story = make_story()
    document = make_document(
        text + "\n", path=name, title=known, publisher=known, url=known, published=known
    )
    spans = tuple(
        Missed(
            id=str(n), document_id=document.id, kind=MissedKind.NUMBER, reason=name,
            span=Span(document_id=document.id, start=n, end=min(n + 3, len(text))),
        )
        for n in range(0, len(text), 5)
    )  # fmt: skip
    evidence = (*story.evidence, Evidence(document=document, missed=spans))
    render_report(replace(story, evidence=evidence)).encode("utf-8")


def test_the_maker_s_story_has_one_row_for_each_statement() -> None:
    evidence = make_evidence()
    html = render_report(Story(evidence=(evidence,)))
    for statement in evidence.statements:
        assert html.count(f'id="s-{statement.id}"') == 1
        assert html.count(f'id="w-s-{statement.id[:10]}"') == 1


def test_those_who_speak_together_are_all_named() -> None:
    story = make_story()
    evidence = story.evidence[0]
    row = evidence.statements[0]
    assert row.attribution.speaker is not None
    both = replace(row.attribution.speaker, name="Vale and Lund", members=("Vale", "Lund"))
    joint = replace(row, act=Act.DENIES, attribution=replace(row.attribution, speaker=both))
    changed = replace(evidence, statements=(joint, *evidence.statements[1:]))
    page = render_report(replace(story, evidence=(changed, *story.evidence[1:])))
    assert "Vale and Lund" in page
