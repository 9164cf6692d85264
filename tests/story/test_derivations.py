"""What the reports take from each other and from outside, on the sample story and small piles."""

from random import Random

import pytest

from onrecord.records import Derivation, DerivationKind, Document, Evidence
from onrecord.story.derivations import PART, WHOLE, link_derivations
from onrecord.story.passages import fold_words
from piles import name_of, read_demo, read_report

COPY, REWRITE = DerivationKind.COPY, DerivationKind.REWRITE
REVISION, CITATION = DerivationKind.REVISION, DerivationKind.CITATION

WIRE = """Ferry runs aground off Tull in thick fog

The night ferry from Osk ran aground on a sandbank off the island of Tull early on Sunday with
171 people on board, and none of them was hurt, the coast guard said.

Lifeboats from three villages took everybody off before the tide turned, according to Signe
Aldane, who commands the station at Tull and has served there for nineteen years.

The captain had asked for a slower timetable in winter because the buoys off the island are
lit only until midnight, a clerk of the ferry company wrote in a note to its board last year.

A tug from the mainland is due on Monday to pull the ship free at the next spring tide, and
until then fuel will be pumped out into a barge that is already on its way."""
OTHER = """Island school reopens after storm

Children on Tull went back to their classrooms on Monday, eleven days after the storm took the
roof off the old building and carried most of it into the harbour, teachers said.

Parents had built benches from driftwood. The roof will be paid for by a lottery."""
QUOTE = (
    "“The sand moves every winter and the chart does not, and everybody who sails here has "
    "known that since my grandmother was young, and nobody on the mainland has ever once "
    "asked us where it went”, said Signe Aldane of the station at Tull."
)
CHECK = "The mayor of Osk promised a new chart by spring and a lamp that burns until morning."
LAMP = "Fishermen spent the day mending nets and did not want to talk to anybody at all."


def link(*pile: Evidence) -> dict[str, list[Derivation]]:
    """Return a pile's derivations by kind."""
    found: dict[str, list[Derivation]] = {kind.value: [] for kind in DerivationKind}
    for derivation in link_derivations(pile):
        found[derivation.kind.value].append(derivation)
    return found


def file_of(pile: list[Evidence], document_id: str | None) -> str:
    return next(name_of(each) for each in pile if each.document.id == document_id)


# ── The sample story ────────────────────────────────────────────────────────────────────


def test_the_wire_story_is_a_copy_whose_direction_is_not_known() -> None:
    pile = read_demo()
    (copy,) = link(*pile)[COPY]
    assert file_of(pile, copy.document_id) == "2025-03-11-standard"
    assert file_of(pile, copy.from_id) == "2025-03-11-courier"
    assert not copy.directed
    assert [reason.name for reason in copy.reasons] == ["shared passages", "same agency"]


def test_shared_passages_are_the_same_words_in_both() -> None:
    pile = read_demo()
    texts = {e.document.id: e.document.text for e in pile}
    (copy,) = link(*pile)[COPY]
    spans = copy.reasons[0].spans
    for taken, given in zip(spans[::2], spans[1::2], strict=True):
        assert (taken.document_id, given.document_id) == (copy.document_id, copy.from_id)
        left, right = taken.of(texts[taken.document_id]), given.of(texts[given.document_id])
        assert fold_words(left) == fold_words(right)
        assert "\n" not in left


