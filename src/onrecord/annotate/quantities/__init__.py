"""Quantities: every figure in a text with its bound, unit, what it counts and says of it.

Numbers are read by patterns, what they count by the parse. Ages, years, telephone numbers,
addresses and numbers that are part of a name are told apart; they are no figures, and
`find_numbers` still lists them, so that a number in no row can be named as missed.
"""

import re
from collections.abc import Sequence

from onrecord.annotate.quantities.contexts import find_place, find_rate
from onrecord.annotate.quantities.counted import Counted, find_counted
from onrecord.annotate.quantities.figures import find_figures
from onrecord.annotate.quantities.numbers import Form, read_numbers
from onrecord.annotate.quantities.properties import Property, find_planned, find_properties
from onrecord.annotate.quantities.ranges import Bare
from onrecord.annotate.quantities.trees import NOUNS, Tree
from onrecord.annotate.quantities.words import find_property, find_words
from onrecord.records import Qualifier, Quantity, Span, Timex, Token

__all__ = ["find_numbers", "find_quantities"]


def find_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the span of every number in digits or words, figure or not.

    >>> find_numbers("Page 4: two of 30.")
    ((5, 6), (8, 11), (15, 17))
    """
    return tuple((n.start, n.end) for n in read_numbers(text) if not n.one)


def find_quantities(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
    timexes: Sequence[Timex],
    document_id: str,
) -> tuple[Quantity, ...]:
    """Return the figures of a text, in order; numbers inside time expressions are not figures."""
    excluded = [(timex.span.start, timex.span.end) for timex in timexes]
    tree = Tree(tokens, sentences)
    found: list[Quantity] = []
    before: Quantity | None = None
    place = -1
    for figure in find_figures(text, excluded):
        span = tree.find(figure.start, figure.end)
        if not span:
            found.append(_read_alone(figure, document_id))
            continue
        sentence = tokens[span[0]].sentence
        quantity = _read(
            text, tree, figure, span, document_id, before if sentence == place else None
        )
        if quantity is not None:
            before, place = quantity, sentence
            found.append(quantity)
    return tuple(found)


def _read_alone(figure: Bare, document_id: str) -> Quantity:
    return Quantity(
        span=Span(document_id=document_id, start=figure.start, end=figure.end),
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        qualifier_span=_span(document_id, figure.bound),
        unit=figure.unit,
    )


def _span(document_id: str, offsets: tuple[int, int] | None) -> Span | None:
    if offsets is None:
        return None
    return Span(document_id=document_id, start=offsets[0], end=offsets[1])


def _read(
    text: str, tree: Tree, figure: Bare, span: range, document_id: str, before: Quantity | None
) -> Quantity | None:
    """Read what a figure counts and what is said of it; None when it is a name's number."""
    tokens = tree.tokens
    share = figure.unit in ("percent", "fraction")
    counted = find_counted(tree, span, share=share, plain=figure.unit is None)
    if _is_name(tree, figure, span, counted):
        return None
    properties = find_properties(tree, counted.anchor, counted.noun)
    if not properties and counted.noun is None and figure.unit is None:
        properties = _said_after(tree, figure)
    if figure.number.one and not _counts_one(tree, figure, span, counted, properties):
        return None
    phrase, head = None, None
    if counted.noun is not None:
        floor = span[-1] if counted.noun > span[-1] else -1
        phrase, head = tree.phrase(counted.noun, floor), _lemma(tokens[counted.noun])
    counted_span = _span(document_id, phrase)
    if head is None and before is not None and _is_left_out(text, figure, before):
        counted_span, head = before.counted, before.head
        properties = properties or _inherit(tree, before)
    planned = find_planned(tree, properties[0][1] if properties else counted.anchor)
    tail = phrase[1] if phrase and phrase[0] >= figure.end else figure.end
    return Quantity(
        span=Span(document_id=document_id, start=figure.start, end=figure.end),
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        qualifier_span=_span(document_id, figure.bound),
        unit=figure.unit,
        counted=counted_span,
        head=head,
        property="+".join(name for name, _ in properties)
        or ("expected" if planned is not None else None),
        property_span=_property_span(tree, properties, document_id),
        place=_span(document_id, find_place(tree, _nodes(counted, properties))),
        rate=find_rate(text, figure.end, tail + 16),
        whole=_whole(tree, counted, document_id),
        planned=planned is not None,
    )


