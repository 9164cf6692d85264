"""Everyday, medical, business, sport and figurative senses that tell of no public event.

Each beside a case of the same words that does.
"""

import pytest

from extract.events.readings import annotate, read_events
from onrecord.extract.events.publics import is_private
from onrecord.extract.events.shares import find_share_rows
from onrecord.extract.events.trees import Tree

# What tells of no event, and the like that does, with its type.
SENSES = [
    ("The ministry is sticking to its target.", "The union is sticking to its guns.", "REJECT"),
    ("The guards checked themselves into a hotel.", "Inspectors checked the plant.", "ACCUSE"),
    ("The depot was checked on Monday.", "Inspectors checked a depot in Orsk.", "ACCUSE"),
    ("The premier blamed himself.", "The premier blamed Velia.", "ACCUSE"),
    ("The envoys are tackling Velia's migrant crisis.", "Guards tackled two migrants.", "ASSAULT"),
    ("The monk came to terms with his grief.", "Ostra came to terms with Velia.", "AGREE"),
    ("The film of the queen was released in May.", "The rebels released two monks.", "RETREAT"),
    ("They made efforts to engage about a plan.", "Soldiers engaged the rebels.", "ASSAULT"),
    ("The mayor gave details to the deputies.", "Velia gave tents to Orsk.", "AID"),
    ("The villagers don't hold out much hope.", "The villagers reject the plan.", "REJECT"),
    ("Guards searched for the missing crew.", "Guards searched for the gunmen.", "ACCUSE"),
    ("The search for the ship is under way.", "Troops are on their way to Orsk.", "MOBILIZE"),
    ("Ostra could threaten the order of Velia.", "Ostra threatened to invade.", "THREATEN"),
    ("New challenges and threats face Velia.", "His threat to shut the port is new.", "THREATEN"),
    ("He left with two paintings.", "The troops left Halden.", "RETREAT"),
    ("The agency opens up ways for refugees.", "The troops opened fire on Orsk.", "ASSAULT"),
    ("The plan met with resistance.", "The minister met with miners.", "CONSULT"),
    ("The bakery burned cash for years.", "Soldiers burned houses in Orsk.", "ASSAULT"),
    ("Hurricane Odile battered Velia.", "The police battered two monks.", "ASSAULT"),
    ("The dealer was caught on camera.", "Police caught the dealer.", "COERCE"),
    ("She picked up her son at school.", "Police picked up the dealer.", "COERCE"),
    ("Velia cannot guarantee safety.", "Velia guaranteed to pay the miners.", "AGREE"),
    ("A soldier committed suicide.", "Velia committed to pay the miners.", "AGREE"),
    ("Ostra offered advice to Velia.", "Ostra offered to pay Velia.", "AGREE"),
    ("Ostra opened the door to reform.", "Ostra opened the border to refugees.", "RETREAT"),
    ("A clerk was forced to leave.", "Soldiers forced the villagers to leave.", "COERCE"),
    ("The mayor is honoured.", "The mayor honoured the miners.", "SUPPORT"),
    ("The miners were seen in a video.", "The miners visited Velia's premier.", "CONSULT"),
    ("You can't return refugees to Velia.", "Ostra returned refugees to Velia.", "COERCE"),
    ("Someone agreed to lead the party.", "The premier agreed to lead the party.", "AGREE"),
    ("The law prohibits rallies.", "The governor prohibits rallies.", "COERCE"),
    ("Under the Orsk accord the port is open.", "Ostra and Velia reached an accord.", "AGREE"),
    ("The aide will replace the minister.", "The queen sacked the minister.", "SANCTION"),
    ("The child hurried to the shelter.", "The army hurried troops to Orsk.", "MOBILIZE"),
    ("Two soldiers died when a truck overturned.", "Some 40 soldiers have died.", "ASSAULT"),
    ("The cook executed his plan.", "The rebels executed two monks.", "ASSAULT"),
    ("Women make up a third of Velia.", "Ostra made up with Velia.", "SUPPORT"),
    ("He is searching for a way out.", "Police are searching for a suspect.", "ACCUSE"),
    ("The plan was put at a news conference.", "The premier held talks with Velia.", "CONSULT"),
    ("The minister's tax return is late.", "The return of the hostages is near.", "RETREAT"),
]

