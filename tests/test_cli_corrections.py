"""The commands around decisions, as a shell sees them."""

import json
from pathlib import Path

import pytest

from onrecord.cli import run
from onrecord.pipeline import write_record
from onrecord.records import Decision, DecisionKind
from onrecord.store.corrections import append_decisions, load_log
from onrecord.store.databases import load_story
from onrecord.story.corrections.replays import link_corrected
from onrecord.story.corrections.wordings import describe_row
from story.corrections.reviewed import first_report, reports


@pytest.fixture
def record(tmp_path: Path) -> Path:
    out = tmp_path / "dam.record"
    write_record(link_corrected(reports(), (), ()), tmp_path, out)
    one = first_report()
    row = one.statements[0]
    about = {"reviewer": "Ada", "time": "2025-03-12T12:00:00Z", "part": "statements"}
    reject = Decision(
        kind=DecisionKind.REJECT,
        target_ids=(row.id,),
        wordings=describe_row(one.document, row),
        path=one.document.path,
        **about,
    )
    lost = Decision(kind=DecisionKind.REJECT, target_ids=("gone",), path="gone.txt", **about)
    append_decisions(out, [reject, lost])
    return out


def test_decisions_are_listed_replayed_and_listed_again(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corrections", str(record)]) == 0
    out = capsys.readouterr().out
    assert "2 decisions stand" in out
    assert "2 not in the record yet: onrecord replay" in out
    assert run(["replay", str(record)]) == 0
    assert "2 decisions replayed, 1 no longer fit" in capsys.readouterr().out
    assert run(["corrections", str(record)]) == 0
    out = capsys.readouterr().out
    assert "no longer fits: reject by Ada, 2025-03-12" in out
    assert "not in the record yet" not in out
    assert run(["corrections", str(record), "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert [c["fit"] for c in held["corrections"]] == ["fits", "no longer fits"]
    assert len(load_story(record).evidence[0].statements) == 1


def test_labels_go_out_and_come_back_as_decisions(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["replay", str(record), "-q"])
    out = tmp_path / "labels"
    assert run(["export", str(record), "-f", "label-studio", "-o", str(out), "-q"]) == 0
    tasks = out / "tasks.json"
    arguments = ["import", str(record), str(tasks), "-f", "label-studio", "--reviewer", "Bo"]
    assert run(arguments) == 0
    assert "nothing to decide" in capsys.readouterr().out
    held = json.loads(tasks.read_text())
    content = held[1]["predictions"][0]["result"][0]
    content["value"] |= {"start": content["value"]["start"] + 4, "text": "wall will hold"}
    tasks.write_text(json.dumps(held))
    assert run(arguments) == 0
    assert load_log(record).decisions[-1].kind is DecisionKind.EDIT
    assert load_log(record).decisions[-1].reviewer == "Bo"
    content["value"]["text"] = "wall will break"
    tasks.write_text(json.dumps(held))
    capsys.readouterr()
    assert run(arguments) == 1
    error = capsys.readouterr().err
    assert "tasks.json, task 2, region 1" in error
    assert "expected “wall will break”, found “wall will hold”" in error
    assert len(load_log(record).decisions) == 3


@pytest.mark.parametrize(
    "arguments",
    [["import", "RECORD", "none.json"], ["import", "RECORD", ".", "-f", "x"], ["replay", "none"]],
)
def test_what_cannot_be_done_says_so(
    record: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(record) if each == "RECORD" else each for each in arguments]
    assert run(given) in (1, 3)
    assert capsys.readouterr().err.startswith("onrecord: ")
