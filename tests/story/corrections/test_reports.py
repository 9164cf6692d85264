"""Decisions about the rows of one report."""

from dataclasses import replace

import pytest

from onrecord.records import (
    Act,
    Decision,
    DecisionKind,
    Evidence,
    Fit,
    Span,
    SpeakerKind,
    StatementKind,
    Wording,
)
from onrecord.story.corrections.replays import CorrectedEvidence, correct_evidence
from story.corrections.reviewed import FIRST, contents, decide, first_report, reports, words


def correct(*decisions: Decision) -> tuple[Evidence, CorrectedEvidence]:
    corrected = correct_evidence(reports(), decisions)
    return corrected.evidence[0], corrected


def test_an_accepted_row_stays_as_it_was() -> None:
    one = first_report()
    after, corrected = correct(decide(DecisionKind.ACCEPT, one, one.statements[0]))
    assert after == one
    assert corrected.originals == ()
    assert [c.fit for c in corrected.corrections] == [Fit.FITS]


def test_a_rejected_statement_goes_and_is_listed() -> None:
    one = first_report()
    row = one.statements[1]
    after, corrected = correct(decide(DecisionKind.REJECT, one, row))
    assert row.id not in {s.id for s in after.statements}
    assert corrected.originals == (one,)
    assert corrected.corrections[0].row_id == row.id
    assert after.figures[0].statement_id is None
    assert after.figures[0].speaker is None
    assert [m.span.of(FIRST) for m in after.missed] == ["told"]  # its speaker is no longer unsure


def test_a_rejected_figure_goes() -> None:
    one = first_report()
    after, _ = correct(decide(DecisionKind.REJECT, one, one.figures[0]))
    assert after.figures == ()
    assert after.statements == one.statements


def test_a_dismissed_missed_row_goes() -> None:
    one = first_report()
    after, _ = correct(decide(DecisionKind.REJECT, one, one.missed[1]))
    assert after.missed == one.missed[:1]


def test_an_edited_statement_has_the_new_words_and_its_id() -> None:
    one = first_report()
    row = one.statements[0]
    new = words(one.document, source="Mira Vale", cue="said", content="the wall will hold")
    after, _ = correct(decide(DecisionKind.EDIT, one, row, replacement=new))
    edited = after.statements[0]
    assert edited.id == row.id
    assert contents(after, edited) == ["the wall will hold"]
    assert edited.kind is StatementKind.DIRECT
    assert edited.attribution.speaker == row.attribution.speaker  # the source only shrank
    assert edited.provenance.method == "by hand"


def test_an_edit_can_change_the_act() -> None:
    one = first_report()
    row = one.statements[0]
    new = words(one.document, cue="said", content="the wall will hold")
    after, _ = correct(decide(DecisionKind.EDIT, one, row, replacement=new, act=Act.DENIES))
    assert after.statements[0].act is Act.DENIES
    assert after.statements[0].attribution.source is None
    assert after.statements[0].attribution.speaker is None


def test_a_figure_leaves_a_statement_whose_words_no_longer_hold_it() -> None:
    one = first_report()
    new = words(one.document, source="He", cue="said", content="left their homes")
    after, _ = correct(decide(DecisionKind.EDIT, one, one.statements[1], replacement=new))
    # It is still the statement that made it: nothing else holds the number.
    assert after.figures[0].statement_id == one.statements[1].id


def test_a_named_speaker_reaches_figures_missed_list_and_chains() -> None:
    one = first_report()
    decision = decide(DecisionKind.SPEAKER, one, one.statements[1], value="Jon Harrow")
    after, _ = correct(decision)
    speaker = after.statements[1].attribution.speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Jon Harrow", SpeakerKind.PERSON)
    assert after.figures[0].speaker == speaker
    assert [m.kind for m in after.missed] == ["cue"]
    assert after.chains[-1].name == "Jon Harrow"
    assert [m.of(FIRST) for m in after.chains[-1].mentions] == ["He"]


def test_a_speaker_named_in_the_report_is_that_chain() -> None:
    one = first_report()
    after, _ = correct(decide(DecisionKind.SPEAKER, one, one.statements[1], value="Mira Vale"))
    speaker = after.statements[1].attribution.speaker
    assert speaker is not None
    assert speaker.id == one.chains[0].id
    assert len(after.chains) == 1
    assert len(after.chains[0].mentions) == 2


def test_a_speaker_taken_off_is_unresolved_and_on_the_missed_list() -> None:
    one = first_report()
    after, _ = correct(decide(DecisionKind.SPEAKER, one, one.statements[0], value=None))
    speaker = after.statements[0].attribution.speaker
    assert speaker is not None
    assert speaker.kind is SpeakerKind.UNRESOLVED
    assert len([m for m in after.missed if m.kind == "speaker"]) == 2
    assert after.chains == ()


def test_an_added_statement_takes_its_cue_off_the_missed_list() -> None:
    one = first_report()
    new = words(
        one.document,
        source="Engineers at the site",
        cue="told",
        content="the gates were shut",
    )
    decision = decide(
        DecisionKind.ADD,
        part="statements",
        replacement=new,
        path="first.txt",
        value="Engineers at the site",
        speaker_kind=SpeakerKind.ANONYMOUS,
    )
    after, corrected = correct(decision)
    added = after.statements[-1]
    assert corrected.corrections[0].row_id == added.id
    assert contents(after, added) == ["the gates were shut"]
    assert added.kind is StatementKind.INDIRECT
    assert added.attribution.speaker is not None
    assert added.attribution.speaker.kind is SpeakerKind.ANONYMOUS
    assert [m.kind for m in after.missed] == ["speaker"]


