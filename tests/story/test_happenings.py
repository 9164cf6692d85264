"""Invented reports of invented events: which tellings are one event, and which are not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import find, make_document, make_figure, make_speaker, make_statement
from onrecord.records import (
    Act,
    DateValue,
    Entity,
    Event,
    Evidence,
    Factuality,
    Locality,
    Origin,
    Participant,
    Polarity,
    Provenance,
    Realis,
    SpeakerKind,
    Verdict,
    content_id,
)
from onrecord.story.happenings import link_happenings
from onrecord.story.versions import compare_versions

TOWNS = {
    "Ostrevka": (11, "UKR", 50.0, 30.0),
    "Dolnik": (12, "UKR", 51.0, 31.0),
    "Halmeq": (13, "YEM", 15.0, 44.0),
}
PEOPLE = {
    "Russian drones": (("RUS",), ("MIL",)),
    "Russia": (("RUS",), ()),
    "Ukrainian drones": (("UKR",), ("MIL",)),
    "Kenyan police": (("KEN",), ("COP",)),
    "students": ((), ("EDU",)),
    "a grain depot": ((), ()),
    "Ukraine": (("UKR",), ()),
}


class Pile:
    """Reports of one event each, made one after the other."""

    def __init__(self):
        self.evidence = []

    def tell(self, text, trigger, actor=None, recipient=None, place=None, day=None, **known):
        published = known.pop("published", "2025-03-11")
        document = make_document(text, f"r{len(self.evidence)}.txt", published=published)
        statement = known.pop("statement", None)
        statement = statement(document) if statement else None
        figures = known.pop("figures", lambda _: ())(document)
        spot = find(document, trigger)
        event = Event(
            id=content_id("event", document.id, spot.start),
            document_id=document.id,
            trigger=spot,
            type=known.pop("type", "ASSAULT"),
            mode=known.pop("mode", None),
            actors=_list_people(document, actor),
            recipients=_list_people(document, recipient),
            place=_find_place(document, place) if place else None,
            when=DateValue(value=day, spans=(spot,), rule="written") if day else None,
            realis=known.pop("realis", Realis.ACTUAL),
            factuality=known.pop("factuality", Factuality()),
            statement_id=statement.id if statement else None,
            speaker=statement.attribution.speaker if statement else None,
            figure_ids=tuple(figure.id for figure in figures),
            provenance=Provenance(spans=(spot,), method="by hand", confidence=1.0),
        )
        self.evidence.append(
            Evidence(
                document=document,
                events=(event,),
                figures=tuple(figures),
                statements=(statement,) if statement else (),
            )
        )
        return event

    def link(self):
        statements = [s for e in self.evidence for s in e.statements]
        self.entities = tuple(
            Entity(
                id=f"entity {s.attribution.speaker.name}",
                name=s.attribution.speaker.name,
                kind=SpeakerKind.PERSON,
                names=(s.attribution.speaker.name,),
                chain_ids=(s.attribution.speaker.id,),
                statement_ids=(s.id,),
            )
            for s in statements
        )
        self.origins = tuple(
            Origin(id=f"origin {e.document.path}", document_ids=(e.document.id,))
            for e in self.evidence
        )
        return link_happenings(self.evidence, self.entities, self.origins)

    def compare(self):
        happenings = self.link()
        return compare_versions(self.evidence, happenings, self.entities, self.origins)


def _list_people(document, words):
    if words is None:
        return ()
    countries, sectors = PEOPLE[words]
    span = find(document, words)
    return (Participant(span=span, head=span, name=words, countries=countries, sectors=sectors),)


def _find_place(document, name):
    number, country, latitude, longitude = TOWNS[name]
    return Locality(
        span=find(document, name),
        name=name,
        geonames_id=number,
        country=country,
        latitude=latitude,
        longitude=longitude,
    )


def make_pair(first=None, second=None):
    """Two reports of one strike; what is given changes them."""
    pile = Pile()
    known = {
        "actor": "Russian drones",
        "recipient": "a grain depot",
        "place": "Ostrevka",
        "day": "2025-03-10",
    }
    text = "Russian drones struck a grain depot in {} on Monday."
    for change in (first or {}, second or {}):
        details = {**known, **change}
        words = details.pop("text", text.format(details["place"]))
        pile.tell(words, details.pop("trigger", "struck"), **details)
    return pile


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {}, id="the same"),
        pytest.param({}, {"day": None}, id="one does not say when"),
        pytest.param(
            {},
            {
                "text": "A strike by Russia on a grain depot in Ostrevka burned for hours.",
                "trigger": "strike",
                "actor": "Russia",
                "day": None,
            },
            id="a noun for it, the country for its drones",
        ),
        pytest.param({}, {"published": "2025-03-14"}, id="a follow-up"),
        pytest.param({}, {"realis": Realis.NEGATED}, id="a denial"),
    ],
)
def test_one_event(first, second):
    (happening,) = make_pair(first, second).link()
    assert len(happening.event_ids) == 2
    assert happening.reasons


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"type": "AID"}, id="another type"),
        pytest.param({"realis": Realis.FUTURE}, id="planned"),
        pytest.param({"realis": Realis.HYPOTHETICAL}, id="supposed"),
        pytest.param({"realis": Realis.HISTORICAL}, id="past background"),
        pytest.param({"place": "Halmeq"}, id="another country"),
        pytest.param({"day": "2025-02-03"}, id="another time"),
        pytest.param({"place": "Dolnik", "day": "2025-03-09"}, id="another town and day"),
        pytest.param(
            {
                "actor": "Ukrainian drones",
                "text": "Ukrainian drones struck a grain depot in Ostrevka on Monday.",
            },
            id="another country's",
        ),
        pytest.param(
            {
                "text": "Russian drones struck Ukraine again, weeks on.",
                "recipient": "Ukraine",
                "place": None,
                "day": None,
                "published": "2025-05-30",
            },
            id="much later",
        ),
    ],
)
def test_two_events(second):
    happenings = make_pair({}, second).link()
    assert [len(h.event_ids) for h in happenings] == [1, 1]


def test_speeches_that_say_other_things_are_two():
    pile = Pile()
    for text in (
        "Kenyan police accused students of burning a bus.",
        "Kenyan police accused students of selling stolen maps to a rival museum.",
    ):
        pile.tell(text, "accused", "Kenyan police", "students", type="ACCUSE", day="2025-03-10")
    assert len(pile.link()) == 2


def say(name, content, act=Act.SAYS):
    return lambda document: make_statement(document, content, act=act, speaker=make_speaker(name))


def test_who_asserts_and_who_denies():
    pile = make_pair(
        {
            "text": "Mayor Adel Quist said Russian drones struck a grain depot in Ostrevka.",
            "statement": say("Adel Quist", "Russian drones struck a grain depot in Ostrevka"),
        },
        {
            "text": "General Pim Ohr denied that Russian drones struck a grain depot in Ostrevka.",
            "statement": say("Pim Ohr", "Russian drones struck a grain depot in Ostrevka"),
            "factuality": Factuality(polarity=Polarity.NEGATIVE),
        },
    )
    (happening,) = pile.link()
    assert [(s.entity_id, s.act) for s in happening.stances] == [
        ("entity Adel Quist", Act.SAYS),
        ("entity Pim Ohr", Act.DENIES),
    ]
    assert [s.date for s in happening.stances] == ["2025-03-11", "2025-03-11"]
    # Who denies it is no origin of it.
    assert happening.origin_ids == ("origin r0.txt",)


def test_a_report_asserts_in_its_own_voice():
    (happening,) = make_pair().link()
    assert {s.entity_id for s in happening.stances} == {None}
    assert happening.origin_ids == ("origin r0.txt", "origin r1.txt")


def count(words, low, **known):
    def make(document):
        figure = make_figure(document, words, low, low, counted="guards", **known)
        return (replace(figure, quantity=replace(figure.quantity, property="killed")),)

    return make


def tell_counts(second, third=None):
    text = "Russian drones struck a grain depot in Ostrevka, killing {} guards."
    pile = Pile()
    for number, (words, published) in enumerate((("4", "2025-03-11"), second, third or second)):
        if number < 2 or third:
            pile.tell(
                text.format(words),
                "struck",
                "Russian drones",
                "a grain depot",
                "Ostrevka",
                "2025-03-10",
                published=published,
                figures=count(words, float(words)),
            )
    return pile


def test_another_count_is_kept_beside_the_first():
    pile = tell_counts(("9", "2025-03-11"))
    (compared,) = pile.compare()
    assert compared.verdict is Verdict.CONTRADICTS
    assert compared.reasons[0].name == "another number killed"
    assert "9" in compared.reasons[0].detail


def test_a_count_said_again_adds_no_comparison():
    assert tell_counts(("4", "2025-03-11")).compare() == ()


def test_a_source_that_counts_again_updates():
    text = "Adel Quist said Russian drones struck a grain depot in Ostrevka, killing {} guards."
    pile = Pile()
    for words, published in (("4", "2025-03-11"), ("9", "2025-03-12")):
        pile.tell(
            text.format(words),
            "struck",
            "Russian drones",
            "a grain depot",
            "Ostrevka",
            published=published,
            figures=count(words, float(words)),
            statement=say(
                "Adel Quist",
                f"Russian drones struck a grain depot in Ostrevka, killing {words} guards",
            ),
        )
    (compared,) = pile.compare()
    assert compared.verdict is Verdict.UPDATED
    assert compared.independent is False


def test_another_town_on_the_same_day_with_the_same_count_is_a_version():
    text = "Russian drones struck a grain depot in {}, killing 14 guards."
    pile = Pile()
    for town in ("Ostrevka", "Dolnik"):
        pile.tell(
            text.format(town),
            "struck",
            "Russian drones",
            "a grain depot",
            town,
            "2025-03-10",
            figures=count("14", 14.0),
        )
    assert len(pile.link()) == 1
    (compared,) = pile.compare()
    assert compared.reasons[0].name == "another place"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["Ostrevka", "Dolnik", "Halmeq"]), min_size=1, max_size=8))
def test_every_event_is_in_exactly_one_happening(towns):
    pile = Pile()
    for town in towns:
        pile.tell(
            f"Russian drones struck a grain depot in {town}.",
            "struck",
            "Russian drones",
            "a grain depot",
            town,
        )
    happenings = pile.link()
    held = [i for h in happenings for i in h.event_ids]
    assert sorted(held) == sorted(e.id for r in pile.evidence for e in r.events)
    assert pile.link() == happenings


def test_the_work_grows_with_the_number_of_events(monkeypatch):
    import onrecord.story.happenings as module

    calls = []
    compare = module.compare_tellings
    monkeypatch.setattr(
        module, "compare_tellings", lambda *given: calls.append(1) or compare(*given)
    )
    pile = Pile()
    for number in range(60):
        pile.tell(
            "Russian drones struck a grain depot.",
            "struck",
            "Russian drones",
            "a grain depot",
            day=f"20{10 + number // 12:02}-{1 + number % 12:02}-05",
            published=f"20{10 + number // 12:02}-{1 + number % 12:02}-06",
        )
    assert len(pile.link()) == 60
    assert len(calls) <= 60 * module.MOST_GROUPS * module.MOST_MEMBERS
    assert len(calls) < 60 * 59 / 2
