"""People, bodies and places across reports: who is one, who is kept apart, and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import CoreferenceChain, Evidence, MentionKind, SpeakerKind, content_id
from onrecord.story.entities import link_entities
from story.people_reports import make_report, names_of

ORG, PLACE, GROUP = MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.GROUP


def person(
    text: str, name: str, role: str | None = None, published: str = "2024-05-01"
) -> Evidence:
    return make_report(text, (name,), roles={name: role} if role else None, published=published)


FULL = person("President Dana Okoro left the hall.", "Dana Okoro", "President")

ONE = [
    pytest.param("Okoro spoke.", "Okoro", None, "last name", id="the only bearer"),
    pytest.param("A word from Dana R. Okoro.", "Dana R. Okoro", None, "full name", id="middle"),
    pytest.param("Then President Okoro rose.", "Okoro", "President", "last name", id="role"),
]


@pytest.mark.parametrize(("text", "name", "role", "reason"), ONE)
def test_one_person(text: str, name: str, role: str | None, reason: str) -> None:
    entities = link_entities([FULL, person(text, name, role)])
    (entity,) = entities
    assert reason in {each.name for each in entity.reasons}
    shown = next(each for each in entity.reasons if each.name == reason)
    assert len({span.document_id for span in shown.spans}) == 2


TWO = [
    pytest.param("Lena Okoro, a nurse, spoke.", "Lena Okoro", "a nurse", id="two given names"),
    pytest.param("A farmer, Okoro, spoke.", "Okoro", "A farmer", id="two walks of life"),
]


@pytest.mark.parametrize(("text", "name", "role"), TWO)
def test_two_people(text: str, name: str, role: str | None) -> None:
    assert len(link_entities([FULL, person(text, name, role)])) == 2


def test_titles_tell_two_people_apart() -> None:
    man = person("Mr. Okoro spoke.", "Okoro")
    woman = person("Then Mrs. Okoro spoke.", "Okoro")
    assert len(link_entities([man, woman])) == 2


def test_a_last_name_two_bear_goes_to_neither() -> None:
    other = person("Lena Okoro left.", "Lena Okoro")
    bare = [person("Okoro spoke.", "Okoro"), person("Only Okoro knew.", "Okoro")]
    assert len(link_entities([FULL, other, *bare])) == 4


def test_a_role_tells_which_of_two_bearers_is_meant() -> None:
    other = person("Inspector Lena Okoro left.", "Lena Okoro", "Inspector")
    bare = person("The inspector, Okoro, spoke.", "Okoro", "The inspector")
    entities = link_entities([FULL, other, bare])
    assert names_of(entities) == [("Dana Okoro",), ("Lena Okoro", "Okoro")]
    assert "last name and role" in {reason.name for reason in entities[1].reasons}


def test_a_spelling_by_rule_alone_asks_for_a_second_sign() -> None:
    full = person("The minister Taras Orlovsky left.", "Taras Orlovsky", "minister")
    bare = person("Orlovskyi spoke.", "Orlovskyi")
    told = person("Minister Orlovskyi spoke.", "Orlovskyi", "Minister")
    assert len(link_entities([full, bare])) == 2
    assert len(link_entities([full, told])) == 1


def test_father_and_son_are_two() -> None:
    son = person("Dana Okoro Jr. sang.", "Dana Okoro Jr.")
    assert len(link_entities([FULL, son])) == 2


def test_roles_keep_their_day_and_say_what_is_over() -> None:
    was = person(
        "Then-defence minister Dana Okoro signed.", "Dana Okoro", "defence minister", "2023-01-02"
    )
    former = person(
        "The former mayor Dana Okoro spoke.", "Dana Okoro", "former mayor", "2024-07-01"
    )
    (entity,) = link_entities([FULL, former, was])
    assert [(role.text, role.date, role.former) for role in entity.roles] == [
        ("defence minister", "2023-01-02", True),
        ("President", "2024-05-01", False),
        ("former mayor", "2024-07-01", True),
    ]


BODIES = [
    pytest.param("The DPRK army.", "DPRK", "In North Korea.", "North Korea", id="a country"),
    pytest.param("The IAEA said.", "IAEA", "The International Atomic Energy Agency said.",
                 "International Atomic Energy Agency", id="an abbreviation from data"),
    pytest.param("The Pentagon said.", "Pentagon", "The Department of Defense said.",
                 "Department of Defense", id="a house and its body"),
    pytest.param("The Velian Grain Board said.", "Velian Grain Board",
                 "The Grain Board said.", "Grain Board", id="a shorter form"),
    pytest.param("The Foreign Ministry of Oman said.", "Foreign Ministry of Oman",
                 "Omani Foreign Ministry said.", "Omani Foreign Ministry", id="a ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "one", "second", "other"), BODIES)
def test_one_body(first: str, one: str, second: str, other: str) -> None:
    (entity,) = link_entities(
        [make_report(first, bodies=(one,)), make_report(second, bodies=(other,))]
    )
    assert set(entity.names) == {one, other}
    assert entity.reasons


APART = [
    pytest.param("Omani Foreign Ministry", "Foreign Ministry", id="whose ministry"),
    pytest.param("Omani Foreign Ministry", "Qatari Foreign Ministry", id="two countries"),
    pytest.param("the union", "the union", id="any union"),
    pytest.param("Velian Grain Board", "Velian Wine Board", id="two boards"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_bodies(one: str, other: str) -> None:
    first = make_report(f"For {one} it is so.", bodies=(one,))
    second = make_report(f"To {other} it is not.", bodies=(other,))
    assert len(link_entities([first, second])) == 2


def test_a_capital_that_speaks_is_its_government_and_one_that_is_named_is_a_place() -> None:
    speaks = make_report("Moscow denied it.", metonyms=("Moscow",), says="Moscow")
    named = make_report("Trains to Moscow ran.", named={"Moscow": PLACE})
    again = make_report("In Moscow it rained.", named={"Moscow": PLACE})
    land = make_report("Russia said so.", metonyms=("Russia",), says="Russia")
    entities = link_entities([speaks, named, again, land])
    assert [(e.name, e.kind.value, e.names) for e in entities] == [
        ("Moscow", "place", ("Moscow",)),
        ("Russia", "metonym", ("Moscow", "Russia")),
    ]


def test_an_abbreviation_is_what_the_report_says_it_is() -> None:
    told = make_report(
        "The Bureau of Tides (BOT) said so.", bodies=("Bureau of Tides",), named={"BOT": ORG}
    )
    used = make_report("The BOT said no more.", bodies=("BOT",))
    (entity,) = link_entities([told, used])
    assert entity.names == ("BOT", "Bureau of Tides")
    assert entity.name == "Bureau of Tides"
    assert "abbreviation" in {reason.name for reason in entity.reasons}


def test_an_abbreviation_two_reports_explain_in_two_ways_means_neither_elsewhere() -> None:
    one = make_report("The Bureau of Tides (BOT) said so.", bodies=("Bureau of Tides",))
    two = make_report("The Board of Trams (BOT) said so.", bodies=("Board of Trams",))
    used = make_report("The BOT said no more.", bodies=("BOT",))
    assert names_of(link_entities([one, two, used])) == [
        ("BOT",), ("Board of Trams",), ("Bureau of Tides",),
    ]  # fmt: skip


def test_what_several_reports_name_is_in_the_cast_though_it_never_speaks() -> None:
    reports = [
        make_report(f"Water rose at {place} on day {day}.", named={place: PLACE})
        for day, place in enumerate(["Osk", "Osk", "Lemm"])
    ]
    (entity,) = link_entities(reports)
    assert (entity.name, entity.kind, entity.statement_ids) == ("Osk", SpeakerKind.PLACE, ())


def test_kinds_are_agreed_on_by_what_all_reports_say() -> None:
    misread = make_report("Halden said it would pay.", ("Halden",))
    clear = make_report("The insurer Halden, which paid, said so.", ("Halden",))
    (entity,) = link_entities([misread, clear])
    assert entity.kind is SpeakerKind.ORGANIZATION
    (reason,) = [reason for reason in entity.reasons if reason.name == "kind"]
    assert reason.spans


def test_unnamed_sources_are_never_joined() -> None:
    def unnamed(text: str) -> Evidence:
        report = make_report(text, ("two officials",))
        (chain,) = report.chains
        return replace(report, chains=(replace(chain, kind=SpeakerKind.ANONYMOUS),))

    reports = [unnamed("It is so, two officials said."), unnamed("Still two officials doubt it.")]
    assert len(link_entities(reports)) == 2


def test_those_who_speak_jointly_each_hold_the_statement() -> None:
    report = make_report(
        "Oman and Qatar denied it.", groups=("Oman and Qatar",), says="Oman and Qatar"
    )
    (chain,) = report.chains
    (row,) = report.statements
    joint: CoreferenceChain = replace(chain, members=("Oman", "Qatar"))
    speaker = replace(row.attribution.speaker, members=joint.members)  # type: ignore[type-var]
    row = replace(row, attribution=replace(row.attribution, speaker=speaker))
    entities = link_entities([replace(report, chains=(joint,), statements=(row,))])
    assert [(e.name, e.statement_ids) for e in entities] == [
        ("Oman", (row.id,)),
        ("Qatar", (row.id,)),
    ]


# ── By hand ─────────────────────────────────────────────────────────────────────────────

OTHER = person("Mayor Ada Renn left.", "Ada Renn", "Mayor")
BARE = person("Okoro spoke.", "Okoro")


def test_a_reviewer_joins_and_splits_and_taking_it_back_gives_what_was() -> None:
    before = link_entities([FULL, BARE, OTHER])
    assert len(before) == 2
    joined = link_entities([FULL, BARE, OTHER], joins=[("Dana Okoro", "Ada Renn")])
    assert names_of(joined) == [("Ada Renn", "Dana Okoro", "Okoro")]
    assert "by hand" in {reason.name for reason in joined[0].reasons}
    split = link_entities([FULL, BARE, OTHER], splits=[(("Dana Okoro",), ("Okoro",))])
    assert names_of(split) == [("Ada Renn",), ("Dana Okoro",), ("Okoro",)]
    assert link_entities([FULL, BARE, OTHER], joins=(), splits=()) == before


def test_chain_ids_name_whom_to_split() -> None:
    again = person("Then Dana Okoro sang.", "Dana Okoro")
    ids = [report.chains[0].id for report in (FULL, again)]
    assert len(link_entities([FULL, again])) == 1
    assert len(link_entities([FULL, again], splits=[((ids[0],), (ids[1],))])) == 2


def test_what_is_asked_of_nobody_here_changes_nothing() -> None:
    asked = link_entities([FULL], joins=[("x", "y")], splits=[(("x",), ("y",))])
    assert asked == link_entities([FULL])


PILE = [
    FULL, BARE, OTHER,
    make_report("The Bureau of Tides (BOT) said so.", bodies=("Bureau of Tides",)),
    make_report("The BOT said no more of Kyiv.", bodies=("BOT",), named={"Kyiv": PLACE}),
    make_report("Kiev, Renn said.", ("Renn",), named={"Kiev": PLACE}),
]  # fmt: skip


@given(st.permutations(PILE))
def test_the_order_of_reports_does_not_matter(reports: list[Evidence]) -> None:
    assert link_entities(reports) == link_entities(PILE)


def test_every_statement_of_somebody_named_is_held_once() -> None:
    rows = [row for entity in link_entities(PILE) for row in entity.statement_ids]
    assert len(rows) == len(set(rows))


def test_ids_are_those_of_what_was_joined() -> None:
    (entity,) = link_entities([FULL, BARE])
    assert entity.id == content_id("entity", *entity.chain_ids)
