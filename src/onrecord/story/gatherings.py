"""Gatherings: references of several reports on their way to becoming one entity, with reasons.

Every joining has its reason with the words on both sides, so that it can be shown and undone;
what a reviewer has set apart never meets again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.records import Reason, Span, SpeakerKind
from onrecord.story.references import Reference

Group = tuple[str, ...]
Pair = tuple[Group, Group]
Apart = Mapping[str, frozenset[str]]


@dataclass(slots=True, kw_only=True, eq=False)
class Gathering:
    """References taken for one, the first of them the fullest, and why each joined it."""

    references: list[Reference]
    reasons: list[Reason] = field(default_factory=list)

    @property
    def first(self) -> Reference:
        """The reference that the others joined."""
        return self.references[0]

    @property
    def kinds(self) -> set[SpeakerKind]:
        """The kinds its references have."""
        return {reference.kind for reference in self.references}

    @property
    def countries(self) -> frozenset[str]:
        """The countries its references are of."""
        return frozenset().union(*(reference.countries for reference in self.references))

    @property
    def nouns(self) -> frozenset[str]:
        """The role nouns of its references."""
        return frozenset().union(*(reference.nouns for reference in self.references))

    @property
    def sexes(self) -> set[str]:
        """The sexes its references say."""
        return {reference.sex for reference in self.references if reference.sex}


def join(gathering: Gathering, reference: Reference, reason: Reason) -> None:
    """Add a reference to a gathering, the reason shown on both sides."""
    spans = (pick_mention(gathering.first), *(reason.spans or (pick_mention(reference),)))
    shown = Reason(name=reason.name, detail=reason.detail, score=reason.score, spans=spans)
    gathering.references.append(reference)
    gathering.reasons.append(shown)


def merge(gathering: Gathering, other: Gathering, reason: Reason) -> None:
    """Move all of another gathering into this one."""
    join(gathering, other.references[0], reason)
    gathering.references += other.references[1:]
    gathering.reasons += other.reasons
    other.references, other.reasons = [], []


def pick_mention(reference: Reference) -> Span:
    """Return the mention nearest in length to the name: the name itself rather than "he"."""
    length = len(reference.name)
    return min(reference.mentions, key=lambda span: (abs(span.end - span.start - length), span))


# ── What a reviewer decided ─────────────────────────────────────────────────────────────


def set_apart(references: Sequence[Reference], splits: Iterable[Pair]) -> Apart:
    """Return for each reference those it must never be one with."""
    apart: dict[str, set[str]] = {}
    for left, right in splits:
        ours = [r.id for r in references if r.id in left or r.name in left]
        theirs = [r.id for r in references if r.id in right or r.name in right]
        for one in ours:
            for other in theirs:
                if one != other:
                    apart.setdefault(one, set()).add(other)
                    apart.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in apart.items()}


def may_join(gathering: Gathering, reference: Reference, apart: Apart) -> bool:
    """Say whether nobody has set the reference apart from one of the gathering."""
    others = apart.get(reference.id)
    return not others or not any(each.id in others for each in gathering.references)


def join_by_hand(gatherings: Sequence[Gathering], joins: Iterable[Group]) -> list[Gathering]:
    """Merge the gatherings that a reviewer says are one, whatever their kinds."""
    for group in joins:
        found = [g for g in gatherings if any(_holds(g, each) for each in group)]
        for other in found[1:]:
            detail = f"“{other.first.name}” is {found[0].first.name}, by a reviewer’s decision"
            merge(found[0], other, Reason(name="by hand", detail=detail))
    return [gathering for gathering in gatherings if gathering.references]


def _holds(gathering: Gathering, name_or_id: str) -> bool:
    return any(name_or_id in (r.id, r.name) for r in gathering.references)
