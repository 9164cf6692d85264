"""Texts with marks, read: {braces} hold a source, [label:words] a name the encoder would find."""

import re

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.whole_names import mend_names
from onrecord.records import CoreferenceChain, Mention, Quotation, Span, StatementKind


def read_marked(marked: str) -> tuple[str, list[Span], list[tuple[int, int, str]]]:
    """Return the text without its marks, the sources and the entities."""
    text, sources, entities, opened, label = "", [], [], 0, (0, "")
    for piece in re.split(r"([{}\]]|\[[A-Z]+:)", marked):
        if piece == "{":
            opened = len(text)
        elif piece == "}":
            sources.append(Span(document_id="d", start=opened, end=len(text)))
        elif re.fullmatch(r"\[[A-Z]+:", piece):
            label = (len(text), piece[1:-1])
        elif piece == "]":
            entities.append((label[0], len(text), label[1]))
        else:
            text += piece
    return text, sources, entities


def quote(source: Span) -> Quotation:
    after = Span(document_id="d", start=source.end, end=source.end + 1)
    return Quotation(
        kind=StatementKind.INDIRECT, contents=(after,), cue=after, source=source, method="test"
    )


def resolve(marked: str) -> list[CoreferenceChain]:
    text, sources, entities = read_marked(marked)
    tokens, _ = parse_text(text)
    mentions = find_mentions(text, entities, "d")
    chains = find_chains(text, tokens, mentions, [quote(s) for s in sources], "d")
    return [next(c for c in chains if s in c.mentions) for s in sources]


def find_names(marked: str) -> list[tuple[str, Mention]]:
    """Return the names of a text as they are mended, with their mentions."""
    text, _, entities = read_marked(marked)
    tokens, _ = parse_text(text)
    found = mend_names(text, tokens, find_mentions(text, entities, "d"), "d")
    return [(mention.span.of(text), mention) for mention in found]
