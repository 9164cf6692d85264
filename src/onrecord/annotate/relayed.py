"""Relayed words: whom a report quotes through somebody else, made the source of what was said.

In "“It will hold,” the Herald quoted Dana Okoro as saying" the words are Okoro's, and the Herald
only carries them; the model takes the Herald for the source, or "Okoro as saying" for a part of
what was said. Who relayed it is read again from the parse when the statement is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.parses import find_children, find_quoter, find_range, find_sentence, find_subtree
from onrecord.records import Quotation, Span, Token

_MARKS = frozenset({",", ":"})


def hand_over(tokens: Sequence[Token], quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return the attributions, those that quote somebody "as saying" with them as the source."""
    return tuple(_hand_over(tokens, quotation) for quotation in quotations)


def _hand_over(tokens: Sequence[Token], quotation: Quotation) -> Quotation:
    cue = quotation.cue
    verb = find_quoter(tokens, find_range(tokens, cue)) if cue else None
    if cue is None or verb is None:
        return quotation
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    quoted = children.get("nsubjpass", children.get("dobj"))
    saying = _find_saying(tokens, max(quoted, verb)) if quoted is not None else None
    if quoted is None or saying is None:
        return quotation
    key = cue.document_id
    if quoted < verb:
        start, end = find_subtree(tokens, quoted)
    else:
        last = saying - 2 if tokens[saying - 2].text != "," else saying - 3
        start, end = tokens[min(verb + 1, last)].start, tokens[last].end
    source = Span(document_id=key, start=start, end=end)
    relay = Span(document_id=key, start=tokens[verb].start, end=tokens[saying].end)
    contents = tuple(
        part
        for content in quotation.contents
        if not source.covers(content)
        for part in _clip(tokens, content, relay, saying)
    )
    if not contents or source.covers(cue):
        return quotation
    whole = replace(cue, start=min(cue.start, tokens[verb].start), end=tokens[verb].end)
    return replace(quotation, source=source, cue=whole, contents=contents)


def _find_saying(tokens: Sequence[Token], named: int) -> int | None:
    """Return the participle of the "as saying" that follows whoever is quoted."""
    for index in range(named + 1, find_sentence(tokens, named).stop - 1):
        if tokens[index].text.lower() == "as" and tokens[index + 1].tag == "VBG":
            return index + 1
        if tokens[index].text in {"“", '"', ";"}:
            return None
    return None


def _clip(tokens: Sequence[Token], content: Span, relay: Span, saying: int) -> tuple[Span, ...]:
    """Return a content without "Okoro as saying": what comes before it, or after."""
    if not content.overlaps(relay):
        return (content,)
    if relay.covers(content):
        return ()
    if content.start < relay.start:
        return (replace(content, end=tokens[find_range(tokens, relay).start - 1].end),)
    after = next((i for i in range(saying + 1, len(tokens)) if tokens[i].text not in _MARKS), None)
    if after is None or tokens[after].start >= content.end:
        return ()
    return (replace(content, start=tokens[after].start),)
