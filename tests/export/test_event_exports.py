"""Events in the forms coders know, made from one invented report of four events."""

import csv
import io
import json
from dataclasses import replace

import pytest

from makers import find, make_document, make_figure, make_speaker
from onrecord.export import event_tables, ngec, polecat
from onrecord.export.event_rows import load_quads
from onrecord.export.formats import export_story
from onrecord.records import (
    CoreferenceChain,
    DateValue,
    Event,
    Evidence,
    Factuality,
    Happening,
    Locality,
    Mention,
    MentionKind,
    Participant,
    Polarity,
    Provenance,
    Realis,
    Role,
    SpeakerKind,
    Story,
)

TEXT = (
    "=SUM Russian drones struck a depot in Ostrevka on Monday, killing 4 guards.\n"
    "President Adel Quist met envoys in Dolnik.\n"
    "Police will arrest the envoys.\n"
    "Quist denied that soldiers shot at the envoys.\n"
)


@pytest.fixture
def story():
    document = make_document(
        TEXT,
        title="Depot\tburns",
        publisher="The Osk Courier",
        published="2025-03-11T08:00:00Z",
        language="en",
        url="https://courier.example/depot",
    )

    def who(words, countries=(), sectors=(), name=None, chain=None, nth=1):
        span = find(document, words, nth)
        return Participant(
            span=span,
            head=span,
            name=name or words,
            chain_id=chain,
            countries=countries,
            sectors=sectors,
        )

    figure = make_figure(document, "4", 4.0, 4.0, counted="guards")
    figure = replace(figure, quantity=replace(figure.quantity, property="killed"))

    def event(number, trigger, **known):
        spot = find(document, trigger)
        return Event(
            id=f"e{number}",
            document_id=document.id,
            trigger=spot,
            provenance=Provenance(spans=(spot,), method="by hand", confidence=1.0),
            **known,
        )

    monday = find(document, "Monday")
    quist = "Adel Quist"
    events = (
        event(
            1,
            "struck",
            type="ASSAULT",
            mode="drone",
            actors=(who("=SUM Russian drones", ("RUS",), ("MIL",)),),
            recipients=(who("a depot"),),
            place=Locality(
                span=find(document, "Ostrevka"),
                name="Ostrevka",
                geonames_id=11,
                country="UKR",
                latitude=50.5,
                longitude=-30.25,
                rule="the only one",
            ),
            when=DateValue(value="2025-03-10", spans=(monday,), rule="the Monday before"),
            figure_ids=(figure.id,),
        ),
        event(
            2,
            "met",
            type="CONSULT",
            actors=(who(quist, (), ("GOV",), quist, "c1"), who("envoys", (), ("GOV", "IGO"))),
        ),
        event(3, "arrest", type="COERCE", mode="arrest", realis=Realis.FUTURE),
        event(
            4,
            "shot",
            type="ASSAULT",
            mode="firearms",
            factuality=Factuality(polarity=Polarity.NEGATIVE),
            speaker=make_speaker(quist),
        ),
    )
    chain = CoreferenceChain(
        id="c1",
        name=quist,
        kind=SpeakerKind.PERSON,
        mentions=(find(document, quist),),
        roles=(Role(text="President", span=find(document, "President")),),
    )
    mention = Mention(span=find(document, quist), kind=MentionKind.PERSON)
    evidence = Evidence(
        document=document,
        events=events,
        figures=(figure,),
        chains=(chain,),
        mentions=(mention,),
    )
    happenings = tuple(
        Happening(
            id=f"h{e.id[1]}", type=e.type, label=e.trigger, event_ids=(e.id,), origin_ids=("o",)
        )
        for e in events
    )
    return Story(evidence=(evidence,), happenings=happenings)


def read_export(story, name, folder):
    (path,) = export_story(story, name, folder)
    return path.read_text("utf-8-sig")


