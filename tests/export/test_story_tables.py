"""The stories of a split pile as a table and a screen; two records' differences as lines."""

import csv
import io
from pathlib import Path

from makers import make_document
from onrecord.export.differences import render_differences
from onrecord.export.story_tables import COLUMNS, dump_stories, render_stories, stories_to_json
from onrecord.records import (
    Change,
    ChangeKind,
    Link,
    Reason,
    SplitPile,
    Strand,
    Unread,
    Volume,
)
from onrecord.report import render_index


def make_pile() -> SplitPile:
    """Two reports of one story, one alone that could be a third, one file not read."""
    documents = tuple(
        make_document(f"Report {n}.", f"{n}.txt", title=f"=Title {n} <b>", published="2024-01-09")
        for n in range(3)
    )
    ids = [each.id for each in documents]
    why = (Reason(name="name", detail="names in both: mira vale"),)
    joined = Link(document_id=ids[1], near_id=ids[0], joined=True, score=2.0, reasons=why)
    unsure = Link(document_id=ids[2], near_id=ids[0], joined=False, score=-0.5, reasons=why)
    strand = Strand(id="s1", document_ids=(ids[0], ids[1]), links=(joined,))
    return SplitPile(
        documents=documents,
        volumes=(Volume(strand=strand, folder="a.record", name=("Osk", "Mira <Vale>")),),
        singles=(Strand(id="s2", document_ids=(ids[2],), links=(unsure,)),),
        unread=(Unread(path="photo.jpg", reason="not text", remedy="Leave it out."),),
        left=("old.record",),
    )


def test_every_report_given_has_a_row() -> None:
    text = dump_stories(make_pile()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["place"], row["file"]) for row in rows] == [
        ("in a story", "0.txt"),
        ("in a story", "1.txt"),
        ("alone", "2.txt"),
        ("not read", "photo.jpg"),
    ]
    assert rows[1]["with"] == "0.txt"
    assert rows[1]["because"] == "names in both: mira vale"
    assert rows[2]["could_be_with"] == "0.txt"
    assert rows[0]["title"] == "'=Title 0 <b>"


def test_the_screen_counts_every_report() -> None:
    shown = render_stories(make_pile(), Path("x.stories"))
    assert "Read 3 reports; 1 not read." in shown
    assert "1  stories of two or more, of 2 reports" in shown
    assert "Left from an earlier run, no story now: old.record" in shown
    held = stories_to_json(make_pile(), Path("x.stories"))
    assert (held["stories"], held["alone"], held["unsure"]) == (1, 1, 1)


def test_the_index_lists_every_report_escaped() -> None:
    html = render_index(make_pile())
    for words in ("0.txt", "photo.jpg", "old.record"):
        assert words in html
    assert 'href="a.record/report.html"' in html
    assert "Mira &lt;Vale&gt;" in html
    assert "<b>" not in html.split("</header>")[1]
    assert "could belong with" in html
    assert render_index(SplitPile())


def test_differences_as_lines() -> None:
    changes = (
        Change(kind=ChangeKind.NEW, part="figures", row_id="a", after="90 people"),
        Change(
            kind=ChangeKind.REVISED, part="figures", before="about 200", after="nearly 200",
            row_id="b", before_id="c", reasons=(Reason(name="whose", detail="Mira Vale"),),
        ),
        Change(kind=ChangeKind.REPEATED, part="figures", row_id="d", before_id="e", after="14"),
        Change(kind=ChangeKind.WITHDRAWN, part="claims", before_id="f", before="it was cleared"),
    )  # fmt: skip
    assert render_differences(changes).splitlines() == [
        "claims: 1 withdrawn",
        "  withdrawn: it was cleared",
        "figures: 1 new, 1 repeated, 1 revised",
        "  new: 90 people",
        "  revised: about 200 → nearly 200 (Mira Vale)",
    ]
    assert render_differences(()) == "Nothing differs."
