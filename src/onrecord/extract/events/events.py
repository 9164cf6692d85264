"""Events: each coded clause as a row: type, mode, who, whom, when, where, and how real.

Triggers are matched by the codebook, composed where one governs another, and given their
arguments, realis, source and figures. Page furniture, credits and refusals to comment tell
of no event; a clause whose parse does not say enough is left out rather than guessed.
"""

from collections.abc import Sequence

from onrecord.extract.events.arguments import find_object
from onrecord.extract.events.codebooks import Codebook, load_codebook
from onrecord.extract.events.compositions import Composed, compose
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.framings import find_era, weigh_framings
from onrecord.extract.events.modes import fill_modes
from onrecord.extract.events.parties import find_parties
from onrecord.extract.events.pronouns import find_own_speaker
from onrecord.extract.events.publics import concerns_nobody, is_private
from onrecord.extract.events.realis import (
    Cue,
    choose_realis,
    find_cues,
    find_noun_cues,
    is_background,
    span_cues,
)
from onrecord.extract.events.resolutions import resolve_parties
from onrecord.extract.events.scenes import find_scene
from onrecord.extract.events.trees import Tree, is_verb
from onrecord.extract.events.triggers import Match, find_triggers
from onrecord.extract.events.verbals import turn_verbal
from onrecord.extract.localities import resolve_locality
from onrecord.records import (
    AnnotatedDocument,
    Event,
    Figure,
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
    private = is_private(tree)
    told = turn_verbal(tree, fill_modes(tree, compose(tree, matches, book)))
    events = [_make_event(tree, context, each, private) for each in told]
    return tuple(e for e in events if e is not None)


def _make_event(tree: Tree, context: Context, found: Composed, private: bool) -> Event | None:
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
    carriers = [found.carrier] if found.carrier else []
    place = find_scene(tree, [*match.tokens, *carriers], found.type)
    acting = resolve_parties(tree, context, actors)
    done_to = resolve_parties(tree, context, recipients, match.tokens, actors, acting)
    if (actors or recipients) and not acting and not done_to and not _stands_alone(tree, found):
        return None
    if concerns_nobody(tree, found, acting, done_to, private):
        return None
    return Event(
        id=content_id("event", document.id, trigger.start, trigger.end, found.type),
        document_id=document.id,
        trigger=trigger,
        type=found.type,
        mode=found.mode,
        actors=acting,
        recipients=done_to,
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
    if (era := find_era(tree, found.match.index)) is not None:
        return Realis.HISTORICAL, (tree.span(era, era),), METHOD
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
        cues = [cue for cue in cues if tree.tokens[cue[1]].head != found.match.index]
    return weigh_framings(tree, found.match.index, cues)
