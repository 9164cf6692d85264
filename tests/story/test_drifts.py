"""Quote drift: one utterance in two wordings, and what is no drift at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import find, make_document, make_speaker, make_statement
from onrecord.records import (
    CoreferenceChain,
    Drift,
    EditKind,
    Evidence,
    SpeakerKind,
    StatementKind,
)
from onrecord.story.drifts import link_drifts
from onrecord.story.entities import link_entities


def quote(
    words: str | tuple[str, ...],
    published: str = "2024-05-01",
    *,
    speaker: str = "Ada Renn",
    before: str = "",
    note: str = "",
) -> Evidence:
    """Make a report in which `speaker` says quoted words; several are broken off by the cue."""
    parts = (words,) if isinstance(words, str) else words
    body = " ".join([f"“{part}” {speaker} said." if not i else f"“{part}”"
                     for i, part in enumerate(parts)])  # fmt: skip
    text = f"{before}{body}\n{note}\n"
    document = make_document(text, path=f"{published}{len(text)}.txt", published=published)
    row = make_statement(
        document,
        tuple(f"“{part}”" for part in parts),
        source=speaker,
        cue="said",
        kind=StatementKind.DIRECT,
        speaker=make_speaker(speaker),
    )
    chain = CoreferenceChain(
        id=make_speaker(speaker).id,
        name=speaker,
        kind=SpeakerKind.PERSON,
        mentions=(find(document, speaker),),
    )
    return Evidence(document=document, chains=(chain,), statements=(row,))


def drifts(*reports: Evidence) -> tuple[Drift, ...]:
    return link_drifts(reports, link_entities(reports))


def show(drift: Drift, *reports: Evidence) -> list[tuple[str, str, str]]:
    """Return each edit's kind with the words on both sides, cut out of the reports."""
    texts = {one.document.id: one.document.text for one in reports}

    def words(span) -> str:  # type: ignore[no-untyped-def]
        return span.of(texts[span.document_id]) if span else ""

    return [(edit.kind.value, words(edit.left), words(edit.right)) for edit in drift.edits]


FULL = "We have handed over nearly all of the records, and nothing in them points to the gate."

DRIFTS = [
    pytest.param(
        "We have handed over all of the records, and nothing in them points to the gate.",
        [("dropped", "nearly", "")], ("lost qualifier",), id="a lost qualifier",
    ),
    pytest.param(
        "We have handed over nearly all of the records ... in them points to the gate.",
        [("dropped", "and nothing", "")], ("lost “not”", "ellipsis"), id="an ellipsis",
    ),
    pytest.param(
        "We have handed over nearly all of the papers, and nothing in them points to the gate.",
        [("changed", "records", "papers")], ("changed words",), id="a changed word",
    ),
    pytest.param(
        "We have handed over [to the police] nearly all of the records, and nothing in them points",
        [("added", "", "to the police")], ("words in brackets",), id="an editor's words",
    ),
    pytest.param(
        "all of the records, and nothing in them points to the gate",
        [("dropped", "nearly", "")], ("lost qualifier",), id="cut just after the qualifier",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "edits", "signs"), DRIFTS)
def test_a_drift(words: str, edits: list[tuple[str, str, str]], signs: tuple[str, ...]) -> None:
    left, right = quote(FULL), quote(words, "2024-05-02")
    (drift,) = drifts(left, right)
    assert show(drift, left, right) == edits
    assert drift.signs == signs
    assert (drift.left_id, drift.right_id) == (left.statements[0].id, right.statements[0].id)
    assert drift.reasons[0].name == "same utterance"


def test_two_sentences_joined_are_spliced() -> None:
    left = quote("The gate held all night. It was old and it was slow. The town never knew of it.")
    right = quote("The gate held all night, the town never knew of it.", "2024-05-02")
    (drift,) = drifts(left, right)
    assert "spliced" in drift.signs


