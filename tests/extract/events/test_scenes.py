"""Where and when an event happened, in invented sentences."""

import pytest

from extract.events.readings import annotate
from onrecord.extract.events.events import extract_events

# text, trigger, place
PLACED = [
    pytest.param("Troops attacked a market in Halden.", "attacked", "Halden", id="what is hit"),
    pytest.param(
        "Two nurses were killed and five wounded in a raid on a clinic in Halden.",
        "killed",
        "Halden",
        id="those hurt together",
    ),
    pytest.param("Ostra waged war in the Orsk region of Velia.", "waged", "Orsk", id="a region"),
    pytest.param(
        "Rebels were killed on a battlefield inside Velia.", "killed", "Velia", id="further down"
    ),
    pytest.param(
        "Troops crossed from Ostra into Velia.", "crossed", "Velia", id="not where they come from"
    ),
    pytest.param(
        "Militants launched an attack on the Kenyan side of the border.",
        "launched",
        "Kenyan side",
        id="a side",
    ),
    pytest.param(
        "They left Halden, where troops launched an offensive in May.",
        "launched",
        "Halden",
        id="where",
    ),
    pytest.param("Okoro called on Velia to leave.", "called", None, id="whom one calls on"),
    pytest.param(
        "Okoro urged the nurses in Velia to leave.", "urged", None, id="where others are told"
    ),
    pytest.param("The minister condemned a raid in Ostra's name.", "condemned", None, id="whose"),
]


@pytest.mark.parametrize(("text", "trigger", "place"), PLACED)
def test_an_event_happened_where_the_words_say(text, trigger, place):
    events = extract_events(annotate(text, people=("Okoro",)), ())
    (event,) = [e for e in events if e.trigger.of(text).startswith(trigger)]
    assert (event.place.name if event.place else None) == place


# text, trigger, date
DATED = [
    pytest.param(
        "Ostra backed out of a pact to build a port on Monday.",
        "backed",
        "2024-11-18",
        id="a day gone by is not that of what was planned",
    ),
    pytest.param(
        "The minister told reporters Monday the country could send grain to Velia.",
        "send",
        None,
        id="the day of telling",
    ),
    pytest.param(
        "The minister told reporters that on Monday Ostra sent grain to Velia.",
        "sent",
        "2024-11-18",
        id="the day told",
    ),
    pytest.param(
        "The king called a vote in 2015 to block the bill of the union.",
        "block",
        "2015",
        id="what it is done for",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "date"), DATED)
def test_an_event_has_the_date_of_its_own_clause(text, trigger, date):
    events = extract_events(annotate(text), ())
    (event,) = [e for e in events if e.trigger.of(text).startswith(trigger)]
    assert (event.when.value if event.when else None) == date
