"""What people decided is on the page: applied, rejected, no longer fitting, graded."""

from dataclasses import replace

from onrecord.records import DecisionKind
from onrecord.report import render_report
from onrecord.story.corrections.replays import link_corrected
from story.corrections.reviewed import decide, first_report, reports


def test_a_story_nobody_reviewed_has_no_such_section() -> None:
    assert "Checked by hand" not in render_report(link_corrected(reports(), (), ()))


def test_decisions_are_listed_with_their_words() -> None:
    one = first_report()
    quoted, left = one.statements
    log = [
        decide(DecisionKind.REJECT, one, quoted),
        decide(DecisionKind.SPEAKER, one, left, value="<b>Jon</b>"),
        decide(DecisionKind.GRADE, part="outlets", target_ids=("The Osk Courier",), value="B2"),
        decide(DecisionKind.REJECT, part="figures", target_ids=("gone",), path="lost.txt"),
        replace(decide(DecisionKind.ACCEPT, one, one.missed[1]), reviewer="Bo"),
    ]
    page = render_report(link_corrected(reports(), (), log))
    section = page[page.index('id="corrections"') :]
    section = section[: section.index("</section>")]
    assert "Rejected: 1" in section
    assert "the wall will hold 💪" in section
    assert "&lt;b&gt;Jon&lt;/b&gt;" in section
    assert "1 row was looked at" in section
    assert "<bdi>Ada</bdi> and <bdi>Bo</bdi>" in section
    assert "No longer fits what was read: 1" in section
    assert "The Osk Courier</bdi> <b>B2</b>" in section
