"""The first screen: the heads of the sections, and nothing that has no section."""

from dataclasses import replace

from onrecord.records import Change, ChangeKind, DateValue, Origin, Story
from onrecord.report import render_report
from onrecord.report.views.pages import describe_page
from report.stories import full_story
from report.test_sections import claimed_story


def test_the_first_screen_has_claims_figures_what_is_new_and_what_was_missed() -> None:
    story = claimed_story()
    first, second, third = (each.document.id for each in story.evidence)
    story = replace(
        story,
        origins=(
            Origin(id="o1", document_ids=(first, second), name="Halyard"),
            Origin(id="o2", document_ids=(third,)),
        ),
        changes=(Change(kind=ChangeKind.NEW, part="claims", after="the wall is gone"),),
    )
    head = render_report(story).split("</header>")[0]
    for words in ("Claimed and denied", "Port Office", "New since last time", "Claims: 1 new",
                  "Count once", "2 reports", "Missed, or unsure"):  # fmt: skip
        assert words in head
    lead = describe_page(story).lead
    assert [claim.contested for claim in lead.claims] == [True, False]


def test_figures_are_told_once_each_the_latest_last() -> None:
    numbers = describe_page(full_story()).lead.numbers
    for each in numbers:
        keys = [(row.words, row.whose) for row in each.rows]
        assert len(keys) == len(set(keys)) <= 5
        days = [row.date.key if row.date.day else "" for row in each.rows]
        assert days == sorted(days)  # those without a day are not the latest
        assert each.more + len(each.rows) <= len(each.series.rows)


def test_a_season_is_not_taken_for_the_latest_day() -> None:
    story = full_story()
    monday = story.evidence[0]
    vague = DateValue(value="2025-SU", spans=(), rule="summer")
    rows = tuple(replace(row, said=vague) for row in monday.statements)
    story = replace(story, evidence=(replace(monday, statements=rows), *story.evidence[1:]))
    latest = describe_page(story).lead.latest
    assert latest
    assert all(row.date.day for row in latest)


def test_nothing_read_has_no_first_screen() -> None:
    assert "Said last" not in render_report(Story())
