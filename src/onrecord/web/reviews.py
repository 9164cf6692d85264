"""The review as a whole: who reviews, what waits, the log, and replaying it into the record."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord.errors import OnrecordError, StoreError
from onrecord.pipeline import replay_record
from onrecord.records import Correction, DecisionKind, Fit
from onrecord.store.codec import load_record
from onrecord.web.pages import desk_of, render
from onrecord.web.review_forms import (
    clean_name,
    find_back,
    find_place,
    go,
    keep_name,
    read_form,
    reviewer_of,
    reviews_of,
)
from onrecord.web.review_names import list_names
from onrecord.web.review_queues import QUEUES
from onrecord.web.review_rows import address
from onrecord.web.review_views import (
    describe_decision,
)

# Seconds in which a request to replay is answered, done or not.
_PATIENCE = 15.0
# Reports up to which replaying takes less than starting a program does.
_FEW = 40


def show_review(request: Request) -> Response:
    """Show who reviews, what waits, what was decided, and what no longer fits."""
    reviews, reviewer = reviews_of(request), reviewer_of(request)
    standing = reviews.read()
    with desk_of(request).open() as db:
        unfit = list_unfit(db)
    return render(
        request,
        "review/overview.html",
        reviewer=reviewer,
        back=find_back(request.query_params),
        queues=[(name, words, *reviews.count(name)) for name, words in QUEUES.items()],
        reviewers=standing.reviewers(),
        overruled=[
            (describe_decision(own), describe_decision(later), address(later))
            for own, later in standing.overruled(reviewer)
        ],
        unfit=unfit,
        waiting=max(0, standing.last - standing.replayed),
        standing=len(standing.standing),
        told=request.query_params.get("told", ""),
    )


def list_unfit(db: sqlite3.Connection) -> list[tuple[object, str]]:
    """Return the decisions that fit nothing in the record as built, and why."""
    found = db.execute("SELECT json FROM records WHERE part = 'corrections' ORDER BY position")
    corrections = (load_record(Correction, line) for (line,) in found)
    return [(describe_decision(c.decision), c.detail) for c in corrections if c.fit is Fit.UNFIT]


async def name_reviewer(request: Request) -> Response:
    """Remember who reviews."""
    form = await read_form(request)
    answer = go(find_back(form))
    if name := clean_name(form.get("reviewer", "")):
        keep_name(answer, name)
    return answer


def show_log(request: Request) -> Response:
    """Show every decision, newest first; of one reviewer, if one is named."""
    standing = reviews_of(request).read()
    named = request.query_params.get("by", "")
    live = {d.id for d in standing.standing}
    undone = {i: d for d in standing.decisions if d.kind is DecisionKind.UNDO for i in d.target_ids}
    rows = [
        (describe_decision(d), d.id in live, undone.get(d.id), address(d))
        for d in reversed(standing.decisions)
        if named in ("", d.reviewer) and d.kind is not DecisionKind.UNDO
    ]
    return render(
        request,
        "review/log.html",
        rows=rows[:500],
        left=max(0, len(rows) - 500),
        named=named,
        reviewers=standing.reviewers(),
        reviewer=reviewer_of(request),
    )


async def replay(request: Request) -> Response:
    """Put the decisions into the record: link it anew from what was read."""
    form = await read_form(request)
    return await run_in_threadpool(_replay, request, find_place(form))


def _replay(request: Request, back: str) -> Response:
    reviews, record = reviews_of(request), desk_of(request).record
    with desk_of(request).open() as db:
        reports: int = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    if not reviews.replaying.acquire(blocking=False):
        return go("/review", told="busy")
    failed: list[str] = []

    def work() -> None:
        try:
            failed.extend(replay_apart(record) if reports > _FEW else replay_here(record))
        finally:
            reviews.replaying.release()

    # A large record takes longer than a browser waits: the work goes on without it.
    worker = threading.Thread(target=work)
    worker.start()
    worker.join(_PATIENCE)
    if failed:
        raise StoreError("; ".join(failed))
    if worker.is_alive():
        return go("/review", told="busy")
    return go(back) if back else go("/review", told="replayed")


def replay_here(record: Path) -> Iterator[str]:
    """Replay the log of a small record at once; yields what went wrong."""
    try:
        replay_record(record)
    except OnrecordError as error:
        yield str(error)


def replay_apart(record: Path) -> Iterator[str]:
    """Replay the log of a record in a process of its own, so that the desk stays quick.

    Yields what went wrong.
    """
    command = [sys.executable, "-m", "onrecord", "replay", str(record), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"replaying ended with {done.returncode}"]
        yield said[-1].removeprefix("onrecord: ").rstrip(".")


def send_names(request: Request) -> Response:
    """Send the people whose name holds some letters, for typing ahead."""
    with desk_of(request).open() as db:
        return JSONResponse(list_names(db, (), request.query_params.get("q", "")))


ROUTES = (
    Route("/review", show_review),
    Route("/review/name", name_reviewer, methods=["POST"]),
    Route("/review/log", show_log),
    Route("/review/replay", replay, methods=["POST"]),
    Route("/review/names", send_names),
)
