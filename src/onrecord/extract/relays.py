"""Relays: the stations a statement passed through on its way to a report.

Two are read: whom the speaker told ("told NBC News"), and who carries it ("according to
The Washington Post", around the whole). A medium named as relay is not the speaker.
"""

import re
from collections.abc import Sequence

from onrecord.extract.clauses import find_range
from onrecord.names import is_medium, same_medium
from onrecord.records import (
    AnnotatedDocument,
    Hop,
    Mention,
    MentionKind,
    Quotation,
    Token,
)

_OUTLET_NOUN = re.compile(
    r"\b(?:newspaper|outlet|agency|broadcaster|channel|magazine|network|website|daily|paper|"
    r"station|weekly|news)\b",
    re.IGNORECASE,
)
_TOLD = frozenset({"told", "tell", "telling", "tells"})
_TO = frozenset({"to", "with", "by", "told", "tell", "telling", "tells"})


def find_listener(annotated: AnnotatedDocument, quotation: Quotation) -> Hop | None:
    """Return the medium the speaker told it to, in the cue's own sentence, or None."""
    text, tokens = annotated.document.text, annotated.tokens
    if quotation.cue is None or not (indices := find_range(tokens, quotation.cue)):
        return None
    sentence = tokens[indices[-1]].sentence
    for mention in annotated.mentions:
        index = find_range(tokens, mention.span)
        if not index or tokens[index[0]].sentence != sentence:
            continue
        name = mention.span.of(text)
        if same_medium(name, annotated.document.publisher or ""):
            continue  # told to this very outlet: no station between
        if _hears(text, tokens, quotation, mention):
            return Hop(name=name, span=mention.span)
    return None


def _hears(text: str, tokens: Sequence[Token], quotation: Quotation, mention: Mention) -> bool:
    span, cue = mention.span, quotation.cue
    blocked = (*quotation.contents, *((quotation.source,) if quotation.source else ()))
    if cue is None or any(part.overlaps(span) for part in blocked) or span.end <= cue.start:
        return False
    between = text[cue.end : span.start]
    if len(between.split()) > 10 or re.search(r"[“”\"]", between):
        return False
    words = f"{cue.of(text)} {between}".lower().split()
    if not _TO & set(words):
        return False
    told = not between.strip() and bool(_TOLD & set(words))
    body = mention.kind is MentionKind.ORGANIZATION
    return is_medium(span.of(text)) or (body and (told or bool(_OUTLET_NOUN.search(between))))


def find_carriers(
    annotated: AnnotatedDocument, quotation: Quotation, others: Sequence[Quotation]
) -> list[Quotation]:
    """Return the media attributions that enclose `quotation`, innermost first."""
    text = annotated.document.text
    place = quotation.cue or quotation.contents[0]
    around = [
        other
        for other in others
        if other is not quotation
        and other.source is not None
        and is_medium(other.source.of(text))
        and any(part.covers(place) for part in other.contents)
        and other.cue != quotation.cue
    ]
    return sorted(around, key=lambda q: sum(c.end - c.start for c in q.contents))


def is_relay(
    annotated: AnnotatedDocument, quotation: Quotation, others: Sequence[Quotation]
) -> bool:
    """Say whether a medium's attribution only carries what others say inside it.

    It does when the statements it encloses, sources and cues included, hold six words in
    ten of its content; otherwise the medium says something of its own.
    """
    source = quotation.source
    if source is None or not is_medium(source.of(annotated.document.text)):
        return False
    inner = [
        part
        for other in others
        if other is not quotation and other.cue and other.source
        for part in (*other.contents, other.cue, other.source)
        if any(content.covers(other.cue) for content in quotation.contents)
    ]
    own = carried = 0
    for content in quotation.contents:
        for index in find_range(annotated.tokens, content):
            token = annotated.tokens[index]
            own += 1
            carried += any(p.start <= token.start and token.end <= p.end for p in inner)
    return own > 0 and carried >= 0.6 * own
