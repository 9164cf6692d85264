import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import find, make_document
from onrecord.annotate.syntax import parse_text
from onrecord.extract.participants import resolve_participant
from onrecord.lexicon import load_table
from onrecord.records import (
    AnnotatedDocument,
    CoreferenceChain,
    Mention,
    MentionKind,
    Role,
    Span,
    SpeakerKind,
)

PLOVER = (
    "GOV MIL COP JUD LEG PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC "
    "IGO NGO IMG"
)


def annotate(text, **known):
    document = make_document(text)
    tokens, sentences = parse_text(text)
    return AnnotatedDocument(document=document, tokens=tokens, sentences=sentences, **known)


def read(sentence):
    """Resolve the phrase in square brackets, whose head word stands in braces."""
    text = sentence
    marks = {}
    for mark in "[{}]":
        marks[mark] = text.index(mark)
        text = text.replace(mark, "", 1)
    annotated = annotate(text)
    key = annotated.document.id
    span = Span(document_id=key, start=marks["["], end=marks["]"])
    head = Span(document_id=key, start=marks["{"], end=marks["}"])
    return resolve_participant(annotated, span, head)


@pytest.mark.parametrize(
    ("sentence", "countries", "sectors"),
    [
        ("[{Pyongyang}] sent the shells by rail.", ["PRK"], ["GOV"]),
        ("They blamed [{Pyongyang}] for the blast.", ["PRK"], []),
        ("[The {DPRK}] sent the shells by rail.", ["PRK"], []),
        ("[North Korean {soldiers}] crossed the river.", ["PRK"], ["MIL"]),
        ("[Thousands of North Korean {soldiers}] crossed.", ["PRK"], ["MIL"]),
        ("[{Thousands} of North Korean soldiers] crossed.", ["PRK"], ["MIL"]),
        ("[The {Kremlin}] rejected the plan.", ["RUS"], ["GOV"]),
        ("[A Kremlin {spokesman}] rejected the plan.", ["RUS"], ["GOV"]),
        ("[The {White House}] rejected the plan.", ["USA"], ["GOV"]),
        ("[Russia’s foreign {ministry}] rejected the plan.", ["RUS"], ["GOV"]),
        ("[Kenyan {police}] fired on the crowd.", ["KEN"], ["COP"]),
        ("[{Protesters} in Nairobi] threw stones.", ["KEN"], ["CVL"]),
        ("[The {United Nations}] called for calm.", [], ["IGO"]),
        ("[U.N. {peacekeepers}] left the village.", [], ["MIL"]),
        ("[{NATO}] opened an office.", [], ["IGO", "MIL"]),
        ("[{Hamas}] freed the driver.", ["PSE"], ["REB"]),
        ("[Colombian rebel {leaders}] met on Friday.", ["COL"], ["REB"]),
        ("[The Peruvian {leader}] met the farmers.", ["PER"], ["GOV"]),
        ("[Union {leaders}] met on Friday.", [], []),
        ("[Trade union {leaders}] met on Friday.", [], ["LAB"]),
        ("[Opposition {lawmakers}] walked out.", [], ["LEG"]),
        ("[Former Chilean {president}] was charged.", ["CHL"], ["ELI"]),
        ("[Israeli and Egyptian {officials}] met.", ["ISR", "EGY"], ["GOV"]),
        ("[The German {Foreign Office}] summoned him.", ["DEU"], ["GOV"]),
        ("[Pro-Russian {separatists}] took the town.", [], ["REB"]),
        ("[Anti-government {protesters}] marched.", [], ["CVL"]),
        ("[A US-led {coalition}] bombed the port.", [], []),
        ("[The {people} who fled Sudan] waited.", [], ["CVL"]),
        ("[{Congolese} troops] waited.", [], []),
        ("[Ethnic {Albanians}] waited.", [], ["CVL"]),
        ("[The {committee}] waited.", [], []),
        ("[{Georgia}] waited.", [], []),
        ("[Texas {lawmakers}] voted.", ["USA"], ["LEG"]),
        ("[Nobel {laureates}] signed it.", [], []),
        ("[Ghanaian {units}] crossed the river.", ["GHA"], ["MIL"]),
        ("[The counting {units}] were sold.", [], []),
        ("[80{%} of the Ghanaian troops] left.", ["GHA"], ["MIL"]),
        ("[The {head} of Ghana] arrived.", ["GHA"], ["GOV"]),
        ("[The {head} of a choir] arrived.", [], []),
        ("[Secretary of State Dana {Ruiz}] arrived.", ["USA"], ["GOV"]),
        ("[Secretary of State for Health Dana {Ruiz}] arrived.", [], ["GOV"]),
        ("[Ghanaian Secretary of State Dana {Ruiz}] arrived.", ["GHA"], ["GOV"]),
    ],
)
def test_country_and_sector(sentence, countries, sectors):
    who = read(sentence)
    assert (list(who.countries), list(who.sectors)) == (countries, sectors)
    for reason in who.reasons:
        assert reason.spans


