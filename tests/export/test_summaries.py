"""The screen says what the page says."""

from dataclasses import replace
from pathlib import Path

import pytest

from makers import make_document, make_story
from onrecord.export.summaries import count_origins, render_summary, summarize_story
from onrecord.records import Derivation, DerivationKind, Story, Unread
from onrecord.report.views.pages import describe_page


def make_copies(*pairs: tuple[int, int | str]) -> Story:
    """Four reports, of which some copy another (by number) or an agency (by name)."""
    story = make_story(*(make_document(path=f"{n}.txt", publisher=f"Paper {n}") for n in range(4)))
    ids = [each.document.id for each in story.evidence]
    copies = tuple(
        Derivation(
            id=f"v{number}",
            kind=DerivationKind.COPY,
            document_id=ids[copy],
            from_id=ids[source] if isinstance(source, int) else None,
            origin=source if isinstance(source, str) else None,
        )
        for number, (copy, source) in enumerate(pairs)
    )
    return replace(story, derivations=copies)


@pytest.mark.parametrize(
    ("pairs", "origins"),
    [
        pytest.param([], None, id="not known"),
        pytest.param([(1, 0)], 3, id="one copies another"),
        pytest.param([(0, "Agency"), (1, "Agency")], 3, id="two carry one agency"),
        pytest.param([(0, "Agency"), (1, 0)], 3, id="a copy of a copy"),
    ],
)
def test_origins(pairs: list[tuple[int, int | str]], origins: int | None) -> None:
    assert count_origins(make_copies(*pairs)) == origins


@pytest.mark.parametrize("story", [make_story(), make_copies((1, 0)), make_copies((0, "Agency"))])
def test_the_page_counts_the_same(story: Story) -> None:
    summary = summarize_story(story)
    counted = {each.label.rstrip("s"): each.number for each in describe_page(story).masthead.counts}
    assert counted["report"] == summary.reports
    assert counted["not read"] == len(summary.not_read)
    assert counted["outlet"] == summary.outlets
    assert counted.get("origin") == summary.origins
    assert counted["statement"] == summary.statements
    assert counted["figure"] == summary.figures


def test_new_and_gone() -> None:
    story = make_story()
    known = frozenset({story.evidence[0].figures[0].id, "withdrawn"})
    summary = summarize_story(story, known)
    assert (summary.new, summary.gone) == (2, 1)
    assert summarize_story(story).new is None


def test_one_report_without_an_outlet() -> None:
    shown = render_summary(summarize_story(make_story(make_document())), Path("a b.record"))
    assert shown.startswith("Read 1 report; 1 not read.\n  not read: photo.jpg: not text.")
    assert "onrecord verify 'a b.record'" in shown


def test_a_long_list_not_read_is_cut_and_said_to_be() -> None:
    unread = tuple(Unread(path=f"{n}", reason="empty", remedy="") for n in range(30))
    shown = render_summary(summarize_story(replace(make_story(), unread=unread)), Path("a.record"))
    assert "… and 10 more, listed in missed.csv" in shown
