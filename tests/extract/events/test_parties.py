"""Who acts and who is acted on where the parse hangs them elsewhere, in invented sentences."""

import pytest

from extract.events.readings import annotate
from onrecord.extract.events.events import extract_events

PEOPLE = ("Okoro", "Vale", "Brandt")

# text, trigger, actors, recipients
PARTIES = [
    pytest.param(
        "Okoro condemned the Kenyan remarks made by Vale.",
        "condemned",
        ["Okoro"],
        ["Vale"],
        id="who made what is condemned",
    ),
    pytest.param(
        "Okoro condemned the alliance between Ghana and Kenya.",
        "condemned",
        ["Okoro"],
        ["Ghana", "Kenya"],
        id="the two between whom it is",
    ),
    pytest.param(
        "The Irish Minister for Transport, Tourism and Sport condemned Ostra.",
        "condemned",
        ["The Irish Minister"],
        ["Ostra"],
        id="one minister of a portfolio",
    ),
    pytest.param(
        "The minister and the mayor condemned Ostra.",
        "condemned",
        ["The minister", "the mayor"],
        ["Ostra"],
        id="two who hold office",
    ),
    pytest.param(
        "Okoro said at a meeting with Vale on Monday that prices would fall.",
        "meeting",
        ["Okoro", "Vale"],
        [],
        id="who speaks at a meeting takes part",
    ),
    pytest.param(
        "Okoro was shot at a meeting with Vale.",
        "meeting",
        ["Vale"],
        [],
        id="who is shot at a meeting is not said to hold it",
    ),
    pytest.param(
        "A meeting of Okoro and Vale was held in Halden.",
        "held",
        ["Okoro", "Vale"],
        [],
        id="those who meet act",
    ),
    pytest.param(
        "Ghana has faced a wave of sanctions from Kenya.",
        "sanctions",
        ["Kenya"],
        ["Ghana"],
        id="from, hung on what counts",
    ),
    pytest.param(
        "The government cited the riots as reasons for banning the rallies.",
        "banning",
        ["The government"],
        None,
        id="who cites a reason",
    ),
    pytest.param(
        "Kenya has troops stationed in Ghana.",
        "stationed",
        ["Kenya"],
        ["Ghana"],
        id="whose troops they are",
    ),
    pytest.param(
        "The militia engaged in combat operations with Kenyan troops.",
        "engaged",
        ["The militia"],
        [],
        id="comrades are no victims",
    ),
    pytest.param(
        "Kenyan troops clashed with rebels.",
        "clashed",
        ["Kenyan troops"],
        ["rebels"],
        id="those one clashes with are",
    ),
    pytest.param(
        "Two nurses were wounded as a result of being hit by Kenyan soldiers.",
        "wounded",
        ["Kenyan soldiers"],
        ["Two nurses"],
        id="who hit them",
    ),
    pytest.param(
        "A group of rebels claimed responsibility for the attack on Halden.",
        "attack",
        ["A group of rebels"],
        ["Halden"],
        id="who claims it did it",
    ),
    pytest.param(
        "Halden has been under a siege imposed by Ostra since its defeat of the Kenyan army.",
        "imposed",
        ["Ostra"],
        ["Halden"],
        id="who is under it",
    ),
    pytest.param(
        "In response to the Kenyan move, Ghana suspended the talks.",
        "suspended",
        ["Ghana"],
        ["Kenyan"],
        id="whom an act answers",
    ),
    pytest.param(
        "Vale threatened that he would resign if Okoro did not leave.",
        "threatened",
        ["Vale"],
        ["Okoro"],
        id="who is to do it is not threatened",
    ),
    pytest.param(
        "Brandt has three previous convictions.",
        "convictions",
        [],
        ["Brandt"],
        id="who has convictions was convicted",
    ),
    pytest.param(
        "The rebels held the nurses hostage.",
        "held",
        ["The rebels"],
        ["nurses"],
        id="held hostage",
    ),
    pytest.param(
        "It was unclear who fired the rockets at Halden.",
        "fired",
        [],
        ["Halden"],
        id="who is asked for is nobody",
    ),
    pytest.param(
        "Vale said Okoro's plan was unacceptable and demanded an apology.",
        "demanded",
        ["Vale"],
        None,
        id="a thing demands nothing",
    ),
    pytest.param(
        "Ghana backed out of a pact to establish a joint authority.",
        "backed",
        ["Ghana"],
        [],
        id="what is to be founded is no party yet",
    ),
    pytest.param(
        "Two miners were reported killed in clashes between rebels and the army.",
        "killed",
        [],
        ["Two miners"],
        id="reported killed",
    ),
    pytest.param(
        "Ghana withdrew its envoys over Kenya's Velia invasion.",
        "invasion",
        ["Kenya"],
        ["Velia"],
        id="whose invasion of whom",
    ),
    pytest.param(
        "Sanctions were imposed on Kenya after its invasion of Velia.",
        "invasion",
        ["Kenya"],
        ["Velia"],
        id="its, of the one body named before",
    ),
    pytest.param(
        "Ghana and Kenya mourned after its invasion of Velia.",
        "invasion",
        [],
        ["Velia"],
        id="its, of two bodies, nobody's",
    ),
    pytest.param(
        "Talks with the union ended after its team was blocked.",
        "blocked",
        [],
        ["its team"],
        id="what a passive is done to",
    ),
    pytest.param(
        "Kenya invited the foreign ministers of Poland, the Czech Republic and Hungary.",
        "invited",
        ["Kenya"],
        ["the foreign ministers of Poland", "the Czech Republic", "Hungary"],
        id="ministers of three countries are no portfolio",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), PARTIES)
def test_parties_stand_where_the_words_put_them(text, trigger, actors, recipients):
    events = extract_events(annotate(text, people=PEOPLE), ())
    (event,) = [e for e in events if e.trigger.of(text).startswith(trigger)]
    assert [p.name for p in event.actors] == actors
    if recipients is not None:
        assert [p.name for p in event.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not respond to a request for comment.",
        "The mayor responded to a call from a neighbour.",
    ],
)
def test_who_answers_a_call_is_not_for_that_an_event(text):
    events = extract_events(annotate(text, people=PEOPLE), ())
    assert not [e for e in events if e.type == "REQUEST" and not e.actors]
