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
