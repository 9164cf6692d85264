"""The gold set itself: every word it gives stands in its text, and a third is held back."""

from pathlib import Path

import pytest

from onrecord.errors import EvaluationError
from onrecord.evaluate.benchmarks.speakers import find_documents, load_gold, locate_row
from onrecord.records import Act, Certainty, Polarity, SpeakerKind

GOLD = Path(__file__).parents[2] / "gold" / "speakers"
PASSAGES = load_gold(GOLD)
# Texts of other kinds (courts, sport, live blogs …): open, scored apart.
KINDS = load_gold(GOLD.parent / "speaker_kinds")
ROWS = [row for passage in PASSAGES for row in passage["attributions"]]


def test_there_are_enough_and_a_third_is_held_back() -> None:
    held = sum(len(p["attributions"]) for p in PASSAGES if p["held"])
    assert len(ROWS) >= 150
    assert held * 3 >= len(ROWS) * 0.98


def test_every_word_stands_in_its_text() -> None:
    passages = [*PASSAGES, *KINDS]
    for passage, document in zip(passages, find_documents(passages), strict=True):
        for row in passage["attributions"]:
            found = locate_row(document.text, row)
            assert found.words or not row["content"], (passage["id"], row)
            assert row["source"] is None or row["source"] in document.text, (passage["id"], row)
            assert found.cue_words or row["cue"] in document.text, (passage["id"], row)


@pytest.mark.parametrize(
    ("name", "members"),
    [("act", Act), ("kind", SpeakerKind), ("certainty", Certainty), ("polarity", Polarity)],
)
def test_only_the_words_of_the_records_are_used(name: str, members: type) -> None:
    used = {row[name] for row in ROWS if row.get(name)}
    assert used <= {member.value for member in members}  # type: ignore[attr-defined]


def test_every_act_and_kind_is_there() -> None:
    assert {row.get("act") for row in ROWS} >= {act.value for act in Act}
    # A place is only ever named; one that speaks is a metonym.
    speaking = {kind.value for kind in SpeakerKind if kind != SpeakerKind.PLACE}
    assert {row.get("kind") for row in ROWS} >= speaking


def test_a_folder_without_a_gold_set_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"docs/annotation\.md"):
        load_gold(tmp_path)
