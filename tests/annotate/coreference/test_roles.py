"""Roles beside names: how far one reaches, and what is none."""

from dataclasses import replace

import pytest

from marked import quote, resolve
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.whole_names import mend_names
from onrecord.records import Span

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
    # A row of the matters one office is over is one role; two people joined are two.
    (
        "{[ORG:Health], [ORG:Sport] and Trade Minister [PERSON:Ana Ruiz]} spoke.",
        ["Health, Sport and Trade Minister"],
    ),
    (
        "{The Minister for Transport, [ORG:Tourism] and Sport, [PERSON:Ana Ruiz],} spoke.",
        ["Minister for Transport, Tourism and Sport"],
    ),
    (
        "{[PERSON:Ana Ruiz], Minister for Energy, Water and the Arts,} spoke.",
        ["Minister for Energy, Water and the Arts"],
    ),
    (
        "Talks of Lund and Foreign Minister [PERSON:Ana Ruiz] failed. {[PERSON:Ruiz]} spoke.",
        ["Foreign Minister"],
    ),
    # What stands between a role and its name, or beside it, that is no part of it.
    ("{Lake Party (LP) boss [PERSON:Ana Ruiz]} spoke.", ["Lake Party (LP) boss"]),
    ("Until next week-{Mr Justice [PERSON:Ruiz]} spoke.", ["Mr Justice"]),
    ("It was over.- {Police chief [PERSON:Ana Ruiz]} spoke.", ["Police chief"]),
    ("{[PERSON:Ana Ruiz], the port's vice president,}-said so.", ["the port's vice president"]),
    ("{[PERSON:Ana Ruiz], this gifted woman,} spoke.", []),
    ("{[PERSON:Ana Ruiz], her eyes wide,} spoke.", []),
    ("{[PERSON:Ana Ruiz] and [PERSON:Li Vale], the drivers of two buses that met,} spoke.", []),
    (
        "{First deputy chairman of the Duma (lower house) Committee on Ports [PERSON:Ana Ruiz]} "
        "spoke.",
        ["First deputy chairman of the Duma (lower house) Committee on Ports"],
    ),
    ("The war on Mayor [PERSON:Ana Ruiz] was lost. {[PERSON:Ruiz]} spoke.", ["Mayor"]),
    (
        "{[PERSON:Ana Ruiz], managing director of Vale Bank,} spoke.",
        ["managing director of Vale Bank"],
    ),
    ("{[PERSON:Ana Ruiz], standing at the door,} spoke.", []),
    ("{Background [NORP:Ostranian] mayor [PERSON:Ana Ruiz]} spoke.", ["Ostranian mayor"]),
    (
        "It fell. {Deputy [NORP:Ostranian] mayor [PERSON:Ana Ruiz]} spoke.",
        ["Deputy Ostranian mayor"],
    ),
    # Those who speak together have the roles that each was given before.
    (
        "Mayor [PERSON:Ana Ruiz] and the clerk [PERSON:Li Vale] met. {Ms [PERSON:Ruiz] and Mr "
        "[PERSON:Vale]} spoke.",
        ["Mayor", "clerk"],
    ),
    ("Mayor [PERSON:Ana Ruiz] met [PERSON:Li Vale]. {[PERSON:Ruiz] and [PERSON:Vale]} spoke.", []),
    # Somebody the one named has to do with is not them.
    ("Greeting the Ostranian mayor, {[PERSON:Ana Ruiz]} spoke.", []),
    ("As Osk's mayor, {[PERSON:Ana Ruiz]} spoke.", ["Osk's mayor"]),
    # A long description ends where it tells of an event.
    (
        "{[PERSON:Ana Ruiz], the head of the Water and Trade Fund at Vale Bank and author of "
        "the study,} spoke.",
        ["the head of the Water and Trade Fund at Vale Bank and author of the study"],
    ),
    (
        "{[PERSON:Ana Ruiz], the front-runner in the race for the seat in Osk by a wide margin,} "
        "spoke.",
        ["the front-runner in the race for the seat in Osk"],
    ),
    # What a clause says somebody is, or holds an office as.
    ("{[PERSON:Ana Ruiz], who serves as harbour master in Osk,} spoke.", ["harbour master"]),
    ("{[PERSON:Ana Ruiz], who is director of the fund,} spoke.", ["director of the fund"]),
    ("[PERSON:Ana Ruiz] is the mayor of Osk. {[PERSON:Ruiz]} spoke.", ["mayor of Osk"]),
    (
        "[PERSON:Ana Ruiz] will end her six years as mayor of Osk. {[PERSON:Ruiz]} spoke.",
        ["mayor of Osk"],
    ),
    ("[PERSON:Ana Ruiz] left Osk after her two terms as mayor. {[PERSON:Ruiz]} spoke.", []),
    ("[PERSON:Ana Ruiz] is not the mayor of Osk. {[PERSON:Ruiz]} spoke.", []),
    ("[PERSON:Ana Ruiz] is the only guard. {[PERSON:Ruiz]} spoke.", []),
    ("[PERSON:Ana Ruiz] served as mayor until May. {[PERSON:Ruiz]} spoke.", []),
    ("[PERSON:Ana Ruiz] sees [PERSON:Li Vale] as mayor. {[PERSON:Ruiz]} spoke.", []),
    # The body a source is from; elsewhere "from" hangs on other words.
    ("{[PERSON:Ana Ruiz] from the [ORG:Port Office]} spoke.", ["from the Port Office"]),
    ("Word for [PERSON:Ana Ruiz] from the [ORG:Port Office] came. {[PERSON:Ruiz]} spoke.", []),
    (
        "{[PERSON:Ana Ruiz], of campaign group [ORG:Save The Lake],} spoke.",
        ["of campaign group Save The Lake"],
    ),
    (
        "{[PERSON:Ana Ruiz], a lawyer for the [ORG:Lake Trust],} spoke. {[PERSON:Ruiz] of the "
        "[ORG:Lake Trust]} left.",
        ["a lawyer for the Lake Trust"],
    ),
    ("{[PERSON:Ana Ruiz], of those who left the [ORG:Lake Trust],} spoke.", []),
    # The office spoken of right before somebody named in full without any.
    (
        "The Osk transport minister was glad. “It is over,” said {[PERSON:Ana Ruiz]}.",
        ["Osk transport minister"],
    ),
    ("[GPE:Osk]'s mayor left. Nobody was hurt. {[PERSON:Ana Ruiz]} spoke.", ["Osk's mayor"]),
    ("The mayor was beaten. {[PERSON:Ana Ruiz]} spoke.", []),
    ("The mayor left [PERSON:Li Vale]. {[PERSON:Ana Ruiz]} spoke.", []),
    ("The mayor left. {[PERSON:Ruiz]} spoke.", []),
    ("Mayor [PERSON:Li Vale] left. The mayor was glad. {[PERSON:Ana Ruiz]} spoke.", []),
]


