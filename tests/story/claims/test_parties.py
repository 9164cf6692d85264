"""Whose position a statement is, in small invented stories read by the whole pipeline."""

import pytest

from onrecord.records import Act
from stance_piles import take_positions

FERRY = "The ferry was overloaded when it left Brenn, {} said on Monday."


def test_a_body_that_speaks_together_with_others_is_a_party() -> None:
    found = take_positions(
        {
            "The Port Herald": FERRY.format("the Seamen's Union")
            + " The union has 900 members, the union said.",
            "Valley Echo": "The Seamen's Union called for an inquiry, the union said. "
            + FERRY.format("the union and two deckhands"),
        },
        "ferry was overloaded",
    )
    assert ("the union and two deckhands", Act.SAYS) in found
    assert any("Union" in name for name, _ in found)


def test_what_a_body_issues_itself_is_in_its_own_voice() -> None:
    found = take_positions(
        {
            "Ostgrad Coal": "Statement on our Brenn pit\n\nThe pit in Brenn is closed until "
            "further notice. We regret this.",
            "The Port Herald": "Pit shut\n\nThe pit in Brenn is closed until further notice, "
            "a driver said. Ostgrad Coal said it had found gas in a shaft.",
        },
        "pit in Brenn is closed",
    )
    assert ("Ostgrad Coal", Act.SAYS) in found
    assert ("-", Act.SAYS) not in found


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        pytest.param(
            "The Port Herald found that nine graves were dug in the yard.", True, id="found"
        ),
        pytest.param(
            "Nine graves were dug in the yard, the Port Herald reported.", False, id="told"
        ),
    ],
)
def test_an_outlet_is_a_party_only_to_what_it_found_itself(sentence: str, kept: bool) -> None:
    found = take_positions(
        {
            "The Port Herald": "Nine graves were dug in the yard, a sexton said.",
            "Valley Echo": f"Nine graves were dug in the yard, a priest said. {sentence}",
        },
        "graves were dug in the yard",
    )
    assert any("Port Herald" in name for name, _ in found) is kept


def test_data_an_outlet_has_seen_is_its_own_voice() -> None:
    own = "Data seen by The Valley Echo shows that nine graves were dug in the yard."
    found = take_positions(
        {
            "The Port Herald": "Nine graves were dug in the yard, a sexton said.",
            "The Valley Echo": own,
        },
        "graves were dug in the yard",
    )
    assert found == {("a sexton", Act.SAYS), ("-", Act.SAYS)}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        pytest.param(
            "the governing party, the Civic Alliance, said.", "Civic Alliance", id="apposed"
        ),
        pytest.param("said two sextons, who asked not to be named.", "two sextons", id="who"),
    ],
)
def test_a_party_goes_by_its_name(sentence: str, name: str) -> None:
    told = "Nine graves were dug in the yard, {}"
    found = take_positions(
        {"The Port Herald": told.format("a priest said."), "Valley Echo": told.format(sentence)},
        "graves were dug in the yard",
    )
    assert (name, Act.SAYS) in found
