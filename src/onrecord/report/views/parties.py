"""The kinds of parties that stand side by side in the matrix: governments, militaries, experts …

Told by a word of the party's roles or of its name (the table `party_groups`), by the names of
media, else by how the party is known. It groups for the eye; nothing else rests on it.
"""

import re
from functools import cache

from onrecord.lexicon import load_table
from onrecord.names import is_medium
from onrecord.records import Entity, SpeakerKind

# In the order of the head row.
GROUPS = {
    "government": "Governments",
    "military": "Militaries",
    "agency": "Agencies",
    "company": "Companies and unions",
    "expert": "Experts",
    "media": "Media",
    "people": "People",
    "body": "Other bodies",
    "unnamed": "Not named",
}
_KINDS = {
    SpeakerKind.METONYM: "government",
    SpeakerKind.PLACE: "government",
    SpeakerKind.ORGANIZATION: "body",
    SpeakerKind.PERSON: "people",
    SpeakerKind.GROUP: "body",
    SpeakerKind.ANONYMOUS: "unnamed",
    SpeakerKind.UNRESOLVED: "unnamed",
}


def find_group(party: Entity) -> str:
    """Return the group a party stands in: a key of `GROUPS`.

    >>> from onrecord.records import Entity
    >>> find_group(Entity(id="e", name="Labour Ministry", kind=SpeakerKind.ORGANIZATION, names=()))
    'government'
    """
    if party.kind is not SpeakerKind.PERSON and is_medium(party.name):
        return "media"
    known = [role.text for role in party.roles]
    if party.kind is not SpeakerKind.PERSON:
        known.append(party.name)
    words = " | ".join(known).lower()
    fitting = [group for pattern, group in _load_patterns() if pattern.search(words)]
    if party.kind is SpeakerKind.METONYM:  # a capital or a building: a government, or an army's
        return "military" if "military" in fitting else "government"
    if fitting:
        return fitting[0]
    return _KINDS[party.kind]


@cache
def _load_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each group, in the order the groups first stand in the table."""
    words: dict[str, list[str]] = {}
    for word, group in load_table("party_groups"):
        words.setdefault(group, []).append(re.escape(word))
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)"), group) for group, each in words.items()
    )
