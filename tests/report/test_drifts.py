"""Quote drift and copies side by side: words that differ are marked, in words too, and escaped."""

from dataclasses import replace

from makers import find, make_document, make_speaker, make_statement
from onrecord.records import (
    Derivation,
    DerivationKind,
    Drift,
    Edit,
    EditKind,
    Evidence,
    Reason,
    Span,
    StatementKind,
    Story,
)
from onrecord.report import render_report
from onrecord.report.views.copies import describe_copies
from onrecord.report.views.drifts import describe_drifts
from onrecord.report.views.pile import index_story
from onrecord.story.derivations import link_derivations

LEFT = "“We have nearly all of <b>it</b>,” Ada Renn said.\n"
RIGHT = "“We have all of <b>that</b>,” Ada Renn said.\n"


def make_story() -> Story:
    reports = []
    for text, outlet in ((LEFT, "The Osk Courier"), (RIGHT, "Radio Ost")):
        document = make_document(
            text, path=f"{outlet}.txt", publisher=outlet, published="2024-05-01"
        )
        quoted = text[: text.index("”") + 1]
        row = make_statement(
            document, quoted, source="Ada Renn", cue="said",
            kind=StatementKind.DIRECT, speaker=make_speaker("Ada Renn"),
        )  # fmt: skip
        reports.append(Evidence(document=document, statements=(row,)))
    one, other = reports
    edits = (
        Edit(kind=EditKind.DROPPED, left=find(one.document, "nearly")),
        Edit(
            kind=EditKind.CHANGED, left=find(one.document, "it"), right=find(other.document, "that")
        ),
    )
    drift = Drift(
        id="d1",
        left_id=one.statements[0].id,
        right_id=other.statements[0].id,
        edits=edits,
        signs=("lost qualifier", "changed words"),
        reasons=(Reason(name="same utterance", detail="6 of 7 words"),),
    )
    return Story(evidence=(one, other), drifts=(drift,))


def test_a_drift_is_shown_with_its_words_marked_on_both_sides() -> None:
    (view,) = describe_drifts(index_story(make_story()))
    assert [(p.text, p.part) for p in view.left.pieces if p.part] == [
        ("nearly", "dropped"), ("it", "dropped"),
    ]  # fmt: skip
    assert [p.text for p in view.right.pieces if p.part] == ["that"]
    assert "".join(p.text for p in view.left.pieces) == "“We have nearly all of <b>it</b>,”"
    assert view.edits == ("“nearly” dropped", "“it” changed to “that”")
    assert view.speaker == "Ada Renn"


def test_the_page_escapes_and_says_in_words_what_it_marks() -> None:
    page = render_report(make_story())
    assert '<del><span class="unseen">dropped: </span>nearly' in page
    assert '<ins><span class="unseen">added: </span>that' in page
    assert "&lt;b&gt;" in page
    assert "<b>it</b>" not in page
    assert "lost qualifier" in page


def test_a_story_without_drift_has_no_section_for_it() -> None:
    assert 'id="drifts"' not in render_report(replace(make_story(), drifts=()))


BODY = (
    "The wall above the town cracked in three places on Sunday night, engineers said.\n"
    "{}\n"
    "Nobody was hurt when the water came down into the lower streets near the mill.\n"
    "People were told to stay at home until the crews had looked at every gate and sluice.\n"
)


def make_copies() -> Story:
    reports = []
    for line, outlet, day in (
        (
            "About 1,200 people had to leave nearly all of the houses by the river at dawn.",
            "A Post",
            "1",
        ),
        ("About 1,200 people had to leave all of the homes by the river at dawn.", "B Mail", "2"),
    ):
        document = make_document(
            BODY.format(line), path=f"{outlet}.txt", publisher=outlet, published=f"2024-05-0{day}"
        )
        reports.append(Evidence(document=document))
    return Story(evidence=tuple(reports), derivations=link_derivations(reports))


def test_copies_stand_side_by_side_with_what_differs() -> None:
    (copy,) = [c for c in describe_copies(index_story(make_copies())).copies if c.source]
    sides = copy.sides
    assert sides is not None
    assert (sides.same, sides.changed, sides.left_only, sides.right_only) == (3, 1, 0, 0)
    (pair,) = sides.pairs
    assert [p.text for p in pair.left if p.part] == ["nearly", "houses"]
    assert [p.text for p in pair.right if p.part] == ["homes"]
    assert "Side by side" in render_report(make_copies())


def test_a_credit_has_nothing_to_set_side_by_side() -> None:
    story = make_copies()
    (document, _) = [one.document for one in story.evidence]
    credit = Derivation(
        id="c", kind=DerivationKind.CITATION, document_id=document.id, origin="An Agency",
        reasons=(Reason(name="credit", detail="", spans=(Span(document_id="x", start=0, end=1),)),),
    )  # fmt: skip
    (view,) = describe_copies(index_story(replace(story, derivations=(credit,)))).copies
    assert view.sides is None
