"""Every golden story, built whole: what must be in it, and all that is in it."""

import difflib

import pytest

from golden import STORIES, Row, dump_story, judge_row, list_stories, load_golden, read_rows

# Another processor's int8 arithmetic may move a handful of tokens; nothing else should.
TOLERATED = 0.03


def _mark(row: Row) -> object:
    label = f"{row.cells[0]}: {row.cells[4] if row.table == 'statements' else row.cells[1]}"
    marks = [pytest.mark.xfail(reason=row.known, strict=True)] if row.known else []
    return pytest.param(row, id=label, marks=marks)


@pytest.mark.parametrize("row", [_mark(row) for row in read_rows()])
def test_a_row_that_must_be_there_is_there(row: Row) -> None:
    found = judge_row(row)
    assert found is None, f"wanted {row.cells}, {found}"


@pytest.mark.parametrize("slug", list_stories())
def test_nothing_else_has_changed(slug: str) -> None:
    expected = (STORIES / slug / "expected.txt").read_text("utf-8").splitlines()
    read = dump_story(load_golden(slug)).splitlines()
    changed = [d for d in difflib.unified_diff(expected, read, n=0, lineterm="") if d[0] in "+-"]
    lines = "\n".join(changed)
    assert len(changed) <= 2 * TOLERATED * len(expected), f"run `make golden`, read:\n{lines}"
