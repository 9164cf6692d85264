"""Descriptions: the person named just before, called by what they are: "the career diplomat".

"Vale met the miners. The diplomat said …" is Vale, where nobody else is named in between and she is
who the sentence before is about. Words for a part in what happens ("the judge", "the driver")
describe nobody named, and of two people named neither is taken.
"""

import re
from collections.abc import Iterator

from onrecord.annotate.coreference.phrases import Phrase
from onrecord.annotate.coreference.pronouns import find_subject, is_main
from onrecord.annotate.coreference.referents import Reading, is_quoted, join_words
from onrecord.annotate.coreference.roles import role_gender
from onrecord.lexicon import load_words
from onrecord.parses import find_range
from onrecord.records import Reason, Span, SpeakerKind

_AGED = re.compile(r"\d+-year-old")


def find_described(reading: Reading, phrase: Phrase) -> int | None:
    """Return the index of the person that a describing phrase takes up, or None."""
    if phrase.plural or not _describes(reading, phrase):
        return None
    near = list(_find_near(reading, phrase))
    if len({index for index, _ in near}) != 1:
        return None
    index = near[0][0]
    referent = reading.referents[index]
    sex = role_gender([reading.tokens[phrase.head]])
    if (sex and referent.sex and sex != referent.sex) or not any(
        _is_matter(reading, phrase, index, span) for _, span in near
    ):
        return None
    detail = f"“{join_words(reading, phrase)}” describes {referent.name}, named right before it"
    referent.reasons.append(
        Reason(name="description", detail=detail, score=0.7, spans=(phrase.span,))
    )
    return index


def _describes(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase with "the" holds nothing but a description: none "of" something."""
    tokens = reading.tokens
    if tokens[phrase.first].text.lower() != "the" or phrase.head != phrase.last - 1:
        return False
    noun = {tokens[phrase.head].lemma.lower(), tokens[phrase.head].text.lower()}
    aged = _AGED.search(phrase.span.of(reading.text))
    return bool(noun & load_words("descriptions") or aged)


def _find_near(reading: Reading, phrase: Phrase) -> Iterator[tuple[int, Span]]:
    """Yield the people named in the sentence before a phrase, or before it in its own."""
    tokens = reading.tokens
    sentence = tokens[phrase.first].sentence
    inside = is_quoted(reading, phrase.span)
    for index, referent in enumerate(reading.referents):
        if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.UNRESOLVED}:
            continue
        for span in referent.spans:
            first = find_range(tokens, span).start
            near = first < phrase.first and sentence - tokens[first].sentence <= 1
            if near and (inside or not is_quoted(reading, span)):
                yield index, span


def _is_matter(reading: Reading, phrase: Phrase, index: int, span: Span) -> bool:
    """Say whether a name is who its sentence is about: its speaker, or its main subject.

    Words quoted in between are rather of somebody new than of a subject who was not speaking.
    """
    if (span, index) in reading.spoke:
        return True
    if any(span.end <= start < phrase.span.start for start, _ in reading.quoted):
        return False
    words = find_range(reading.tokens, span)
    verb = find_subject(reading.tokens, words.start, words.stop)
    return verb is not None and is_main(reading.tokens, verb)
