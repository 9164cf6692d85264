"""Verbals: attacks with words, which in the news of a campaign are nearly all there are.

"She attacked her rival's record", "his attacks on the senator": where a report is about an
election and not about fighting, an attack by a person or a party that no weapon is told of is
criticism.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.events.arguments import find_doer, find_noun_actor, find_object
from onrecord.extract.events.compositions import Composed
from onrecord.extract.events.guards import walk
from onrecord.extract.events.trees import NONE, Tree, load_classes
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

_ATTACKS = frozenset({"attack", "assault", "assail", "broadside"})
_ARMED = frozenset({"troops", "rebel", "militia", "police", "weapon", "place", "building"})
# A report is about a campaign if it has so many words of one, and more than of violence.
LEAST_WORDS = 5


def turn_verbal(tree: Tree, events: Sequence[Composed]) -> list[Composed]:
    """Return the events, assaults with words made accusations where a report is of a campaign."""
    if not any(_is_attack(tree, event) for event in events) or not _is_campaign(tree):
        return list(events)
    return [
        replace(event, type="ACCUSE", mode="disapprove")
        if _is_attack(tree, event) and _is_worded(tree, event)
        else event
        for event in events
    ]


def _is_attack(tree: Tree, event: Composed) -> bool:
    noun = event.governed.index if event.governed else event.match.index
    return event.type == "ASSAULT" and event.mode is None and tree.lemma(noun) in _ATTACKS


def _is_campaign(tree: Tree) -> bool:
    campaign = violence = 0
    for index in range(len(tree.tokens)):
        lemma = tree.lemma(index)
        campaign += lemma in load_words("campaign_words")
        violence += bool({"weapon", "troops", "rebel"} & load_classes().get(lemma, NONE))
    return campaign >= LEAST_WORDS and campaign > violence


def _is_state(tree: Tree, index: int) -> bool:
    """Say whether it is a state that attacks, by name or noun: then it is no debate."""
    core = tree.core(index)
    listed = load_classes().get(tree.lemma(core), NONE)
    return "country" in listed or tree.name_kind(core) is MentionKind.PLACE


def _is_worded(tree: Tree, event: Composed) -> bool:
    """Say whether a person or party attacks somebody, and nothing armed is told beside it."""
    index = event.match.index
    doer = find_noun_actor(tree, index) if event.match.is_noun else find_doer(tree, index)
    if event.match.is_noun and doer is None and event.carrier is not None:
        doer = find_doer(tree, event.carrier)
    if doer is None or "actor" not in tree.classes(tree.core(doer)) or _is_state(tree, doer):
        return False
    held = None if event.match.is_noun else find_object(tree, index)
    named = [tree.core(i) for i in (doer, held) if i is not None]
    if any(_ARMED & load_classes().get(tree.lemma(i), NONE) for i in named):
        return False
    return not any(
        "weapon" in load_classes().get(tree.lemma(below), NONE) for below in walk(tree, index, 3)
    )
