"""The desk on an address: ports, hosts, tokens, and what is wrong said in one line."""

import socket
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.web.desks import Desk
from onrecord.web.servers import prepare_desk
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