def test_citations_of_the_sample_story() -> None:
    pile = read_demo()
    found = {
        (file_of(pile, d.document_id), d.origin, reason.name)
        for d in link(*pile)[CITATION]
        for reason in d.reasons
    }
    assert found == {
        ("2025-03-11-courier", "Halyard News Agency", WHOLE),
        ("2025-03-11-courier", "Halyard News Agency", PART),
        ("2025-03-11-standard", "Halyard News Agency", WHOLE),
        ("2025-03-11-standard", "Halyard News Agency", PART),
        ("2025-03-13-courier", "Channel Six", PART),
        ("2025-03-13-courier", "Halyard News Agency", PART),
        ("2025-03-14-courier", "Sarn Valley Observer", PART),
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reports_makes_no_difference(seed: int) -> None:
    pile = read_demo()
    expected = link_derivations(pile)
    Random(seed).shuffle(pile)
    assert link_derivations(pile) == expected


# ── Wording ─────────────────────────────────────────────────────────────────────────────


def test_a_copy_with_dates_says_which_came_first() -> None:
    first = read_report(WIRE, "b.txt", publisher="The Osk Post", published="2025-01-05")
    later = read_report(WIRE, "a.txt", publisher="Tull Today", published="2025-01-06")
    (copy,) = link(first, later)[COPY]
    assert (copy.document_id, copy.from_id) == (later.document.id, first.document.id)
    assert copy.directed


def test_a_credit_goes_before_a_date() -> None:
    text = WIRE + "\n\nThis article originally appeared in The Osk Post."
    copied = read_report(text, "a.txt", publisher="Tull Today", published="2025-01-05")
    first = read_report(WIRE, "b.txt", publisher="The Osk Post", published="2025-01-06")
    (copy,) = link(first, copied)[COPY]
    assert (copy.document_id, copy.directed) == (copied.document.id, True)


def test_a_copy_without_dates_is_not_directed() -> None:
    (copy,) = link(read_report(WIRE, "a.txt"), read_report(WIRE, "b.txt"))[COPY]
    assert not copy.directed


def test_a_report_that_takes_two_paragraphs_is_a_rewrite() -> None:
    paragraphs = WIRE.split("\n\n")
    text = "\n\n".join([OTHER, paragraphs[2], paragraphs[3]])
    found = link(
        read_report(WIRE, "a.txt", publisher="The Osk Post"),
        read_report(text, "b.txt", publisher="Tull Today"),
    )
    assert [len(found[kind]) for kind in (COPY, REWRITE, REVISION)] == [0, 1, 0]


def test_a_report_of_two_reports_takes_from_both() -> None:
    one = read_report(WIRE, "a.txt", publisher="The Osk Post", published="2025-01-05")
    two = read_report(OTHER, "b.txt", publisher="Tull Today", published="2025-01-05")
    both = read_report(f"{OTHER}\n\n{WIRE}", "c.txt", publisher="Isle Echo", published="2025-01-07")
    taken = link(one, two, both)[COPY]
    assert {d.from_id for d in taken} == {one.document.id, two.document.id}
    assert {d.document_id for d in taken} == {both.document.id}


def test_a_later_version_is_a_revision() -> None:
    address = "https://oskpost.example/ferry"
    first = read_report(
        WIRE, "a.txt", publisher="The Osk Post", url=address, published="2025-01-05"
    )
    text = WIRE.replace("171 people", "172 people") + "\n\nThe tug has arrived."
    later = read_report(
        text, "b.txt", publisher="The Osk Post", url=address, published="2025-01-06"
    )
    (revision,) = link(first, later)[REVISION]
    assert (revision.document_id, revision.directed) == (later.document.id, True)


def test_a_version_is_later_by_its_date_of_change() -> None:
    day = {"publisher": "The Osk Post", "published": "2025-01-05"}
    later = read_report(WIRE.replace("171", "172"), "a.txt", modified="2025-01-05T20:00", **day)
    first = read_report(WIRE, "b.txt", modified="2025-01-05T11:00", **day)
    (revision,) = link(first, later)[REVISION]
    assert (revision.document_id, revision.directed) == (later.document.id, True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(WIRE, OTHER, id="two stories"),
        pytest.param(f"{QUOTE}\n\n{CHECK}", f"{LAMP}\n\n{QUOTE}", id="a shared quotation"),
        pytest.param("", "", id="no words"),
    ],
)
def test_no_copying(left: str, right: str) -> None:
    pile = [make(left, "a.txt", "The Osk Post"), make(right, "b.txt", "Tull Today")]
    assert not link_derivations(pile)


def make(text: str, name: str, publisher: str) -> Evidence:
    """Make evidence of a text that reading would refuse as empty, too."""
    if not text:
        return Evidence(document=Document(id=name, path=name, text=text, publisher=publisher))
    return read_report(text, name, publisher=publisher)


def test_what_an_outlet_repeats_is_no_sign_of_copying() -> None:
    habit = (
        "The Osk Post is written by eleven people above a bakery and has no owner but its "
        "readers, who meet each May in the gymnasium to elect an editor and to eat soup "
        "that the subscribers of the previous year have cooked for them in large pots."
    )
    bodies = [
        "Ada Lunn wins for her onions\n\nThe jury of the autumn fair took an hour.",
        "Two sheep dogs lost\n\nA farmer near Osk asks walkers to look behind walls.",
        "Rope works may close\n\nNobody has ordered a cable since June, says its owner.",
    ]
    pile = [
        read_report(f"{body}\n\n{habit}", f"{number}.txt", publisher="The Osk Post")
        for number, body in enumerate(bodies)
    ]
    assert not link_derivations(pile)


