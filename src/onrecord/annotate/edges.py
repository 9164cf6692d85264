"""Edges of reported words: what the next saying begins with is cut, what goes on is taken in.

"Ruiz said it would hold and, thanking the crew, he noted …": the "and" opens what is noted.
"Ruiz said the wall has not held, has been mended and is being watched": all three are said. A
passive without a speaker whose only content is "it" or "that" tells nothing, and is dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.intervals import Intervals
from onrecord.parses import (
    FINITE,
    SUBJECTS,
    find_children,
    find_range,
    find_root,
    find_sentence,
    find_subtree,
)
from onrecord.records import Quotation, Span, StatementKind, Token

_BARE = frozenset({"it", "this", "that", "so", "they", "these", "those", "which"})
_SUBJECTS = SUBJECTS | {"expl"}
_HELPING = frozenset({"have", "be", "will", "would"})
_NEAR = 3  # characters from one saying to the next: a comma and a space


def mend_edges(
    text: str, tokens: Sequence[Token], quotations: Iterable[Quotation]
) -> tuple[Quotation, ...]:
    """Return the attributions with their contents' ends mended, without those that say nothing."""
    kept = [q for q in quotations if not _is_bare(text, q)]
    taken = Intervals(
        (part.start, part.end, part)
        for q in kept
        for part in (*q.spoken, *((q.source,) if q.source else ()))
    )
    return tuple(_draw(text, tokens, _clip(text, tokens, q, taken), taken) for q in kept)


def _is_bare(text: str, quotation: Quotation) -> bool:
    words = " ".join(content.of(text) for content in quotation.contents)
    return quotation.source is None and words.lower() in _BARE


def _clip(
    text: str, tokens: Sequence[Token], quotation: Quotation, taken: Intervals[Span]
) -> Quotation:
    """Return the attribution without an "and, …" at its end that opens the next saying."""
    last = quotation.contents[-1]
    after = last.end + _NEAR
    follows = any(part.start >= last.end for part in taken.overlapping(last.end, after))
    if not follows or quotation.kind is StatementKind.DIRECT:
        return quotation
    inside = find_range(tokens, last)
    for index in reversed(inside):
        if tokens[index].tag in FINITE:
            return quotation
        if tokens[index].tag == "CC" and index > inside[0]:
            if index + 1 >= inside.stop or tokens[index + 1].text != ",":
                return quotation
            end = tokens[index - 1].end
            return replace(quotation, contents=(*quotation.contents[:-1], replace(last, end=end)))
    return quotation


def _draw(
    text: str, tokens: Sequence[Token], quotation: Quotation, taken: Intervals[Span]
) -> Quotation:
    """Return the attribution with the verbs that go on from its content's own, subject shared."""
    last = quotation.contents[-1]
    if quotation.cue is None or quotation.kind is StatementKind.DIRECT:
        return quotation
    if last.end <= quotation.cue.start or text[last.end : last.end + 2].strip() not in {",", "a"}:
        return quotation
    inside, cue = find_range(tokens, last), find_range(tokens, quotation.cue)
    root = find_root(tokens, inside)
    if root is None or not _is_helped(tokens, root):
        return quotation
    end = last.end
    for index in range(inside.stop, find_sentence(tokens, inside[-1]).stop):
        token = tokens[index]
        goes_on = (token.dep == "conj" and token.head in inside) or (
            token.dep == "ccomp" and token.head in cue
        )
        if goes_on and token.pos in {"VERB", "AUX"} and _is_helped(tokens, index):
            children = find_children(tokens, index)
            if not any(tokens[i].dep in _SUBJECTS for i in children):
                end = max(end, find_subtree(tokens, index)[1])
    between = [part for part in taken.overlapping(last.end, end) if part != last]
    if end == last.end or between:
        return quotation
    return replace(quotation, contents=(*quotation.contents[:-1], replace(last, end=end)))


def _is_helped(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb has one that helps it: "has held", "is being watched"."""
    return any(
        tokens[i].dep in {"aux", "auxpass"} and tokens[i].lemma.lower() in _HELPING
        for i in find_children(tokens, verb)
    )
