"""People named in one report: full names gathered with their short forms, with reasons.

A short form ("Miller", "Yoon") joins the only full name it can belong to; where two could
take it, nobody gets it and both are kept as candidates. Sex is never read off a first name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.annotate.coreference.aliases import find_nicknames
from onrecord.annotate.coreference.kin import find_kin
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import find_bearers, fold, name_parts, same_full_name
from onrecord.records import Mention, MentionKind, Reason, Span

# Characters before a name in which its titles stand, and a word may tell its bearer's sex.
_TITLES, _BESIDE = 24, 50
_LONG_NAME = 6  # letters: of shorter names two are too easily one slip apart
Named = tuple[Span, tuple[str, ...], set[str]]


@dataclass(slots=True, kw_only=True)
class Person:
    """A person while a report is being read: the name parts, the mentions, the reasons."""

    parts: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    candidates: tuple[str, ...] = ()
    titles: set[str] = field(default_factory=set)
    sex: str | None = None
    told: str | None = None  # the sex that the words for their kin tell: "Her father, Ilo Vale"
    kin: bool = False  # introduced as a relative of somebody of their last name

    @property
    def name(self) -> str:
        """The fullest form met, as written."""
        return " ".join(self.parts)


def gather_people(text: str, mentions: Sequence[Mention]) -> list[Person]:
    """Return the people among `mentions`, in the order they are first named."""
    named = [
        (mention.span, name_parts(mention.span.of(text)), _find_titles(text, mention.span))
        for mention in mentions
        if mention.kind is MentionKind.PERSON
    ]
    named = _share_last_names(text, named)
    kin = find_kin(text, [(span, parts) for span, parts, _ in named])
    people: list[Person] = []
    for span, parts, titles in named:
        if len(parts) > 1:
            person = _add_full_name(people, span, parts, span in kin)
            person.titles |= titles
            person.sex = person.sex or _find_sex(text, span, titles)
    aliases = {name: span for span, name in find_nicknames(text, mentions)}
    for span, parts, titles in named:
        if len(parts) == 1 and not _add_nickname(people, span, aliases.get(parts[0])):
            _add_short_name(people, span, parts[0], titles)
    _tell_owners(people, kin)
    for person in people:
        person.mentions.sort()
    return sorted(people, key=lambda p: p.mentions[0])


def _tell_owners(people: Sequence[Person], kin: Mapping[Span, str | None]) -> None:
    """Note the sex of those whose kin are named: "Vale left. Her father, Ilo Vale, stayed"."""
    lasts = {p.parts[-1]: kin[p.mentions[0]] for p in people if p.mentions[0] in kin}
    for person in people:
        if not person.kin and person.parts[-1] in lasts:
            person.told = lasts[person.parts[-1]]


def _find_titles(text: str, span: Span) -> set[str]:
    """Return the titles right before a name or at its head: "dr", "mr", "senator"."""
    titles: set[str] = set()
    for word in reversed(text[max(0, span.start - _TITLES) : span.start].split()):
        if word.strip(".,").lower() not in load_words("titles"):
            break
        titles.add(word.strip(".,").lower())
    return titles | ({span.of(text).split()[0].rstrip(".").lower()} & load_words("titles"))


def _find_sex(text: str, span: Span, titles: set[str]) -> str | None:
    """Return "m" or "f" where words beside a name say so.

    A title; "her brother, the builder Roy Vale"; "Ana Vale and her son".
    """
    before = text[max(0, span.start - _BESIDE) : span.start]
    near = re.split(r"[.;:“”\"\n](?=\s|$)", before)[-1].split()[-5:]
    words = titles | {word.strip(",").lower() for word in near}
    sexes = {_load_sexes()[word] for word in words & _load_sexes().keys()}
    if after := re.match(r",? and (his|her) ", text[span.end : span.end + 12]):
        sexes = {"m" if after[1] == "his" else "f"}
    return min(sexes) if len(sexes) == 1 else None


@cache
def _load_sexes() -> dict[str, str]:
    rows = (*load_table("roles"), *load_table("titles"))
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[1]}


def _share_last_names(text: str, named: Sequence[Named]) -> list[Named]:
    """Give "Salma" the last name of "Salma and Viktor Brunner", unless it is a last name itself."""
    surnames = {parts[-1] for _, parts, _ in named if len(parts) > 1}
    shared: list[Named] = []
    for position, (span, parts, titles) in enumerate(named):
        if len(parts) == 1 and position + 1 < len(named) and parts[0] not in surnames:
            other, full, _ = named[position + 1]
            if len(full) == 2 and text[span.end : other.start] in {" and ", " & "}:
                parts = (parts[0], full[1])
        shared.append((span, parts, titles))
    return shared


def _add_full_name(
    people: list[Person], span: Span, parts: tuple[str, ...], kin: bool = False
) -> Person:
    """Add a full name to whom it belongs to; one of their `kin` is somebody else."""
    for person in people:
        ends = not kin and _is_ending(person.parts, parts)
        if same_full_name(person.parts, parts) or ends:
            person.mentions.append(span)
            if len(parts) > len(person.parts):
                person.parts = parts
            return person
    people.append(Person(parts=parts, mentions=[span], kin=kin))
    return people[-1]


def _is_ending(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether one name of several parts ends another: "Ilse Ruiz" of "Ana Ilse Ruiz"."""
    short, long = sorted(([fold(p) for p in left], [fold(p) for p in right]), key=len)
    return 1 < len(short) < len(long) and long[-len(short) :] == short


