"""Sections that only some stories have: the matrix of claims, what repeats what."""

from dataclasses import replace

import pytest

from onrecord.records import (
    Act,
    Claim,
    Derivation,
    DerivationKind,
    Entity,
    Line,
    Origin,
    Reason,
    SpeakerKind,
    Stance,
    Statement,
    Story,
)
from onrecord.report import render_report
from onrecord.report.views.copies import describe_copies
from onrecord.report.views.lines import describe_lines
from onrecord.report.views.matrix import describe_matrix
from onrecord.report.views.names import name_story
from onrecord.report.views.pile import index_story
from report.stories import full_story


def hold(entity: Entity, act: Act, row: Statement) -> Stance:
    return Stance(
        entity_id=entity.id,
        document_id=row.document_id,
        act=act,
        span=row.contents[0],
        statement_id=row.id,
    )


def claimed_story() -> Story:
    story = full_story()
    moved, gone, denied, _flood, _ = story.evidence[0].statements
    port = Entity(id="port", name="Port Office", kind=SpeakerKind.METONYM, names=("Port Office",))
    renn = story.entities[0]
    agreed = Claim(
        id="c1", label=gone.contents[0], statement_ids=(gone.id,),
        stances=(hold(renn, Act.SAYS, gone),),
    )  # fmt: skip
    contested = Claim(
        id="c2", label=denied.contents[0], statement_ids=(denied.id, moved.id),
        stances=(
            hold(renn, Act.SAYS, moved), hold(port, Act.DENIES, denied),
        ),
    )  # fmt: skip
    return replace(story, entities=(renn, port), claims=(agreed, contested))


def test_contested_claims_come_first_with_a_cell_for_each_party() -> None:
    matrix = describe_matrix(index_story(claimed_story()))
    assert matrix is not None
    assert matrix.parties == ("Port Office", "Ada Renn")  # who denies comes first
    assert matrix.groups == (("Governments", 2),)  # a mayor stands with the governments
    first, second = matrix.claims
    assert (first.contested, second.contested) == (True, False)
    assert [[act.word for act, _ in cell.acts] for cell in first.cells] == [["denies"], ["says"]]
    assert [[act.word for act, _ in cell.acts] for cell in second.cells] == [[], ["says"]]


def test_a_refusal_beside_a_denial_contests_nothing() -> None:
    story = claimed_story()
    contested = story.claims[1]
    says, denies = contested.stances
    refused = replace(contested, stances=(replace(says, act=Act.DECLINED_TO_COMMENT), denies))
    matrix = describe_matrix(index_story(replace(story, claims=(refused,))))
    assert matrix is not None
    assert not matrix.claims[0].contested


def test_whoever_has_no_column_is_named_beside_the_claim() -> None:
    story = claimed_story()
    parties = [
        Entity(id=f"p{n}", name=f"Party {n:02}", kind=SpeakerKind.ORGANIZATION, names=())
        for n in range(15)
    ]
    agreed, contested = story.claims
    gone = story.evidence[0].statements[1]
    own = replace(hold(parties[0], Act.SAYS, gone), entity_id=None)
    agreed = replace(agreed, stances=(*(hold(each, Act.SAYS, gone) for each in parties), own))
    story = replace(story, entities=(*story.entities, *parties), claims=(agreed, contested))
    matrix = describe_matrix(index_story(story))
    assert matrix is not None
    assert matrix.parties == ("Port Office", "Ada Renn")  # both sides of what is contested
    _, view = matrix.claims
    (others,) = view.others
    assert [party.name for party in others.parties][-2:] == ["Party 14", "The Lissen Post"]
    assert [party.own_voice for party in others.parties][-2:] == [False, True]
    assert view.stands == view.others


def test_positions_against_are_told_first() -> None:
    matrix = describe_matrix(index_story(claimed_story()))
    assert matrix is not None
    stands = matrix.claims[0].stands
    assert [stand.act.word for stand in stands] == ["denies", "says"]
    assert stands[0].parties[0].href.startswith("s-")


def test_a_story_without_claims_has_no_matrix() -> None:
    assert describe_matrix(index_story(full_story())) is None
    assert 'id="claims"' not in render_report(full_story())
    assert 'id="claims"' in render_report(claimed_story())


@pytest.mark.parametrize(
    ("directed", "inside", "word"),
    [
        (True, True, "copied from"),
        (False, True, "shares words with"),
        (False, False, "copied from"),
    ],
    ids=["from a report", "direction not known", "from outside"],
)
def test_copies_say_no_more_than_is_known(directed: bool, inside: bool, word: str) -> None:
    story = full_story()
    first, second, _ = (evidence.document for evidence in story.evidence)
    copy = Derivation(
        id="d1", kind=DerivationKind.COPY, document_id=second.id, directed=directed,
        from_id=first.id if inside else None, origin=None if inside else "Halyard News Agency",
        reasons=(Reason(name="shared", detail="three shared passages"),),
    )  # fmt: skip
    (view,) = describe_copies(index_story(replace(story, derivations=(copy,)))).copies
    assert view.word == word
    assert "three shared passages" in render_report(replace(story, derivations=(copy,)))


def test_an_origin_of_several_reports_says_why_they_count_once() -> None:
    story = full_story()
    first, second, third = (evidence.document.id for evidence in story.evidence)
    reason = Reason(name="agency", detail="2 reports by Halyard, by their own credit")
    story = replace(
        story,
        origins=(
            Origin(id="o1", document_ids=(second, first), name="Halyard", reasons=(reason,)),
            Origin(id="o2", document_ids=(third,)),
        ),
    )
    view = describe_copies(index_story(story))
    assert [place.outlet for place in view.shared[0].places] == ["The Lissen Post", "Radio Ost"]
    assert view.origins == 2
    html = render_report(story)
    assert "Counted once: 2 reports by Halyard, by their own credit." in html
    assert "<b>2</b> origins" in html


def test_a_line_is_shown_in_the_order_said() -> None:
    story = full_story()
    said, left = story.evidence[2].statements
    moved = story.evidence[0].statements[0]
    line = Line(
        id="l1", label=said.contents[0], statement_ids=(left.id, said.id, moved.id),
        uses=(left.contents[0], said.contents[0], moved.contents[0]),
    )  # fmt: skip
    (view,) = describe_lines(index_story(replace(story, lines=(line,))))
    assert [use.row.speaker for use in view.uses] == ["Ada Renn", "Coast Institute", "Ada Renn"]
    assert 'id="lines"' in render_report(replace(story, lines=(line,)))


def test_the_story_is_named_by_what_its_reports_share() -> None:
    assert name_story(index_story(full_story()))[:3] == ("Coast Institute", "Lissen", "Port Office")
