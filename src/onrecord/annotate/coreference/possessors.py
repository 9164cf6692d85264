"""Possessors: whose lawyers "his lawyers" are, whose office "her office" is.

Somebody known only as another's ("her lawyers said") is named after them, and they are what the
source belongs to; where the pronoun could be two, the source keeps its own words.
"""

from dataclasses import replace

from onrecord.annotate.coreference.phrases import Form, Phrase
from onrecord.annotate.coreference.pronoun_sources import find_meant
from onrecord.annotate.coreference.pronouns import NEUTER, PERSONAL
from onrecord.annotate.coreference.referents import Reading, join_words
from onrecord.records import Reason, SpeakerKind

_OWNED = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION})
# "their" is left alone: too often somebody else than the last body named.
_OWNERS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.METONYM})


def name_possessor(reading: Reading, phrase: Phrase, index: int) -> None:
    """Name a referent met as "her lawyers" after whoever "her" is, where that is plain."""
    referent, first = reading.referents[index], reading.tokens[phrase.first]
    words = join_words(reading, phrase)
    opening, _, rest = words.partition(" ")
    single = first.text.lower() in PERSONAL | NEUTER
    if not single or not rest or referent.kind not in _OWNED or referent.name != words:
        return
    pronoun = replace(
        phrase,
        span=replace(phrase.span, end=first.end),
        last=phrase.first + 1,
        head=phrase.first,
        form=Form.PRONOUN,
        plural=False,
    )
    owner = find_meant(reading, pronoun)
    if owner is None or owner == index or reading.referents[owner].kind not in _OWNERS:
        return
    name = reading.referents[owner].name
    referent.name = f"{name}’ {rest}" if name.endswith("s") else f"{name}’s {rest}"
    referent.affiliation = referent.affiliation or name
    detail = f"“{opening}” is {name}: nearest subject or speaker before it"
    referent.reasons.append(
        Reason(name="possessor", detail=detail, score=0.8, spans=(phrase.span,))
    )
