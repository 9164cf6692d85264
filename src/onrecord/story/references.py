"""References: whom and what each report names, gathered within it, ready to be set side by side.

A chain of the report is one reference; so is everybody who speaks jointly with others, and every
body, place or people it names without a chain. Whether two are one is not decided here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.intervals import Intervals
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import body_key
from onrecord.records import (
    BlockKind,
    CoreferenceChain,
    Document,
    Evidence,
    MentionKind,
    Reason,
    Role,
    Span,
    SpeakerKind,
    content_id,
)
from onrecord.story.countries import CountryForm, find_countries, read_country

# Those known only by the words of one report; never joined across reports.
UNNAMED = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.UNRESOLVED})
_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.CREDIT})
_NAMED = {
    MentionKind.ORGANIZATION: SpeakerKind.ORGANIZATION,
    MentionKind.PLACE: SpeakerKind.PLACE,
    MentionKind.GROUP: SpeakerKind.GROUP,
}
_ADJECTIVES = ("ian", "ean", "ese", "ish")
# A name whose neighbour is capitalised too was cut short by the reading: "State" of "the U.S.
# State Department". Such a piece names nothing.
_BEFORE, _AFTER = re.compile(r"(\w[\w.’'-]*)[ -]$"), re.compile(r"^[ -]([A-Z]\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Somebody or something one report names. `words` are the first mention's, for kinds.

    `id` is the chain's, or made of the report and the name where there is none. `countries` are
    those its name, roles and affiliation give; `nouns` its role nouns; `sex` what a role or a
    title says. `cast` says that it has a chain: somebody introduced, or who speaks.
    """

    id: str
    document_id: str
    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    reasons: tuple[Reason, ...] = ()
    countries: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    sex: str | None = None
    statement_ids: tuple[str, ...] = ()
    cast: bool = True


def read_references(evidence: Sequence[Evidence]) -> tuple[Reference, ...]:
    """Return the references of all reports; the order of reports makes no difference."""
    found = [reference for one in evidence for reference in _read_report(one)]
    return tuple(sorted(found, key=lambda r: (r.name, r.id)))


def _read_report(one: Evidence) -> Iterator[Reference]:
    spoken = _list_spoken(one)
    known: dict[str, Reference] = {}
    apart: list[Reference] = []
    for chain in one.chains:
        if chain.members or (chain.id not in spoken and _is_aside(one.document, chain.mentions)):
            continue
        reference = _read_chain(chain, one.document, spoken)
        if reference.kind in UNNAMED:
            apart.append(reference)
        else:
            known.setdefault(_key(reference.name), reference)
            if known[_key(reference.name)] is not reference:
                apart.append(reference)
    for chain in one.chains:
        for member in chain.members:
            _add_member(known, member, chain, one.document, spoken)
    for name, kind, spans in _list_named(one):
        _add_named(known, name, kind, spans, one.document)
    yield from (*known.values(), *apart)


def _is_aside(document: Document, spans: Iterable[Span]) -> bool:
    """Say whether all of some places are page furniture or a credit."""
    aside = [b.span for b in document.blocks if b.kind in _ASIDE]
    return all(any(block.covers(span) for block in aside) for span in spans)


def _key(name: str) -> str:
    country = read_country(name)
    form = country.code if country and country.form is CountryForm.NAME else ""
    return form or body_key(name)


def _list_spoken(one: Evidence) -> dict[str, tuple[str, ...]]:
    """Map a speaker's id, and a joint speaker's with each member's name, to statements."""
    spoken: dict[str, tuple[str, ...]] = {}
    for row in one.statements:
        speaker = row.attribution.speaker
        if speaker is not None:
            for key in (speaker.id, *(f"{speaker.id} {member}" for member in speaker.members)):
                spoken[key] = (*spoken.get(key, ()), row.id)
    return spoken


def _read_chain(
    chain: CoreferenceChain, document: Document, spoken: dict[str, tuple[str, ...]]
) -> Reference:
    described = " ".join([*(role.text for role in chain.roles), chain.affiliation or ""])
    named = chain.name if chain.kind is not SpeakerKind.PERSON else ""
    return Reference(
        id=chain.id,
        document_id=document.id,
        name=_name_unnamed(chain.name) if chain.kind in UNNAMED else _name_body(chain, document),
        kind=chain.kind,
        mentions=chain.mentions,
        roles=tuple(_date_role(role, document) for role in chain.roles),
        reasons=chain.reasons,
        countries=_name_countries(f"{named} {described}"),
        nouns=frozenset(n for role in chain.roles for n in find_role_nouns(role.text)),
        sex=_find_sex(chain, document),
        statement_ids=spoken.get(chain.id, ()),
    )


