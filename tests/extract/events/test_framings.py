"""How real and how: what stands around an event's words."""

import pytest

from extract.events.readings import list_words, read_events
from onrecord.records import Realis

A, F, H, N, P = (
    Realis.ACTUAL,
    Realis.FUTURE,
    Realis.HYPOTHETICAL,
    Realis.NEGATED,
    Realis.HISTORICAL,
)

REALIS = [
    # text, trigger, realis, cue words
    ("Is Velia arming the rebels?", "arming", H, ["?"]),
    ("Will Velia arm the rebels?", "arm", H, ["?"]),
    ("Why did Velia arm the rebels?", "arm", A, []),
    ("Did the attack on Halden surprise the army?", "attack", A, []),
    ("I would like to thank the miners.", "thank", A, []),
    ("I would like to visit Velia's premier.", "visit", H, ["would", "like"]),
    ("We do not want to thank the miners.", "thank", H, ["want"]),
    ("The fact that Ostra decided to send troops to Velia worries Orsk.", "send", A, []),
    ("Ostra decided to send troops to Velia.", "send", F, ["decided"]),
    ("Priests were murdered during the Second World War.", "murdered", P, ["War"]),
    ("The Nazis murdered thousands of villagers.", "murdered", P, ["Nazis"]),
    ("Rebels murdered two priests after the Second World War.", "murdered", A, []),
    (
        "Before departing on a visit to Velia, the premier said all was well.",
        "departing",
        F,
        ["Before"],
    ),
    ("Troops searched the house before arresting two men.", "arresting", A, []),
    ("Ostra must disarm before joining the talks.", "joining", H, ["before"]),
    ("The ministers are known to oppose the plan.", "oppose", A, []),
    ("The ministers are likely to oppose the plan.", "oppose", F, ["likely"]),
    ("Ostra cited reasons for blocking the rallies.", "blocking", A, []),
    ("Ostra made plans for blocking the rallies.", "blocking", H, ["for"]),
    ("The council said it was unfair of Velia to side with Ostra.", "side", A, []),
    ("The council said it was vital to side with Ostra.", "side", H, ["to"]),
    ("We have to work with Velia.", "work", H, ["to"]),
    ("Ostra had to withdraw its troops.", "withdraw", A, []),
    ("It was the right to self-defence against illegal Kenyan attacks.", "attacks", A, []),
]

MODES = [
    ("Four monks were killed and two were hurt in an air strike.", "hurt", "aerial"),
    ("Attacks were carried out using mortars.", "carried out", "heavy-weapons"),
    ("Ostra used long-range missiles for strikes on Velia.", "strikes", "heavy-weapons"),
    ("Two boys were hurt as a result of being targeted by a drone.", "hurt", "drone"),
    (
        "Rockets were fired at Halden. The rebels denied the attack on Halden.",
        "attack",
        "heavy-weapons",
    ),
    ("Rockets were fired at Halden. The rebels denied the attack on Orsk.", "attack", None),
    ("Rockets were fired at Halden. The rebels denied an attack on Halden.", "attack", None),
    ("The priest spoke of the murder of two thousand villagers.", "murder", "massacre"),
    ("The priest spoke of the murder of two villagers.", "murder", None),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "cues"), REALIS, ids=[r[0] for r in REALIS])
def test_realis_by_what_stands_around(
    text: str, trigger: str, kind: Realis, cues: list[str]
) -> None:
    (event,) = (e for e in read_events(text) if e.trigger.of(text) == trigger)
    assert (event.realis, list_words(text, event.realis_spans)) == (kind, cues)


@pytest.mark.parametrize(("text", "trigger", "mode"), MODES, ids=[m[0] for m in MODES])
def test_modes_by_what_it_was_done_with(text: str, trigger: str, mode: str | None) -> None:
    (event,) = (e for e in read_events(text) if e.trigger.of(text) == trigger)
    assert event.mode == mode
