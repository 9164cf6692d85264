"""The log of decisions: durable, in order, sealed, and never lost to a rebuild."""

import json
import multiprocessing
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.records import Decision, DecisionKind, Span, Wording
from onrecord.store.corrections import CORRECTIONS, append_decisions, find_breaks, load_log
from onrecord.store.directories import replace_directory

NOON = "2025-03-12T12:00:00Z"


def make_decision(row: str = "r0", reviewer: str = "Ada", words: str = "the wall") -> Decision:
    span = Span(document_id="d0", start=0, end=len(words))
    return Decision(
        kind=DecisionKind.ACCEPT,
        reviewer=reviewer,
        time=NOON,
        part="statements",
        target_ids=(row,),
        wordings=(Wording(role="content", span=span, words=words),),
    )


def build(record: Path) -> None:
    with replace_directory(record) as folder:
        (folder / "record.db").write_text("")
        (folder / "manifest.json").write_text(json.dumps({"files": {"record.db": ""}}))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    build(tmp_path / "a.record")
    return tmp_path / "a.record"


def test_what_is_appended_is_loaded_in_order(record: Path) -> None:
    first = append_decisions(record, [make_decision("r1"), make_decision("r2")])
    second = append_decisions(record, [make_decision("r3", words="\U0001f600 “סלע” \ud800")])
    log = load_log(record)
    assert log.decisions == first + second
    assert [d.sequence for d in log.decisions] == [1, 2, 3]
    assert len({d.id for d in log.decisions}) == 3
    assert list(find_breaks(record)) == []


def test_the_same_decision_twice_is_two_lines(record: Path) -> None:
    one, two = append_decisions(record, [make_decision(), make_decision()])
    assert one.id != two.id


def test_no_record_no_log(tmp_path: Path) -> None:
    assert load_log(tmp_path / "none.record").decisions == ()
    with pytest.raises(StoreError, match="no record here"):
        append_decisions(tmp_path / "none.record", [make_decision()])


def test_a_rebuild_keeps_the_log(record: Path) -> None:
    written = append_decisions(record, [make_decision()])
    build(record)
    build(record)
    assert load_log(record).decisions == written


@pytest.mark.parametrize("cut", [1, 2, 10, 100])
def test_a_line_cut_off_is_dropped_and_the_next_is_whole(record: Path, cut: int) -> None:
    kept, _ = append_decisions(record, [make_decision("r1"), make_decision("r2")])
    path = record / CORRECTIONS
    path.write_bytes(path.read_bytes()[:-cut])
    assert load_log(record).decisions == (kept,)
    (after,) = append_decisions(record, [make_decision("r3")])
    assert load_log(record).decisions == (kept, after)
    assert list(find_breaks(record)) == []


def test_a_long_line_is_found_from_the_end(record: Path) -> None:
    append_decisions(record, [make_decision("r1", words="x" * 200_000)])
    append_decisions(record, [make_decision("r2", words="y" * 70_000), make_decision("r3")])
    append_decisions(record, [make_decision("r4")])
    assert [d.sequence for d in load_log(record).decisions] == [1, 2, 3, 4]


def change_words(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace("Ada", "Eva"), *lines[2:]]


def take_out(lines: list[str]) -> list[str]:
    return [lines[0], *lines[2:]]


def turn_round(lines: list[str]) -> list[str]:
    return [lines[1], lines[0], *lines[2:]]


def cut_short(lines: list[str]) -> list[str]:
    return lines[:1]


@pytest.mark.parametrize("tamper", [change_words, take_out, turn_round, cut_short])
def test_tampering_is_found(record: Path, tamper) -> None:  # type: ignore[no-untyped-def]
    append_decisions(record, [make_decision(f"r{n}") for n in range(3)])
    known = {"decisions": 3, "head": load_log(record).head}
    assert list(find_breaks(record, known)) == []
    path = record / CORRECTIONS
    path.write_text("\n".join(tamper(path.read_text().splitlines())) + "\n")
    assert list(find_breaks(record, known))


def test_a_line_that_is_no_decision_stops_with_its_place(record: Path) -> None:
    append_decisions(record, [make_decision(), make_decision()])
    path = record / CORRECTIONS
    path.write_text(path.read_text().replace('"kind":"accept"', '"kind":"maybe"', 1))
    with pytest.raises(StoreError, match=r"corrections\.jsonl, line 1"):
        load_log(record)


def _append_many(record: Path, reviewer: str) -> None:
    for number in range(20):
        append_decisions(record, [make_decision(f"{reviewer}{number}", reviewer)])


def test_two_reviewers_and_a_rebuild_at_once_lose_nothing(record: Path) -> None:
    context = multiprocessing.get_context("fork")
    people = [context.Process(target=_append_many, args=(record, n)) for n in ("Ada", "Bo")]
    for each in people:
        each.start()
    while any(each.is_alive() for each in people):
        build(record)
    for each in people:
        each.join()
        assert each.exitcode == 0
    decisions = load_log(record).decisions
    assert [d.sequence for d in decisions] == list(range(1, 41))
    for name in ("Ada", "Bo"):
        own = [d.target_ids[0] for d in decisions if d.reviewer == name]
        assert own == [f"{name}{number}" for number in range(20)]
    assert list(find_breaks(record)) == []
