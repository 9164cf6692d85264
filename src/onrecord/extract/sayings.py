"""Sayings: when and where something was said, from the attribution's own clause.

A date inside the words said is never the date of saying. A date counts when it hangs on
the cue's verb, or stands between the cue and the words.
"""

from collections.abc import Sequence

from onrecord.extract.places import Places
from onrecord.lexicon import load_words
from onrecord.parses import climb, find_children, find_range
from onrecord.records import (
    AnnotatedDocument,
    DateValue,
    Quotation,
    Span,
    Timex,
    TimexType,
    Token,
)

# Prepositions that open the words for where or in what form, and what may stand inside of them.
_PLACING = frozenset({"at", "in", "during", "on", "via", "through", "over"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_OPENERS = frozenset({"of", "to"})  # of the second word of "ahead of", "prior to"
_STRIDES = 6  # from a verb that tells to the one it goes on from, over others that do


def find_said(places: Places, quotation: Quotation) -> DateValue | None:
    """Return the date of saying, or None when the clause gives none."""
    tokens = places.annotated.tokens
    if quotation.cue is None or not (cue := find_range(tokens, quotation.cue)):
        return None
    fits = []
    for timex in places.timexes.overlapping(*places.sentence_at(cue[0])):
        where = find_range(tokens, timex.span)
        if not where or not _dates(timex):
            continue
        blocked = (*quotation.contents, *((quotation.source,) if quotation.source else ()))
        if any(part.covers(timex.span) for part in blocked):
            continue
        if _is_measure(tokens, where):
            continue
        near = _hangs_on(tokens, where, cue) or _goes_on(tokens, where, cue)
        if near or _stands_between(quotation, timex, tokens, where, cue):
            fits.append((_distance(timex.span, quotation.cue), timex))
    if not fits:
        return None
    timex = min(fits, key=lambda item: (item[0], item[1].span))[1]
    return DateValue(value=timex.value, spans=(timex.span,), rule=timex.rule)


def _dates(timex: Timex) -> bool:
    return (
        timex.type in {TimexType.DATE, TimexType.TIME}
        and timex.value[:1].isalnum()
        and (not timex.value.endswith("_REF"))
    )


def _distance(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def _hangs_on(tokens: Sequence[Token], where: range, cue: range) -> bool:
    """Say whether the first verb above the date belongs to the cue, or opens beside it."""
    for index in climb(tokens, where[-1]):
        if index in where:
            continue
        if index in cue:
            return True
        if tokens[index].pos in {"VERB", "AUX"}:
            beside = tokens[index].dep in {"advcl", "aux", "auxpass"}
            return beside and tokens[index].head in cue and not _has_subject(tokens, index)
    return False


def _is_measure(tokens: Sequence[Token], where: range) -> bool:
    """Say whether a date only tells what the saying came before or after.

    "Ahead of the November election", "since 2015"; but "after talks on Monday" has the day.
    """
    for index in climb(tokens, where[-1]):
        token = tokens[index]
        if index in where and token.dep == "npadvmod":
            return False
        if index not in where and token.pos in {"ADP", "SCONJ", "VERB", "AUX"}:
            two = token.text.lower() in _OPENERS
            words = {token.text.lower(), tokens[token.head].text.lower() if two else ""}
            return bool(words & load_words("measuring"))
    return False


def _goes_on(tokens: Sequence[Token], where: range, cue: range) -> bool:
    """Say whether the cue goes on from the verb the date hangs on, as done by the same people.

    "She left on Monday, calling it a farce and blaming the mayor"; a finite verb goes on only
    from a day told before both: "On Monday she left and said it leaked".
    """
    above = (i for i in climb(tokens, where[-1]) if i not in where)
    verb = next((i for i in above if tokens[i].pos in {"VERB", "AUX"}), None)
    index = next((i for i in cue if tokens[i].pos == "VERB"), None)
    if verb is None or index is None or verb in cue:
        return False
    for _ in range(_STRIDES):
        token = tokens[index]
        if _has_subject(tokens, index):
            return False
        before = where[-1] < token.head and not _is_earlier(tokens, index)
        together = token.dep == "conj" and (before or token.tag == "VBG")
        if not together and not (token.dep == "advcl" and token.tag == "VBG"):
            return False
        index = token.head
        if index == verb:
            return True
    return False


def _is_earlier(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb tells of what was done before: "has since said", "had told"."""
    return any(tokens[i].lemma.lower() == "have" for i in find_children(tokens, verb))


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a clause has a subject of its own: its day is not that of the saying."""
    return any(tokens[i].dep in {"nsubj", "nsubjpass"} for i in find_children(tokens, verb))


def _stands_between(
    quotation: Quotation, timex: Timex, tokens: Sequence[Token], where: range, cue: range
) -> bool:
    """Say whether the date stands next to the cue with no other verb or clause between them."""
    low, high = sorted((where, cue), key=lambda r: r.start)
    gap = tokens[low.stop : high.start]
    span = Span(
        document_id=timex.span.document_id,
        start=min(timex.span.end, quotation.cue.end if quotation.cue else timex.span.end),
        end=max(timex.span.start, quotation.cue.start if quotation.cue else 0),
    )
    if span.start < span.end and any(part.overlaps(span) for part in quotation.contents):
        return False
    apart = any(t.pos in {"VERB", "AUX"} or t.dep == "mark" or t.text == ";" for t in gap)
    first, last = low.stop, high.start
    for index in climb(tokens, cue[-1]):  # "expelled in 2015 after comments denying it"
        measures = tokens[index].text.lower() in load_words("measuring")
        apart = apart or (measures and first <= index < last)
    return len(gap) <= 8 and not apart


def find_venue(annotated: AnnotatedDocument, quotation: Quotation) -> Span | None:
    """Return the words that say where or in what form it was said ("at a briefing")."""
    tokens = annotated.tokens
    if quotation.cue is None or not (cue := find_range(tokens, quotation.cue)):
        return None
    for index in range(cue.stop, min(cue.stop + 14, len(tokens))):
        token = tokens[index]
        if token.sentence != tokens[cue[0]].sentence:
            return None
        if token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() not in load_words("venues"):
            continue
        place = Span(document_id=quotation.cue.document_id, start=token.start, end=token.end)
        if not any(part.overlaps(place) for part in quotation.contents):
            return _from_preposition(tokens, index, cue.stop, place)
    return None


def _from_preposition(tokens: Sequence[Token], index: int, least: int, place: Span) -> Span | None:
    for first in range(index - 1, max(least, index - 6) - 1, -1):
        if tokens[first].pos == "ADP":
            opens = tokens[first].text.lower() in _PLACING
            span = Span(document_id=place.document_id, start=tokens[first].start, end=place.end)
            return span if opens else None
        if tokens[first].pos not in _INSIDE and tokens[first].tag not in {"POS", "PRP$", "HYPH"}:
            return None
    return None
