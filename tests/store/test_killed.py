"""No acknowledged decision is lost to a kill in mid-write; `killed.py` does it 50 times."""

import os

import pytest

pytest.importorskip("uvicorn", reason="uvicorn is not installed")
from store.killed import kill_often


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_no_acknowledged_decision_is_lost_when_the_desk_is_killed() -> None:
    acknowledged, logged, lost = kill_often(2)
    assert acknowledged >= 3
    assert logged >= acknowledged
    assert lost == 0
