"""Splitting a pile: which reports go together, why, what is unsure, in any order given."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_document
from onrecord.records import Document, Strand
from onrecord.story.streams.strands import Stream, sort_stream, split_stream

SHOT = "Police said a man was shot in the chest and taken to hospital, where he died."


def tell(number: int, day: str, title: str, text: str, **known: str) -> Document:
    return make_document(text, f"{number}.txt", title=title, published=day, **known)


PILE = (
    tell(1, "2024-01-08", "Man shot on Mill Lane", f"{SHOT} It happened on Mill Lane in Osk."),
    tell(2, "2024-01-08", "Man shot on Quay Street", f"{SHOT} It happened on Quay Street in Ven."),
    tell(
        3,
        "2024-01-09",
        "Victim of Mill Lane shooting named",
        f"{SHOT} He is Dan Okoro, 29. It happened on Mill Lane in Osk on Monday.",
    ),
    tell(
        4,
        "2024-02-20",
        "Two charged over death of Dan Okoro",
        "Dan Okoro, 29, was shot dead on Mill Lane in Osk on Jan. 8, prosecutors said.",
    ),
    tell(5, "2024-02-21", "Goat elected mayor", "A goat is mayor of Little Wen, a village."),
)


def group(strands: Sequence[Strand], pile: Sequence[Document] = PILE) -> list[list[str]]:
    paths = {document.id: document.path.removesuffix(".txt") for document in pile}
    return [[paths[each] for each in strand.document_ids] for strand in strands]


def test_who_where_and_when_keep_like_reports_apart() -> None:
    assert group(split_stream(PILE)) == [["1", "3", "4"], ["2"], ["5"]]


def test_a_report_says_why_it_is_where_it_is() -> None:
    first, *_ = split_stream(PILE)
    third, fourth = (
        next(link for link in first.links if link.document_id == d.id) for d in PILE[2:4]
    )
    assert third.joined
    assert third.near_id == PILE[0].id
    assert third.score > 0
    assert any(r.name == "name" and "dan okoro" in r.detail for r in fourth.reasons)
    assert any(r.name == "gap" and r.detail == "published 42 days apart" for r in fourth.reasons)
    assert not any(link.document_id == PILE[0].id for link in first.links)


def test_what_is_unsure_stays_apart_and_is_told() -> None:
    pile = (
        tell(1, "2024-01-08", "Fire in Osk", "A barn in Osk burned, said Mira Vale, on Monday."),
        tell(2, "2024-02-15", "Ven council", "The council met in Ven, said Mira Vale, on Tuesday."),
    )
    strands = split_stream(pile)
    assert group(strands, pile) == [["1"], ["2"]]
    (link,) = strands[1].links
    assert not link.joined
    assert link.near_id == pile[0].id


@settings(deadline=None, max_examples=20)
@given(st.permutations(PILE))
def test_the_order_given_does_not_matter(pile: list[Document]) -> None:
    assert split_stream(pile) == split_stream(PILE)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["2024-01-08", "2025", "", "x"]))))
def test_every_report_is_in_exactly_one_strand(given_pile: list[tuple[str, str]]) -> None:
    pile = [
        make_document(text, f"{number}.txt", published=day or None, title=text[:9])
        for number, (text, day) in enumerate(given_pile)
    ]
    placed = [each for strand in split_stream(pile) for each in strand.document_ids]
    assert sorted(placed) == sorted(document.id for document in pile)


def test_a_verbatim_copy_joins_its_original() -> None:
    copy = make_document(PILE[2].text, "copy.txt", title=PILE[2].title, published="2024-01-10")
    strands = split_stream([*PILE, copy])
    assert any({copy.id, PILE[2].id} <= set(strand.document_ids) for strand in strands)


def test_only_what_came_before_decides() -> None:
    whole, part = split_stream(PILE), split_stream(PILE[:3])
    held = {document.id for document in PILE[:3]}
    kept = [[each for each in strand.document_ids if each in held] for strand in whole]
    assert [each for each in kept if each] == [list(strand.document_ids) for strand in part]


def test_after_two_years_a_report_is_out_of_view() -> None:
    late = tell(9, "2027-02-20", PILE[3].title or "", PILE[3].text)
    assert group(split_stream([*PILE, late]), [*PILE, late])[-1] == ["9"]
    assert split_stream([*PILE, late])[-1].links == ()


def test_a_report_meets_a_bounded_number_of_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.story.streams import strands

    met: list[int] = []
    measure = strands.measure_link
    monkeypatch.setattr(strands, "measure_link", lambda *each: met.append(1) or measure(*each))
    stream, counts = Stream(), []
    for number in range(240):
        met.clear()
        word = f"Name{number % 40} Fold{number % 60}"
        stream.place(tell(number, "2024-01-08", f"Case {number}", f"{SHOT} {word} was there."))
        counts.append(len(met))
    assert max(counts) <= 30


def test_undated_reports_come_last_and_still_join() -> None:
    undated = make_document(PILE[2].text, "0.txt", title=PILE[2].title)
    assert sort_stream([undated, *PILE])[-1] is undated
    strands = split_stream([undated, *PILE])
    assert any({undated.id, PILE[2].id} <= set(strand.document_ids) for strand in strands)
