"""The section on what changed: absent at first, then words then and now, and where they are."""

from dataclasses import replace

from makers import make_story
from onrecord.records import Change, ChangeKind, Reason
from onrecord.report import render_report

STORY = make_story()
FIGURE = STORY.evidence[0].figures[0]


def render(*changes: Change) -> str:
    return render_report(replace(STORY, changes=changes))


def test_a_first_build_has_no_such_section() -> None:
    assert 'id="changes"' not in render()


def test_words_then_and_now_are_told_apart_and_link_to_the_row() -> None:
    html = render(
        Change(
            kind=ChangeKind.REVISED,
            part="figures",
            row_id=FIGURE.id,
            before_id="gone",
            before="about 900 people left",
            after="about 1,200 people left",
            reasons=(Reason(name="whose", detail="Mira <Vale>"),),
        )
    )
    assert "Figures: 1 revised" in html
    section = html.split('id="changes"')[1].split("</section>")[0]
    assert "<bdi>900</bdi></del>" in section
    assert "<bdi>1,200</bdi></ins>" in section
    assert f'href="#f-{FIGURE.id}"' in section
    assert "Mira &lt;Vale&gt;" in section


def test_what_is_gone_links_nowhere_and_what_is_repeated_stands_aside() -> None:
    html = render(
        Change(kind=ChangeKind.WITHDRAWN, part="claims", before_id="c", before="it <was> cleared"),
        Change(kind=ChangeKind.REPEATED, part="claims", row_id="x", before_id="y", after="again"),
    )
    section = html.split('id="changes"')[1].split("</section>")[0]
    assert "Claims: 1 withdrawn, 1 said again" in section
    assert "it &lt;was&gt; cleared" in section
    assert "href" not in section
    assert "<summary>1 said again</summary>" in section


def test_dates_are_written_as_everywhere_on_the_page() -> None:
    html = render(
        Change(
            kind=ChangeKind.REVISED,
            part="documents",
            before="The Lissen Post, Wall holds, 2025-02-03",
            after="The Lissen Post, Wall breached on 2025-02-03, 2025-02-03T18:30:00Z",
        ),
        Change(
            kind=ChangeKind.NEW,
            part="figures",
            after="120 on 2025-01-09",
            reasons=(Reason(name="whose", detail="Mira Vale, in The Lissen Post, Wall, 2025-02"),),
        ),
    )
    section = html.split('id="changes"')[1].split("</section>")[0]
    assert "The Lissen Post, Wall breached on 2025-02-03, Mon 3 Feb 2025, 18:30" in section
    assert "Mira Vale, in The Lissen Post, Wall, Feb 2025" in section
    assert "120 on 2025-01-09" in section  # a report's own words stay as they are
