"""Decisions replayed over a whole story: people, claims, grades, undoing."""

from dataclasses import replace

import pytest

from makers import find
from onrecord.records import (
    Act,
    Claim,
    Comparison,
    Decision,
    DecisionKind,
    Entity,
    Fit,
    Grade,
    Stance,
    Story,
    Verdict,
    Wording,
)
from onrecord.story.corrections.claims import correct_claims
from onrecord.story.corrections.grades import find_grade
from onrecord.story.corrections.replays import link_corrected, replay_decisions
from onrecord.story.corrections.wordings import word_span
from story.corrections.reviewed import decide, first_report, reports, undo


def link(*decisions: Decision) -> Story:
    return link_corrected(reports(), (), decisions)


def names(story: Story) -> list[str]:
    return [entity.name for entity in story.entities]


def entity(story: Story, name: str) -> Entity:
    (found,) = (e for e in story.entities if e.name == name)
    return found


def chain_words(story: Story, *chain_ids: str, role: str = "mention") -> tuple[Wording, ...]:
    held = {c.id: (one.document, c) for one in story.evidence for c in one.chains}
    return tuple(word_span(held[i][0], role, held[i][1].mentions[0]) for i in chain_ids)


def merge(story: Story, *people: str) -> Decision:
    ids = tuple(i for name in people for i in entity(story, name).chain_ids)
    return decide(
        DecisionKind.MERGE, part="entities", target_ids=ids, wordings=chain_words(story, *ids)
    )


def split(story: Story, off: str, rest: str) -> Decision:
    return decide(
        DecisionKind.SPLIT,
        part="entities",
        target_ids=(off,),
        speaker_ids=(rest,),
        wordings=chain_words(story, off) + chain_words(story, rest, role="other mention"),
    )


def test_people_as_they_are_linked_without_help() -> None:
    assert names(link()) == ["Jon Harrow", "Mira Vale"]


def test_merged_people_are_one_with_all_their_statements() -> None:
    before = link()
    after = link(merge(before, "Jon Harrow", "Mira Vale"))
    assert names(after) == ["Jon Harrow"]
    assert len(after.entities[0].statement_ids) == 3
    assert after.entities[0].names == ("Jon Harrow", "Mira Vale", "Vale")
    assert after.corrections[0].fit is Fit.FITS


def test_a_person_split_is_two_each_with_their_own() -> None:
    before = link()
    first, second = entity(before, "Mira Vale").chain_ids
    after = link(split(before, second, first))
    assert sorted(len(e.statement_ids) for e in after.entities) == [1, 1, 1]
    assert len(after.entities) == 3


def test_of_merging_and_splitting_the_later_counts() -> None:
    before = link()
    merged = merge(before, "Jon Harrow", "Mira Vale")
    vale = entity(before, "Mira Vale").chain_ids[0]
    parted = split(before, entity(before, "Jon Harrow").chain_ids[0], vale)
    after = link(merged, parted)
    assert names(after) == ["Jon Harrow", "Mira Vale"]
    assert [c.fit for c in after.corrections] == [Fit.OVERRULED, Fit.FITS]


def test_a_merged_person_is_found_by_words_when_chains_have_other_ids() -> None:
    before = link()
    decision = merge(before, "Jon Harrow", "Mira Vale")
    newer = tuple(
        replace(one, chains=tuple(replace(c, id=f"new {c.id}") for c in one.chains))
        for one in reports()
    )
    after = link_corrected(newer, (), [decision])
    assert names(after) == ["Jon Harrow"]
    assert after.corrections[0].fit is Fit.FITS_AGAIN


def test_a_merging_of_people_who_are_gone_is_listed() -> None:
    decision = merge(link(), "Jon Harrow", "Mira Vale")
    after = link_corrected(reports()[:1], (), [decision])
    assert after.corrections[0].fit is Fit.UNFIT


def test_a_changed_speaker_moves_the_statement_to_that_person() -> None:
    one = first_report()
    decision = decide(DecisionKind.SPEAKER, one, one.statements[1], value="Jon Harrow")
    story = link(decision)
    assert one.statements[1].id in entity(story, "Jon Harrow").statement_ids
    assert len(entity(story, "Jon Harrow").chain_ids) == 2


def test_a_speaker_chosen_from_the_people_is_joined_with_them() -> None:
    one = first_report()
    harrow = entity(link(), "Jon Harrow")
    decision = decide(
        DecisionKind.SPEAKER,
        one,
        one.statements[1],
        value="the engineer",
        speaker_ids=harrow.chain_ids,
    )
    assert one.statements[1].id in entity(link(decision), "Jon Harrow").statement_ids


def test_undoing_restores_every_byte() -> None:
    one = first_report()
    first = decide(DecisionKind.REJECT, one, one.statements[0])
    second = merge(link(), "Jon Harrow", "Mira Vale")
    assert link(first, second, undo(second)) == link(first)
    assert link(first, undo(first)) == link()


