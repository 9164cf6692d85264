"""Kills a desk with SIGKILL in mid-write, again and again, and counts what was lost.

`python tests/store/killed.py 50` does it so many times; the test does it a few. A child process
serves the desk; threads post decisions to it and note each that was acknowledged.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from onrecord.pipeline import write_record
from onrecord.store.corrections import find_breaks, load_log
from onrecord.store.databases import load_story
from onrecord.story.corrections.replays import link_corrected

sys.path.insert(0, str(Path(__file__).parents[1]))
from story.corrections.reviewed import first_report, reports

SERVE = """
import sys
from pathlib import Path
import uvicorn
from onrecord.web.apps import create_app
from onrecord.web.servers import prepare_desk
serving = prepare_desk(Path(sys.argv[1]), port=0)
print(serving.address, serving.desk.secret, flush=True)
app = create_app(serving.desk)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[serving.bound])
"""
ROWS = [
    (row.id, "accept" if n % 2 else "reject") for n, row in enumerate(first_report().statements)
]


class Stay(HTTPRedirectHandler):
    """Takes the answer to a write as the acknowledgement it is, and follows it nowhere."""

    def redirect_request(self, *_: object) -> None:
        return None


def post(address: str, secret: str, name: str, stop: threading.Event, noted: list[str]) -> None:
    """Post decisions until told to stop or cut off; note the id of each that was acknowledged."""
    opener = build_opener(HTTPCookieProcessor(), Stay())
    number = 0
    while not stop.is_set():
        row, kind = ROWS[number % len(ROWS)]
        number += 1
        fields = {"secret": secret, "part": "statements", "id": row, "kind": kind}
        request = Request(
            f"{address}/review/decide",
            data=urlencode(fields).encode(),
            headers={"Cookie": f"onrecord-reviewer={name}"},
        )
        try:
            opener.open(request, timeout=5)
        except URLError as answer:
            place = getattr(answer, "headers", None) and answer.headers.get("location", "")
            if not place:
                return  # cut off: nothing was acknowledged
            noted.append(place.rpartition("did=")[2])
        except OSError:
            return


def kill_once(record: Path, after: int) -> list[str]:
    """Serve, write from two reviewers, kill in mid-write; return what was acknowledged.

    The kill comes a little after so many were: whatever is on its way then is cut off.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(record)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout
        address, secret = child.stdout.readline().split()
        stop = threading.Event()
        noted: list[str] = []
        people = [
            threading.Thread(target=post, args=(address.rstrip("/"), secret, name, stop, noted))
            for name in ("Ada", "Bo")
        ]
        for each in people:
            each.start()
        until = time.monotonic() + 60
        while len(noted) < after and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(0.0007 * after)
        os.kill(child.pid, signal.SIGKILL)
        stop.set()
        for each in people:
            each.join()
        return noted
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def kill_often(times: int) -> tuple[int, int, int]:
    """Kill so many times; return how many were acknowledged, are in the log, and were lost."""
    with TemporaryDirectory() as folder:
        record = Path(folder) / "dam.record"
        write_record(link_corrected(reports(), (), ()), Path(folder), record)
        noted: list[str] = []
        for number in range(times):
            noted += kill_once(record, 1 + number % 7)
            held = {d.id for d in load_log(record).decisions}  # it opens after every kill
            assert not list(find_breaks(record))
            assert not set(noted) - held, f"lost after {number + 1} kills"
        load_story(record)
        log = load_log(record).decisions
        return len(noted), len(log), len(set(noted) - {d.id for d in log})


if __name__ == "__main__":
    often = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    acknowledged, logged, lost = kill_often(often)
    print(f"killed {often} times: {acknowledged} acknowledged, {logged} in the log, {lost} lost")
    sys.exit(bool(lost))
