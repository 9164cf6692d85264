"""Readings: what the parse tells of one figure, gathered into its record.

What is counted, what is said of them, where, how often, and of what whole. Numbers that the
parse shows to belong to a name ("Boeing 787") or to be the pronoun "one" are let go here.
"""

import re
from dataclasses import dataclass, replace

from onrecord.annotate.quantities.amounts import is_noun
from onrecord.annotate.quantities.contexts import find_place, find_rate
from onrecord.annotate.quantities.counted import (
    Counted,
    Measure,
    find_counted,
    find_measure,
    find_top,
)
from onrecord.annotate.quantities.numbers import Form
from onrecord.annotate.quantities.properties import Property, find_planned, find_properties
from onrecord.annotate.quantities.ranges import Bare
from onrecord.annotate.quantities.trees import Tree
from onrecord.annotate.quantities.words import find_property, find_words
from onrecord.lexicon import load_map
from onrecord.records import Qualifier, Quantity, Span, Token

_PRONOUN = re.compile(r"(?i)\s+of\s+(?:them|whom|which|these|those)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A figure at its tokens, with what it counts."""

    figure: Bare
    span: range
    counted: Counted
    said: list[Property]


def read_quantity(
    text: str, tree: Tree, figure: Bare, document_id: str, before: Quantity | None
) -> Quantity | None:
    """Return what a figure counts and what is said of it; None when it is no figure after all.

    `before` is the figure read before it in the same text; one in the same sentence lends
    its noun where this one leaves it out.
    """
    span = tree.find(figure.start, figure.end)
    if not span:
        return _record(figure, document_id)
    figure = _unbind(tree, figure)
    measure = find_measure(figure.unit)
    counted = find_counted(tree, span, measure)
    said = find_properties(tree, counted.anchor, counted.noun)
    if measure is Measure.COUNT and (counted.noun is None or counted.noun < span[0]):
        said = _said_after(tree, figure) or said  # "put losses at 250 killed"
    reading = _Reading(figure=figure, span=span, counted=counted, said=said)
    if _is_name(tree, reading) or (figure.number.one and not _counts_one(reading)):
        return None
    return _complete(text, tree, reading, document_id, before)


def _unbind(tree: Tree, figure: Bare) -> Bare:
    """Let go of a bound that is part of a verb: "they handed over 700 crates"."""
    if figure.bound is None:
        return figure
    words = tree.find(*figure.bound)
    if len(words) != 1 or tree.tokens[words[0]].dep != "prt":
        return figure
    low, high = figure.number.low, figure.number.high
    return replace(figure, low=low, high=high, bound=None, qualifier=Qualifier.EXACT)


def _complete(
    text: str, tree: Tree, reading: _Reading, document_id: str, before: Quantity | None
) -> Quantity:
    figure, counted, said = reading.figure, reading.counted, reading.said
    phrase = _phrase(tree, reading)
    counted_span = _span(document_id, phrase)
    head = None if counted.noun is None else _lemma(tree.tokens[counted.noun])
    if head is None and before is not None and _is_left_out(text, tree, reading, before):
        counted_span, head = before.counted, before.head
        said = said or _inherit(tree, before)
    said = [(_sent(name, head), token) for name, token in said]
    planned = find_planned(tree, said[0][1] if said else counted.anchor)
    top = find_top(tree, reading.span)
    if planned is None and not said:
        planned = find_planned(tree, top)
    names = "+".join(name for name, _ in said) or _expected(tree, top)
    tail = phrase[1] if phrase is not None and phrase[0] >= figure.end else figure.end
    return _record(
        figure,
        document_id,
        counted=counted_span,
        head=head,
        property=names,
        property_span=_span(document_id, _cover(tree, [token for _, token in said])),
        place=_span(document_id, find_place(tree, _nodes(tree, counted, said))),
        rate=find_rate(text, figure.end, tail + 16),
        whole=_span(document_id, _whole(tree, counted)),
        planned=planned is not None,
    )


def _record(figure: Bare, document_id: str, **known: object) -> Quantity:
    return Quantity(
        span=Span(document_id=document_id, start=figure.start, end=figure.end),
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        qualifier_span=_span(document_id, figure.bound),
        unit=figure.unit,
        **known,  # type: ignore[arg-type]
    )


def _span(document_id: str, offsets: tuple[int, int] | None) -> Span | None:
    if offsets is None:
        return None
    return Span(document_id=document_id, start=offsets[0], end=offsets[1])


def _phrase(tree: Tree, reading: _Reading) -> tuple[int, int] | None:
    noun = reading.counted.noun
    if noun is None:
        return None
    return tree.phrase(noun, reading.span[-1] if noun > reading.span[-1] else -1)


def _lemma(token: Token) -> str:
    """Return a noun's lemma; "the wounded" and names keep their own words."""
    if token.text.isupper() and len(token.text) > 1:
        return token.text
    if token.pos == "PROPN":
        return token.text.removesuffix("s") if token.tag == "NNPS" else token.text
    return token.text.lower() if token.pos == "VERB" else token.lemma.lower()


def _said_after(tree: Tree, figure: Bare) -> list[Property]:
    """Return what the very next word says of a bare number: "another 40 or so injured"."""
    end = figure.end if figure.bound is None else max(figure.end, figure.bound[1])
    after = tree.find(end, end + 2)
    name = find_property(tree.tokens[after[0]], "state") if after else None
    return [(name, after[0])] if name else []


def _is_left_out(text: str, tree: Tree, reading: _Reading, before: Quantity) -> bool:
    """Say whether the noun left out is that of the figure before: "and 40 wounded"."""
    other = tree.find(before.span.start, before.span.end)
    here = tree.tokens[reading.span[0]].sentence
    if not other or tree.tokens[other[0]].sentence != here:
        return False
    if _PRONOUN.match(text, reading.figure.end):
        return True
    return reading.figure.unit is None and before.unit is None


def _inherit(tree: Tree, before: Quantity) -> list[Property]:
    """Return the property that lies in the noun left out itself: "300 casualties, 40 in May"."""
    if before.counted is None or before.property is None:
        return []
    noun = tree.find(before.counted.end - 1, before.counted.end)
    name = find_property(tree.tokens[noun[-1]], "counted") if noun else None
    return [(name, noun[-1])] if name else []


def _sent(name: str, head: str | None) -> str:
    """Troops that are sent are deployed; crates that are sent are sent."""
    if name != "sent":
        return name
    return "deployed" if load_map("quantity_kinds").get(head or "") == "troops" else name


def _expected(tree: Tree, top: int) -> str | None:
    """Return "expected" where the figure itself is, not only what is done to those counted."""
    planned = find_planned(tree, top)
    if planned is None:
        return None
    if tree.tokens[planned].lemma.lower() in find_words("future"):
        verb = tree.tokens[tree.tokens[planned].head].lemma.lower()
        return "expected" if verb in find_words("amounting") else None
    for node in (top, *tree.climb(top)):
        token = tree.tokens[node]
        if node == planned:
            break
        if token.dep == "prep" and token.text.lower() not in find_words("hedging"):
            return None  # "aims at peace between the two nations"
    return "expected"


def _nodes(tree: Tree, counted: Counted, said: list[Property]) -> tuple[int, ...]:
    nodes = [counted.anchor] if counted.noun is None else [counted.noun, counted.anchor]
    nodes += [token for _, token in said]
    head = tree.tokens[counted.anchor].head
    if tree.tokens[counted.anchor].dep in ("nsubj", "nsubjpass", "dobj"):
        nodes.append(head)
    return tuple(dict.fromkeys(nodes))


def _cover(tree: Tree, nodes: list[int]) -> tuple[int, int] | None:
    if not nodes:
        return None
    return tree.tokens[min(nodes)].start, tree.tokens[max(nodes)].end


def _whole(tree: Tree, counted: Counted) -> tuple[int, int] | None:
    """Return the characters of the whole, with its determiner: "the 10,000 troops"."""
    if counted.whole is None:
        return None
    inside = tree.has(counted.whole, "det", "poss", "nummod", "amod", "compound")
    first = min([counted.whole, *inside, *(c for i in inside for c in tree.children(i))])
    return tree.tokens[first].start, tree.tokens[counted.whole].end


def _is_name(tree: Tree, reading: _Reading) -> bool:
    """Say whether the number belongs to the name before it: "Boeing 787", "Task Force 3"."""
    figure, first = reading.figure, reading.span[0]
    if figure.unit is not None or figure.bound is not None or first == 0:
        return False
    before, token = tree.tokens[first - 1], tree.tokens[first]
    if before.pos != "PROPN" or before.sentence != token.sentence or token.start - before.end > 1:
        return False
    noun = reading.counted.noun
    follows = noun is not None and noun > first
    if figure.number.form is Form.WORDS:
        return token.text.istitle() and not follows and not reading.said
    if figure.number.form is not Form.DIGITS or figure.qualifier is Qualifier.BETWEEN:
        return False
    if (figure.low or 0.0) % 1:
        return False
    return not follows or not is_noun(tree, noun or 0) or tree.tokens[noun or 0].tag != "NNS"


def _counts_one(reading: _Reading) -> bool:
    """Say whether "one" counts: with a unit, a bound, or something said of those counted."""
    figure = reading.figure
    if figure.unit is not None or figure.bound is not None or figure.qualifier is Qualifier.BETWEEN:
        return True
    return any(name in find_words("told") for name, _ in reading.said)
