"""Roles beside names: how far one reaches, and what is none."""

import pytest

from marked import resolve

ROLES = [
    ("{Deputy chief of staff [PERSON:Ana Ruiz]} spoke.", ["Deputy chief of staff"]),
    ("The election of President [PERSON:Ana Ruiz] is near. {[PERSON:Ruiz]} spoke.", ["President"]),
    ("A spokesman for Mrs. [PERSON:Ruiz] left. {Mrs. [PERSON:Ruiz]} spoke.", []),
    ("{[ORG:Bank of Osk] chief [PERSON:Ana Ruiz]} spoke.", ["Bank of Osk chief"]),
    ("The text of the executive order, {Judge [PERSON:Ana Ruiz]} held, was clear.", ["Judge"]),
    ("On Monday, {ranking member Rep. [PERSON:Ana Ruiz]} spoke.", ["ranking member Rep."]),
    ("{Acting mayor [PERSON:Ana Ruiz]} spoke.", ["Acting mayor"]),
    ("{Then-President-elect [PERSON:Ana Ruiz]} spoke.", ["Then-President-elect"]),
    ("Once a guard, {[PERSON:Ana Ruiz]} spoke.", []),
    ("{The governors' spokeswoman [PERSON:Ana Ruiz]} spoke.", ["governors' spokeswoman"]),
    (
        "She met her Ostranian counterpart [PERSON:Ana Ruiz]. {[PERSON:Ruiz]} spoke.",
        ["Ostranian counterpart"],
    ),
    ("{Republican [PERSON:Ana Ruiz]} spoke.", ["Republican"]),
    ("Greeting the Ostranian president, {[PERSON:Ana Ruiz]} spoke.", []),
    ("It was said by its president, {[PERSON:Ana Ruiz]}.", ["president"]),
    ("{Committee chairwoman, Rep. [PERSON:Ana Ruiz],} spoke.", ["Rep.", "Committee chairwoman"]),
    ("{[PERSON:Ana Ruiz], a gift from her brother,} spoke.", []),
    ("{[PERSON:Ana Ruiz], a consultant whose firm lost,} spoke.", ["a consultant"]),
    ("It is a bitter delegate battle [PERSON:Ruiz] lost. {[PERSON:Ruiz]} spoke.", []),
    (
        "{Police Commissioner Counter Fraud [PERSON:Ana Ruiz]} spoke.",
        ["Police Commissioner Counter Fraud"],
    ),
    (
        "{Committee head, Republican [PERSON:Ana Ruiz], and vice-chair [PERSON:Li Vale]} spoke.",
        ["Committee head", "Republican", "vice-chair"],
    ),
    ("The committee's head, Rep.\n{[PERSON:Ana Ruiz]} spoke.", ["Rep.", "committee's head"]),
    ("{[PERSON:Ana Ruiz] and Mayor [PERSON:Li Vale]} spoke.", []),
]


@pytest.mark.parametrize(("marked", "roles"), ROLES)
def test_a_role_is_led_by_its_own_noun(marked: str, roles: list[str]) -> None:
    assert [role.text for role in resolve(marked)[0].roles] == roles


def test_what_somebody_is_now_is_noted_beside_what_they_were() -> None:
    chain, _ = resolve("{Then-President-elect [PERSON:Ana Ruiz]} spoke. {The president} left.")
    assert [role.text for role in chain.roles] == ["Then-President-elect", "president"]
