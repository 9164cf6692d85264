from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.events.readings import annotate, list_words, read_events
from makers import make_statement
from onrecord.extract.events.events import extract_events
from onrecord.extract.events.mains import find_main, fold_intention
from onrecord.extract.events.trees import mend_lemma
from onrecord.records import Block, BlockKind, EventMention, Polarity, Realis, Span

CODED = [
    # text, trigger, type, mode, actors, recipients
    (
        "Ostra shelled the Kenyan port.",
        "shelled",
        "ASSAULT",
        "heavy-weapons",
        ["Ostra"],
        ["the Kenyan port"],
    ),
    ("Two nurses were shot by gunmen.", "shot", "ASSAULT", "firearms", ["gunmen"], ["Two nurses"]),
    ("Velia refused to meet the envoy.", "refused", "REJECT", "meet", ["Velia"], ["the envoy"]),
    (
        "The union threatened to block the port.",
        "threatened",
        "THREATEN",
        "restrict",
        ["The union"],
        [],
    ),
    (
        "The mayor urged Orsk to release the monks.",
        "urged",
        "REQUEST",
        "yield",
        ["The mayor"],
        ["Orsk"],
    ),
    ("Velia called off the rally.", "called off", "CONCEDE", None, ["Velia"], []),
    ("Velia suspended aid to Orsk.", "suspended", "SANCTION", "discontinue", ["Velia"], ["Orsk"]),
    (
        "The army began shelling Halden.",
        "shelling",
        "ASSAULT",
        "heavy-weapons",
        ["The army"],
        ["Halden"],
    ),
    (
        "Ostra accused Velia of jamming its radios.",
        "accused",
        "ACCUSE",
        "allege",
        ["Ostra"],
        ["Velia"],
    ),
    ("Ostra launched an attack on Halden.", "launched", "ASSAULT", None, ["Ostra"], ["Halden"]),
    (
        "Ostra's invasion of Velia began in May.",
        "invasion",
        "ASSAULT",
        None,
        ["Ostra"],
        ["Velia"],
    ),
    (
        "The ministers of Ostra and Velia met in Orsk.",
        "met",
        "CONSULT",
        None,
        ["The ministers of Ostra and Velia"],
        [],
    ),
    ("Ostra and Velia signed a treaty.", "signed", "SUPPORT", None, ["Ostra", "Velia"], []),
    (
        "The commander said the governor must release the crew.",
        "must",
        "REQUEST",
        "yield",
        ["The commander"],
        ["the governor"],
    ),
    ("Troops were deployed to Halden.", "deployed", "MOBILIZE", "troops", ["Troops"], ["Halden"]),
    (
        "The pilots want Velia to reopen the airport.",
        "want",
        "REQUEST",
        "yield",
        ["The pilots"],
        ["Velia"],
    ),
    (
        "The arrest of two monks by border guards angered Velia.",
        "arrest",
        "COERCE",
        "arrest",
        ["border guards"],
        ["two monks"],
    ),
    (
        "The minister accused supermarket chains of hoarding rice.",
        "accused",
        "ACCUSE",
        "allege",
        ["The minister"],
        ["supermarket chains"],
    ),
    (
        "The nurses asked for a raise, but the board turned the request down.",
        "turned",
        "REJECT",
        None,
        ["the board"],
        ["The nurses"],
    ),
    (
        "Citing the coup in Niger, Ostra suspended all aid.",
        "suspended",
        "SANCTION",
        "discontinue",
        ["Ostra"],
        ["Niger"],
    ),
    (
        "The minister told the envoys that his country would not accept the plan.",
        "accept",
        "REJECT",
        None,
        ["his country"],
        ["the envoys"],
    ),
    (
        "Miners blocked the road to Halden and rallied against the government.",
        "blocked",
        "PROTEST",
        "obstruct",
        ["Miners"],
        ["the government"],
    ),
    (
        "Velia denounced the shelling of its border villages by Ostran troops.",
        "denounced",
        "ACCUSE",
        "disapprove",
        ["Velia"],
        ["Ostran troops"],
    ),
    (
        "Drivers marched in Halden to call for the mayor's resignation.",
        "marched",
        "PROTEST",
        "demo",
        ["Drivers"],
        ["the mayor"],
    ),
    (
        "Ostra wrote off debts of 40 million euros owed by Velia.",
        "wrote off",
        "AID",
        None,
        ["Ostra"],
        ["Velia"],
    ),
    (
        "The governor scrapped the tax, bowing to a demand of the drivers.",
        "scrapped",
        "CONCEDE",
        None,
        ["The governor"],
        ["the drivers"],
    ),
    (
        "The guards promised the miners safe passage, but opened fire at the gate.",
        "opened fire",
        "ASSAULT",
        "firearms",
        ["The guards"],
        ["the miners"],
    ),
]


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode", "actors", "recipients"), CODED, ids=[c[0] for c in CODED]
)
def test_coding(text, trigger, kind, mode, actors, recipients):
    event = next(e for e in read_events(text) if e.trigger.of(text) == trigger)
    assert (event.type, event.mode) == (kind, mode)
    assert list_words(text, tuple(p.span for p in event.actors)) == actors
    assert list_words(text, tuple(p.span for p in event.recipients)) == recipients


