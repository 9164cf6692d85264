"""Arguments: who does it and whom it is done to, from the parse of a trigger's clause.

Subjects are followed through passives, control, participles, relative clauses and
coordination; a head that is no actor ("Ostra's efforts", "positions of the militia") gives
way to the actor it belongs to. Nobody is named where the parse does not say.
"""

from collections.abc import Iterable

from onrecord.extract.acts import is_said
from onrecord.extract.events.codebooks import Trigger
from onrecord.extract.events.coordinations import is_apart
from onrecord.extract.events.holders import find_agent, list_parties, reduce_to_actor
from onrecord.extract.events.trees import NONE, Tree, is_verb, load_classes, load_states
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

# Verbs whose subject also does what their object's infinitive tells ("promised X to leave").
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use", "take", "make"})
_OBJECT_PREPS = frozenset({"of", "for", "from", "with", "into", "against"})
_STEPS = 6
_TARGETS = frozenset(
    {"place", "target", "village", "territory", "media", "building", "ship", "plane", "vehicle"}
)
# What leads from a sum to who owes it: "debts of 40 million owed by Velia".
_AMOUNT = frozenset({"prep", "pobj", "acl"})
_BEFORE = frozenset({"compound", "amod", "nmod"})


def find_subject(tree: Tree, verb: int, steps: int = _STEPS) -> int | None:
    """Return who carries a verb's clause as its subject, active or passive."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None and (auxiliary := tree.child(verb, "aux")) is not None:
        subject = tree.child(auxiliary, "nsubj")
    if subject is not None:
        return tree.resolve(subject)
    token = tree.tokens[verb]
    if token.head == verb or steps == 0:
        return None
    above = token.head
    if is_apart(tree, verb):
        return find_subject(tree, tree.tokens[above].head, steps - 1)
    if token.dep == "conj":
        return _find_shared_subject(tree, verb, steps) if is_verb(tree.tokens[above]) else None
    if token.dep in {"acomp", "oprd", "attr"}:
        return find_subject(tree, above, steps - 1)
    if token.dep == "advcl" and token.tag == "VBG" and tree.tokens[verb - 1].text == ",":
        # "urged Ostra to stop, calling it a crime": who urged calls it so
        while tree.tokens[above].tag == "VB" and tree.tokens[above].head != above:
            above = tree.tokens[above].head
    if token.dep in {"xcomp", "ccomp", "advcl", "dep", "parataxis"}:
        if token.dep in {"ccomp", "parataxis"} and tree.child(verb, "mark") is not None:
            return None
        return _find_controller(tree, verb, above, steps)
    if token.dep == "pcomp":
        prep, above = tree.tokens[above], tree.tokens[above].head
        if is_verb(tree.tokens[above]):
            if prep.lemma.lower() in _OBJECT_PREPS:
                held = find_object(tree, above)
                if held is not None:
                    return held
            return find_subject(tree, above, steps - 1)
        if "actor" in tree.classes(tree.core(above)):
            return above  # "accused the rebels of cutting": the parser hangs it on the rebels
        return _find_citing(tree, verb, above, steps) or _find_owner(tree, above)
    if token.dep == "acl" and token.tag == "VBG" and _is_apart(tree, above, verb):
        # "gave Ostra grain, sending it by ship": the giver sends, not Ostra
        return _find_clause_subject(tree, above, steps)
    if token.dep in {"acl", "relcl", "amod"}:
        infinitive = token.tag == "VB"
        return _find_owner(tree, above, steps) if infinitive else tree.resolve(above)
    return None


def _find_shared_subject(tree: Tree, verb: int, steps: int) -> int | None:
    """Return the subject of the verb that a verb is joined to, but that a thing says nothing.

    "Vale said the plan was unacceptable and demanded its end": Vale demands.
    """
    above = tree.tokens[verb].head
    subject = find_subject(tree, above, steps - 1)
    thing = subject is not None and "actor" not in tree.classes(tree.core(subject))
    if not (thing and tree.tokens[verb].tag == "VBD" and is_said(tree.lemma(verb))):
        return subject
    if tree.tokens[above].dep == "ccomp" and tree.child(above, "nsubj") == subject:
        teller = find_subject(tree, tree.tokens[above].head, steps - 1)
        return subject if teller is None else teller
    return subject


def _is_apart(tree: Tree, noun: int, verb: int) -> bool:
    """Say whether a comma parts a participle from the noun it was hung on."""
    return noun < verb and any(tree.tokens[i].text == "," for i in range(noun + 1, verb))


def _find_clause_subject(tree: Tree, noun: int, steps: int) -> int | None:
    place = noun
    for _ in range(_STEPS):
        if tree.tokens[place].head == place:
            return None
        place = tree.tokens[place].head
        if is_verb(tree.tokens[place]):
            return find_subject(tree, place, steps - 1)
    return None


def _find_controller(tree: Tree, verb: int, above: int, steps: int) -> int | None:
    """Return whose doing an infinitive or participle is, from the verb it hangs on."""
    token = tree.tokens[verb]
    if not is_verb(tree.tokens[above]):
        return find_subject(tree, above, steps - 1) or _find_owner(tree, above, steps)
    if token.dep in {"xcomp", "ccomp"} and not tree.is_passive(above):
        held = tree.child(above, "dobj", "dative")
        if held is not None and tree.lemma(above) not in _SUBJECT_CONTROL:
            return tree.resolve(held)
    return find_subject(tree, above, steps - 1)


def _find_owner(tree: Tree, noun: int, steps: int = _STEPS) -> int | None:
    """Return whose a noun is ("its plan"): its possessor, or the subject of its verb."""
    owner = tree.child(noun, "poss")
    if owner is None:  # "a US decision to"
        before = (c for c in tree.children[noun] if tree.tokens[c].dep in _BEFORE)
        owner = next((c for c in before if may_act(tree, c)), None)
    if owner is not None:
        return owner
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep in {"dobj", "attr", "oprd"} and is_verb(tree.tokens[head]):
        return find_subject(tree, head, steps - 1) if steps else None
    return None


def _find_citing(tree: Tree, own: int, noun: int, steps: int) -> int | None:
    """Return who names a reason for what he does: "cited it as a reason for barring them".

    Or to whom it is done: "was hurt as a result of being hit".
    """
    prep = tree.tokens[noun].head
    verb = tree.tokens[prep].head
    if tree.tokens[noun].dep != "pobj" or tree.tokens[prep].text.lower() != "as":
        return None
    if not is_verb(tree.tokens[verb]) or tree.is_passive(verb) != tree.is_passive(own):
        return None
    subject = find_subject(tree, verb, steps - 1)
    return subject if subject is not None and "actor" in tree.classes(subject) else None


def find_object(tree: Tree, verb: int) -> int | None:
    """Return what a verb is done to: its object, a passive's subject, a relative's noun."""
    found = tree.child(verb, "dobj")
    noun = None if found is not None or tree.is_passive(verb) else tree.child(verb, "xcomp", "oprd")
    if noun is not None:
        # "expressed dismay at": the parser takes the noun for a predicate
        found = noun if tree.tokens[noun].pos == "NOUN" and noun > verb else None
    if found is None and (particle := tree.child(verb, "prt")) is not None:
        found = tree.child(particle, "pobj")  # "sealed off the square"
    found = found or _find_predicated(tree, verb)
    if found is not None:
        return tree.resolve(found)
    if tree.is_passive(verb):
        token = tree.tokens[verb]
        if token.dep in {"acl", "amod"} and tree.child(verb, "nsubjpass") is None:
            return token.head
        return find_subject(tree, verb)
    token = tree.tokens[verb]
    if token.dep == "relcl" and tree.child(verb, "nsubj") is not None:
        if not any(
            tree.tokens[c].dep in {"prep", "ccomp", "xcomp", "acomp"} for c in tree.children[verb]
        ):
            subject = tree.child(verb, "nsubj")
            if subject is not None and tree.resolve(subject) == subject:
                return token.head
        return None
    if token.dep != "conj":
        return None
    # "arrested and deported three men": the object follows the last verb.
    last = [c for c in tree.children[verb] if tree.tokens[c].dep == "conj"]
    return tree.child(last[0], "dobj") if last else None


def _find_predicated(tree: Tree, verb: int) -> int | None:
    """Return whom an adjective is said of: "found the man guilty", "held them captive"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        held = token.dep == "ccomp" and "captive" in load_classes().get(tree.lemma(child), NONE)
        if held or (token.pos == "ADJ" and token.dep in {"ccomp", "advcl", "oprd", "xcomp"}):
            whom = tree.child(child, "nsubj", "dobj")
            if whom is not None and whom > verb and tree.child(child, "mark", "aux") is None:
                return whom
    return None


