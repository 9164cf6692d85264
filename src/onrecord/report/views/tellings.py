"""The words in which a report tells of an event: its sentence, with the telling word apart.

Sentences are told by their stops alone. One that is too long gives way to the parts of the event.
"""

import re

from onrecord.records import Event, Span
from onrecord.text import SENTENCE_STOP

LONGEST = 260  # characters of a report's words in a row; the words in the text are marked whole
# The end of a sentence, or of a line with the blank ones after it.
_BREAK = re.compile(rf"{SENTENCE_STOP}|[ \t]*\n\s*")


def shorten_words(words: str) -> str:
    """Cut words to what a row can show."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def cut_pieces(words: str, trigger: str, before: str) -> tuple[str, str, str]:
    """Cut words before and after their telling word; that is empty where it is not shown.

    >>> cut_pieces("It fell and fell.", "fell", "It fell and ")
    ('It fell and ', 'fell', '.')
    """
    first = " ".join(before.split())
    start = len(first) + (bool(first) and before[-1:].isspace())
    end = start + len(trigger)
    if words[start:end] != trigger:
        return words, "", ""
    return words[:start], trigger, words[end:]


def find_words(event: Event, text: str) -> Span:
    """Return the words that tell of an event: the sentence, or its parts where that is long."""
    parts = _join_parts(event)
    earliest = max(0, parts.start - 2 * LONGEST)  # a sentence from before that is too long anyway
    breaks = (found.end() for found in _BREAK.finditer(text, earliest, parts.start))
    start = max(breaks, default=earliest)
    after = _BREAK.search(text, parts.end)
    end = after.start() + len(after.group().rstrip()) if after else len(text.rstrip())
    if end - start > LONGEST:
        return parts
    return Span(document_id=parts.document_id, start=start, end=end)


def _join_parts(event: Event) -> Span:
    """Join the parts of an event, those aside that stand further off than a reader would follow."""
    parts = [event.trigger, *(each.span for each in (*event.actors, *event.recipients))]
    parts += [event.instrument] if event.instrument else []
    parts += [event.place.span] if event.place else []
    parts += [*event.realis_spans, *(event.when.spans if event.when else ())]
    near = [
        part
        for part in parts
        if part.document_id == event.document_id
        and abs(part.start - event.trigger.start) < LONGEST
        and abs(part.end - event.trigger.end) < LONGEST
    ]
    return Span(
        document_id=event.document_id,
        start=min((part.start for part in near), default=event.trigger.start),
        end=max((part.end for part in near), default=event.trigger.end),
    )