# Sentences of a type that another's words come near to.
TYPES = [
    ("The deputy was expelled from the party.", "expelled", "SANCTION", "expel"),
    ("Soldiers expelled the villagers from Halden.", "expelled", "ASSAULT", "cleansing"),
    ("The deputy was suspended by his party.", "suspended", "SANCTION", "expel"),
    ("The governor suspended the newspaper.", "suspended", "COERCE", "ban"),
    ("The expulsion of the party's founder angered us.", "expulsion", "SANCTION", "expel"),
    ("The expulsion of refugees angered Orsk.", "expulsion", "COERCE", "deport"),
    ("Velia barred the envoy from returning to Orsk.", "barred", "COERCE", "restrict"),
    ("Deputies voted to rescind the mayor's immunity.", "rescind", "SANCTION", "discontinue"),
    ("The queen rallied to Velia.", "rallied", "SUPPORT", None),
    ("Protesters rallied to the square.", "rallied", "PROTEST", "demo"),
    ("Velia stood by the miners.", "stood", "SUPPORT", None),
    ("The troops stood by for orders.", "stood by", "MOBILIZE", "troops"),
    ("The army shut off the border with Velia.", "shut off", "COERCE", "restrict"),
    ("Ostra is waging a propaganda campaign against Velia.", "waging", "COERCE", "misinformation"),
    ("The soldiers entered the war.", "entered", "ASSAULT", None),
    ("Volunteers pulled refugees out of the sea.", "pulled", "AID", None),
    ("Ostra pulled its troops out of Halden.", "pulled", "RETREAT", "withdraw"),
    ("The minister expressed concern for the crew.", "expressed", "SUPPORT", None),
    ("The minister expressed concern at the arrests.", "expressed", "ACCUSE", "disapprove"),
    ("Ostra said the premier's remark was shameful.", "said", "ACCUSE", "disapprove"),
    ("Ostra said the premier was hiding rebels.", "said", "ACCUSE", "allege"),
    ("The queen likened Velia to a banana republic.", "likened", "ACCUSE", "disapprove"),
    ("The rebels will face a hearing.", "face", "ACCUSE", "investigate"),
    (
        "Velia's premier suggested reconsidering the treaty with Ostra.",
        "reconsidering",
        "THREATEN",
        "relations",
    ),
    ("The thief threatened a clerk with an iron bar.", "threatened", "THREATEN", "violence"),
    ("Ostra will respond firmly to Velia.", "respond", "THREATEN", None),
    ("The premier demanded an apology.", "demanded", "REQUEST", "yield"),
    ("The mayor invited the rebels to show that he yields.", "invited", "REQUEST", "meet"),
    ("Ostra said it would never negotiate with Velia.", "negotiate", "REJECT", "meet"),
    ("Ostra will not release the monks.", "release", "REJECT", "yield"),
    ("Gunmen shot a baker.", "shot", "ASSAULT", "firearms"),
    ("Gunmen shot the governor.", "shot", "ASSAULT", "assassinate"),
]

CAMPAIGN = (
    "The candidate opened her campaign in Orsk. A rival held a rally before the debate. "
    "Voters like the nominee's ads. "
)
MATCH = (
    "The coach praised his striker after the match. The goalkeeper saved a penalty in the derby. "
    "Fans filled the stadium. "
)
WARD = (
    "The surgeon saw the patient at the clinic. The baby needs treatment, the nurse said. "
    "The pregnancy was hard. "
)


@pytest.mark.parametrize(("nothing", "told", "kind"), SENSES, ids=[s[0] for s in SENSES])
def test_everyday_senses_tell_of_no_event(nothing: str, told: str, kind: str) -> None:
    assert [e.type for e in read_events(nothing)] == []
    assert kind in {e.type for e in read_events(told)}


@pytest.mark.parametrize(("text", "trigger", "kind", "mode"), TYPES, ids=[t[0] for t in TYPES])
def test_one_type_is_not_taken_for_another(
    text: str, trigger: str, kind: str, mode: str | None
) -> None:
    found = {e.trigger.of(text): (e.type, e.mode) for e in read_events(text)}
    assert found[trigger] == (kind, mode)


@pytest.mark.parametrize("about", [MATCH, WARD], ids=["sport", "medicine"])
def test_reports_of_something_else_tell_only_of_what_is_public(about: str) -> None:
    assert is_private(Tree(annotate(about)))
    assert read_events(about + "The keeper agreed to meet the Falcons.") == ()
    told = read_events(about + "The minister agreed to meet the miners.")
    assert [e.type for e in told] == ["AGREE"]
    assert [e.mode for e in read_events(about + "The striker was arrested.")] == ["arrest"]


def test_reports_of_public_life_are_no_private_ones() -> None:
    assert not is_private(Tree(annotate("The minister watched the match with the police chief.")))


def test_attacks_in_a_campaign_are_made_with_words() -> None:
    (event,) = read_events(CAMPAIGN + "She attacked her rival over taxes.")[-1:]
    assert (event.type, event.mode) == ("ACCUSE", "disapprove")
    (event,) = read_events(CAMPAIGN + "Rebels attacked a village with rockets.")[-1:]
    assert event.type == "ASSAULT"
    (event,) = read_events("The governor attacked a clerk.")
    assert event.type == "ASSAULT"


def test_share_buttons_tell_of_nobody_who_sends() -> None:
    text = "The talks are over. Send Facebook Twitter Whatsapp Reddit Print The army left."
    assert find_share_rows(text) == [(20, 63)]
    assert [e.trigger.of(text) for e in read_events(text)] == ["left"]
    assert find_share_rows("He posted it on Facebook, Twitter, Reddit and YouTube.") == []


def test_verbs_hung_on_a_bare_one_are_their_own_events() -> None:
    text = "The bank demanded the ministry halt its loans and accused it of fraud."
    found = {e.trigger.of(text): [a.name for a in e.actors] for e in read_events(text)}
    assert found["accused"] == ["The bank"]