def test_a_wording_from_another_language_is_not_taken_for_verbatim() -> None:
    left = quote("You could see it coming along the floor, white and knee-high, like milk.")
    right = quote(
        "The white thing was coming on the floor up to our knees, as if it were milk.",
        "2024-05-03",
        note="Translated from the Romanian by our desk",
    )
    (drift,) = drifts(left, right)
    assert drift.signs == ("likely translated",)
    assert drift.edits == ()
    plain = quote(
        "The white thing was coming on the floor, up to our knees, like milk.", "2024-05-03"
    )
    (drift,) = drifts(left, plain)
    assert drift.signs == ("not verbatim",)


NONE = [
    pytest.param(FULL, id="the same words"),
    pytest.param(FULL.upper(), id="case"),
    pytest.param(FULL.replace(",", " –").replace(".", "!"), id="punctuation"),
    pytest.param("We have handed over nearly all of the records.", id="a shorter quotation"),
    pytest.param("nothing in them points to the gate", id="a part of it"),
    pytest.param("The gate opens at six and shuts at nine, as every year.", id="another utterance"),
]


@pytest.mark.parametrize("words", NONE)
def test_no_drift(words: str) -> None:
    assert drifts(quote(FULL), quote(words, "2024-05-02")) == ()


SAME = [
    ("We don't know what the labour board's programme will be.",
     "We do not know what the labor board’s program will be."),
    ("It's 60 percent of the organisation.", "It’s 60 per cent of the organization."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_short_forms_and_a_house_style_are_no_drift(one: str, other: str) -> None:
    assert drifts(quote(one), quote(other, "2024-05-02")) == ()


def test_sentences_left_out_between_two_quotations_are_no_drift() -> None:
    left = quote("The wall is gone for good. It was never strong. We will not pretend otherwise.")
    right = quote(("The wall is gone for good,", "We will not pretend otherwise."), "2024-05-02")
    assert drifts(left, right) == ()


def test_a_qualifier_set_before_the_quotation_marks_is_not_lost() -> None:
    left = quote("nearly all of the records are with the police today")
    right = quote("all of the records are with the police today", "2024-05-02", before="Of nearly ")
    assert drifts(left, right) == ()


def test_other_speakers_and_other_times_are_other_utterances() -> None:
    changed = FULL.replace("nearly ", "")
    assert drifts(quote(FULL), quote(changed, "2024-05-02", speaker="Tove Aark")) == ()
    assert drifts(quote(FULL), quote(changed, "2024-08-02")) == ()
    assert len(drifts(quote(FULL), quote(changed, "2024-05-08"))) == 1


def test_a_report_does_not_drift_from_itself() -> None:
    assert drifts(quote(FULL)) == ()


# ── Laws ────────────────────────────────────────────────────────────────────────────────

PILE = [
    quote(FULL),
    quote(FULL.replace("nearly ", ""), "2024-05-02"),
    quote(FULL.replace("records", "papers"), "2024-05-03"),
    quote("The gate opens at six and shuts at nine, as every year.", "2024-05-03"),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(PILE))
def test_the_order_of_reports_does_not_matter(reports: list[Evidence]) -> None:
    assert drifts(*reports) == drifts(*PILE)


@pytest.mark.parametrize("which", range(len(PILE)))
def test_a_verbatim_copy_adds_no_drift(which: int) -> None:
    (row,) = PILE[which].statements
    words = row.contents[0].of(PILE[which].document.text).strip("“”")
    again = quote(words, "2024-05-04")
    assert drifts(*PILE, again) == drifts(*PILE)


PIECES = ["the", "gate", "may", "not", "hold", "nearly", "all of", "it", "…", "[now]", ".", "and"]
WORDS = st.lists(st.sampled_from(PIECES), min_size=6, max_size=24).map(" ".join)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_every_edit_is_cut_out_of_its_own_report(one: str, other: str) -> None:
    left, right = quote(one), quote(other, "2024-05-02")
    for drift in drifts(left, right):
        for edit in drift.edits:
            assert (edit.left is None) == (edit.kind is EditKind.ADDED)
            assert (edit.right is None) == (edit.kind is EditKind.DROPPED)
            for span, report in ((edit.left, left), (edit.right, right)):
                if span is not None:
                    assert span.document_id == report.document.id
                    assert span.of(report.document.text).strip()
                    assert any(c.covers(span) for c in report.statements[0].contents)
