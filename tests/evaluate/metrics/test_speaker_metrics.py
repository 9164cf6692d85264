"""Counts by hand: which rows pair up, and which fields of a pair are right."""

import pytest

from onrecord.evaluate.metrics.speakers import FIELDS, Said, Tally, judge_row, pair_rows, score_rows


def said(*words: int, **fields: object) -> Said:
    return Said(words=frozenset(words), **fields)  # type: ignore[arg-type]


def test_rows_pair_one_to_one_the_most_alike_first() -> None:
    gold = [said(1, 2, 3, 4, 5), said(1, 2, 3, 4)]
    read = [said(1, 2, 3, 4), said(9)]
    assert pair_rows(gold, read) == {1: 0}


def test_a_refusal_pairs_by_cue_and_content_together() -> None:
    gold = [said(30, 33, cue_words=frozenset({20}), act="declined-to-comment")]
    read = [said(cue_words=frozenset({20, 30, 33}))]
    assert pair_rows(gold, read) == {0: 0}


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        pytest.param("Ana Ruiz", "Dr. Ana Ruiz", True, id="a title is no part of the name"),
        pytest.param("Ana Ruiz", "Ruiz", False, id="a person's fullest name is wanted"),
        pytest.param(None, None, True, id="nobody named is right when nobody is"),
        pytest.param(None, "Ana Ruiz", False, id="somebody read where nobody is"),
    ],
)
def test_speaker_of_a_person(gold: str | None, read: str | None, right: bool) -> None:
    row = judge_row(said(1, speaker=gold, kind="person"), said(1, speaker=read, kind="person"))
    assert row["speaker"] is right


def test_unresolved_is_right_only_with_the_same_candidates() -> None:
    gold = said(1, speaker="He", kind="unresolved", candidates=("A B", "C D"))
    assert judge_row(gold, said(1, speaker="He", kind="unresolved", candidates=("C D", "A B")))[
        "speaker"
    ]
    assert not judge_row(gold, said(1, speaker="A B", kind="person"))["speaker"]


def test_hops_count_in_their_order() -> None:
    gold = said(1, via=("Radio Osk", "The Herald"))
    assert judge_row(gold, said(1, via=("Radio Osk", "Herald")))["via"]
    assert not judge_row(gold, said(1, via=("The Herald", "Radio Osk")))["via"]


def test_what_the_annotator_left_open_is_not_scored() -> None:
    tally = score_rows([said(1, scored=frozenset({"act"}), act="says")], [said(1, act="says")])
    assert tally.right["act"] == tally.scored["act"] == 1
    assert tally.rate("speaker") is None


def test_tallies_add() -> None:
    total = Tally()
    for _ in range(2):
        total.add(score_rows([said(1)], [said(1)]))
    assert (total.gold, total.found) == (2, 2)
    assert all(total.scored[name] == 2 for name in FIELDS)
