"""Parties: those who act and those acted on in one composed event.

From the trigger's own places first, then from the event it governs, then from what is told beside
it; whoever takes part alike acts alike. Nobody is named whom the words don't hold.
"""

from collections.abc import Iterable

from onrecord.extract.acts import is_said
from onrecord.extract.events.arguments import (
    find_doer,
    find_noun_actor,
    find_object,
    find_recipients,
    find_scene,
    find_subject,
    find_target,
)
from onrecord.extract.events.compositions import Composed
from onrecord.extract.events.concerns import Search, find_other_party
from onrecord.extract.events.earlier import find_addressees, find_earlier_party
from onrecord.extract.events.harms import (
    find_attackers,
    find_responders,
    find_user,
    find_victims,
    is_own,
)
from onrecord.extract.events.holders import list_parties
from onrecord.extract.events.purposes import find_opposed, find_satisfied
from onrecord.extract.events.trees import Tree, is_verb
from onrecord.extract.events.triggers import Match
from onrecord.lexicon import load_map, load_words
from onrecord.records import MentionKind

# Acts done to places and things as to people.
_SUFFERED = frozenset({"SANCTION", "COERCE", "ASSAULT"})
_SUFFERERS = frozenset({"person", "leader", "civil", "troops", "rebel", "country"})
_AIMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


def find_parties(tree: Tree, event: Composed) -> tuple[list[int], list[int]]:
    """Return the tokens of those who act and of those acted on.

    What the head leaves open is filled from the event it governs: whom one urges is who is
    to act; whose proposal one rejects is who made it.
    """
    actors, recipients = _own_parties(tree, event.match, event.carrier, event.undergone)
    if event.governed is not None and event.match.trigger.act == "hurt":
        actors = _own_parties(tree, event.governed, None)[0]
    elif event.governed is not None:
        inner, outer = _own_parties(tree, event.governed, None)
        own = set(actors)
        if not recipients:
            asked = event.type in {"REQUEST", "REJECT", "CONCEDE"}
            first, second = (inner, outer) if asked else (outer, inner)
            if event.type == "THREATEN":
                second = []  # who is to do it is the one who threatens, or his men
            recipients = [i for i in first if i not in own] or [i for i in second if i not in own]
        if event.type == "ACCUSE" and event.match.trigger.type == "REQUEST" and outer:
            recipients = outer  # called on some to act against others
        if not actors and event.match.is_noun is False and tree.is_passive(event.match.index):
            recipients = recipients or inner
    if event.type == "ASSAULT" and not actors and not event.match.is_noun:
        actors = [i for i in find_attackers(tree, event.match.index) if i not in recipients]
    if event.type == "AID":  # "gave the town funds": not the funds
        recipients = [i for i in recipients if "aidgoods" not in tree.classes(i)]
    recipients = [
        i for i in recipients if i not in actors and not (actors and is_own(tree, i, actors[0]))
    ]
    if event.type == "THREATEN":  # "threatened that he would resign": who threatens, or his
        recipients = [i for i in recipients if not _is_teller(tree, i, event.match.index)]
    if event.type == "PROTEST" and all(_is_place(tree, i) for i in recipients):
        recipients = find_opposed(tree, event.match.index) or recipients
    if _is_joint(event) and event.type == "CONSULT" and len(recipients) > 1 and not actors:
        actors, recipients = recipients, []  # "a meeting of Vale and Orr was held"
    if event.type == "CONSULT" and event.match.is_noun and len(actors) + len(recipients) == 1:
        actors = [*_find_attending(tree, event.match.index, actors + recipients), *actors]
    if event.type == "CONSULT" and event.match.is_noun:
        actors = _list_each_other(tree, event.match.index) or actors
    comrades = _find_comrades(tree, event) if event.type == "ASSAULT" else []
    recipients = [i for i in recipients if i not in comrades]
    actors = [i for i in actors if not _is_asked(tree, i)]
    if not recipients and not (_is_joint(event) and (len(actors) > 1 or event.type == "CONSULT")):
        recipients = _find_last_party(tree, event, [*actors, *comrades])
    return actors, recipients


def _find_attending(tree: Tree, noun: int, actors: list[int]) -> list[int]:
    """Return who speaks at a meeting or leaves for it: "Vale said at a meeting with the envoy".

    Whoever says something after it, or comes to it, took part; who resigned after it may not have.
    """
    prep = tree.tokens[noun].head
    ways = load_map("meeting_prepositions")
    low = tree.tokens[prep].text.lower()
    if tree.tokens[noun].dep != "pobj" or low not in ways:
        return []
    verb = tree.tokens[prep].head
    if not is_verb(tree.tokens[verb]) or tree.is_passive(verb):
        return []
    if not is_said(tree.lemma(verb)) and not (
        ways[low] == "to" and tree.lemma(verb) in load_words("going_verbs")
    ):
        return []
    found = list_parties(tree, find_doer(tree, verb))
    return [i for i in found if i not in actors and "leader" in tree.classes(i)]