def find_doer(tree: Tree, verb: int) -> int | None:
    """Return who does it: the subject, or a passive's "by" phrase."""
    if tree.is_passive(verb):
        agent = tree.find_prep(verb, ("by",))
        for child in tree.children[verb] if agent is None else ():
            # "stabbed and badly wounded by two men": the last verb has what belongs to both
            if tree.tokens[child].dep == "conj" and tree.child(child, "nsubj", "nsubjpass") is None:
                agent = tree.find_prep(child, ("by",))
        return agent if agent is not None else _find_hung_agent(tree, verb)
    found = find_subject(tree, verb)
    if (
        found is not None
        and tree.tokens[found].dep == "dobj"
        and (reduce_to_actor(tree, found) is None)
    ):
        # "issued a declaration demanding": who issued it demands.
        return _find_owner(tree, found)
    return found


def _find_hung_agent(tree: Tree, verb: int) -> int | None:
    """Return a passive's agent where the parser hung it on a noun: "killed with knives by X"."""
    for child in tree.children[verb]:
        noun = tree.child(child, "pobj") if tree.tokens[child].dep == "prep" else None
        agent = tree.find_prep(noun, ("by",)) if noun is not None else None
        if agent is not None and "actor" in tree.classes(tree.core(agent)):
            return agent
    return None