@pytest.mark.parametrize(("marked", "roles"), ROLES)
def test_a_role_is_led_by_its_own_noun(marked: str, roles: list[str]) -> None:
    assert [role.text for role in resolve(marked)[0].roles] == roles


def test_a_first_name_in_brackets_keeps_the_role_before_it() -> None:
    text = "As Foreign Minister [Ana] Ruiz said, it failed."
    tokens, _ = parse_text(text)
    ends = ((text.index("Ana"), text.index(" Ruiz")), (text.index("Ruiz"), text.index(" said")))
    found = find_mentions(text, [(start, end, "PERSON") for start, end in ends], "d")
    source = Span(document_id="d", start=text.index("Foreign"), end=text.index(" said"))
    mentions = mend_names(text, tokens, found, "d")
    (chain,) = find_chains(text, tokens, mentions, [quote(source)], "d")
    assert (chain.name, [role.text for role in chain.roles]) == ("Ana Ruiz", ["Foreign Minister"])


def test_what_is_said_is_no_part_of_a_role() -> None:
    text = "There is a plan Osk chief Ana Ruiz says she met."
    tokens, _ = parse_text(text)
    mentions = find_mentions(text, [(text.index("Ana"), text.index(" says"), "PERSON")], "d")
    content = Span(document_id="d", start=text.index("a plan"), end=text.index(" Osk"))
    source = Span(document_id="d", start=text.index("Osk"), end=text.index(" says"))
    said = replace(quote(source), contents=(content,))
    (chain,) = find_chains(text, tokens, mentions, [said], "d")
    assert [role.text for role in chain.roles] == ["Osk chief"]


def test_what_somebody_is_now_is_noted_beside_what_they_were() -> None:
    chain, _ = resolve("{Then-President-elect [PERSON:Ana Ruiz]} spoke. {The president} left.")
    assert [role.text for role in chain.roles] == ["Then-President-elect", "president"]
