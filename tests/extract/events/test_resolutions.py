"""Who a pronoun or a bare phrase in a party's place is, in invented sentences."""

import pytest

from extract.events.readings import annotate
from makers import make_statement
from onrecord.extract.events.events import extract_events
from onrecord.records import Act, Speaker, StatementKind

PEOPLE = ("Okoro", "Mara Vale", "Vale", "Tomas Brandt", "Brandt")

# text, trigger, actors, recipients; each with countries
RESOLVED = [
    pytest.param(
        "Kenyan troops landed in May. They shelled Halden.",
        "shelled",
        [("Kenyan troops", "KEN")],
        None,
        id="they: the subject of the sentence before",
    ),
    pytest.param(
        "Brandt met Okoro. He condemned the raid on Halden.",
        "condemned",
        [("Brandt", "")],
        None,
        id="he: of two, the subject",
    ),
    pytest.param(
        "Mr. Brandt wrote to Mrs. Vale. She criticised the mayor.",
        "criticised",
        [("Vale", "")],
        None,
        id="she: no man",
    ),
    pytest.param(
        "Mrs. Vale and Mr. Brandt disagreed. He criticised the mayor.",
        "criticised",
        [("He", "")],
        None,
        id="he: hung on another, left open",
    ),
    pytest.param(
        "Ghana and Kenya quarrelled in May. The two countries signed a treaty in June.",
        "signed",
        [("Ghana", "GHA"), ("Kenya", "KEN")],
        None,
        id="the two countries",
    ),
    pytest.param(
        "Ghana, Kenya and Peru quarrelled. The two countries signed a treaty in June.",
        "signed",
        [("The two countries", "")],
        None,
        id="the two countries: of three, left open",
    ),
    pytest.param(
        "Ghana shelled Kenya and bombed the country again.",
        "bombed",
        [("Ghana", "GHA")],
        [("Kenya", "KEN")],
        id="the country: not who acts",
    ),
    pytest.param(
        "Kenyan President Okoro told reporters the country could send grain to Peru.",
        "send",
        [("Kenya", "KEN")],
        [("Peru", "PER")],
        id="the country of who speaks",
    ),
    pytest.param(
        "Kenyan soldiers crossed the river. These soldiers shelled Halden.",
        "shelled",
        [("Kenyan soldiers", "KEN")],
        None,
        id="these soldiers",
    ),
    pytest.param(
        "Kenyan soldiers and Ghanaian soldiers met. These soldiers shelled Halden.",
        "shelled",
        [("These soldiers", "")],
        None,
        id="these soldiers: of two armies, left open",
    ),
    pytest.param(
        "Vale and Brandt met in Halden. Okoro and others left. The two leaders signed a treaty.",
        "signed",
        [("Vale", ""), ("Brandt", "")],
        None,
        id="the two who were named together",
    ),
    pytest.param(
        "Brandt and Okoro wanted the boy's return to his father, as he condemned the mayor.",
        "condemned",
        [("he", "")],
        None,
        id="he: of several, left open",
    ),
    pytest.param(
        "The angry crowd shouted at Okoro, shaking fists at him.",
        "shaking fists",
        [("The angry crowd", "")],
        [("Okoro", "")],
        id="him: not who acts",
    ),
    pytest.param(
        "In his letter, Okoro condemned the raid and rejected his demands.",
        "rejected",
        [("Okoro", "")],
        None,
        id="his own demands are nobody else's",
    ),
]


def describe(participants):
    return [(p.name, "".join(p.countries)) for p in participants]


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), RESOLVED)
def test_a_word_for_somebody_is_who_the_report_settles(text, trigger, actors, recipients):
    events = extract_events(annotate(text, people=PEOPLE), ())
    (event,) = [e for e in events if e.trigger.of(text) == trigger]
    assert describe(event.actors) == actors
    if recipients is not None:
        assert describe(event.recipients) == recipients


def make_chain_speaker(chain):
    return Speaker(id=chain.id, name=chain.name, kind=chain.kind)


def test_we_is_who_speaks_with_his_country():
    text = "“We condemn the raid,” said Kenyan President Okoro."
    annotated = annotate(text, people=PEOPLE)
    (chain,) = annotated.chains
    said = make_statement(
        annotated.document,
        "We condemn the raid,",
        source="Kenyan President Okoro",
        cue="said",
        kind=StatementKind.DIRECT,
        speaker=make_chain_speaker(chain),
    )
    (event,) = extract_events(annotated, (said,))
    assert describe(event.actors) == [("Okoro", "KEN")]


def test_he_in_somebodys_words_is_not_who_speaks():
    text = "“He condemned the raid,” said Kenyan President Okoro."
    annotated = annotate(text, people=PEOPLE)
    (chain,) = annotated.chains
    said = make_statement(
        annotated.document,
        "He condemned the raid,",
        source="Kenyan President Okoro",
        cue="said",
        kind=StatementKind.DIRECT,
        speaker=make_chain_speaker(chain),
    )
    (event,) = extract_events(annotated, (said,))
    assert describe(event.actors) == [("He", "")]


def test_the_us_is_no_pronoun():
    text = "“Ghana condemned the US,” said Okoro."
    (event,) = extract_events(annotate(text, people=PEOPLE), ())
    assert describe(event.recipients) == [("the US", "USA")]


# text, words said, cue, act, trigger; whether the event is tied to the statement
TOLD = [
    pytest.param(
        "Ostra backed out of a pact with Velia.",
        "of a pact with Velia",
        "backed out",
        Act.SAYS,
        False,
        id="a deed taken for saying",
    ),
    pytest.param(
        "Ostra agreed to a truce with Velia.",
        "a truce with Velia",
        "agreed to",
        Act.PLEDGES,
        False,
        id="an agreement",
    ),
    pytest.param(
        "Ostra praised the truce with Velia.",
        "the truce with Velia",
        "praised",
        Act.SAYS,
        True,
        id="praise is said",
    ),
]


@pytest.mark.parametrize(("text", "content", "cue", "act", "tied"), TOLD)
def test_only_what_is_done_in_saying_it_makes_a_statement(text, content, cue, act, tied):
    annotated = annotate(text)
    made = make_statement(annotated.document, content, source="Ostra", cue=cue, act=act)
    events = extract_events(annotated, (made,))
    (event,) = [e for e in events if cue.startswith(e.trigger.of(text).split()[0])]
    assert (event.statement_id == made.id) is tied


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "act"),
    [
        (
            "There was speculation that Ostra would attack Velia.",
            "that Ostra would attack Velia",
            None,
            "speculation",
            Act.SAYS,
        ),
        (
            "The envoy declined to comment on reports that Ostra would attack Velia.",
            "reports that Ostra would attack Velia",
            "The envoy",
            "declined to comment on",
            Act.DECLINED_TO_COMMENT,
        ),
    ],
    ids=["said by nobody", "not commented on"],
)
def test_what_nobody_is_said_to_say_stands_on_nobodys_word(text, content, source, cue, act):
    annotated = annotate(text)
    said = make_statement(annotated.document, content, source=source, cue=cue, act=act)
    (event,) = [e for e in extract_events(annotated, (said,)) if e.trigger.of(text) == "attack"]
    assert (event.statement_id, event.speaker) == (None, None)
