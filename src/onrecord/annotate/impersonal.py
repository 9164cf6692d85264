"""Impersonal sayings: "it emerged that", "the court was told", "he allegedly lied".

Nobody is named who says it; the model finds most of them, and those that it leaves out are read
off the words in the table `impersonal`. What was said goes on to the end of the sentence and must
have a verb; no source is given. An adverb of hearsay (table `hearsay`) at a sentence's main verb
makes a saying of the whole sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.annotate.parsed_reports import ParsedReport, make_saying
from onrecord.intervals import Intervals
from onrecord.lexicon import load_table, load_words
from onrecord.parses import find_sentence
from onrecord.records import Quotation, Span
from onrecord.text import find_token

METHOD = "impersonal saying in the words"
_VERBS = frozenset({"VERB", "AUX"})
_STOPS = frozenset(".!?\"”’' ")


def find_impersonal(report: ParsedReport, taken: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return an attribution for each impersonal saying whose words are in no other one."""
    low = report.text.lower()
    if len(low) != len(report.text):  # a few letters change length in lower case
        return ()
    spoken = Intervals((q.cue.start, q.cue.end, q) for q in taken if q.cue)
    found = []
    for pattern in _load_patterns():
        for match in pattern.finditer(low):
            start, end = match.span("cue")
            content = _find_content(report, end)
            if content is not None and not any(spoken.overlapping(start, end)):
                found.append(make_saying(report, METHOD, None, (start, end), content))
    found += _find_hearsay(report, Intervals((p.start, p.end, p) for q in taken for p in q.spoken))
    return tuple(sorted(found, key=lambda q: q.contents))


@cache
def _load_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[0]) for row in load_table("impersonal"))


def _find_content(report: ParsedReport, end: int) -> tuple[int, int] | None:
    """Return the rest of a sentence after a cue, where it has a verb."""
    tokens = report.tokens
    first = find_token(tokens, end)
    if first >= len(tokens):
        return None
    last = find_sentence(tokens, first)[-1]
    if not any(tokens[i].pos in _VERBS for i in range(first, last + 1)):
        return None
    stop = tokens[last].end
    while stop > end and report.text[stop - 1] in _STOPS:
        stop -= 1
    return (tokens[first].start, stop) if tokens[first].start < stop else None


def _find_hearsay(report: ParsedReport, spoken: Intervals[Span]) -> Iterator[Quotation]:
    """Yield the saying of each adverb of hearsay at the main verb of a sentence of nobody's."""
    tokens = report.tokens
    for index, token in enumerate(tokens):
        if token.pos != "ADV" or token.text.lower() not in load_words("hearsay"):
            continue
        if tokens[token.head].dep != "ROOT" or tokens[token.head].pos not in _VERBS:
            continue
        sentence = find_sentence(tokens, index)
        start, content = tokens[sentence[0]].start, _find_content(report, token.end)
        if content is None or any(spoken.overlapping(start, content[1])):
            continue
        before = [(start, tokens[index - 1].end)] if index > sentence[0] else []
        yield make_saying(report, METHOD, None, (token.start, token.end), *before, content)
