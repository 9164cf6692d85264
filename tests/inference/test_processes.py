"""Work spread over processes comes back whole and in order, copied or begun anew."""

import os
import sys
import threading

import pytest

from onrecord.inference import processes
from onrecord.inference.processes import map_processes


def find_process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_order_is_kept(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if system != sys.platform == "win32":
        pytest.skip("no process can be copied there")
    monkeypatch.setattr(processes, "platform", system)
    assert list(map_processes(abs, [-3, 5, -1, 4], 2)) == [3, 5, 1, 4]


def test_nothing_to_do() -> None:
    assert list(map_processes(abs, [], 2)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="no process is copied there")
def test_the_last_item_is_worked_on_here_before_the_copies_are_made() -> None:
    if threading.active_count() > 1:
        pytest.skip("another test has left a thread running")
    *others, last = map_processes(find_process, range(4), 2)
    assert last == os.getpid()
    assert last not in others


def test_with_a_second_thread_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def remember(method: str) -> object:
        asked.append(method)
        raise NotImplementedError

    monkeypatch.setattr(processes, "get_context", remember)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    with pytest.raises(NotImplementedError):
        list(map_processes(abs, [1], 2))
    done.set()
    other.join()
    assert asked == ["spawn"]
