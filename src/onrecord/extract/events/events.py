"""Events: each coded clause as a row: type, mode, who, whom, when, where, and how real.

Triggers are matched by the codebook, composed where one governs another, and given their
arguments, realis, source and figures. Page furniture, credits and refusals to comment tell
of no event; a clause whose parse does not say enough is left out rather than guessed.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.events.arguments import (
    find_doer,
    find_noun_actor,
    find_object,
    find_recipients,
    find_scene,
    find_subject,
    find_target,
    list_parties,
)
from onrecord.extract.events.codebooks import Codebook, load_codebook
from onrecord.extract.events.compositions import Composed, compose
from onrecord.extract.events.concerns import Search, find_other_party
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.harms import find_attackers, find_thing, find_victims, is_own
from onrecord.extract.events.phrases import draw_phrase
from onrecord.extract.events.realis import (
    Cue,
    choose_realis,
    find_cues,
    find_noun_cues,
    is_background,
    span_cues,
)
from onrecord.extract.events.trees import Tree, is_verb, load_states
from onrecord.extract.events.triggers import Match, find_triggers
from onrecord.extract.localities import resolve_locality
from onrecord.records import (
    AnnotatedDocument,
    Event,
    Figure,
    MentionKind,
    Participant,
    Provenance,
    Realis,
    Span,
    Statement,
    content_id,
)

METHOD = "codebook"
# How an event is found of which no word says that it is doubtful and the trained head does.
DOUBT_METHOD = "codebook; held to be doubtful by the factuality head"
# Acts told by a "not" or "will" of their own, which the head weighs as the deed refused.
_REFUSALS = frozenset({"refused", "will", "negates", "negated"})
# Acts done to places and things as to people.
_AIMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


def extract_events(
    annotated: AnnotatedDocument,
    statements: Sequence[Statement],
    figures: Sequence[Figure] = (),
    book: Codebook | None = None,
) -> tuple[Event, ...]:
    """Return the events of one report in text order. Total: any text gives an answer."""
    book = book or load_codebook()
    tree = Tree(annotated)
    context = Context(tree, statements, figures)
    matches = {
        i: m
        for i, m in find_triggers(tree, book).items()
        if not context.is_aside(m.tokens)
        and not (m.trigger.act == "refuse" and context.is_silence(m.tokens))
    }
    events = [_make_event(tree, context, each) for each in compose(tree, matches, book)]
    return tuple(e for e in events if e is not None)


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
    if not recipients and not (_is_joint(event) and (len(actors) > 1 or event.type == "CONSULT")):
        recipients = _find_last_party(tree, event, actors)
    return actors, recipients


def _is_joint(event: Composed) -> bool:
    """Say whether those who take part do so alike: "the two sides met"."""
    trigger = event.match.trigger
    return "recip" in trigger.flags or any(r.endswith("+") for r in trigger.recipients)


def _find_last_party(tree: Tree, event: Composed, actors: list[int]) -> list[int]:
    match = event.match
    if match.trigger.role is not None or (match.is_noun and event.carrier is None):
        return []
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
    found = find_other_party(tree, places, search)
    return found or (target if event.type in _AIMED else [])


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
            intransitive = "of" not in trigger.recipients and "of+" not in trigger.recipients
            actors = list_parties(tree, find_noun_actor(tree, index, intransitive))
    else:
        actors = list_parties(tree, find_doer(tree, index))
    recipients, joint = find_recipients(tree, trigger, places, verb)
    if undergone and carrier is not None:
        return actors, list_parties(tree, find_subject(tree, carrier)) or recipients
    if match.is_noun and not recipients and carrier is not None:
        held = find_object(tree, carrier)
        if held is not None and held != index and not tree.is_passive(carrier):
            recipients = [i for i in list_parties(tree, held) if i not in actors]
    if match.is_noun and not actors and not recipients:
        recipients = find_scene(tree, trigger, index)
    if "mover" in trigger.flags and not actors:
        return list_parties(tree, find_object(tree, index)), recipients
    if trigger.role == "patient":
        return [], actors
    if trigger.role == "guest":
        return recipients, actors
    if joint or ("recip" in trigger.flags and len(actors) > 1):
        return [*actors, *(r for r in recipients if r not in actors)], []
    return actors, recipients


def _find_wielders(tree: Tree, verb: int) -> tuple[list[int], list[int]]:
    """Return who does, and to whom, what stands in a "with" phrase: "hit Velia with strikes"."""
    if not is_verb(tree.tokens[verb]):
        return [], []
    return list_parties(tree, find_doer(tree, verb)), list_parties(tree, find_object(tree, verb))


def _make_event(tree: Tree, context: Context, found: Composed) -> Event | None:
    actors, recipients = find_parties(tree, found)
    if not actors and not recipients and not _stands_alone(tree, found):
        return None
    if _is_said_of_things(tree, actors):
        return None
    if "party" in found.match.trigger.flags and not recipients:
        return None
    match, document = found.match, tree.annotated.document
    trigger = (
        tree.span(min(match.tokens), max(match.tokens))
        if _joined(match)
        else tree.span(match.index, match.index)
    )
    statement = context.find_statement(trigger)
    when = context.find_date(match, found.carrier)
    kind, spans, method = _judge_realis(tree, context, found, trigger)
    place = context.find_place([*match.tokens, *([found.carrier] if found.carrier else [])])
    return Event(
        id=content_id("event", document.id, trigger.start, trigger.end, found.type),
        document_id=document.id,
        trigger=trigger,
        type=found.type,
        mode=found.mode,
        actors=tuple(_resolve(tree, i) for i in actors),
        recipients=tuple(_resolve(tree, i, match.tokens) for i in recipients),
        instrument=context.find_instrument(match),
        place=resolve_locality(tree.annotated, place) if place else None,
        when=when,
        realis=kind,
        realis_spans=spans,
        factuality=context.weigh(trigger, match.index, kind, spans),
        statement_id=statement.id if statement else None,
        speaker=context.find_speaker(trigger, statement),
        figure_ids=context.find_figures(match, found.type),
        headline=context.in_headline(trigger),
        provenance=Provenance(spans=(trigger,), method=method, confidence=1.0),
    )


def _judge_realis(
    tree: Tree, context: Context, found: Composed, trigger: Span
) -> tuple[Realis, tuple[Span, ...], str]:
    """Return how real an event is told to be, the words that say so, and how that is known."""
    cues = _gather_cues(tree, found, context.is_reported(trigger))
    kind = choose_realis(cues)
    if kind is not Realis.ACTUAL:
        return kind, span_cues(tree, cues, kind), METHOD
    when = context.find_date(found.match, found.carrier)
    aside = context.is_aside_clause(found.match.index)
    published = tree.annotated.document.published
    if when and is_background(when.value, published, aside):
        return Realis.HISTORICAL, when.spans, METHOD
    if found.type == "REJECT" or found.match.trigger.flags & _REFUSALS:
        return kind, (), METHOD
    doubted = context.doubt(trigger)
    return (doubted, (), DOUBT_METHOD) if doubted else (kind, (), METHOD)


def _is_said_of_things(tree: Tree, actors: list[int]) -> bool:
    """Say whether the only one to act is an "it" that stands for nobody in the clause above."""
    if len(actors) != 1 or tree.tokens[actors[0]].text.lower() != "it":
        return False
    head = tree.span(actors[0], actors[0])
    known = tree.participants.resolve(head, head).chain_id is not None
    return not known and find_own_speaker(tree, actors[0]) is None


def _joined(match: Match) -> bool:
    low, high = min(match.tokens), max(match.tokens)
    return high - low + 1 == len(match.tokens) and not match.is_noun


def _stands_alone(tree: Tree, found: Composed) -> bool:
    """Say whether an event may be told of nobody: a passive whose victim is a thing."""
    match = found.match
    return (
        not match.is_noun
        and find_object(tree, match.index) is not None
        and (found.type in {"ASSAULT", "COERCE", "SANCTION"})
    )


def _gather_cues(tree: Tree, found: Composed, reported: bool) -> list[Cue]:
    top = found.match.index
    if found.carrier is not None:
        top = found.carrier
    cues: list[Cue] = [(Realis(kind), index) for kind, index in found.realis]
    if found.match.trigger.kind == "modal":
        return []
    heads = frozenset(found.heads)
    for index in dict.fromkeys((*found.heads, found.match.index, top)):
        # A noun that a verb carries is as real as its verb says.
        if index == found.match.index != top:
            cues += find_noun_cues(tree, index)
        elif is_verb(tree.tokens[index]) or index == found.match.index:
            cues += find_cues(tree, index, reported, heads)
    if "negates" in found.match.trigger.flags:  # its "no" is the refusal itself
        cues = [cue for cue in cues if cue[0] is not Realis.NEGATED]
    if found.match.trigger.flags & {"refused", "will"}:  # its "will not" is the act itself
        return [cue for cue in cues if tree.tokens[cue[1]].head != found.match.index]
    return cues


def _resolve(tree: Tree, index: int, told: Sequence[int] | None = None) -> Participant:
    """Return a participant; a pronoun in what somebody said of himself is that somebody.

    One acted on through what is his is drawn with it ("a Greek tanker"), but for the words by
    which the event is `told`.
    """
    head = tree.span(index, index)
    held = index if told is None else find_thing(tree, index, told)
    span = draw_phrase(tree, held)
    found = tree.participants.resolve(span, head)
    own = find_own_speaker(tree, index)
    if own is None or found.chain_id is not None:
        return found
    other = tree.participants.resolve(draw_phrase(tree, own), tree.span(own, own))
    return replace(
        found,
        name=other.name,
        chain_id=other.chain_id,
        countries=other.countries,
        sectors=other.sectors,
        reasons=other.reasons,
    )


def _find_fronted(tree: Tree, verb: int, pronoun: int) -> int | None:
    """Return the subject of a clause put before: "though Ostra has no fleet, it has …"."""
    for child in tree.children[verb]:
        if tree.tokens[child].dep == "advcl" and child < pronoun:
            subject = tree.child(child, "nsubj", "nsubjpass")
            thing = tree.tokens[pronoun].text.lower() in {"it", "its"}
            if (
                subject is not None
                and "actor" in tree.classes(subject)
                and (not (thing and _is_person(tree, subject)))
            ):
                return subject if tree.tokens[subject].pos != "PRON" else None
    return None


def _is_person(tree: Tree, index: int) -> bool:
    if tree.tokens[index].text in load_states():
        return False
    kind = tree.name_kind(index)
    if kind is not None:
        return kind is MentionKind.PERSON
    return bool({"person", "official"} & tree.classes(index)) and not tree.is_name(index)


def find_own_speaker(tree: Tree, index: int) -> int | None:
    """Return the subject of the clause that a pronoun's clause is told in, if it can be meant."""
    token = tree.tokens[index]
    if token.text.lower() not in {"it", "they", "he", "she", "its", "their", "his", "her"}:
        return None
    fronted = _find_fronted(tree, token.head, index)
    if fronted is not None:
        return fronted
    verb = token.head
    for _ in range(4):
        above = tree.tokens[verb].head
        if above == verb:
            return None
        if tree.tokens[verb].dep in {"ccomp", "advcl"}:
            subject = tree.child(above, "nsubj", "nsubjpass")
            if subject is None or subject == index:
                return None
            plural = tree.tokens[subject].tag in {"NNS", "NNPS"} or any(
                tree.tokens[c].dep == "conj" for c in tree.children[subject]
            )
            low = token.text.lower()
            if (
                _is_person(tree, subject)
                if low in {"it", "its"}
                else low in {"he", "she"} and (not _is_person(tree, subject))
            ):
                return None
            many = low in {"they", "their"}
            return subject if plural == many and "actor" in tree.classes(subject) else None
        verb = above
    return None