def _add_member(
    known: dict[str, Reference],
    member: str,
    chain: CoreferenceChain,
    document: Document,
    spoken: dict[str, tuple[str, ...]],
) -> None:
    rows = spoken.get(f"{chain.id} {member}", ())
    held = known.get(_key(member))
    if held is not None:
        known[_key(member)] = replace(held, statement_ids=(*held.statement_ids, *rows))
        return
    beside = [known[_key(m)].kind for m in chain.members if _key(m) in known]
    kind = SpeakerKind.PERSON if SpeakerKind.PERSON in beside else SpeakerKind.ORGANIZATION
    known[_key(member)] = Reference(
        id=content_id("member", chain.id, member),
        document_id=document.id,
        name=_plain_name(member),
        kind=SpeakerKind.METONYM if read_country(member) else kind,
        mentions=tuple(_find_words(document, member, chain.mentions)),
        countries=_name_countries(member),
        statement_ids=rows,
    )


def _find_words(document: Document, words: str, within: Iterable[Span]) -> Iterator[Span]:
    """Yield where a member is named in each mention of the joint speaker, else the whole of it."""
    for span in within:
        at = document.text.find(words, span.start, span.end)
        start, end = (at, at + len(words)) if at >= 0 else (span.start, span.end)
        yield Span(document_id=document.id, start=start, end=end)


def _add_named(
    known: dict[str, Reference],
    name: str,
    kind: SpeakerKind,
    spans: Sequence[Span],
    document: Document,
) -> None:
    country, key = read_country(name), _key(name)
    held = known.get(key)
    if held is not None:
        spans = [s for s in spans if not any(each.covers(s) for each in held.mentions)]
    if not spans:
        return
    if held and held.cast and country and country.form is CountryForm.CAPITAL:
        held, key = None, f"{key} as a place"  # where "Moscow" speaks it isn't always a speaker
    if held is not None:
        mentions = tuple(sorted({*held.mentions, *spans}))
        known[key] = replace(held, mentions=mentions)
        return
    known[key] = Reference(
        id=content_id("named", document.id, key),
        document_id=document.id,
        name=name,
        kind=kind,
        mentions=tuple(sorted(spans)),
        countries=_name_countries(name),
        cast=False,
    )


# ── Names without a chain ───────────────────────────────────────────────────────────────


def _list_named(one: Evidence) -> Iterator[tuple[str, SpeakerKind, list[Span]]]:
    """Yield the bodies, places and peoples a report names, each name with all its places."""
    text = one.document.text
    people = Intervals(
        (s.start, s.end, s) for c in one.chains if c.kind is SpeakerKind.PERSON for s in c.mentions
    )
    aside = Intervals(
        (b.span.start, b.span.end, b) for b in one.document.blocks if b.kind in _ASIDE
    )
    found: dict[str, tuple[str, SpeakerKind, list[Span]]] = {}
    for start, end, kind in _find_names(one):
        inside = any(True for _ in people.covering(start, end))
        if inside or any(True for _ in aside.overlapping(start, end)):
            continue
        name = _plain_name(text[start:end])
        held = found.setdefault(_key(name), (name, kind, []))
        held[2].append(Span(document_id=one.document.id, start=start, end=end))
    yield from found.values()


def _find_names(one: Evidence) -> Iterator[tuple[int, int, SpeakerKind]]:
    text = one.document.text
    mentions = [m for m in one.mentions if m.kind in _NAMED]
    near = Intervals((m.span.start, m.span.end, m) for m in mentions)
    taken = []
    for start, end, country in find_countries(text):
        if any(True for _ in near.overlapping(start, end)):
            taken.append((start, end, country))
            if country.form is not CountryForm.PEOPLE:
                yield start, end, SpeakerKind.PLACE
            elif text[start:end].endswith("s"):  # "Russians", not "Russian troops"
                yield start, end, SpeakerKind.GROUP
    countries = Intervals(taken)
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        inside = any(True for _ in countries.covering(start, end))
        if not inside and not _is_piece(text, start, end):
            yield start, end, _NAMED[mention.kind]


