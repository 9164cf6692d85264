"""Offices named before their holders: "The transport minister was angry. …, said Ana Ruiz".

Who is named in full, without a word of who they are, right after a sentence in which the holder of
one office acts unnamed, is taken for that holder. Not where somebody else is named in between, or
holds such an office in the report.
"""

from collections.abc import Sequence

from onrecord.annotate.coreference.introductions import add_role
from onrecord.annotate.coreference.referents import Reading, Referent
from onrecord.annotate.coreference.roles import is_office, role_noun
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.parses import find_range, find_subtree
from onrecord.records import MentionKind, Reason, Span, SpeakerKind
from onrecord.text import find_token

_BACK = 2  # sentences


def name_unnamed_offices(reading: Reading, sources: Sequence[Span]) -> None:
    """Give the people who speak without a role the office that was spoken of right before them."""
    spoken = Intervals((s.start, s.end, s) for s in sources)
    people = sorted(m.span for m in reading.mentions if m.kind is MentionKind.PERSON)
    for referent in reading.referents:
        first = min(referent.spans)
        bare = referent.kind is SpeakerKind.PERSON and not referent.roles
        if bare and " " in referent.name and any(spoken.covering(first.start, first.end)):
            before = max((s.end for s in people if s < first), default=0)
            _name_office(reading, referent, first, before)


def _name_office(reading: Reading, referent: Referent, first: Span, least: int) -> None:
    tokens = reading.tokens
    index = find_token(tokens, first.start)
    sentence = tokens[index].sentence
    while index > 0 and tokens[index].start > least and sentence - tokens[index].sentence <= _BACK:
        index -= 1
        found = tokens[index].sentence < sentence and _find_office(reading, index)
        if found and tokens[found[0]].start >= least:
            add_role(reading, referent, *found)
            words = referent.roles[-1].text
            detail = f"“{words}” is spoken of right before {referent.name}, who goes without a role"
            reason = Reason(name="named after it", detail=detail, score=0.7, spans=(first,))
            referent.reasons.append(reason)
            return


def _find_office(reading: Reading, head: int) -> tuple[int, int] | None:
    """Return the token range of the office that is the subject at `head`, held by nobody named."""
    tokens, noun = reading.tokens, role_noun(reading.tokens[head])
    if tokens[head].dep != "nsubj" or tokens[head].tag in {"NNS", "NNPS"}:
        return None
    if noun not in load_words("sole_offices") or tokens[tokens[head].head].dep != "ROOT":
        return None
    start, end = find_subtree(tokens, head)
    where = find_range(tokens, Span(document_id=reading.document_id, start=start, end=end))
    first = where.start + (tokens[where.start].tag == "DT")
    owned = any(tokens[i].tag == "POS" for i in range(first, head))
    definite = owned or tokens[where.start].text.lower() == "the"
    if not definite or first > head or not is_office(tokens, first, where.stop):
        return None
    return None if _is_held(reading, first, head) else (first, where.stop)


def _is_held(reading: Reading, first: int, head: int) -> bool:
    """Say whether somebody the report names has a role like this one."""
    tokens = reading.tokens
    inner = range(first, head + 1)
    owners = next((i + 1 for i in reversed(inner) if tokens[i].tag == "POS"), first)
    wanted = {t.text.lower() for t in tokens[owners:head] if t.pos in {"NOUN", "PROPN", "ADJ"}}
    noun = role_noun(tokens[head])
    alike = [role for r in reading.referents if noun in r.nouns for role in r.roles]
    return any(wanted <= set(role.text.lower().split()) for role in alike)