def _said_after(tree: Tree, figure: Bare) -> list[Property]:
    """Return what the very next word says of a bare number: "another 40 or so injured"."""
    end = figure.end if figure.bound is None else max(figure.end, figure.bound[1])
    after = tree.find(end, end + 2)
    name = find_property(tree.tokens[after[0]], "state") if after else None
    return [(name, after[0])] if name else []


def _is_left_out(text: str, figure: Bare, before: Quantity) -> bool:
    """Say whether the noun is left out and is that of the figure before: "and 40 wounded"."""
    if _PRONOUN.match(text, figure.end):
        return True
    return figure.unit is None and before.unit is None


_PRONOUN = re.compile(r"(?i)\s+of\s+(?:them|whom|which|these|those)\b")


def _inherit(tree: Tree, before: Quantity) -> list[Property]:
    """Return the property that lies in the noun left out itself: "300 casualties, 40 in May"."""
    if before.counted is None or before.property is None:
        return []
    noun = tree.find(before.counted.end - 1, before.counted.end)
    name = find_property(tree.tokens[noun[-1]], "counted") if noun else None
    return [(name, noun[-1])] if name else []


def _nodes(counted: Counted, properties: list[Property]) -> tuple[int, ...]:
    nodes = [counted.anchor] if counted.noun is None else [counted.noun, counted.anchor]
    return tuple(dict.fromkeys([*nodes, *(token for _, token in properties)]))


def _lemma(token: Token) -> str:
    lemma = token.lemma.lower() if token.pos != "VERB" else token.text.lower()
    if token.pos == "PROPN":
        lemma = token.text.removesuffix("s") if token.tag == "NNPS" else token.text
    return lemma


def _property_span(tree: Tree, properties: list[Property], document_id: str) -> Span | None:
    if not properties:
        return None
    ends = [(tree.tokens[token].start, tree.tokens[token].end) for _, token in properties]
    return Span(document_id=document_id, start=min(s for s, _ in ends), end=max(e for _, e in ends))


def _whole(tree: Tree, counted: Counted, document_id: str) -> Span | None:
    if counted.whole is None:
        return None
    first = min(
        [counted.whole, *tree.has(counted.whole, "det", "poss", "nummod", "amod", "compound")]
    )
    return Span(
        document_id=document_id,
        start=tree.tokens[first].start,
        end=tree.tokens[counted.whole].end,
    )


def _is_name(tree: Tree, figure: Bare, span: range, counted: Counted) -> bool:
    """Say whether the number belongs to the name before it: "Boeing 787", "Task Force 3"."""
    if figure.unit is not None or figure.bound is not None or figure.number.form is not Form.DIGITS:
        return False
    if figure.qualifier is Qualifier.BETWEEN or (figure.low or 0) != int(figure.low or 0):
        return False
    first = span[0]
    if first == 0 or tree.tokens[first - 1].pos != "PROPN":
        return False
    if tree.tokens[first - 1].sentence != tree.tokens[first].sentence:
        return False
    if tree.tokens[first].start - tree.tokens[first - 1].end > 1:
        return False
    noun = counted.noun
    return noun is None or noun < first or tree.tokens[noun].tag not in ("NNS",)


def _counts_one(
    tree: Tree, figure: Bare, span: range, counted: Counted, properties: list[Property]
) -> bool:
    """Say whether "one" counts: with a unit, a bound, something said of it, or persons."""
    if figure.unit is not None or figure.bound is not None or figure.qualifier is Qualifier.BETWEEN:
        return True
    told = {name for name, _ in properties} & find_words("told")
    return bool(told) and (counted.noun is None or tree.tokens[counted.noun].pos in NOUNS)
