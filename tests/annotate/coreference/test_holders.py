"""Holders of roles and offices, and bodies called by part of their name."""

import pytest

from marked import resolve

MET = (
    "[NORP:Japanese] Foreign Minister [PERSON:Aki Mori] met [NORP:Russian] Foreign Minister"
    " [PERSON:Lev Osin]. "
)
PREMIER = "Prime Minister [PERSON:Ana Ruiz] left. "
MINISTERS = "Finance Minister [PERSON:Lev Osin] met [PERSON:Ana Ruiz]. "
CASES = [
    pytest.param(f"{MINISTERS}{{The prime minister}} spoke.", None, id="of another rank"),
    pytest.param(f"{MINISTERS}{{The finance minister}} spoke.", "Lev Osin", id="of a field"),
    pytest.param(f"{MINISTERS}{{The senior minister}} spoke.", "Lev Osin", id="of no field"),
    pytest.param(
        "{A military spokeswoman} spoke. The health ministry's spokesperson, [PERSON:Li Vale],"
        " left.",
        None,
        id="of another field",
    ),
    pytest.param(
        "Former mayor [PERSON:Ana Ruiz] left. {The current mayor} spoke.",
        None,
        id="of another time",
    ),
    pytest.param(
        "President [PERSON:Lev Osin] met former President [PERSON:Ana Ruiz]. {The current"
        " president} spoke.",
        "Lev Osin",
        id="of two, the one of the time",
    ),
    pytest.param(
        "The clerks have won {court} orders. The [ORG:Osk High Court] was told so.",
        "Osk High Court",
        id="a bare noun of a body named later",
    ),
    pytest.param(
        "{A court} said no to it. The [ORG:Osk High Court] was told so.",
        "court",
        id="another court than the one named later",
    ),
    pytest.param(
        "{[GPE:Osk]'s foreign minister} spoke. [PERSON:Ana Ruiz] had met envoys. They asked Foreign"
        " Minister [PERSON:Ruiz] to stay.",
        "Ana Ruiz",
        id="an opening that tells the country",
    ),
    pytest.param(
        "It rained. Then it snowed. {[GPE:Osk]'s foreign minister} spoke. They asked Foreign"
        " Minister [PERSON:Ana Ruiz] to stay.",
        None,
        id="another country's, further down",
    ),
    pytest.param(
        "{The top diplomat} spoke. “Foreign Minister [PERSON:Lev Osin] was there,” he said.",
        None,
        id="only named in quoted words",
    ),
    pytest.param(f"{MET}{{[GPE:Japan]'s top diplomat}} spoke.", "Aki Mori", id="of a country"),
    pytest.param(f"{MET}{{The [NORP:Russian] top diplomat}} spoke.", "Lev Osin", id="of a people"),
    pytest.param(f"{MET}{{The [NORP:Peruvian] top diplomat}} spoke.", None, id="of another"),
    pytest.param(f"{MET}{{The diplomat}} spoke.", None, id="one of two"),
    pytest.param(
        f"{MET}{{[GPE:Russia]'s foreign minister}} spoke.", "Lev Osin", id="a name's possessive"
    ),
    pytest.param(f"{PREMIER}{{The premier}} spoke.", "Ana Ruiz", id="another name of the office"),
    pytest.param(f"{PREMIER}{{The [NORP:Peruvian] leader}} spoke.", None, id="no country told"),
    pytest.param(
        "Former prime minister [PERSON:Ana Ruiz] left. {The premier} spoke.", None, id="former"
    ),
    pytest.param(
        "{A spokeswoman for Mayor [PERSON:Li Vale]} spoke. Its spokesman, [PERSON:Roy Ruiz], left.",
        None,
        id="another sex",
    ),
    pytest.param(
        "{A judge in [GPE:Osk]} said so. US District Judge [PERSON:Ana Ruiz] left.",
        "Ana Ruiz",
        id="where somebody named later is",
    ),
    pytest.param("{[ORG:OBS News] partner [ORG:ORT]} spoke.", "ORT", id="a body's description"),
    pytest.param("{[GPE:Peru]'s} request stands.", "Peru", id="a possessive"),
    pytest.param(
        "[ORG:The Port Herald] has it. {The [ORG:Herald]} spoke.", "Port Herald", id="a medium"
    ),
    pytest.param(
        "[ORG:The Port Herald] has it. {The [ORG:Port Herald] report} spoke.",
        "Port Herald",
        id="what a medium brings out",
    ),
    pytest.param(
        "It broke, according to {[ORG:The Port Herald]}. It is closed, {the report} said.",
        "Port Herald",
        id="the report of who was cited before it",
    ),
    pytest.param(
        "The [ORG:Osk Harbour Committee] and the [ORG:Osk Port Committee] met. {The Harbour"
        " committee} spoke.",
        "Osk Harbour Committee",
        id="a part of a body's name",
    ),
    pytest.param(
        "The [ORG:Osk Harbour Committee] met. The Harbour committee, {which} met, spoke.",
        "Osk Harbour Committee",
        id="a clause about a part of a body's name",
    ),
    pytest.param(
        "The judge released a 13-page decision, {which} said so.",
        "a 13-page decision",
        id="a hyphen before a clause",
    ),
    pytest.param(
        "[PERSON:Sarah Ilse Ruiz] left. {[PERSON:Ilse Ruiz]} spoke.",
        "Sarah Ilse Ruiz",
        id="the end of a longer name",
    ),
    pytest.param(
        "Judge [PERSON:Ana Vole] left. {Judge [PERSON:Veol]} spoke.", "Veol", id="another name"
    ),
    pytest.param(
        "Judge [PERSON:Ana Vole] left. {Judge [PERSON:Voel]} spoke.",
        "Ana Vole",
        id="a short name misspelt, of one office",
    ),
    pytest.param(
        "[PERSON:Okell] and [PERSON:Ana Flint] met [PERSON:Roy Okell]. {[PERSON:Flint]} spoke.",
        "Ana Flint",
        id="a last name is not shared",
    ),
    pytest.param(
        "{Its chair, Rep. [PERSON:Ana Ruiz],} spoke.", "Ana Ruiz", id="a title behind a comma"
    ),
    pytest.param("{Then-Mayor [PERSON:Ana Ruiz]} spoke.", "Ana Ruiz", id="a hyphen in a role"),
    pytest.param(
        "{[PERSON:Ana Ruiz], the [ORG:Arjay] and [PERSON:Li Vale] Professor of Law,} spoke.",
        "Ana Ruiz",
        id="a name inside an apposition",
    ),
    pytest.param(
        "{Mr. [PERSON:Ruiz], Ms. [PERSON:Vale] and Mr. [PERSON:Okell]} spoke.",
        "Ruiz and Vale and Okell",
        id="titles in a list",
    ),
]


@pytest.mark.parametrize(("marked", "name"), CASES)
def test_a_phrase_means_the_one_who_holds_the_role(marked: str, name: str | None) -> None:
    chain = resolve(marked)[-1]
    assert chain.name == name or (name is None and chain.kind.value == "anonymous")
