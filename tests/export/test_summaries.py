"""The screen says what the page says."""

from dataclasses import replace
from pathlib import Path

import pytest

from makers import make_document, make_story
from onrecord.export.summaries import render_summary, summarize_story
from onrecord.records import (
    Change,
    ChangeKind,
    Comparison,
    Derivation,
    DerivationKind,
    Origin,
    Story,
    Unread,
    Verdict,
)
from onrecord.report.views.pages import describe_page


def make_origins() -> Story:
    """Four reports of four outlets, two of them with one agency's words."""
    story = make_story(*(make_document(path=f"{n}.txt", publisher=f"Paper {n}") for n in range(4)))
    ids = [each.document.id for each in story.evidence]
    groups = (tuple(ids[:2]), (ids[2],), (ids[3],))
    origins = tuple(Origin(id=group[0], document_ids=group) for group in groups)
    copies = tuple(
        Derivation(id=each, kind=DerivationKind.COPY, document_id=each, origin="Agency")
        for each in ids[:2]
    )
    return replace(story, origins=origins, derivations=copies)


def test_origins_are_not_outlets() -> None:
    summary = summarize_story(make_origins())
    assert (summary.outlets, summary.origins) == (4, 3)
    assert summarize_story(make_story()).origins is None


@pytest.mark.parametrize("story", [make_story(), make_origins()], ids=["one", "four"])
def test_the_page_counts_the_same(story: Story) -> None:
    summary = summarize_story(story)
    counted = {each.label.rstrip("s"): each.number for each in describe_page(story).masthead.counts}
    assert counted["report"] == summary.reports
    assert counted["not read"] == len(summary.not_read)
    assert counted["outlet"] == summary.outlets
    assert counted.get("origin") == summary.origins
    assert counted["statement"] == summary.statements
    assert counted["figure"] == summary.figures


def test_a_series_with_figures_that_contradict_each_other_is_in_dispute() -> None:
    story = make_origins()
    (series,) = story.series
    first, second = series.figure_ids[:2]
    against = Comparison(left_id=first, right_id=second, verdict=Verdict.CONTRADICTS)
    summary = summarize_story(replace(story, comparisons=(against,)))
    assert summary.disputed == 1
    assert "1  figures in dispute" in render_summary(summary, Path("a.record"))
    alike = replace(against, verdict=Verdict.UPDATED)
    assert summarize_story(replace(story, comparisons=(alike,))).disputed == 0


def test_what_changed_is_counted_by_part_and_kind() -> None:
    first = make_story()
    assert summarize_story(first).changes is None
    changes = (
        Change(kind=ChangeKind.NEW, part="figures", row_id="a"),
        Change(kind=ChangeKind.NEW, part="figures", row_id="b"),
        Change(kind=ChangeKind.WITHDRAWN, part="claims", before_id="c"),
    )
    second = replace(first, changes=changes)
    shown = render_summary(summarize_story(second, first), Path("a.record"))
    assert "Since the last record:\n  claims: 1 withdrawn\n  figures: 2 new\n" in shown
    # Built again from the same reports: the changes stay on the page and are no news.
    assert "\n0 new: nothing" in render_summary(summarize_story(second, second), Path("a.record"))


def test_one_report_without_an_outlet() -> None:
    shown = render_summary(summarize_story(make_story(make_document())), Path("a b.record"))
    assert shown.startswith("Read 1 report; 1 not read.\n  not read: photo.jpg: not text.")
    assert "onrecord verify 'a b.record'" in shown


def test_a_long_list_not_read_is_cut_and_said_to_be() -> None:
    unread = tuple(Unread(path=f"{n}", reason="empty", remedy="") for n in range(30))
    shown = render_summary(summarize_story(replace(make_story(), unread=unread)), Path("a.record"))
    assert "… and 10 more, listed in missed.csv" in shown


def test_reports_of_no_known_outlet_are_told_apart() -> None:
    story = make_story(make_document(path="a.txt", publisher="A"), make_document(path="b.txt"))
    assert "from 1 outlet (1 names none)" in render_summary(
        summarize_story(story), Path("a.record")
    )