def test_plover_tells_what_is_denied_or_planned(story, tmp_path):
    lines = read_export(story, "plover", tmp_path).splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["event"] for row in rows] == ["ASSAULT", "CONSULT", "COERCE", "ASSAULT"]
    assert [row.get("mode") for row in rows] == [
        ["drone"],
        None,
        ["arrest", "future"],
        ["firearms", "negated"],
    ]
    first, met, _, denied = rows
    assert first["date"] == "2025-03-10"
    assert first["actor"][0]["code"] == "RUS"
    assert first["actor"][0]["sector"] == "MIL"
    assert (first["quad_code"], first["event_scale"]) == (4, -9)
    assert first["size"] == {"dead": "4"}
    assert first["event_loc"]["lat"] == 50.5
    # Nothing says when: the day of publication is not the day of the event.
    assert met["date"] is None
    assert met["cite_info"]["published"].startswith("2025-03-11")
    assert met["actor"][0]["office"] == "President"
    assert met["actor"][1]["code"] == "IGO"
    assert denied["text_info"]["source"] == "Adel Quist"
    assert TEXT[first["text_info"]["start"] : first["text_info"]["end"]] == "struck"


def test_polecat_has_its_forty_columns_and_only_what_happened(story, tmp_path):
    lines = read_export(story, "polecat", tmp_path).split("\n")
    assert len(polecat.COLUMNS) == 40
    assert lines[0].split("\t") == list(polecat.COLUMNS)
    rows = [dict(zip(polecat.COLUMNS, line.split("\t"), strict=True)) for line in lines[1:-1]]
    assert [row["Event ID"] for row in rows] == ["h1", "h2"]
    first, met = rows
    assert first["Quad Code"] == "MATERIAL CONFLICT"
    assert first["Longitude"] == "-30.25"
    assert first["Actor Name Raw"] == "'=SUM Russian drones"
    assert first["Publication Date"] == "2025-03-11"
    assert first["Actor COW"] == first["Contexts"] == "None"
    assert met["Event Date"] == "None"
    assert met["Actor Title"] == "President"
    assert met["Story People"] == "Adel Quist"


def test_an_event_told_twice_is_one_row_of_polecat(story, tmp_path):
    (evidence,) = story.evidence
    again = replace(evidence.events[0], id="e9")
    told = replace(evidence, events=(*evidence.events, again))
    joined = replace(story.happenings[0], event_ids=("e1", "e9"))
    twice = replace(story, evidence=(told,), happenings=(joined, *story.happenings[1:]))
    assert read_export(twice, "polecat", tmp_path / "a").count("MATERIAL CONFLICT") == 1
    assert read_export(twice, "ngec", tmp_path / "b").count("struck") == 2


def test_ngec_has_its_columns(story, tmp_path):
    rows = list(csv.DictReader(io.StringIO(read_export(story, "ngec", tmp_path), newline="")))
    assert list(rows[0]) == list(ngec.COLUMNS)
    assert [row["id"] for row in rows] == ["e1", "e2"]
    first, met = rows
    assert (first["date"], first["date_type"], first["date_granularity"]) == (
        "2025-03-10",
        "exact",
        "day",
    )
    assert (met["date"], met["date_type"]) == ("", "unresolved")
    assert first["actor_code"] == "RUS MIL"
    assert first["killed_text"] == "4"
    assert first["actor_text"].startswith("'=")


def test_the_table_of_events_has_everything(story, tmp_path):
    text = read_export(story, "events-csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == list(event_tables.COLUMNS)
    assert [row["realis"] for row in rows] == ["actual", "actual", "future", "actual"]
    assert [row["polarity"] for row in rows][-1] == "negative"
    assert rows[0]["reports"] == rows[0]["origins"] == "1"
    assert rows[0]["actor"].startswith("'=")
    assert rows[0]["where_why"] == "the only one"
    assert rows[3]["speaker"] == "Adel Quist"
    start, end = int(rows[0]["start"]), int(rows[0]["end"])
    assert TEXT[start:end] == "struck"


def test_every_type_has_its_quad():
    assert len(load_quads()) == 16
    assert {quad for quad, _, _ in load_quads().values()} == {1, 2, 3, 4}
