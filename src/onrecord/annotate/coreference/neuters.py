"""Whom a pronoun may take up though they have not spoken: subjects that stand before it.

"The ministry shut the port. It said …" is the ministry's, "The governor fell ill. He said …" the
governor's; only the subject of a main clause counts, in the sentence itself or in one just before
it: a body or a writing for "it", somebody in an office or occupation for "he" and "she".
"""

from collections.abc import Iterator

from onrecord.annotate.coreference.pronouns import PERSONAL, Candidate, is_main
from onrecord.annotate.coreference.referents import Reading, is_quoted
from onrecord.annotate.coreference.roles import role_noun
from onrecord.lexicon import load_words
from onrecord.names import body_key
from onrecord.parses import SUBJECTS, find_children, find_subtree
from onrecord.records import MentionKind, Span, SpeakerKind

_BACK = 2  # sentences
_BODIES = frozenset({MentionKind.ORGANIZATION, MentionKind.PLACE})
_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.UNRESOLVED})


def find_unspoken(reading: Reading, before: int) -> Iterator[tuple[Candidate, Span]]:
    """Yield the subjects before a pronoun that it may be, with the words that name them.

    The key of a candidate is that of the referent it names, else a number below nought.
    """
    tokens = reading.tokens
    sentence = tokens[before].sentence
    inside = is_quoted(reading, _place(reading, before))
    find = _find_described if tokens[before].text.lower() in PERSONAL else _find_named
    for index in range(before - 1, -1, -1):
        token = tokens[index]
        if sentence - token.sentence > _BACK:
            break
        if token.dep not in SUBJECTS or token.pos not in {"NOUN", "PROPN"}:
            continue
        if is_quoted(reading, _place(reading, index)) and not inside:
            continue
        span = find(reading, index)
        if span is None or _is_met(reading, span) or not is_main(tokens, token.head):
            continue
        known = _find_known(reading, span)
        yield (
            Candidate(
                key=-1 - index if known is None else known,
                sentence=token.sentence,
                start=span.start,
                subject=True,
                main=True,
                spoke=False,
                sex=None,
                named=find is _find_named,
            ),
            span,
        )


def _find_named(reading: Reading, noun: int) -> Span | None:
    """Return the words for a body or a writing: its name, or its phrase without its clauses."""
    tokens = reading.tokens
    for mention in reading.mentions:
        if mention.span.start <= tokens[noun].start < mention.span.end:
            return mention.span if mention.kind in _BODIES else None
    if tokens[noun].lemma.lower() not in load_words("bodies") | load_words("documents"):
        return None
    if tokens[noun].tag == "NNS":
        return None
    aside = {i for i in find_children(tokens, noun) if tokens[i].dep in {"relcl", "appos", "punct"}}
    start, end = find_subtree(tokens, noun, aside)
    comma = reading.text.find(",", tokens[noun].end, end)
    end = comma if comma >= 0 else end
    return Span(document_id=reading.document_id, start=start, end=end)


def _find_described(reading: Reading, noun: int) -> Span | None:
    """Return the words for somebody by their office or occupation: "the governor"."""
    tokens = reading.tokens
    if role_noun(tokens[noun]) is None or tokens[noun].tag == "NNS":
        return None
    first = noun
    while first > 0 and tokens[first - 1].pos in {"ADJ", "NOUN"}:
        first -= 1
    if first == 0 or tokens[first - 1].text.lower() not in {"the", "this"}:
        return None
    start, end = tokens[first - 1].start, tokens[noun].end
    return Span(document_id=reading.document_id, start=start, end=end)


def _place(reading: Reading, index: int) -> Span:
    token = reading.tokens[index]
    return Span(document_id=reading.document_id, start=token.start, end=token.end)


def _is_met(reading: Reading, span: Span) -> bool:
    return any(span.overlaps(other) for referent in reading.referents for other in referent.spans)


def _find_known(reading: Reading, span: Span) -> int | None:
    key = body_key(span.of(reading.text))
    for index, referent in enumerate(reading.referents):
        if referent.kind not in _PEOPLE and body_key(referent.name) == key:
            return index
    return None