REAL = [
    ("Velia attacked Orsk.", Realis.ACTUAL, []),
    ("Velia did not attack Orsk.", Realis.NEGATED, ["not"]),
    ("Velia never attacked Orsk.", Realis.NEGATED, ["never"]),
    ("Velia has yet to attack Orsk.", Realis.NEGATED, ["yet"]),
    ("Velia failed to attack Orsk.", Realis.NEGATED, ["failed"]),
    ("The rebels left Halden without attacking Orsk.", Realis.NEGATED, ["without"]),
    ("Nobody attacked Orsk.", Realis.NEGATED, None),
    ("If Velia attacked Orsk, oil would rise.", Realis.HYPOTHETICAL, ["If"]),
    ("Should the rebels attack Orsk, oil will rise.", Realis.HYPOTHETICAL, ["Should"]),
    ("If rebels crossed the river and attacked Orsk, oil would rise.", Realis.HYPOTHETICAL, ["if"]),
    ("Velia may attack Orsk.", Realis.HYPOTHETICAL, ["may"]),
    ("Velia wants to attack Orsk.", Realis.HYPOTHETICAL, ["wants"]),
    ("Velia bought rifles to attack Orsk.", Realis.HYPOTHETICAL, ["to"]),
    ("Velia will attack Orsk.", Realis.FUTURE, ["will"]),
    ("Velian troops are set to attack Orsk.", Realis.FUTURE, ["set"]),
    ("Velia is expected to attack Orsk.", Realis.FUTURE, ["expected"]),
    ("When Velia attacked Orsk in 2019, oil rose.", Realis.HISTORICAL, ["2019"]),
    ("Velia attacked Orsk in March 2022.", Realis.HISTORICAL, ["March 2022"]),
]


@pytest.mark.parametrize(("text", "realis", "cues"), REAL, ids=[r[0] for r in REAL])
def test_realis_and_its_words(text, realis, cues):
    event = next(e for e in read_events(text) if "attack" in e.trigger.of(text))
    assert event.realis is realis
    if cues is not None:
        words = [word.lower() for word in list_words(text, event.realis_spans)]
        assert words == [cue.lower() for cue in cues]


NONE = [
    "The spokesman declined to comment on the raid in public.",
    "He refused to say whether the port was open.",
    "Depots near the front are legitimate targets.",
    "The company met its sales targets.",
    "Heavy rain struck the coast.",
    "The striker fired two shots wide.",
    "Shares rallied on Monday.",
    "Analysts agree that the harvest will be poor.",
    "The clinic told reporters that it was closed.",
    "The commander said the dam would hold.",
    "Firefighters battled the blaze through the night.",
    "The minister has fought inflation for two years.",
    "She beat her rivals in the final.",
    "The senator fought cancer in public.",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_no_event(text):
    assert read_events(text) == ()


def test_them_are_those_of_the_clause_before():
    text = "When the two envoys reached the bridge, soldiers detained them."
    (event,) = read_events(text)
    assert [p.name for p in event.recipients] == ["the two envoys"]


def test_page_furniture_tells_of_no_event():
    annotated = annotate("Velia attacked Orsk.")
    document = annotated.document
    span = Span(document_id=document.id, start=0, end=len(document.text))
    blocks = (Block(span=span, kind=BlockKind.FURNITURE),)
    flagged = replace(annotated, document=replace(document, blocks=blocks))
    assert extract_events(annotated, ())
    assert extract_events(flagged, ()) == ()


def test_an_event_stands_in_its_innermost_statement_and_on_its_speakers_word():
    text = "The envoy said that Velia had attacked Orsk."
    annotated = annotate(text)
    said = make_statement(
        annotated.document, "Velia had attacked Orsk", source="The envoy", cue="said"
    )
    (event,) = extract_events(annotated, (said,))
    assert event.statement_id == said.id
    assert event.speaker is not None
    assert event.speaker.name == "The envoy"


def test_an_accusation_is_tied_to_the_statement_it_makes_on_nobodys_word_but_the_reports():
    text = "Ostra accused Velia of attacking Orsk."
    annotated = annotate(text)
    made = make_statement(annotated.document, "of attacking Orsk", source="Ostra", cue="accused")
    accusing, attacking = extract_events(annotated, (made,))
    assert (accusing.type, accusing.statement_id, accusing.speaker) == ("ACCUSE", made.id, None)
    assert attacking.type == "ASSAULT"
    assert attacking.speaker is not None
    assert [p.name for p in attacking.actors] == ["Velia"]


def test_what_is_negated_is_held_to_be_not_so():
    (event,) = read_events("Velia did not attack Orsk.")
    assert event.factuality.polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("rated", "realis"),
    [(2.9, Realis.ACTUAL), (0.4, Realis.HYPOTHETICAL), (-2.5, Realis.NEGATED)],
)
def test_where_no_word_says_so_the_head_is_asked(rated, realis):
    annotated = annotate("It did appear that Velia shelled the port.")
    start = annotated.document.text.index("shelled")
    span = Span(document_id=annotated.document.id, start=start, end=start + 7)
    rated_word = EventMention(span=span, lemma="shell", factuality=rated)
    (event,) = extract_events(replace(annotated, events=(rated_word,)), ())
    assert event.realis is realis
    assert ("factuality" in event.provenance.method) == (realis is not Realis.ACTUAL)


