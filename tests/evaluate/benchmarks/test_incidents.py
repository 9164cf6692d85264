"""The benchmark splits a labelled stream, scores it, leaves wrong labels out, writes its groups."""

import json
from pathlib import Path

import pytest

from makers import make_document
from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.incidents import find_mislabelled, run
from onrecord.evaluate.streamcosts import draw_costs, measure_costs, repeat_reports

FIRE = "A barn in Osk burned down on Monday night, and Mira Vale, 29, of Mill Lane, was hurt."
GOAT = "A goat was elected mayor of Little Wen, a village of nine people, and ate the ballot box."
ROWS = (
    {"id": "a", "incident": "1", "title": "Barn burns in Osk", "text": FIRE},
    {
        "id": "b",
        "incident": "1",
        "title": "Woman hurt in Osk barn fire",
        "text": f"{FIRE} She is well.",
    },
    {"id": "c", "incident": "2", "title": "Goat elected", "text": GOAT},
    {"id": "d", "incident": "3", "title": "Goat elected", "text": GOAT},
    {"id": "e", "incident": "4", "title": "No text", "text": ""},
)


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    path = tmp_path / "stream.jsonl"
    lines = [
        json.dumps({"dct": "2024-01-09", "uri": f"https://x.example/{row['id']}", **row})
        for row in ROWS
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_stream_is_scored_and_its_groups_written(stream: Path, tmp_path: Path) -> None:
    groups = tmp_path / "groups.tsv"
    shown = run(stream, groups)
    assert "5 reports of 4 incidents" in shown
    assert "1 reports not read stand alone" in shown
    assert "strands: pairs P 50.00 R 100.00" in shown
    # c and d are one text with two labels: one label is wrong, and nobody knows which.
    assert "cleaned: 2 reports left out" in shown
    assert shown.count("pairs P 100.00 R 100.00 F1 100.00") == 1
    found = dict(line.split("\t") for line in groups.read_text("utf-8").splitlines())
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert set(found) == set("abcde")


def test_reports_near_identical_with_other_labels_are_found() -> None:
    assert find_mislabelled(ROWS) == {"c", "d"}


@pytest.mark.parametrize("text", [None, "{}", "not JSON"])
def test_a_stream_that_is_none_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "stream.jsonl"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(EvaluationError, match=r"stream\.jsonl"):
        run(path)


def test_a_repeated_stream_has_other_names_on_the_same_days() -> None:
    document = make_document(
        "Mira Vale left Osk, 29, on Jan. 5.", title="Osk", published="2024-01-09"
    )
    first, second, third = repeat_reports([document], 3)
    assert first is document
    assert len({each.id for each in (first, second, third)}) == 3
    assert second.text == "Nose Wemi left Utl, 29, on Jan. 5."
    assert (second.published, len(second.text)) == (document.published, len(document.text))


def test_costs_are_measured_and_drawn() -> None:
    document = make_document("Mira Vale left Osk.", published="2024-01-09")
    costs = measure_costs(list(repeat_reports([document], 6)), step=2)
    assert [number for number, _ in costs] == [2, 4, 6]
    drawn = draw_costs([(1000, 2.0), (2000, 2.5)])
    assert drawn.startswith("<svg")
    assert "<polyline" in drawn
    assert draw_costs([]).endswith("</svg>\n")
