"""Who is who within one report: a table of texts with sources marked, and who they are."""

import pytest

from marked import resolve
from onrecord.records import SpeakerKind

# In each text {braces} mark a source, [label:words] a name the encoder would find.
CASES = [
    pytest.param(
        "It sank, the {[ORG:Harbour Office]} reported. “It was old,” {the statement} said.",
        ["Harbour Office", "Harbour Office"],
        id="the statement is of the body that spoke right before",
    ),
    pytest.param(
        "It sank, {[PERSON:Dana Okoro]} said. “It was old,” {the statement} said.",
        ["Dana Okoro", "the statement"],
        id="a statement after somebody's words may be anybody's",
    ),
    pytest.param(
        "[ORG:Karsk Lines] sued [ORG:Osk Yards] on Monday. {The complaint} tells of theft.",
        ["Karsk Lines"],
        id="the complaint is of who sued",
    ),
    pytest.param(
        "{[PERSON:Dana Okoro] and [PERSON:Mira Vale] ([GPE:South Osk])} sent a letter"
        " to the port. {The letter} told of theft.",
        ["Dana Okoro and Mira Vale", "Dana Okoro and Mira Vale"],
        id="the letter that two sent is theirs, no place's beside them",
    ),
    pytest.param(
        "The [ORG:Osk administration] issued a new policy on Monday. {The new policy} calls for"
        " more.",
        ["Osk administration"],
        id="the new policy is of who issued it",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] is in the capital. {The career diplomat} says it holds.",
        ["Dana Okoro"],
        id="a description of who was just named",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] was in court. {The judge} said no.",
        ["The judge"],
        id="a part in what happens describes nobody named",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] met [PERSON:Lee Wan]. {The diplomat} said no.",
        ["The diplomat"],
        id="of two that were named neither is described",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] left the unit. “It holds,” {the candidate} said.",
        ["the candidate"],
        id="quoted words are of somebody new, not of who did not speak",
    ),
    pytest.param(
        "The [ORG:Velden] dock union met [ORG:Karsk Lines]. Then it rained. {The union} said no.",
        ["Velden"],
        id="the union is the one that was called so",
    ),
    pytest.param(
        "{An independent watchdog} said no. The [ORG:Harbour Commission] fined [ORG:Karsk Lines]."
        " {The watchdog} said more.",
        ["Harbour Commission", "Harbour Commission"],
        id="a watchdog is named later by what it is",
    ),
    pytest.param(
        "The [ORG:Harbour Commission] met the [ORG:Food Agency]. {The watchdog} said no.",
        ["watchdog"],
        id="of two watchdogs neither is taken",
    ),
    pytest.param(
        "It was first reported by [ORG:The Port Herald]. {The newspaper} said more.",
        ["Port Herald"],
        id="the newspaper is the medium named before it",
    ),
    pytest.param(
        "[ORG:Karsk Lines] was fined by the [ORG:Food Agency]. {The company} said no.",
        ["Karsk Lines"],
        id="the company is no public body",
    ),
    pytest.param(
        "It rained. [ORG:The Port Herald] could not reach {the newspaper} for comment.",
        ["newspaper"],
        id="the newspaper is not who tries to reach it",
    ),
    pytest.param(
        "[ORG:The Port Herald] was fined. It rained. It snowed. {The newspaper} said no.",
        ["newspaper"],
        id="the newspaper is none named further back",
    ),
    pytest.param(
        "[ORG:Karsk Lines] sued [ORG:Velden Yards]. {The company} said no.",
        ["company"],
        id="of two companies neither is taken",
    ),
    pytest.param(
        "{[PERSON:Dana Okoro]} spoke first. It was not what [PERSON:Lee Wan] had said when {he}"
        " told the clerks so.",
        ["Dana Okoro", "Lee Wan"],
        id="he is who the clause around it is about",
    ),
    pytest.param(
        "[PERSON:Lee Wan] sat down. When {[PERSON:Dana Okoro]} accused him of theft, {he} said no.",
        ["Dana Okoro", "Lee Wan"],
        id="he is not who speaks to him",
    ),
    pytest.param(
        "Asked by {[PERSON:Dana Okoro]} about it, {[PERSON:Lee Wan]} said no. “It holds,” {he}"
        " said.",
        ["Dana Okoro", "Lee Wan", "Lee Wan"],
        id="he is who answered, not who asked",
    ),
    pytest.param(
        "The case is before Mr [PERSON:Vale]. {She} said no.",
        ["She?"],
        id="she is not Mr Vale, who has not spoken",
    ),
    pytest.param(
        "{The 40-page ruling} argued it was safe. {It} said no.",
        ["The 40-page ruling", "The 40-page ruling"],
        id="it is the writing that spoke just before",
    ),
    pytest.param(
        "On Monday [ORG:Kessane Works] shut its plant. {It} said it had to.",
        ["Kessane Works"],
        id="it is the subject before it, which never spoke",
    ),
    pytest.param(
        "{[PERSON:Dana Okoro]} fell ill. {Her lawyers} said no.",
        ["Dana Okoro", "Dana Okoro’s lawyers"],
        id="her lawyers are named after her",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] and [PERSON:Mira Vale] were charged. {Both women} said no.",
        ["Dana Okoro and Mira Vale"],
        id="both women are the two named together",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] was charged. {Both women} said no.",
        ["Both women"],
        id="both women of whom one is named are nobody",
    ),
    pytest.param(
        "{The [ORG:Osk River Times]} said no. {The [ORG:Times]} added that it held.",
        ["Osk River Times", "Osk River Times"],
        id="the Times is the one medium called so",
    ),
    pytest.param(
        "{A statement from the [ORG:Water Ministry]} said no. {The statement} added that it held.",
        ["Water Ministry", "Water Ministry"],
        id="a statement is the word of the body it comes from",
    ),
    pytest.param(
        "{The [ORG:Harbour Committee]} met. {A summary released by the committee} said no.",
        ["Harbour Committee", "Harbour Committee"],
        id="a summary is the word of the body that released it",
    ),
    pytest.param(
        "{The [ORG:Water Ministry]} said in a statement it held. {The statement} said no.",
        ["Water Ministry", "Water Ministry"],
        id="the statement in which somebody said something is theirs",
    ),
    pytest.param(
        "{[ORG:The Port Herald]} said no. {The report} said it held.",
        ["Port Herald", "Port Herald"],
        id="the report right after a medium is the medium's",
    ),
    pytest.param(
        "{The letter, signed by the inspector [PERSON:Obadiah Renn],} said the dam leaked.",
        ["Obadiah Renn"],
        id="a letter is the word of whoever signed it",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] released a 13-page decision, {which} said the dam was hers.",
        ["Dana Okoro"],
        id="a decision that somebody releases is theirs",
    ),
    pytest.param(
        "{A letter to the [ORG:Water Ministry]} said the dam leaked.",
        ["A letter to the Water Ministry"],
        id="a letter is not the word of whom it is sent to",
    ),
    pytest.param(
        "For an hour, [PERSON:Dana Okoro] met her counterpart [PERSON:Lee Wan], {who} said no.",
        ["Lee Wan"],
        id="who is the name right before it",
    ),
    pytest.param(
        "{The [ORG:House Harbour Committee]} met. The House committee -- {which} says no -- left.",
        ["House Harbour Committee", "House Harbour Committee"],
        id="which takes up a body by a part of its name",
    ),
    pytest.param(
        "{Interior Minister [PERSON:Dana Okoro]} spoke. {[PERSON:Okoro]} went on. {She} left.",
        ["Dana Okoro", "Dana Okoro", "Dana Okoro"],
        id="full name, last name, pronoun",
    ),
    pytest.param(
        "{[PERSON:Okoro]} said no. Minister [PERSON:Dana Okoro] had been asked.",
        ["Dana Okoro"],
        id="a later full name settles an earlier short one",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] met [PERSON:Lena Okoro]. {[PERSON:Okoro]} said it went well.",
        ["Okoro?"],
        id="two bearers of a last name: nobody",
    ),
    pytest.param(
        "{[ORG:Pentagon] spokeswoman [PERSON:Ines Brandt]} spoke. {The spokeswoman} said no.",
        ["Ines Brandt", "Ines Brandt"],
        id="a describing phrase repeats a role",
    ),
    pytest.param(
        "{[PERSON:Ines Brandt], a spokeswoman for the dam,} spoke. {He} said it would hold.",
        ["Ines Brandt", "Ines Brandt"],
        id="a pronoun of the wrong sex, nobody else there",
    ),
    pytest.param(
        "{Two officials} spoke. {The two officials} said the dam would hold.",
        ["Two officials", "Two officials"],
        id="anonymous group taken up",
    ),
    pytest.param(
        "{[GPE:Russia] and [GPE:North Korea]} denied it.",
        ["Russia and North Korea"],
        id="joined names",
    ),
    pytest.param(
        "Neither {[PERSON:Ruiz] nor [PERSON:Lund]} has commented.",
        ["Ruiz and Lund"],
        id="neither nor",
    ),
    pytest.param(
        "{Supporters of [PERSON:Dana Okoro]} cheered. {They} said she would win.",
        ["Supporters of Dana Okoro", "Supporters of Dana Okoro"],
        id="a name inside a phrase is not its head",
    ),
    pytest.param(
        "{The [FAC:Kremlin]} denied it. {The [FAC:Kremlin]} said so twice.",
        ["Kremlin", "Kremlin"],
        id="a metonym keeps its name",
    ),
    pytest.param(
        "{[PERSON:Ana Ruiz], the [ORG:Nobel] Prize-winning former director,} spoke.",
        ["Ana Ruiz"],
        id="an apposition joins nobody",
    ),
    pytest.param(
        "{[PERSON:Ana Ruiz] and former [GPE:Osk] Gov. [PERSON:Dana Okoro]} spoke.",
        ["Ana Ruiz and Dana Okoro"],
        id="a place in a title is nobody",
    ),
    pytest.param(
        "{[PERSON:Ana Ruiz] and [PERSON:Dana Okoro], the mothers of two [NORP:Ostranians],} spoke.",
        ["Ana Ruiz and Dana Okoro"],
        id="a people inside of it is nobody",
    ),
    pytest.param(
        "{Candidates like [PERSON:Ana Ruiz]} spoke.",
        ["Candidates like Ana Ruiz"],
        id="an example is not the head",
    ),
    pytest.param(
        "{[PERSON:Ruiz], [PERSON:Okoro]} had opposing views.",
        ["Ruiz and Okoro"],
        id="a comma alone joins, as in headlines",
    ),
    pytest.param(
        "[PERSON:Dana Okoro] and her brother, the baker [PERSON:Roy Okoro], met."
        " {Mr [PERSON:Okoro]} said no. {Ms [PERSON:Okoro]} said yes.",
        ["Roy Okoro", "Dana Okoro"],
        id="a title tells two bearers apart",
    ),
    pytest.param(
        "Dr. [PERSON:Salma] and [PERSON:Viktor Brunner] met. {Dr. [PERSON:Brunner]} said no.",
        ["Salma Brunner"],
        id="a shared last name and a title of one of them",
    ),
    pytest.param(
        "{[PERSON:Anton Kiedler]} spoke. {[PERSON:Keidler]} went on.",
        ["Anton Kiedler", "Anton Kiedler"],
        id="two letters turned round",
    ),
    pytest.param(
        "{[PERSON:Anton Kiedler]} spoke. {[PERSON:Fiedler]} went on.",
        ["Anton Kiedler", "Fiedler"],
        id="another letter is another name",
    ),
    pytest.param(
        "Asked whether he knew that [PERSON:Roy Okoro] had called the dam a hoax,"
        " [PERSON:Viktor Lund] smiled. “It will hold,” {he} said.",
        ["Viktor Lund"],
        id="the subject of the main clause comes before one of an inner clause",
    ),
    pytest.param(
        "{An official, who gave no name,} said it was closed. [PERSON:Ana Ruiz] laughed."
        " “Then let them,” {she} said.",
        ["An official, who gave no name", "Ana Ruiz"],
        id="a name comes before somebody without one",
    ),
    pytest.param(
        "{The results} say so. {The angry voters} say no. {Many} agree. {They} are tired.",
        ["The results", "The angry voters", "Many", "The angry voters"],
        id="neither a paper nor a number word is they",
    ),
    pytest.param(
        "[PERSON:Ana Ruiz], once envoy to [GPE:Bermuda], {who} backs him, left.",
        ["Ana Ruiz"],
        id="who is never a place",
    ),
    pytest.param(
        "{A guard, who asked to be identified only as “[PERSON:Anton]”,} spoke."
        " {[PERSON:Anton]} went on.",
        ["Anton", "Anton"],
        id="a name for this report only",
    ),
    pytest.param(
        "{A cook}, whom the paper is calling [PERSON:Dov], spoke.",
        ["Dov"],
        id="the same in the clause after it",
    ),
    pytest.param(
        "[PERSON:Guillermo Ansaldo], known as “[PERSON:Memo]”, swims."
        " {[PERSON:Memo] himself} said so.",
        ["Guillermo Ansaldo"],
        id="a nickname",
    ),
    pytest.param(
        "{The operator, [ORG:Karsk Lines],} spoke. {It} said no.",
        ["Karsk Lines", "Karsk Lines"],
        id="a body set beside its description",
    ),
    pytest.param(
        "The [ORG:Vale Savings Bank] closed. {The bank} said no.",
        ["Vale Savings Bank"],
        id="the bank",
    ),
    pytest.param(
        "In the [ORG:Ministry of Energy] {they} refused to comment.",
        ["Ministry of Energy"],
        id="in the ministry they",
    ),
    pytest.param(
        "{Keep the Lake campaign director [PERSON:Ana Ruiz]} spoke.",
        ["Ana Ruiz"],
        id="a role at the end of a longer name",
    ),
    pytest.param(
        "{Best-selling thriller writer [PERSON:Ana Ruiz]} spoke.",
        ["Ana Ruiz"],
        id="a participle inside a role",
    ),
    pytest.param(
        "{[PERSON:Dag Okoro]} said no. “Never,” {he} said."
        " The minister, [PERSON:Ulla Lund], left. {She} said yes.",
        ["Dag Okoro", "Dag Okoro", "Ulla Lund"],
        id="who was he before is rather not she",
    ),
    pytest.param(
        "[GPE:Velia] and [GPE:North Orsk] have grown close. {The two nations} deny it.",
        ["Velia and North Orsk"],
        id="the two nations are the two named together",
    ),
    pytest.param(
        "{[PERSON:Vale]} spoke. Her father, [PERSON:Ilo Vale], left the party. {[PERSON:Vale]} was"
        " glad.",
        ["Vale", "Vale"],
        id="the last name is not that of kin named after it",
    ),
    pytest.param(
        "{[PERSON:Vale]} spoke. [PERSON:Ilo Vale], a baker, left. {[PERSON:Ilo]} was glad.",
        ["Ilo Vale", "Ilo Vale"],
        id="the last name is that of who is named in full after it",
    ),
    pytest.param(
        "[PERSON:Ana Vale] left. Her father, [PERSON:Ilo Vale], spoke. {Mr. [PERSON:Vale]} sat.",
        ["Ilo Vale"],
        id="the last name may be that of kin, where both are named in full",
    ),
    pytest.param(
        "{He} said it would rain.",
        ["He?"],
        id="a pronoun with nobody before it",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_a_source_is_taken_to_who_it_stands_for(marked: str, expected: list[str]) -> None:
    found = [
        chain.name + ("?" if chain.kind is SpeakerKind.UNRESOLVED else "")
        for chain in resolve(marked)
    ]
    assert found == expected


def test_two_bearers_are_kept_as_candidates() -> None:
    (chain,) = resolve("[PERSON:Dana Okoro] met [PERSON:Lena Okoro]. {[PERSON:Okoro]} spoke.")
    assert chain.candidates == ("Dana Okoro", "Lena Okoro")


def test_a_role_is_kept_with_its_words() -> None:
    (chain,) = resolve("{Secretary of State [PERSON:Ana Ruiz]} said the dam would hold.")
    assert [role.text for role in chain.roles] == ["Secretary of State"]


ROLES = [
    ("{Gov. [PERSON:Ana Ruiz]} spoke.", ["Gov."]),
    (
        "OSK - Interior Minister [PERSON:Ana Ruiz] left. {[PERSON:Ruiz]} spoke.",
        ["Interior Minister"],
    ),
    ("{[PERSON:Ana Ruiz], 41, a farmer in Osk,} spoke.", ["a farmer in Osk"]),
    (
        "{[PERSON:Ana Ruiz], a Liberal and former Upper Osk state senator who left,} spoke.",
        ["a Liberal and former Upper Osk state senator"],
    ),
    ("{Its duty officer, Lt. [PERSON:Ana Ruiz]} spoke.", ["Lt.", "duty officer"]),
    ("{Mayor of [GPE:Osk], [PERSON:Ana Ruiz]} spoke.", ["Mayor of Osk"]),
    ("{[PERSON:Ana Ruiz], her supporters and many others} cheered.", []),
    ("{[PERSON:Ana Ruiz], Governor [PERSON:Okoro] and a cook} spoke.", []),
    (
        "{The head of the regional administration [PERSON:Ana Ruiz]} spoke.",
        ["head of the regional administration"],
    ),
]


@pytest.mark.parametrize(("marked", "roles"), ROLES)
def test_roles_stand_beside_names(marked: str, roles: list[str]) -> None:
    chain = resolve(marked)[0]
    assert [role.text for role in chain.roles] == roles


AFFILIATIONS = [
    ("{Secretary of [ORG:State] [PERSON:Ana Ruiz]} spoke.", None),
    ("{[GPE:Ostran] [ORG:Defense] Secretary [PERSON:Ana Ruiz]} spoke.", "Ostran"),
    ("{[ORG:Harbour Office] director [PERSON:Ana Ruiz]} spoke.", "Harbour Office"),
]


@pytest.mark.parametrize(("marked", "body"), AFFILIATIONS)
def test_a_part_of_an_office_is_no_body(marked: str, body: str | None) -> None:
    assert resolve(marked)[0].affiliation == body


def test_every_merge_gives_its_reason() -> None:
    _, chain = resolve("{[PERSON:Dana Okoro]} spoke. {[PERSON:Okoro]} went on.")
    assert [reason.name for reason in chain.reasons] == ["last name"]
