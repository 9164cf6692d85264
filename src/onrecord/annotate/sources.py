"""Sources made whole: a source that ends inside a name or a noun phrase is drawn out to its end.

The model sometimes cuts a source short ("Secretary of State Ana", "The", "Ruiz" of "Ruiz
delegates"). What is part of the cue or of what was said is never taken into it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.intervals import Intervals
from onrecord.lexicon import load_map
from onrecord.parses import find_range, find_root
from onrecord.records import Mention, MentionKind, Quotation, Span, Token

_WITHIN = frozenset({"compound", "amod", "det", "nmod", "nummod", "poss", "predet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_REACH = 5  # words: a head further off belongs to a phrase of its own


def complete_sources(
    quotations: Iterable[Quotation], mentions: Iterable[Mention]
) -> tuple[Quotation, ...]:
    """Return the quotations with sources that end inside a name drawn out to its end.

    "Secretary of State Ana" becomes "Secretary of State Ana Ruiz"; a source is left as it is
    where the rest of the name is part of the cue or of what was said.
    """
    names = Intervals((m.span.start, m.span.end, m.span) for m in mentions)
    return tuple(_complete_source(quotation, names) for quotation in quotations)


def _complete_source(quotation: Quotation, names: Intervals[Span]) -> Quotation:
    source = quotation.source
    if source is None:
        return quotation
    cut = [n for n in names.overlapping(source.start, source.end) if not source.covers(n)]
    whole = replace(
        source,
        start=min([source.start, *(n.start for n in cut)]),
        end=max([source.end, *(n.end for n in cut)]),
    )
    return _take(quotation, whole)


def draw_sources(quotations: Iterable[Quotation], tokens: Sequence[Token]) -> tuple[Quotation, ...]:
    """Return the quotations with sources that lack their phrase's noun drawn out to it.

    "The" becomes "The delegates", "Ruiz" of "Ruiz delegates" the delegates: they are who speaks.
    The helper verb of the cue is left out: "the clerk who saw it had, in a letter, said".
    """
    return tuple(_drop_helper(_draw_source(quotation, tokens), tokens) for quotation in quotations)


def _drop_helper(quotation: Quotation, tokens: Sequence[Token]) -> Quotation:
    source = quotation.source
    inside = find_range(tokens, source) if source else range(0)
    least = 2
    if source is None or len(inside) <= least or source.end < tokens[inside[-1]].end:
        return quotation
    last, before = tokens[inside[-1]], tokens[inside[-1] - 1]
    helps = last.tag == "MD" or (last.lemma in {"have", "be"} and last.tag in _FINITE)
    if not helps or before.pos not in {"NOUN", "PROPN"}:
        return quotation
    return replace(quotation, source=replace(source, end=before.end))


def _draw_source(quotation: Quotation, tokens: Sequence[Token]) -> Quotation:
    source = quotation.source
    if source is None or not (inside := find_range(tokens, source)):
        return quotation
    root = find_root(tokens, inside)
    if root is None or tokens[root].dep not in _WITHIN:
        return quotation
    head = tokens[root].head
    near = inside.stop <= head < inside.stop + _REACH
    if not near or tokens[head].pos not in {"NOUN", "PROPN"}:
        return quotation
    return _take(quotation, replace(source, end=max(source.end, tokens[head].end)))


def drop_causes(
    quotations: Iterable[Quotation], tokens: Sequence[Token], mentions: Iterable[Mention]
) -> tuple[Quotation, ...]:
    """Return the quotations without sources that only bring about what others say.

    "The launch raised fears that …": nobody is named who fears it.
    """
    people = Intervals(
        (m.span.start, m.span.end, m) for m in mentions if m.kind is MentionKind.PERSON
    )
    return tuple(replace(q, source=None) if _is_cause(q, tokens, people) else q for q in quotations)


def _is_cause(quotation: Quotation, tokens: Sequence[Token], people: Intervals[Mention]) -> bool:
    source = quotation.source
    if source is None or quotation.cue is None:
        return False
    rows = load_map("caused_speech")
    words = [tokens[i] for i in find_range(tokens, quotation.cue)]
    if not any(rows.get(word.lemma.lower()) == "noun" for word in words):
        return False
    parts = {rows.get(word.lemma.lower()) for word in words if word.pos == "VERB"}
    if "met" in parts:  # "Ruiz has faced questions about": others put them
        return True
    if any(people.overlapping(source.start, source.end)):
        return False
    participle = any(word.tag == "VBG" for word in words)
    return "verb" in parts or ("participle" in parts and participle)


def _take(quotation: Quotation, whole: Span) -> Quotation:
    """Return the quotation with a longer source, unless that takes in its cue or contents."""
    source, others = quotation.source, quotation.spoken
    if source and any(part.overlaps(whole) and not part.overlaps(source) for part in others):
        return quotation
    return replace(quotation, source=whole)