def test_what_the_words_say_goes_before_the_head():
    annotated = annotate("Velia did not shell the port.")
    start = annotated.document.text.index("shell")
    span = Span(document_id=annotated.document.id, start=start, end=start + 5)
    rated_word = EventMention(span=span, lemma="shell", factuality=3.0)
    (event,) = extract_events(replace(annotated, events=(rated_word,)), ())
    assert event.realis is Realis.NEGATED


def test_the_place_and_the_day_are_those_of_the_events_own_clause():
    text = "Rebels who fled Brennick in May attacked a bridge in Halden on Monday."
    event = next(e for e in read_events(text) if e.trigger.of(text) == "attacked")
    assert event.place is not None
    assert event.place.name == "Halden"
    assert event.when is not None
    assert event.when.value == "2024-11-18"


def test_the_same_text_gives_the_same_events():
    text = "Ostra accused Velia of shelling Halden and expelled two diplomats."
    assert read_events(text) == read_events(text)


MAIN = [
    ("Ostra praised the envoys but condemned Velia for the raid.", "ACCUSE"),
    ("Ostra praised the envoys and condemned Velia for the raid.", "SUPPORT"),
    ("Velia will send tents to Orsk.", "AGREE"),
    ("Velia will attack Orsk.", "THREATEN"),
    ("Velia will not negotiate with Orsk.", "REJECT"),
    ("Velia, which attacked Orsk in May, praised Halden.", "SUPPORT"),
    ("Velia attacked Orsk.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "kind"), MAIN, ids=[m[0] for m in MAIN])
def test_the_main_event_of_a_sentence_as_a_coder_of_one_event_has_it(text, kind):
    annotated = annotate(text)
    main = find_main(annotated, extract_events(annotated, ()))
    assert main is not None
    assert fold_intention(main, text) == kind


def test_a_sentence_without_events_has_no_main_one():
    assert find_main(annotate("It rained."), ()) is None


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Monks staged a vigil.", "staged", "stage"),
        ("The fire raged on.", "raged", "rage"),
        ("They planned a raid.", "planned", "plan"),
        ("They visited Orsk.", "visited", "visit"),
    ],
)
def test_a_silent_e_is_put_back(text, word, lemma):
    token = next(t for t in annotate(text).tokens if t.text == word)
    assert mend_lemma(token) == lemma


WORDS = st.lists(
    st.sampled_from(
        [
            "Velia",
            "Ostra",
            "attacked",
            "refused",
            "to",
            "meet",
            "if",
            "the",
            "rebels",
            "would",
            "not",
            "and",
            ",",
            ".",
            "accused",
            "of",
            "strike",
            "on",
            "troops",
            "who",
            "\n",
            "“",
            "it",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=60)))
def test_any_text_gives_an_answer_whose_spans_hold_its_words(text):
    for event in read_events(text):
        spans = (
            event.trigger,
            *event.realis_spans,
            *(p.span for p in (*event.actors, *event.recipients)),
            *(p.head for p in (*event.actors, *event.recipients)),
        )
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
