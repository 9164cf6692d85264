"""Bodies that speak: organisations, governments by their capital, houses by their name.

A metonym keeps its own name ("Seoul", "the Kremlin"); what it stands for is set beside it.
"""

from functools import cache

from onrecord.lexicon import load_table
from onrecord.names import body_key
from onrecord.records import MentionKind, SpeakerKind


def body_kind(words: str, label: MentionKind | None) -> SpeakerKind:
    """Return METONYM for places and houses that speak, GROUP for peoples, else ORGANIZATION."""
    key = body_key(words)
    if key in _load_metonyms() or label is MentionKind.PLACE:
        return SpeakerKind.METONYM
    return SpeakerKind.GROUP if label is MentionKind.GROUP else SpeakerKind.ORGANIZATION


def stands_for(words: str) -> str | None:
    """Return what a metonym stands for, or None.

    >>> stands_for("the Kremlin")
    'Presidential Administration of Russia'
    """
    return _load_metonyms().get(body_key(words))


@cache
def _load_metonyms() -> dict[str, str]:
    """Map the keys of houses, capitals and countries to the body that speaks through them."""
    table: dict[str, str] = {}
    for row in load_table("countries"):
        _, name, capitals, others = row[:4]
        government = f"government of {name}"
        for alias in (name, *capitals.split("|"), *others.split("|")):
            if alias.strip():
                table.setdefault(body_key(alias), government)
    for row in load_table("metonyms"):
        table[body_key(row[0])] = row[1]
    return table