def test_an_added_statement_that_is_read_later_is_one_row() -> None:
    one = first_report()
    row = one.statements[0]
    new = words(
        one.document,
        source="Mira Vale, the water minister",
        cue="said",
        content="the wall will hold 💪",
    )
    spans = [(w.span.start, w.span.end) for w in new]
    from onrecord.records import content_id

    same = replace(row, id=content_id("statement", one.document.id, spans))
    again = replace(one, statements=(same, one.statements[1]))
    decision = decide(DecisionKind.ADD, part="statements", replacement=new, path="first.txt")
    corrected = correct_evidence([again], [decision])
    assert len(corrected.evidence[0].statements) == 2
    assert corrected.corrections[0].detail == "it is now found without help"


def put(words_: str, start: int, end: int) -> tuple[Wording, ...]:
    one = first_report()
    span = Span(document_id=one.document.id, start=start, end=end)
    return (Wording(role="content", span=span, words=words_),)


FURNITURE = FIRST.index("newsletter")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ((), "needs the words"),
        (put("x", 0, 10_000), "outside the report"),
        (put("x", -3, 4), "outside the report"),
        (put("", 5, 5), "holds no words"),
        (put("Dam well", 2, 10), "expected “Dam well”, found “Dam wall”"),
        (put("newsletter", FURNITURE, FURNITURE + 10), "page furniture"),
        (put("Dam", 2, 5) + put("am wall", 3, 10), "overlap"),
    ],
    ids=["none", "long", "negative", "empty", "other words", "furniture", "overlap"],
)
def test_words_that_cannot_stand_change_nothing_and_are_listed(
    new: tuple[Wording, ...], why: str
) -> None:
    one = first_report()
    after, corrected = correct(
        decide(DecisionKind.EDIT, one, one.statements[0], replacement=new, path="first.txt")
    )
    assert after == one
    assert corrected.corrections[0].fit is Fit.UNFIT
    assert why in corrected.corrections[0].detail


def test_furniture_can_be_forced() -> None:
    one = first_report()
    new = put("newsletter", FURNITURE, FURNITURE + 10)
    decision = decide(DecisionKind.EDIT, one, one.statements[0], replacement=new, forced=True)
    after, corrected = correct(decision)
    assert corrected.corrections[0].fit is Fit.FITS
    assert contents(after, after.statements[-1]) == ["newsletter"]


def test_of_two_decisions_the_later_counts_and_the_earlier_says_so() -> None:
    one = first_report()
    row = one.statements[0]
    first = decide(DecisionKind.REJECT, one, row)
    second = replace(decide(DecisionKind.ACCEPT, one, row), reviewer="Bo")
    after, corrected = correct(first, second)
    assert after == one
    assert [c.fit for c in corrected.corrections] == [Fit.OVERRULED, Fit.FITS]
    assert "Bo" in corrected.corrections[0].detail


def test_a_row_that_is_read_otherwise_is_found_by_its_words() -> None:
    one = first_report()
    decision = decide(DecisionKind.REJECT, one, one.statements[0])
    newer = replace(one, statements=(replace(one.statements[0], id="other"), one.statements[1]))
    corrected = correct_evidence([newer], [decision])
    assert corrected.corrections[0].fit is Fit.FITS_AGAIN
    assert corrected.corrections[0].row_id == "other"
    assert len(corrected.evidence[0].statements) == 1


def test_a_row_that_is_gone_leaves_the_decision_listed() -> None:
    one = first_report()
    decision = decide(DecisionKind.REJECT, one, one.statements[0])
    corrected = correct_evidence([replace(one, statements=())], [decision])
    assert corrected.corrections[0].fit is Fit.UNFIT
    assert corrected.corrections[0].row_id is None


def test_in_a_report_that_has_changed_the_words_are_found_again() -> None:
    one = first_report()
    new = words(one.document, source="Mira Vale", cue="said", content="the wall will hold")
    decision = decide(DecisionKind.EDIT, one, one.statements[0], replacement=new)
    moved = first_report("\U0001f30a \U0001f30a UPDATE 2. " + FIRST)
    corrected = correct_evidence([moved], [decision])
    (correction,) = corrected.corrections
    assert correction.fit is Fit.FITS_AGAIN, correction.detail
    row = corrected.evidence[0].statements[0]
    assert contents(moved, row) == ["the wall will hold"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (FIRST.replace("the wall will hold", "the wall may hold"), "not in it"),
        (FIRST + "Again: “the wall will hold 💪”, Mira Vale, the water minister\n", "only once"),
    ],
    ids=["reworded", "twice"],
)
def test_words_that_are_not_there_or_twice_leave_it_listed(text: str, why: str) -> None:
    one = first_report()
    decision = decide(DecisionKind.REJECT, one, one.statements[0])
    other = replace(first_report(FIRST), document=first_report(FIRST).document)
    changed = replace(other, document=replace(other.document, id="changed", text=text))
    corrected = correct_evidence([changed], [decision])
    assert corrected.corrections[0].fit is Fit.UNFIT
    assert why in corrected.corrections[0].detail


def test_a_report_that_is_gone_leaves_it_listed() -> None:
    one = first_report()
    decision = decide(DecisionKind.REJECT, one, one.statements[0])
    corrected = correct_evidence(reports()[1:], [decision])
    assert "first.txt" in corrected.corrections[0].detail
