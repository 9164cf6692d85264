"""Main events: the one event a sentence is about, where a coder may give only one.

Chosen by where it stands, not by what it is: the event nearest the top of the sentence once
the words of saying are looked through; told before supposed; with its parties before without;
then the first. Intentions are folded as the PLOVER manual has it.
"""

from collections.abc import Iterable, Sequence

from onrecord.extract.events.codebooks import Codebook, load_codebook
from onrecord.lexicon import load_words
from onrecord.records import AnnotatedDocument, Event, Realis, Span, Token
from onrecord.text import find_token

# How far below the top of its sentence a relation puts a clause.
_STEPS = {
    "relcl": 3,
    "acl": 2,
    "advcl": 2,
    "pcomp": 2,
    "appos": 3,
    "pobj": 1,
    "poss": 3,
    "compound": 3,
    "amod": 3,
    "parataxis": 1,
    "conj": 1,
    "dobj": 0,
    "nsubj": 1,
    "attr": 0,
    "nsubjpass": 1,
    "ccomp": 0,
    "xcomp": 0,
}
_SUPPOSED = {
    Realis.ACTUAL: 0,
    Realis.FUTURE: 0,
    Realis.NEGATED: 1,
    Realis.HYPOTHETICAL: 2,
    Realis.HISTORICAL: 2,
}


def find_main(annotated: AnnotatedDocument, events: Iterable[Event]) -> Event | None:
    """Return the main one of the events of one sentence, or None if there are none."""
    ranked = [(_rank(annotated, event), number, event) for number, event in enumerate(events)]
    return min(ranked, key=lambda found: found[:2])[2] if ranked else None


def _rank(annotated: AnnotatedDocument, event: Event) -> tuple[int, int]:
    parties = 2 - bool(event.actors) - bool(event.recipients)
    depth = _measure_depth(annotated, event.trigger)
    purpose = [span.of(annotated.document.text).lower() for span in event.realis_spans] == ["to"]
    supposed = 1 if purpose else _SUPPOSED[event.realis]
    return depth + supposed + parties, event.trigger.start


def _measure_depth(annotated: AnnotatedDocument, trigger: Span) -> int:
    tokens = annotated.tokens
    index, depth = find_token(tokens, trigger.start), 0
    if index < len(tokens) and tokens[index].pos in {"NOUN", "PROPN"}:
        depth += 1  # an event in passing, unless a verb carries it
    for _ in range(len(tokens)):
        if index >= len(tokens) or tokens[index].head == index:
            break
        depth += _STEPS.get(tokens[index].dep, 1) - 2 * _is_turn(tokens, index)
        index = tokens[index].head
    return depth


def _is_turn(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a clause is set against the one before: "praised Ostra but rejected its plan"."""
    above = tokens[index].head
    if tokens[index].dep != "conj" or tokens[index].pos != "VERB":
        return False
    return any(
        tokens[i].text.lower() == "but" and tokens[i].dep == "cc" and tokens[i].head == above
        for i in range(above + 1, index)
    )


def fold_intention(event: Event, text: str, book: Codebook | None = None) -> str:
    """Return the type a coder of one event gives it: intentions are agreed, threatened, refused.

    PLOVER (manual, AGREE, REJECT, REQUEST and THREATEN): cooperative acts told in the future are
    AGREE, hostile ones THREATEN, also where they hang on a condition; cooperation that is not
    given is REJECT; what somebody must do is REQUEST. What has been decided or ordered is coded
    as done. What onrecord shows keeps the act's own type, and its realis says the rest.
    """
    book = book or load_codebook()
    quad = book.types[event.type].quad if event.type in book.types else ""
    cues = {span.of(text).lower() for span in event.realis_spans}
    cooperative = quad.endswith("cooperation")
    if event.realis is Realis.NEGATED:
        if "longer" in cues and quad == "material cooperation":
            return "SANCTION"
        return "REJECT" if cooperative and event.type != "SUPPORT" else event.type
    if event.realis is Realis.HYPOTHETICAL and cues and cues <= load_words("event_duties"):
        return "REQUEST"
    if not _is_intended(event, cues):
        return event.type
    if event.mode == "withdraw" and event.realis is Realis.HYPOTHETICAL:
        return "THREATEN"  # to leave is held out as a threat where it is left open
    hostile = (
        quad == "material conflict"
        or event.type == "REJECT"
        or (event.type == "ACCUSE" and event.mode == "allege")
    )
    if cooperative:
        return "AGREE"
    return "THREATEN" if hostile and event.actors else event.type


def _is_intended(event: Event, cues: set[str]) -> bool:
    if event.realis is Realis.FUTURE:
        return not (cues and cues <= load_words("event_decided"))
    held = event.realis is Realis.HYPOTHETICAL and bool(cues)
    return held and cues <= load_words("event_intended")
