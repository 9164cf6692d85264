"""The laws of corrections, over any run of decisions at all, sound or not."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import (
    Decision,
    DecisionKind,
    Evidence,
    Fit,
    Span,
    SpeakerKind,
    Story,
    Wording,
)
from onrecord.store.codec import dump_record, load_record
from onrecord.story.corrections.logs import list_standing
from onrecord.story.corrections.replays import link_corrected, replay_decisions
from onrecord.story.corrections.wordings import describe_row, refit_wordings, word_span
from story.corrections.reviewed import first_report, reports

OFTEN = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
REPORTS = reports()
ROWS = [
    (one, part, row)
    for one in REPORTS
    for part in ("statements", "figures", "missed")
    for row in getattr(one, part)
]
CHAINS = [(one, chain) for one in REPORTS for chain in one.chains]
BASE = link_corrected(REPORTS, (), ())


@st.composite
def wordings(draw: st.DrawFn, one: Evidence) -> tuple[Wording, ...]:
    """Draw words of a report: mostly whole and true, sometimes outside, empty or altered."""
    found = []
    for role in draw(
        st.lists(st.sampled_from(["source", "cue", "content", "content"]), max_size=4)
    ):
        length = len(one.document.text)
        start = draw(st.integers(-2, length + 2))
        end = draw(st.integers(start, start + 40))
        span = Span(document_id=one.document.id, start=start, end=end)
        wording = word_span(one.document, role, span)
        if draw(st.integers(0, 9)) == 0:
            wording = replace(wording, words="something else")
        found.append(wording)
    return tuple(found)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Draw a log: every kind of decision, about rows that are there and rows that are not."""
    log: list[Decision] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        kind = draw(st.sampled_from(list(DecisionKind)))
        one, part, row = draw(st.sampled_from(ROWS))
        given_ = {
            "part": part,
            "target_ids": (draw(st.sampled_from([row.id, row.id, "gone"])),),
            "wordings": describe_row(one.document, row),
            "path": one.document.path,
            "value": draw(st.sampled_from([None, "Jon Harrow", "Mira Vale", "Vale", "שלום", "B2"])),
            "speaker_kind": draw(st.sampled_from([None, *SpeakerKind])),
        }
        if kind in (DecisionKind.EDIT, DecisionKind.ADD):
            given_["replacement"] = draw(wordings(one))
        if kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
            picked = draw(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=3))
            (own, *rest) = picked
            given_["target_ids"] = tuple(c.id for _, c in picked[: len(picked) - 1] or [own])
            given_["speaker_ids"] = (picked[-1][1].id,) if rest else ()
        if kind is DecisionKind.UNDO and log:
            given_["target_ids"] = (draw(st.sampled_from(log)).id,)
        made = Decision(
            kind=kind,
            reviewer=draw(st.sampled_from(["Ada", "Bo"])),
            time="2025-03-12T12:00:00Z",
            id=f"d{number}",
            sequence=number,
        )
        log.append(replace(made, **given_))
    return tuple(log)


def replay(log: tuple[Decision, ...]) -> Story:
    return link_corrected(REPORTS, (), log)


@OFTEN
@given(decisions())
def test_replaying_is_deterministic_whatever_order_reports_and_lines_come_in(
    log: tuple[Decision, ...],
) -> None:
    assert replay(log) == link_corrected(REPORTS[::-1], (), log[::-1])


@OFTEN
@given(decisions())
def test_replaying_a_corrected_story_again_changes_nothing(log: tuple[Decision, ...]) -> None:
    once = replay(log)
    assert replay_decisions(once, log) == once


@OFTEN
@given(decisions())
def test_undoing_the_last_restores_what_was_before_it(log: tuple[Decision, ...]) -> None:
    if not log or log[-1].kind is DecisionKind.UNDO:
        return
    back = replace(log[-1], kind=DecisionKind.UNDO, target_ids=(log[-1].id,), id="u", sequence=99)
    assert dump_record(replay((*log, back))) == dump_record(replay(log[:-1]))


@OFTEN
@given(decisions())
def test_a_corrected_story_without_its_decisions_is_what_was_read(
    log: tuple[Decision, ...],
) -> None:
    assert replay_decisions(replay(log), ()) == BASE


@OFTEN
@given(decisions())
def test_every_standing_decision_fits_or_is_listed(log: tuple[Decision, ...]) -> None:
    story = replay(log)
    assert [c.decision for c in story.corrections] == list(list_standing(log))
    for correction in story.corrections:
        assert (correction.row_id is None) == (correction.fit is Fit.UNFIT)
        assert correction.fit is not Fit.UNFIT or correction.detail


@OFTEN
@given(decisions())
def test_every_span_of_a_corrected_story_holds_words_of_its_report(
    log: tuple[Decision, ...],
) -> None:
    for one in replay(log).evidence:
        for row in one.statements:
            for span in row.provenance.spans:
                assert span.document_id == one.document.id
                assert 0 <= span.start < span.end <= len(one.document.text)
                assert span.of(one.document.text).strip()


@OFTEN
@given(decisions())
def test_a_decision_is_the_same_after_it_was_written_and_read(log: tuple[Decision, ...]) -> None:
    assert tuple(load_record(Decision, dump_record(d)) for d in log) == log


@OFTEN
@given(st.text(alphabet="aé\U0001f600\u05e9 \n", max_size=30), st.data())
def test_words_move_with_what_is_put_before_them_emoji_or_not(
    before: str, data: st.DataObject
) -> None:
    one = first_report()
    text = one.document.text
    start = data.draw(st.integers(0, len(text) - 12))
    span = Span(document_id=one.document.id, start=start, end=start + 12)
    wording = word_span(one.document, "content", span)
    moved = refit_wordings(replace(one.document, id="new", text=before + text), (wording,))
    if text.count(wording.words) == 1 and before.count(wording.words) == 0:
        assert moved is None or moved[0].span.of(before + text) == wording.words
        if (before + text).count(wording.words) == 1:
            assert moved is not None
