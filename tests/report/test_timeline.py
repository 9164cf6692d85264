"""The timeline: happenings on the day they happened, every telling's words, what stands apart."""

from dataclasses import replace

from makers import find
from onrecord.records import (
    Act,
    DateValue,
    Document,
    Event,
    Happening,
    Participant,
    Provenance,
    Realis,
    Stance,
    Story,
    content_id,
)
from onrecord.report import render_report
from onrecord.report.views.dates import describe_date
from onrecord.report.views.pile import index_story
from onrecord.report.views.timeline import describe_timeline
from report.stories import full_story


def tell(document: Document, trigger: str, actor: str, **known: object) -> Event:
    span, head = find(document, trigger), find(document, actor)
    event = Event(
        id=content_id("event", document.id, trigger),
        document_id=document.id,
        trigger=span,
        type="RETREAT",
        actors=(Participant(span=head, head=head, name=actor),),
        provenance=Provenance(spans=(span,), method="made up", confidence=1.0),
    )
    return replace(event, **known)  # type: ignore[arg-type]


def timed_story() -> Story:
    story = full_story()
    monday, tuesday, wednesday = story.evidence
    day = DateValue(value="2025-02-02", spans=(find(monday.document, "Sunday"),), rule="Sunday")
    moved = tell(monday.document, "moved", "people", when=day)
    again = tell(wednesday.document, "moved", "people")
    plan = tell(tuesday.document, "plans to bring", "The ministry", realis=Realis.FUTURE)
    denial = monday.statements[2]
    stance = Stance(
        entity_id=None,
        document_id=monday.document.id,
        act=Act.DENIES,
        span=denial.contents[0],
        statement_id=denial.id,
    )
    happening = Happening(
        id="h1", type="RETREAT", label=moved.trigger, event_ids=(moved.id, again.id),
        stances=(stance,), origin_ids=("o1", "o2"),
    )  # fmt: skip
    return replace(
        story,
        evidence=(
            replace(monday, events=(moved,)),
            replace(tuesday, events=(plan,)),
            replace(wednesday, events=(again,)),
        ),
        happenings=(happening,),
    )


def test_one_happening_keeps_every_telling() -> None:
    timeline = describe_timeline(index_story(timed_story()))
    actual, planned = timeline.groups
    (entry,) = actual.dated
    assert entry.date.label == "Sun 2 Feb 2025"
    assert [row.place.outlet for row in entry.rows] == ["The Lissen Post", "Coast Wire"]
    assert entry.rows[0].words == (
        "At least 40 people were moved from the Lissen quay on Sunday, "
        "Mayor Ada Renn told Radio Ost."
    )
    assert entry.denied_by == (("Tove Aark", entry.denied_by[0][1]),)
    assert (entry.origins, entry.kind, entry.actors) == (2, "withdrew", ("people",))
    assert planned.label == "Planned or expected"
    assert planned.undated[0].rows[0].own_voice


def test_the_day_of_the_report_is_never_the_day_of_the_event() -> None:
    story = timed_story()
    (_, tuesday, _) = story.evidence
    assert tuesday.document.published
    timeline = describe_timeline(index_story(replace(story, happenings=())))
    assert [len(group.undated) for group in timeline.groups] == [1, 1]


def test_words_and_rows_lead_to_each_other() -> None:
    html = render_report(timed_story())
    for event in (each for evidence in timed_story().evidence for each in evidence.events):
        assert html.count(f'id="e-{event.id}"') == 1
        assert html.count(f'id="w-e-{event.id[:10]}"') == 1


def test_without_events_there_is_no_timeline() -> None:
    assert 'id="timeline"' not in render_report(full_story())


def test_a_telling_is_a_whole_sentence_with_its_telling_word_apart() -> None:
    timeline = describe_timeline(index_story(timed_story()))
    row = timeline.groups[0].dated[0].rows[0]
    assert "".join(row.pieces) == row.words
    assert row.pieces[1] == "moved"


def test_seasons_stand_among_the_months() -> None:
    days = [describe_date(each).key for each in ("2024", "2024-SU", "2024-10-01", "2024-WI")]
    assert days == sorted(days)