def test_a_name_takes_what_the_report_says_of_him():
    text = "Vadim Orlov, the Russian defense minister, flew home. Orlov said he was tired."
    document = make_document(text)
    person = find(document, "Vadim Orlov")
    chain = CoreferenceChain(
        id="c",
        name="Vadim Orlov",
        kind=SpeakerKind.PERSON,
        mentions=(person, find(document, "Orlov", 2), find(document, "he", 2)),
        roles=(
            Role(
                text="Russian defense minister", span=find(document, "the Russian defense minister")
            ),
        ),
    )
    mentions = (Mention(span=person, kind=MentionKind.PERSON),)
    annotated = annotate(text, chains=(chain,), mentions=mentions)
    pronoun = find(annotated.document, "he", 2)
    who = resolve_participant(annotated, pronoun, pronoun)
    assert (who.name, who.chain_id) == ("Vadim Orlov", "c")
    assert (who.countries, who.sectors) == (("RUS",), ("GOV",))


def test_where_somebody_works_is_not_his_country():
    text = "Orla Quinn, a fellow at an institute in Washington, wrote it. Quinn said so."
    document = make_document(text)
    person = find(document, "Orla Quinn")
    role = find(document, "a fellow at an institute in Washington")
    chain = CoreferenceChain(
        id="c",
        name="Orla Quinn",
        kind=SpeakerKind.PERSON,
        mentions=(person, find(document, "Quinn", 2)),
        roles=(Role(text="fellow", span=role),),
    )
    annotated = annotate(text, chains=(chain,))
    again = find(document, "Quinn", 2)
    who = resolve_participant(annotated, again, again)
    assert (who.name, who.countries) == ("Orla Quinn", ())


def test_a_body_named_after_two_countries_is_neithers():
    text = "Orla Quinn, head of the Ghana Peru Trade Group, wrote it."
    document = make_document(text)
    body = find(document, "Ghana Peru Trade Group")
    annotated = annotate(text, mentions=(Mention(span=body, kind=MentionKind.ORGANIZATION),))
    phrase = find(document, "head of the Ghana Peru Trade Group")
    who = resolve_participant(annotated, phrase, find(document, "head"))
    assert who.countries == ()


def test_those_who_speak_together_are_each_himself():
    text = "Ghana and Peru agreed."
    document = make_document(text)
    both = find(document, "Ghana and Peru")
    chain = CoreferenceChain(
        id="c",
        name="Ghana and Peru",
        kind=SpeakerKind.GROUP,
        mentions=(both,),
        members=("Ghana", "Peru"),
    )
    first = find(document, "Ghana")
    who = resolve_participant(annotate(text, chains=(chain,)), first, first)
    assert (who.name, who.countries, who.chain_id) == ("Ghana", ("GHA",), None)


def test_a_party_is_no_part_of_its_leaders_name():
    text = "Quinn's Likud met."
    document = make_document(text)
    whole = find(document, "Quinn's Likud")
    annotated = annotate(text, mentions=(Mention(span=whole, kind=MentionKind.PERSON),))
    who = resolve_participant(annotated, whole, find(document, "Likud"))
    assert who.countries == ("ISR",)


def test_a_region_has_its_country():
    text = "They were sent to Kursk Oblast."
    document = make_document(text)
    place = find(document, "Kursk Oblast")
    annotated = annotate(text, mentions=(Mention(span=place, kind=MentionKind.PLACE),))
    who = resolve_participant(annotated, place, find(document, "Oblast"))
    assert who.countries == ("RUS",)


def test_a_persons_name_is_no_country():
    text = "Dana Jordan left the hall."
    document = make_document(text)
    name = find(document, "Dana Jordan")
    annotated = annotate(text, mentions=(Mention(span=name, kind=MentionKind.PERSON),))
    who = resolve_participant(annotated, name, find(document, "Jordan"))
    assert who.countries == ()


def test_the_tables_hold_codes_that_exist():
    countries, known = {row[0] for row in load_table("countries")}, set(PLOVER.split())
    for row in load_table("organisations"):
        assert set(filter(None, row[1].split("|"))) <= countries, row
        assert set(filter(None, row[2].split("|") if len(row) > 2 else ())) <= known, row
    nouns = [row[0] for row in load_table("agents")]
    assert len(nouns) == len(set(nouns))
    for row in load_table("agents"):
        assert set(filter(None, row[1].split("|") if len(row) > 1 else ())) <= known, row
        assert row[2:] in {(), ("weak",), ("state",), ("head",)}, row


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_span_gives_an_answer(text, start, end):
    annotated = annotate(text)
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    span = Span(document_id=annotated.document.id, start=low, end=high)
    assert resolve_participant(annotated, span, span).span == span