def test_undoing_an_undoing_brings_the_decision_back() -> None:
    one = first_report()
    decision = decide(DecisionKind.REJECT, one, one.statements[0])
    taken_back = undo(decision)
    assert link(decision, taken_back, undo(taken_back)) == link(decision)


def test_a_story_can_be_replayed_from_itself() -> None:
    one = first_report()
    story = link(decide(DecisionKind.REJECT, one, one.statements[0]))
    assert replay_decisions(story, ()) == link()


def grade(part: str, target: str, value: str, path: str = "") -> Decision:
    return decide(DecisionKind.GRADE, part=part, target_ids=(target,), value=value, path=path)


def test_grades_are_blank_until_given() -> None:
    assert link().grades == ()


def test_a_report_can_be_graded_against_its_outlet() -> None:
    one = first_report()
    story = link(
        grade("outlets", "The Osk Courier", "B2"),
        grade("outlets", "The Osk Courier", "C3"),
        grade("documents", one.document.id, "4", "first.txt"),
    )
    assert story.grades == (
        Grade(outlet="The Osk Courier", reliability="C", credibility="3"),
        Grade(document_id=one.document.id, credibility="4"),
    )
    assert find_grade(story.grades, one.document) == story.grades[1]
    assert [c.fit for c in story.corrections] == [Fit.OVERRULED, Fit.FITS, Fit.FITS]


@pytest.mark.parametrize("value", ["G", "7", "b2", "2B"])
def test_what_is_no_grade_is_listed(value: str) -> None:
    story = link(grade("outlets", "The Osk Courier", value))
    assert story.grades == ()
    assert story.corrections[0].fit is Fit.UNFIT


def story_with_claims() -> Story:
    """Two claims of one wording each and one of two, with stances and a comparison."""
    story = link()
    first, second = story.evidence
    will, hold = (
        find(first.document, "the wall will hold"),
        find(second.document, "the wall will hold"),
    )
    wont = find(second.document, "the wall would not hold")
    row, same, other = first.statements[0], *second.statements

    def stance(span, statement, act=Act.SAYS):  # type: ignore[no-untyped-def]
        return Stance(
            entity_id=None,
            document_id=span.document_id,
            act=act,
            span=span,
            statement_id=statement.id,
        )

    holds = Claim(
        id="holds",
        label=will,
        statement_ids=(row.id, same.id),
        spans=(will, hold),
        stances=(stance(will, row), stance(hold, same)),
        origin_ids=tuple(sorted(o.id for o in story.origins)),
    )
    breaks = Claim(
        id="breaks",
        label=wont,
        statement_ids=(other.id,),
        spans=(wont,),
        stances=(stance(wont, other),),
    )
    against = Comparison(left_id="breaks", right_id="holds", verdict=Verdict.CONTRADICTS)
    return replace(story, claims=(holds, breaks), comparisons=(against,))


def test_joined_claims_keep_every_wording_and_stance() -> None:
    story = story_with_claims()
    decision = decide(
        DecisionKind.JOIN,
        part="claims",
        target_ids=("holds", "breaks"),
        wordings=tuple(
            word_span(story.evidence[n].document, "claim", story.claims[n].label) for n in (0, 1)
        ),
    )
    after, (correction,) = correct_claims(story, [decision])
    (claim,) = after.claims
    assert correction.row_id == claim.id
    assert len(claim.spans) == len(claim.stances) == len(claim.statement_ids) == 3
    assert after.comparisons == ()  # nothing contradicts itself


def test_a_parted_claim_takes_its_stances_along() -> None:
    story = story_with_claims()
    hold = story.claims[0].spans[1]
    decision = decide(
        DecisionKind.PART,
        part="claims",
        target_ids=("holds",),
        wordings=(word_span(story.evidence[1].document, "claim", hold),),
    )
    after, (correction,) = correct_claims(story, [decision])
    assert correction.fit is Fit.FITS
    assert sorted(len(c.spans) for c in after.claims) == [1, 1, 1]
    (new,) = (c for c in after.claims if c.id == correction.row_id)
    assert [s.span for s in new.stances] == [hold]
    assert len(new.origin_ids) == 1
    assert len(after.comparisons) == 1


def test_claims_are_found_by_their_words_when_their_ids_change() -> None:
    story = story_with_claims()
    decision = decide(
        DecisionKind.JOIN,
        part="claims",
        target_ids=("old", "older"),
        wordings=tuple(
            word_span(story.evidence[n].document, "claim", story.claims[n].label) for n in (0, 1)
        ),
    )
    after, (correction,) = correct_claims(story, [decision])
    assert correction.fit is Fit.FITS_AGAIN
    assert len(after.claims) == 1


def test_parting_what_is_no_longer_together_is_listed() -> None:
    story = story_with_claims()
    wont = story.claims[1].label
    decision = decide(
        DecisionKind.PART,
        part="claims",
        target_ids=("breaks",),
        wordings=(word_span(story.evidence[1].document, "claim", wont),),
    )
    after, (correction,) = correct_claims(story, [decision])
    assert correction.fit is Fit.UNFIT
    assert after == story
