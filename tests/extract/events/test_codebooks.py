import pytest

from extract.events.readings import read_events
from onrecord.extract.events.codebooks import load_codebook, load_compositions, load_modes
from onrecord.extract.events.trees import load_classes
from onrecord.lexicon import load_table

BOOK = load_codebook()
TRIGGERS = [t for held in (BOOK.triggers, BOOK.nouns) for each in held.values() for t in each]
SLOTS = {"subj", "obj", "pobj", "prepobj", "prep", "pred", "of", "mod", "omod", "cue"}
FLAGS = {
    *("recip", "light", "comp", "inf", "infin", "other", "several", "joint", "wrongs", "charged"),
    *(
        "never",
        "martial",
        "asks",
        "own",
        "urging",
        "doer",
        "mover",
        "party",
        "refused",
        "defies",
        "will",
        "negates",
        *(
            "duty",
            "negated",
            "tradecomp",
            "insults",
            "owned",
            "partner",
            "asserted",
            "uttered",
            "governs",
            "together",
            "subjunctive",
            "menaced",
            "must",
            "bare",
            "affirmed",
            "bodily",
            "violent",
        ),
    ),
}
NAMES = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST "
    "RETREAT SANCTION SUPPORT THREATEN"
)
EXAMPLES = [(name, each) for name, kind in BOOK.types.items() for each in kind.examples]
COUNTEREXAMPLES = [
    (name, each) for name, kind in BOOK.types.items() for each in kind.counterexamples
]


def test_the_sixteen_types_are_there_each_with_quad_definition_and_examples():
    assert list(BOOK.types) == NAMES.split()
    for kind in BOOK.types.values():
        assert kind.quad in {
            "verbal cooperation",
            "material cooperation",
            "verbal conflict",
            "material conflict",
        }
        assert kind.definition
        assert kind.examples
        assert kind.counterexamples


def test_guards_name_known_slots_classes_and_flags():
    classes = {row[0] for row in load_table("event_classes")}
    for trigger in TRIGGERS:
        assert trigger.flags <= FLAGS | {f for f in trigger.flags if f.startswith("no:")}, trigger
        for guard in trigger.guards:
            assert guard.slot in SLOTS, trigger
            if guard.slot != "prep":
                named = {v for v in guard.values if not v.startswith("=")}
                assert named <= classes, trigger


def test_modes_of_triggers_and_compositions_are_those_of_their_type():
    for trigger in TRIGGERS:
        if trigger.mode is not None:
            assert trigger.mode in BOOK.types[trigger.type or ""].modes, trigger
    for (kind, _), mode in load_modes().items():
        assert mode in BOOK.types[kind].modes


def test_every_act_has_a_composition_and_every_composition_an_act():
    acts = {trigger.act for trigger in TRIGGERS if trigger.act}
    composed = {act for act, _ in load_compositions()}
    assert acts == composed


def test_classes_are_taken_in_by_those_above_them():
    assert {"actor", "official", "leader"} <= load_classes()["ambassador"]


@pytest.mark.parametrize(("name", "sentence"), EXAMPLES)
def test_each_example_is_coded_as_its_type(name, sentence):
    assert name in [event.type for event in read_events(sentence)]


@pytest.mark.parametrize(("name", "sentence"), COUNTEREXAMPLES)
def test_no_counterexample_is_coded_as_its_type(name, sentence):
    assert name not in [event.type for event in read_events(sentence)]
