"""Pairs: the two people that "both women" or "the two leaders" takes up.

Only two who were named together, joined by "and", not far before; otherwise the phrase keeps its
own words.
"""

from itertools import pairwise

from onrecord.annotate.coreference.phrases import Phrase
from onrecord.annotate.coreference.referents import (
    Reading,
    find_by_span,
    is_quoted,
    join_words,
    new_referent,
)
from onrecord.lexicon import load_words
from onrecord.records import MentionKind, Reason, SpeakerKind

_NEAR = 400  # characters: two named further back may not be the two that are meant


def find_two(reading: Reading, phrase: Phrase) -> int | None:
    """Return the index of the two people that a phrase of two takes up, or None."""
    words = join_words(reading, phrase).lower().split()
    opens = words[:1] == ["both"] or words[:2] == ["the", "two"]
    if not opens or len(words) > 3 or words[-1] not in load_words("two_of_them"):
        return None
    members = _find_members(reading, phrase)
    if members is None:
        return None
    known = (i for i, r in enumerate(reading.referents) if r.members == members)
    index = next(known, None)
    if index is None:
        index = new_referent(reading, phrase, " and ".join(members), SpeakerKind.GROUP)
        reading.referents[index].plural = True
        reading.referents[index].members = members
    detail = f"“{join_words(reading, phrase)}” takes up the two named before it"
    reading.referents[index].reasons.append(
        Reason(name="two", detail=detail, score=0.8, spans=(phrase.span,))
    )
    return index


def _find_members(reading: Reading, phrase: Phrase) -> tuple[str, str] | None:
    people = [
        m
        for m in reading.mentions
        if m.kind is MentionKind.PERSON
        and m.span.end <= phrase.span.start
        and phrase.span.start - m.span.end <= _NEAR
        and not is_quoted(reading, m.span)
    ]
    for left, right in reversed(list(pairwise(people))):
        if _is_joined(reading.text[left.span.end : right.span.start]):
            found = [find_by_span(reading, m.span) for m in (left, right)]
            names = [reading.referents[i].name for i in found if i is not None]
            return (names[0], names[1]) if len(set(names)) == 2 else None
    return None


def _is_joined(between: str) -> bool:
    """Say whether words join two names: "and", "and his deputy,"; never a list of three."""
    words = between.replace(",", " ").split()
    return words[:1] == ["and"] and len(words) <= 4 and "." not in between