def test_work_grows_with_the_pile_and_not_with_its_pairs() -> None:
    pile = [
        read_report(WIRE, f"{number:03}.txt", publisher=f"Outlet {number}", published="2025-01-05")
        for number in range(60)
    ]
    copies = link(*pile)[COPY]
    assert len(copies) == 59
    assert {copy.from_id for copy in copies} == {pile[0].document.id}


# ── Credits ─────────────────────────────────────────────────────────────────────────────

LINE = "The ferry ran aground on Sunday and nobody was hurt."


@pytest.mark.parametrize(
    ("text", "origin", "how"),
    [
        (f"OSK (Reuters) - {LINE}", "Reuters", WHOLE),
        (f"OSK, Tull (AP) — {LINE}", "Associated Press", WHOLE),
        (f"OSK, Jan 5 (AFP) - {LINE}", "Agence France-Presse", WHOLE),
        (f"(AP) — {LINE}", "Associated Press", WHOLE),
        (f"OSK (Halyard) — {LINE}", "Halyard", WHOLE),
        (f"{LINE}\n\nReuters contributed to this report.", "Reuters", PART),
        (f"{LINE}\n\nThe Associated Press contributed to this report.", "Associated Press", PART),
        (f"{LINE}\n\nReporting by Anu Bek; Halyard News Agency", "Halyard News Agency", WHOLE),
        (f"{LINE}\n\nNorlight contributed to this report.", "Norlight", PART),
        (f"{LINE}\n\nThis article originally appeared in The Isle Echo.", "Isle Echo", WHOLE),
        (f"{LINE}\n\nSource: Reuters", "Reuters", WHOLE),
        (f"{LINE}\n\nCopyright 2025 The Associated Press.", "Associated Press", WHOLE),
        (f"{LINE}\n\n© 2025 AFP", "Agence France-Presse", WHOLE),
        (f"{LINE} “All are safe”, a clerk told Reuters.", "Reuters", PART),
        (f"{LINE} All are safe, according to the Associated Press.", "Associated Press", PART),
        (f"{LINE} All are safe, Sky News reported.", "Sky News", PART),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_credits(text: str, origin: str, how: str) -> None:
    evidence = read_report(text)
    (citation,) = link(evidence)[CITATION]
    (reason,) = citation.reasons
    assert (citation.origin, reason.name) == (origin, how)
    (span,) = reason.spans
    assert span.of(evidence.document.text) in (origin, "AP", "AFP")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"OSK (Osk Post) — {LINE}", id="its own dateline"),
        pytest.param(f"{LINE}\n\nAnu Bek contributed to this report.", id="a person"),
        pytest.param(f"{LINE}\n\nOsk Post’s Anu Bek contributed to this report.", id="its own"),
        pytest.param(f"{LINE} Her brother told Dana.", id="no house"),
        pytest.param(f"Mayor (D) — {LINE}\n\n(Update) — {LINE}", id="brackets"),
        pytest.param(f"{LINE}\n\nCopyright 2025 Osk Media. All rights reserved.", id="owner"),
    ],
)
def test_no_credit(text: str) -> None:
    assert not link(read_report(text, publisher="The Osk Post"))[CITATION]


def test_an_agency_known_from_another_report_is_known() -> None:
    line = "Anu Bek in Osk and Tide Wire contributed to this report."
    pile = [read_report(f"OSK (Tide Wire) — {LINE}", "a.txt"), read_report(f"{LAMP}\n\n{line}")]
    assert {citation.origin for citation in link(*pile)[CITATION]} == {"Tide Wire"}
    assert len(link(*pile)[CITATION]) == 2


def test_a_byline_known_from_metadata_only() -> None:
    (citation,) = link(read_report(LINE, byline="AFP with Anu Bek"))[CITATION]
    assert citation.origin == "Agence France-Presse"
    assert citation.reasons[0].spans == ()


def test_an_agency_does_not_cite_itself() -> None:
    assert not link(read_report(f"OSK (Reuters) - {LINE}", publisher="Reuters"))[CITATION]
