"""People named in one report: full names gathered with their short forms, with reasons.

A short form ("Miller", "Yoon") joins the only full name it can belong to; where two could
take it, nobody gets it and both are kept as candidates. Sex is never read off a first name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.names import find_bearers, name_parts, same_full_name
from onrecord.records import Mention, MentionKind, Reason, Span


@dataclass(slots=True, kw_only=True)
class Person:
    """A person while a report is being read: the name parts, the mentions, the reasons."""

    parts: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    candidates: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest form met, as written."""
        return " ".join(self.parts)


def gather_people(text: str, mentions: Sequence[Mention]) -> list[Person]:
    """Return the people among `mentions`, in the order they are first named."""
    named = [
        (mention.span, name_parts(mention.span.of(text)))
        for mention in mentions
        if mention.kind is MentionKind.PERSON
    ]
    people: list[Person] = []
    for span, parts in named:
        if len(parts) > 1:
            _add_full_name(people, span, parts)
    for span, parts in named:
        if len(parts) == 1:
            _add_short_name(people, span, parts[0])
    for person in people:
        person.mentions.sort()
    return sorted(people, key=lambda p: p.mentions[0])


def _add_full_name(people: list[Person], span: Span, parts: tuple[str, ...]) -> None:
    for person in people:
        if same_full_name(person.parts, parts):
            person.mentions.append(span)
            if len(parts) > len(person.parts):
                person.parts = parts
            return
    people.append(Person(parts=parts, mentions=[span]))


def _add_short_name(people: list[Person], span: Span, part: str) -> None:
    fits, how = find_full_names(part, people)
    if len(fits) == 1:
        fits[0].mentions.append(span)
        if len(fits[0].parts) > 1 and not any(r.name == how for r in fits[0].reasons):
            detail = f"“{part}” is the {how} of {fits[0].name} and of nobody else here"
            fits[0].reasons.append(Reason(name=how, detail=detail, spans=(span,)))
    elif not fits:
        people.append(Person(parts=(part,), mentions=[span]))
    elif (owner := _find_owner(fits, span)) is not None:
        owner.mentions.append(span)
        others = ", ".join(sorted(p.name for p in fits if p is not owner))
        detail = f"“{part}” went to {owner.name} before {others} came up"
        owner.reasons.append(Reason(name="first bearer", detail=detail, score=0.7, spans=(span,)))
    else:
        names = tuple(sorted(person.name for person in fits))
        for person in people:
            if person.candidates == names and person.parts == (part,):
                person.mentions.append(span)
                return
        people.append(Person(parts=(part,), mentions=[span], candidates=names))


def _find_owner(fits: Sequence[Person], span: Span) -> Person | None:
    """Return the bearer a shared last name belongs to by the report's own usage, if any.

    The only one named in full so far; or the one the bare name already stood for when the
    second bearer was first named.
    """
    named = [person for person in fits if min(person.mentions) < span]
    if len(named) == 1:
        return named[0]
    if len(named) < 2:
        return None
    ordered = sorted(named, key=lambda person: min(person.mentions))
    second = min(ordered[1].mentions)
    earlier = [m for m in ordered[0].mentions if m < second]
    return ordered[0] if len(earlier) > 1 else None


def find_full_names(part: str, people: Sequence[Person]) -> tuple[list[Person], str]:
    """Return the people a single name part can belong to, and which part of theirs it is."""
    certain = [person for person in people if not person.candidates]
    fits, how = find_bearers(part, [person.parts for person in certain])
    return [certain[index] for index in fits], how