def _list_each_other(tree: Tree, noun: int) -> list[int]:
    """Return those whose meeting a clause of the two tells of: "warned the king at their talks"."""
    owner = tree.child(noun, "poss")
    if owner is None or tree.tokens[owner].text.lower() != "their":
        return []
    verb = tree.tokens[tree.tokens[noun].head].head
    if tree.tokens[noun].dep != "pobj" or not is_verb(tree.tokens[verb]):
        return []
    both = [
        *list_parties(tree, find_doer(tree, verb)),
        *list_parties(tree, find_object(tree, verb)),
    ]
    return both if len(both) == 2 and all("leader" in tree.classes(i) for i in both) else []


def _find_comrades(tree: Tree, event: Composed) -> list[int]:
    """Return those with whom one attacks others: "took part in raids with the militia"."""
    tokens = event.match.tokens
    inner = [i for t in tokens if (i := tree.find_prep(t, ("in",))) is not None]
    nouns = [i for i in (*tokens, *inner) if tree.lemma(i) in load_words("one_sided")]
    held = [tree.find_prep(place, ("with", "alongside")) for place in (*tokens, *nouns)]
    return [i for each in held if nouns and each is not None for i in tree.conjuncts(each)]


def _is_asked(tree: Tree, index: int) -> bool:
    """Say whether a word asks who it is: "it was unclear who fired"."""
    return tree.tokens[index].tag == "WP" and tree.resolve(index) == index


def _is_teller(tree: Tree, index: int, verb: int) -> bool:
    """Say whether a pronoun is who is to do what a verb says."""
    token = tree.tokens[index]
    inner = tree.tokens[token.head]
    said = (token.dep, inner.dep, inner.head) == ("nsubj", "ccomp", verb)
    return token.pos == "PRON" and said


def _is_place(tree: Tree, index: int) -> bool:
    return tree.name_kind(index) is MentionKind.PLACE or "place" in tree.classes(index)


def _is_joint(event: Composed) -> bool:
    """Say whether those who take part do so alike: "the two sides met"."""
    trigger = event.match.trigger
    return "recip" in trigger.flags or any(r.endswith("+") for r in trigger.recipients)


def _find_last_party(tree: Tree, event: Composed, actors: list[int]) -> list[int]:
    match = event.match
    if match.trigger.role is not None:
        return []
    if match.is_noun and event.carrier is None:
        known = bool(actors) or event.type == "ACCUSE"  # no "respond to a request for comment"
        answering = find_responders(tree, match.tokens) if known else []
        return [i for i in answering if i not in actors]
    if tree.is_passive(match.index) and event.type in _SUFFERED:  # "the team was blocked"
        held = find_object(tree, match.index)
        if held is not None and _SUFFERERS & tree.classes(tree.core(held)):
            return [i for i in list_parties(tree, held) if i not in actors]
    own = {*actors, *match.tokens} - {match.index}
    if "mover" in match.trigger.flags and (moved := find_object(tree, match.index)) is not None:
        own |= {*tree.conjuncts(moved)}
    subject = None if match.is_noun else find_subject(tree, match.index)
    own |= {subject} if subject is not None else set()
    governed = [event.governed.index] if event.governed else []
    carrier = [event.carrier] if event.carrier is not None else []
    places = [*match.tokens, *governed, *carrier]
    search = Search(
        taken=frozenset(own),
        subjects=event.type in {"REQUEST", "ACCUSE"},
        troops=event.type not in {"MOBILIZE", "RETREAT", "AGREE"},
        partners=event.type != "ASSAULT",
    )
    if event.type == "ASSAULT":
        found = [i for i in find_victims(tree, match.index) if i not in own]
        found = found or [i for i in find_scene(tree, match.trigger, match.index) if i not in own]
        if found:
            return found
    target = [] if match.is_noun else [i for i in find_target(tree, match.index) if i not in own]
    if target and event.type in {"ASSAULT", "COERCE"}:
        return target
    told = [] if match.is_noun else [*find_addressees(tree, match.index, event.type)]
    told += _find_under(tree, match.tokens) or find_responders(tree, match.tokens)
    found = [i for i in told if i not in own] or find_other_party(tree, places, search)
    found = found or (target if event.type in _AIMED else [])
    if found or match.is_noun:
        return found
    if event.type == "CONCEDE" and (met := find_satisfied(tree, match.index)):
        return [i for i in met if i not in own]
    return find_earlier_party(tree, match.index, event.type, frozenset(own))