def _is_piece(text: str, start: int, end: int) -> bool:
    """Say whether a name is a part of a word or of a longer name."""
    name = text[start:end]
    if len(name) < 2 or not name[0].isupper() or not any(c.isalpha() for c in name):
        return True
    if text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum():
        return True
    if "-" in name and (read_country(name.split("-")[0]) or name.split("-")[-1].islower()):
        return True  # "U.S.-made", "the Oru-Marl border"
    if text[max(0, start - 1) : start] in {"-", "."} or text[end : end + 1] == "-":
        return True
    if name.endswith(_ADJECTIVES) and re.match(r" [a-z]", text[end : end + 2]):
        return True  # "Tamurian waters" names no Tamurians
    after = _AFTER.match(text[end : end + 40])
    before = _BEFORE.search(text[max(0, start - 40) : start])
    opens = before is not None and before[1][:1].isupper() and not _opens_clause(text, start)
    return after is not None or (opens and before is not None and read_country(before[1]) is None)


def _opens_clause(text: str, start: int) -> bool:
    """Say whether the word before `start` opens a sentence, so that its capital says nothing."""
    opening = re.search(r"(?:^|[\n.!?“\"’:])\s*\w+\s$", text[max(0, start - 40) : start])
    return opening is not None


# ── What is known of a reference ────────────────────────────────────────────────────────


def _name_unnamed(name: str) -> str:
    """Return the words for somebody unnamed without what is told of them after a comma.

    >>> _name_unnamed("two officers, who were on the road")
    'two officers'
    """
    return re.split(r", (?:who|which|whose)\b", name)[0] or name


def _name_body(chain: CoreferenceChain, document: Document) -> str:
    """Return what a chain is called: "Civic Alliance" for "governing party, the Civic Alliance"."""
    name = _plain_name(chain.name)
    named, described = chain.affiliation, chain.name[:1].islower()
    if named and described and chain.name.endswith(f", the {named}"):
        return named
    owner = _find_owner(chain, document) if name.lower().startswith("its ") else ""
    return f"{owner}'s {name[4:]}" if owner else name


def _find_owner(chain: CoreferenceChain, document: Document) -> str:
    """Return whose "its foreign ministry" is: the one country named before it in its sentence."""
    span, text = chain.mentions[0], document.text
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! "))
    named = {c.name for _, _, c in find_countries(text[start + 1 : span.start])}
    return named.pop() if len(named) == 1 else ""


def _plain_name(name: str) -> str:
    """Return a name without what hangs on it, an article and a possessive.

    >>> _plain_name("the Main Directorate of Intelligence (HUR)")
    'Main Directorate of Intelligence'
    """
    bare = re.sub(
        r"(?<=\w)(?:\s*\([^()]*\)|, (?:which|who|the|an?)\b.*)+$", "", " ".join(name.split())
    )
    bare = re.sub(r"^(?:the|The|a|A|an|An) (?=\S)", "", bare)
    return re.sub(r"['’]s$", "", bare) or name


def _name_countries(words: str) -> frozenset[str]:
    return frozenset(country.name for _, _, country in find_countries(words))


def find_role_nouns(role: str) -> frozenset[str]:
    """Return the role nouns of a role's words, kin folded ("spokeswoman", "spokesperson").

    >>> sorted(find_role_nouns("State Department spokeswoman"))
    ['spokesperson']
    """
    nouns = _load_nouns()
    words = [word.lower() for word in re.findall(r"[\w-]+", role)]
    return frozenset(nouns[w] for word in words for w in (word, word.rstrip("s")) if w in nouns)


@cache
def _load_nouns() -> dict[str, str]:
    return {row[0]: row[2] if len(row) > 2 and row[2] else row[0] for row in load_table("roles")}


@cache
def _load_sexes() -> dict[str, str]:
    rows = (*load_table("titles"), *load_table("roles"))
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[1]}


def _find_sex(chain: CoreferenceChain, document: Document) -> str | None:
    """Return the sex that titles and role nouns agree on; pronouns are too often translated."""
    said = [word for role in chain.roles for word in role.text.split()[:6]]
    for span in chain.mentions:
        said += document.text[max(0, span.start - 12) : span.start].split()[-1:]
    sexes = {_load_sexes()[low] for w in said if (low := w.lower().rstrip(".,")) in _load_sexes()}
    return sexes.pop() if len(sexes) == 1 else None


def _date_role(role: Role, document: Document) -> Role:
    """Give a role its report's day, and say whether the words tell it is held no more."""
    before = document.text[max(0, role.span.start - 12) : role.span.start].lower()
    words = [*re.findall(r"\w+", before)[-1:], *re.findall(r"[\w-]+", role.text.lower())[:2]]
    parts = {part for word in words for part in (word, *word.split("-"))}
    former = bool(parts & load_words("role_times"))
    return replace(role, date=(document.published or "")[:10] or None, former=former)


def family_of(nouns: Iterable[str]) -> frozenset[str]:
    """Return the walks of life that role nouns belong to."""
    families = load_map("role_families")
    return frozenset(families[noun] for noun in nouns if noun in families)
