"""How many independent origins a pile has, and that copies never add one."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Derivation, DerivationKind, Evidence, Origin
from onrecord.story.derivations import link_derivations
from onrecord.story.origins import count_origins, link_origins
from piles import name_of, read_demo, read_report

NOTE = "The pumps ran all night and the cellar of the town hall stayed dry, a clerk said."
TALE = (
    "A cow that had been missing since the flood was found on the roof of a barn on Friday, "
    "eating the moss. It took nine people, two ladders and a door to bring her down, and she "
    "was milked before the vet had parked his car, the farmer’s daughter told a crowd of "
    "neighbours who had come to help and stayed for soup."
)
MARKET = (
    "The market opened an hour late because the scales had been under water since the night "
    "before, so potatoes went by the bucket and eggs by the hat, and nobody argued about the "
    "weight of anything until the inspector came at noon with a dry pair of scales."
)


@cache
def pile() -> tuple[Evidence, ...]:
    return tuple(read_demo())


@cache
def derivations() -> tuple[Derivation, ...]:
    return link_derivations(pile())


def find_origins(*reports: Evidence) -> tuple[Origin, ...]:
    return link_origins(reports, link_derivations(reports))


def files(origin: Origin, reports: tuple[Evidence, ...]) -> set[str]:
    return {name_of(each) for each in reports if each.document.id in origin.document_ids}


def test_the_origins_of_the_sample_story() -> None:
    found = {origin.name: files(origin, pile()) for origin in find_origins(*pile())}
    assert found == {
        "Halyard News Agency": {"2025-03-11-courier", "2025-03-11-standard"},
        "Sarn Valley Observer": {"2025-03-10-observer", "2025-03-12-observer"},
        "The Brennick Courier": {"2025-03-13-courier", "2025-03-14-courier"},
        "The Lemnica Standard": {"2025-03-13-standard"},
        "Channel Six": {"2025-03-12-channel-six"},
    }


def test_two_reports_of_one_wire_story_count_once_for_a_claim() -> None:
    behind = [e.document.id for e in pile() if name_of(e).startswith("2025-03-11")]
    (origin,) = count_origins(behind, find_origins(*pile()))
    assert [reason.name for reason in origin.reasons] == ["copied wording", "same agency"]


def test_five_outlets_with_one_wire_story_are_one_origin() -> None:
    reports = [
        read_report(f"OSK (AP) — {TALE}\n\n{local}", f"{number}.txt", publisher=f"Outlet {number}")
        for number, local in enumerate([NOTE, MARKET, "", f"{NOTE}\n\n{MARKET}", ""])
    ]
    (origin,) = find_origins(*reports)
    assert origin.name == "Associated Press"


def test_one_agency_is_one_origin_whatever_the_words() -> None:
    one = read_report(f"OSK (AP) — {TALE}", "a.txt", publisher="Tull Today")
    two = read_report(f"{MARKET}\n\nSource: Associated Press", "b.txt", publisher="Isle Echo")
    assert [origin.name for origin in find_origins(one, two)] == ["Associated Press"]


def test_a_contribution_makes_no_common_origin() -> None:
    line = "The Associated Press contributed to this report."
    one = read_report(f"{TALE}\n\n{line}", "a.txt", publisher="Tull Today")
    two = read_report(f"{MARKET}\n\n{line}", "b.txt", publisher="Isle Echo")
    assert len(find_origins(one, two)) == 2


def test_an_outlet_that_copied_once_keeps_its_own_reports_apart() -> None:
    first = read_report(TALE, "a.txt", publisher="Tull Today", published="2025-01-05")
    copied = read_report(TALE, "b.txt", publisher="Isle Echo", published="2025-01-06")
    own = read_report(MARKET, "c.txt", publisher="Isle Echo", published="2025-01-06")
    names = {origin.name: len(origin.document_ids) for origin in find_origins(first, copied, own)}
    assert names == {"Tull Today": 2, "Isle Echo": 1}


def test_where_nobody_says_whose_it_is_the_origin_has_no_name() -> None:
    (origin,) = find_origins(read_report(TALE, "a.txt"), read_report(TALE, "b.txt"))
    assert origin.name is None


@given(
    number=st.integers(0, 7),
    publisher=st.sampled_from([None, "Isle Echo", "The Lemnica Standard", "Sarn Valley Observer"]),
    days_later=st.sampled_from([None, 0, 1, 30]),
    name=st.sampled_from(["2024.txt", "2025-03-12-a.txt", "copy.txt"]),
    seed=st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_a_verbatim_copy_adds_a_derivation_and_no_origin(  # type: ignore[no-untyped-def]
    number, publisher, days_later, name, seed
) -> None:
    document = pile()[number].document
    day = (document.published or "")[:10]
    later = {None: None, 0: document.published, 1: f"{day[:8]}{int(day[8:]) + 1:02}"}
    copy = read_report(
        document.text,
        name,
        title=document.title,
        byline=document.byline,
        publisher=publisher,
        published=later.get(days_later, "2025-04-20"),
    )
    reports = [*pile(), copy]
    seed.shuffle(reports)
    before, after = derivations(), link_derivations(reports)
    added = [d for d in after if d.id not in {each.id for each in before}]
    assert any(
        d.kind is not DerivationKind.CITATION and copy.document.id in (d.document_id, d.from_id)
        for d in added
    )
    assert len(link_origins(reports, after)) <= len(link_origins(pile(), before))


@pytest.mark.parametrize("turn", [1, 3, 5])
def test_the_order_of_reports_makes_no_difference(turn: int) -> None:
    turned = (*pile()[turn:], *pile()[:turn])
    assert find_origins(*turned) == find_origins(*pile())


def test_every_report_is_in_one_origin() -> None:
    ids = [each for origin in find_origins(*pile()) for each in origin.document_ids]
    assert sorted(ids) == sorted(e.document.id for e in pile())