def _own_parties(
    tree: Tree, match: Match, carrier: int | None, undergone: bool = False
) -> tuple[list[int], list[int]]:
    trigger, index = match.trigger, match.index
    if trigger.kind == "modal":
        duty = tree.tokens[index].head
        asking = list_parties(tree, find_doer(tree, tree.tokens[duty].head))
        return asking, list_parties(tree, find_subject(tree, duty))
    if "duty" in trigger.flags:  # "said Velia needs to leave"
        asking = list_parties(tree, find_doer(tree, tree.tokens[index].head))
        return asking, list_parties(tree, find_subject(tree, index))
    verb = None if match.is_noun else index
    places = [*match.tokens, *([carrier] if carrier is not None else [])]
    if verb is not None and (held := tree.child(verb, "dobj")) is not None:
        places += dict.fromkeys((held, tree.core(held)))
    if match.is_noun:
        doer = find_doer(tree, carrier) if carrier is not None else None
        actors = [] if undergone else list_parties(tree, doer)
        if tree.tokens[tree.tokens[index].head].text.lower() == "with" and not actors:
            return _find_wielders(tree, tree.tokens[tree.tokens[index].head].head)
        if not actors:
            actors = list_parties(tree, find_user(tree, index))
        if not actors:
            intransitive = "of" not in trigger.recipients and "of+" not in trigger.recipients
            actors = list_parties(tree, find_noun_actor(tree, index, intransitive))
            actors = actors or _find_possessive(tree, index)
    else:
        actors = list_parties(tree, find_doer(tree, index))
    recipients, joint = find_recipients(tree, trigger, places, verb)
    had = match.is_noun and carrier is not None and tree.lemma(carrier) == "have"
    if had and carrier is not None and trigger.type in {"SANCTION", "COERCE"} and not recipients:
        actors, undergone = [], True  # "has three convictions"
    if undergone and carrier is not None:
        return actors, list_parties(tree, find_subject(tree, carrier)) or recipients
    if match.is_noun and not recipients and carrier is not None:
        held = find_object(tree, carrier)
        if held is not None and held != index and not tree.is_passive(carrier):
            recipients = [i for i in list_parties(tree, held) if i not in actors]
    if match.is_noun and not recipients and trigger.type == "ASSAULT":
        recipients = _find_invaded(tree, index)
    if match.is_noun and not actors and not recipients:
        recipients = find_scene(tree, trigger, index)
    if "mover" in trigger.flags and not actors:
        if verb is not None and (owner := _find_having(tree, verb)):
            return owner, recipients
        return list_parties(tree, find_object(tree, index)), recipients
    if trigger.role == "patient":
        return [], actors
    if trigger.role == "guest":
        return recipients, actors
    if joint or ("recip" in trigger.flags and len(actors) > 1):
        return [*actors, *(r for r in recipients if r not in actors)], []
    return actors, recipients


def _find_invaded(tree: Tree, noun: int) -> list[int]:
    """Return the country before an attack that is somebody's: "its Velia invasion"."""
    if tree.child(noun, "poss") is None:
        return []
    before = [c for c in tree.children[noun] if tree.tokens[c].dep in {"compound", "nmod"}]
    return [c for c in before if tree.name_kind(c) is MentionKind.PLACE]


def _find_possessive(tree: Tree, noun: int) -> list[int]:
    """Return the "its" or "our" whose deed a noun tells: "after its invasion of Velia"."""
    owner = tree.child(noun, "poss")
    low = tree.tokens[owner].text.lower() if owner is not None else ""
    return [owner] if owner is not None and low in {"its", "our", "my"} else []


def _find_under(tree: Tree, tokens: Iterable[int]) -> list[int]:
    """Return who is under what is done: "Halden is under a siege imposed by Ostra"."""
    for index in tokens:
        noun = tree.tokens[index].head if tree.tokens[index].dep == "acl" else index
        prep = tree.tokens[noun].head
        if tree.tokens[noun].dep == "pobj" and tree.tokens[prep].text.lower() == "under":
            verb = tree.tokens[prep].head
            if tree.lemma(verb) in {"be", "live", "remain"}:
                return list_parties(tree, find_subject(tree, verb))
    return []


def _find_having(tree: Tree, verb: int) -> list[int]:
    """Return whose what is moved is: "Ostra has troops stationed in Velia"."""
    token = tree.tokens[verb]
    having = tree.tokens[token.head].head if token.dep == "acl" else token.head
    moved = token.head if token.dep == "acl" else tree.child(verb, "nsubj", "nsubjpass")
    if moved is None or tree.lemma(having) != "have" or not is_verb(tree.tokens[having]):
        return []
    own = tree.tokens[moved].dep == "dobj" or token.dep in {"ccomp", "xcomp"}
    return list_parties(tree, tree.child(having, "nsubj")) if own else []


def _find_wielders(tree: Tree, verb: int) -> tuple[list[int], list[int]]:
    """Return who does, and to whom, what stands in a "with" phrase: "hit Velia with strikes"."""
    if not is_verb(tree.tokens[verb]):
        return [], []
    return list_parties(tree, find_doer(tree, verb)), list_parties(tree, find_object(tree, verb))