def _add_nickname(people: list[Person], span: Span, bearer: Span | None) -> bool:
    """Give a nickname's mention to whom it was given to; say whether there was somebody."""
    for person in people:
        if bearer in person.mentions:
            person.mentions.append(span)
            detail = f"{person.name} goes by this name here"
            person.reasons.append(Reason(name="nickname", detail=detail, spans=(span,)))
            return True
    return False


def _add_short_name(people: list[Person], span: Span, part: str, titles: set[str]) -> None:
    fits, how = find_full_names(part, people)
    if len(fits) > 1:
        fits = _fit_title(fits, titles, span)
    if not fits and (misspelt := _find_misspelt(part, people, titles)) is not None:
        misspelt.mentions.append(span)
        detail = f"“{part}” is {misspelt.name} misspelt: one letter apart, and nobody else here"
        misspelt.reasons.append(Reason(name="misspelt", detail=detail, score=0.7, spans=(span,)))
    elif len(fits) == 1:
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
    second bearer was first named, as in a headline over the report of the first.
    """
    named = [person for person in fits if min(person.mentions) < span]
    if len(named) == 1:
        return named[0]
    ordered = sorted(named or fits, key=lambda person: min(person.mentions))
    second = min(ordered[1].mentions)
    earlier = [m for m in ordered[0].mentions if m < second]
    return ordered[0] if len(earlier) > 1 else None


def _fit_title(fits: list[Person], titles: set[str], span: Span) -> list[Person]:
    """Return those bearers a short name's title goes with: "Mr Vale", "Dr. Vale".

    Who bore the title elsewhere; else who is not known to be of the other sex.
    """
    borne = [person for person in fits if titles & person.titles]
    if len(borne) == 1:
        return borne
    sexes = {_load_sexes()[title] for title in titles & _load_sexes().keys()}
    if len(sexes) != 1:
        return fits
    (sex,) = sexes
    names = load_map("given_names")
    kept = [p for p in fits if (p.sex or names.get(fold(p.parts[0]), sex)) == sex]
    earlier = [p for p in kept if min(p.mentions) < span]
    return earlier if len(earlier) == 1 and kept != fits else kept or fits


def _find_misspelt(part: str, people: Sequence[Person], titles: set[str]) -> Person | None:
    """Return the one person whose last name is one slip away: "Keidis" for "Kiedis".

    Short names are too easily a slip apart, unless an office stands before both.
    """
    offices = titles - _load_sexes().keys()
    near = [
        p
        for p in people
        if len(p.parts) > 1
        and (len(part) >= _LONG_NAME or offices & p.titles)
        and _is_slip(fold(part), fold(p.parts[-1]))
    ]
    return near[0] if len(near) == 1 else None


def _is_slip(left: str, right: str) -> bool:
    """Say whether two words of one first letter are a letter left out, doubled or turned apart."""
    if left == right or left[:1] != right[:1] or abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        apart = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        turned = len(apart) == 2 and apart[1] - apart[0] == 1
        return turned and left[apart[0]] == right[apart[1]] and left[apart[1]] == right[apart[0]]
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def find_full_names(part: str, people: Sequence[Person]) -> tuple[list[Person], str]:
    """Return the people a single name part can belong to, and which part of theirs it is.

    Kin of somebody go by their first names: the last name alone is not theirs.
    """
    certain = [p for p in people if not p.candidates and not (p.kin and p.parts[-1] == part)]
    fits, how = find_bearers(part, [person.parts for person in certain])
    return [certain[index] for index in fits], how