def find_recipients(
    tree: Tree, trigger: Trigger, places: Iterable[int], verb: int | None
) -> tuple[list[int], bool]:
    """Return the recipients of a trigger and whether they take part as actors.

    `places` are the tokens on which a preposition may hang (the verb, its noun); `verb` is
    where objects are looked for.
    """
    held = list(places)
    for name in trigger.recipients:
        word, joint = name.removesuffix("+"), name.endswith("+")
        found = _find_at(tree, word, held, verb)
        if found:
            return found, joint
    return [], False


def _find_at(tree: Tree, word: str, places: list[int], verb: int | None) -> list[int]:
    if word == "obj":
        held = find_object(tree, verb) if verb is not None else None
        return list_parties(tree, held) or _find_whom(tree, verb, held) or _find_debtor(tree, held)
    if word == "iobj":
        inner = tree.child(verb, "dative") if verb is not None else None
        return [] if inner is None or tree.tokens[inner].pos == "ADP" else list_parties(tree, inner)
    if word == "acl":
        return _find_noun_clause_subject(tree, verb) if verb is not None else []
    if word == "comp":
        return _find_complement_subject(tree, verb) if verb is not None else []
    aside = load_words("event_aside")
    for place in places:
        for child in (
            place,
            *(c for c in tree.children[place] if tree.tokens[c].dep in {"prep", "conj"}),
        ):
            if tree.tokens[child].text.lower() in aside:
                continue
            found = list_parties(tree, tree.find_prep(child, (word,)))
            if found:
                return found
    return []


