"""The desk on an address: ports, hosts, tokens, and what is wrong said in one line."""

import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from onrecord.cli import ExitCode, run
from onrecord.errors import StoreError
from onrecord.web.desks import Desk
from onrecord.web.servers import Serving, prepare_desk
from web.stories import save_desk_record


def test_port_nought_takes_a_free_one(record: Path) -> None:
    serving = prepare_desk(record, port=0)
    port = serving.bound.getsockname()[1]
    serving.bound.close()
    assert port > 0
    assert serving.address == f"http://127.0.0.1:{port}/"
    assert serving.desk.token is None


def test_a_port_in_use_is_said_with_the_remedy(record: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StoreError, match=r"in use; take another with -p"):
            prepare_desk(record, port=taken.getsockname()[1])


def test_on_another_address_there_is_a_token(record: Path) -> None:
    serving = prepare_desk(record, host="0.0.0.0", port=0)
    serving.bound.close()
    assert serving.desk.token
    assert len(serving.desk.token) >= 32
    assert serving.address.endswith(f"/?token={serving.desk.token}")


def test_an_address_that_cannot_be_had_is_said(record: Path) -> None:
    with pytest.raises(StoreError, match="cannot be served"):
        prepare_desk(record, host="203.0.113.9", port=0)


def test_a_missing_record_is_said_before_anything_is_bound(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record here"):
        prepare_desk(tmp_path / "none.record", port=0)


def test_an_older_record_is_to_be_built_again(tmp_path: Path) -> None:
    record = save_desk_record(tmp_path / "old.record")
    with sqlite3.connect(record / "record.db") as db:
        db.execute("PRAGMA user_version = 2")
    with pytest.raises(StoreError, match=r"schema version 2.*build the record again"):
        prepare_desk(record, port=0)


def test_the_desk_cannot_write_the_record(record: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"readonly|not a whole record"),
        Desk(record=record).open() as db,
    ):
        db.execute("DELETE FROM documents")


def test_the_verb_says_where_the_desk_is(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[bool] = []

    def run_desk(serving: Serving, open_browser: bool = False) -> None:
        opened.append(open_browser)
        serving.bound.close()

    monkeypatch.setattr("onrecord.web.servers.run_desk", run_desk)
    assert run(["serve", str(record), "-p", "0", "-o"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
    assert opened == [True]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.record"], "no record here"),
        (["--host", "203.0.113.9", "-p", "0"], "cannot be served"),
    ],
)
def test_the_verb_says_what_is_wrong_in_one_line(
    record: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    named = arguments if arguments[0].endswith(".record") else [str(record), *arguments]
    assert run(["serve", *named]) == ExitCode.RECORD
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


def test_ctrl_c_ends_the_desk_quietly(record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "-p", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as desk:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        with urlopen(f"{address}reports.json") as answer:
            assert answer.status == 200
        desk.send_signal(signal.SIGINT)
        _, told = desk.communicate(timeout=60)
    assert (desk.returncode, told) == (0, "")
