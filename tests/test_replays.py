"""Decisions through the whole pipeline: a record built, decided on, built again, replayed."""

from pathlib import Path

import pytest

from onrecord.demo import find_demo
from onrecord.pipeline import build_story, replay_record, write_record
from onrecord.records import Decision, DecisionKind, Fit, Story
from onrecord.store.corrections import append_decisions, load_log
from onrecord.store.databases import load_story
from onrecord.store.manifests import load_manifest
from onrecord.store.verification import verify_record
from onrecord.story.corrections.replays import link_corrected, restore_evidence
from onrecord.story.corrections.wordings import describe_row

NOON = "2025-03-12T12:00:00Z"


@pytest.fixture(scope="module")
def read() -> Story:
    return build_story([find_demo()])


@pytest.fixture
def record(read: Story, tmp_path: Path) -> Path:
    out = tmp_path / "demo.record"
    write_record(read, find_demo(), out)
    return out


def rebuild(read: Story, record: Path) -> None:
    """Do what `onrecord FOLDER` does, without reading the reports again."""
    log = load_log(record)
    story = link_corrected(restore_evidence(read), read.unread, log.decisions)
    write_record(story, find_demo(), record, log=log)


def reject(story: Story, number: int = 0) -> Decision:
    one = story.evidence[0]
    row = one.statements[number]
    return Decision(
        kind=DecisionKind.REJECT,
        reviewer="Ada",
        time=NOON,
        part="statements",
        target_ids=(row.id,),
        wordings=describe_row(one.document, row),
        path=one.document.path,
    )


def files(record: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in record.iterdir()
        if path.name not in ("manifest.json", "corrections.jsonl")
    }


def test_a_rebuild_and_a_replay_give_the_same_bytes(read: Story, record: Path) -> None:
    before = files(record)
    (decision,) = append_decisions(record, [reject(read)])
    rebuild(read, record)
    rebuilt, manifest = files(record), load_manifest(record)
    assert decision.target_ids[0] not in {
        row.id for one in load_story(record).evidence for row in one.statements
    }
    assert manifest["corrections"]["decisions"] == 1
    replay_record(record)
    assert files(record) == rebuilt
    assert load_manifest(record) == manifest
    assert verify_record(record, find_demo()) == ()

    undone = Decision(kind=DecisionKind.UNDO, reviewer="Ada", time=NOON, target_ids=(decision.id,))
    append_decisions(record, [undone])
    replay_record(record)
    assert files(record) == before
    assert verify_record(record, find_demo()) == ()


def test_a_decision_that_no_longer_fits_is_in_the_record_and_its_manifest(
    read: Story, record: Path
) -> None:
    decision = reject(read)
    append_decisions(record, [decision])
    fewer = link_corrected(read.evidence[1:], (), load_log(record).decisions)
    write_record(fewer, find_demo(), record, log=load_log(record))
    assert [c.fit for c in load_story(record).corrections] == [Fit.UNFIT]
    (listed,) = load_manifest(record)["corrections"]["no_longer_fit"]
    assert decision.path in listed["why"]


def test_a_changed_log_is_found(read: Story, record: Path) -> None:
    append_decisions(record, [reject(read), reject(read, 1)])
    rebuild(read, record)
    path = record / "corrections.jsonl"
    path.write_text(path.read_text().replace("Ada", "Eva", 1))
    (finding,) = verify_record(record, find_demo())
    assert finding.where == "corrections.jsonl, line 1"
    path.write_text(path.read_text().splitlines()[1] + "\n")
    assert verify_record(record, find_demo())