def _find_whom(tree: Tree, verb: int | None, held: int | None) -> list[int]:
    """Return the object of a verb that is done to people alone, whatever word names them."""
    if verb is None or held is None or tree.lemma(verb) not in load_words("event_whoms"):
        return []
    return [i for i in tree.conjuncts(held) if tree.tokens[i].pos in {"NOUN", "PROPN"}]


def _find_debtor(tree: Tree, held: int | None) -> list[int]:
    """Return who owes what is given up: "wrote off debts owed by Velia"."""
    waiting = [held] if held is not None else []
    while waiting:
        place = waiting.pop()
        if tree.lemma(place) == "owe" and tree.tokens[place].dep == "acl":
            return list_parties(tree, tree.find_prep(place, ("by",)))
        waiting += [c for c in tree.children[place] if tree.tokens[c].dep in _AMOUNT]
    return []


def _find_complement_subject(tree: Tree, verb: int) -> list[int]:
    for child in tree.children[verb]:
        if tree.tokens[child].dep in {"ccomp", "xcomp"}:
            inner = tree.child(child, "nsubj", "nsubjpass")
            if inner is not None:
                return list_parties(tree, inner)
    return []


def _find_noun_clause_subject(tree: Tree, verb: int) -> list[int]:
    """Return of whom a verb's object tells: "expressed confidence that Ostra could hold out"."""
    held = tree.child(verb, "dobj")
    for child in tree.children[held] if held is not None else ():
        if tree.tokens[child].dep == "acl" and tree.child(child, "mark") is not None:
            return list_parties(tree, tree.child(child, "nsubj", "nsubjpass"))
    return []


def find_target(tree: Tree, verb: int) -> list[int]:
    """Return what is hit where nobody is named: "shelled a market"."""
    held = find_object(tree, verb)
    if held is not None and _TARGETS & tree.classes(tree.core(held)):
        return [held]
    return []


def find_scene(tree: Tree, trigger: Trigger, noun: int) -> list[int]:
    """Return the place or building an event noun is done to: "an attack on the port"."""
    words = tuple(r.removesuffix("+") for r in trigger.recipients)
    held = tree.find_prep(noun, words) if words else None
    return [held] if held is not None and _TARGETS & tree.classes(tree.core(held)) else []


def find_noun_actor(tree: Tree, noun: int, intransitive: bool = False) -> int | None:
    """Return who does what an event noun tells: possessor, name before it, or "by" phrase."""
    agent = tree.find_prep(noun, ("by", "from")) or find_agent(tree, noun)
    counted = _find_counting(tree, noun)
    if agent is None and counted is not None:  # "a wave of arrests by police"
        agent = tree.find_prep(counted, ("by", "from"))
    if agent is not None:
        return agent
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    for child in tree.children[noun]:
        if tree.tokens[child].dep in _BEFORE:
            for each in (child, *tree.children[child]):
                if may_act(tree, each):
                    return each
    return tree.find_prep(noun, ("of",)) if intransitive else None


def _find_counting(tree: Tree, noun: int) -> int | None:
    """Return the noun that counts a noun: "a swath of sanctions", "a series of raids"."""
    above = tree.tokens[noun].head
    if tree.tokens[noun].dep != "pobj" or tree.tokens[above].text.lower() != "of":
        return None
    counting = tree.tokens[above].head
    listed = tree.lemma(counting) in load_words("counting_heads")
    return counting if listed else None


def may_act(tree: Tree, index: int) -> bool:
    """Say whether a word before an event noun is who does it: "US strikes", not "Osk strikes"."""
    if tree.name_kind(index) is MentionKind.PLACE:
        return tree.tokens[index].text in load_states()
    noun = tree.tokens[index].pos in {"NOUN", "PROPN"}
    return "actor" in tree.classes(index) and (noun or tree.is_name(index))
