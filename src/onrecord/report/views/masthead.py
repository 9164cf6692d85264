"""The head of the page: the story named by what its reports share, its days, plain counts.

No headline is invented: the name is made of the names and counted nouns that most reports
have, in their own spelling. Each count leads to its section.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.records import Act, DerivationKind, Document, Evidence, MentionKind
from onrecord.report.views.dates import describe_date
from onrecord.report.views.pile import Pile

Finder = Callable[[Pile, Evidence], Iterator[str]]

NAMES = 4
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A number, what it counts, and the section where those are; None links nowhere."""

    number: int
    label: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the first screen says. `name` parts are the reports' own words."""

    name: tuple[str, ...]
    own_title: bool
    span: str
    counts: tuple[CountView, ...]


def describe_masthead(
    pile: Pile, *, people: int, missed: int, disputed: int, denial: str | None
) -> Masthead:
    """Name the story and count it; `denial` is the address of the first denial shown."""
    titles = [evidence.document.title for evidence in pile.evidence]
    single = titles[0] if len(titles) == 1 and titles[0] else None
    return Masthead(
        name=(single,) if single else name_story(pile),
        own_title=single is not None,
        span=_days(pile),
        counts=tuple(
            each
            for each in _counts(pile, people, missed, disputed, denial)
            if each.number or each.label in ("reports", "missed")
        ),
    )


def name_story(pile: Pile) -> tuple[str, ...]:
    """Return the names that most reports share, then the noun most of them count.

    A name in one report only is not shared; in a pile of one, that report's commonest do.
    """
    names: list[str] = []
    for name in _shared(pile, _mentioned):
        if len(names) < NAMES and not any(_says_again(name, other) for other in names):
            names.append(name)
    nouns = [noun for noun in _shared(pile, _counted)[:1] if not _says_again(noun, *names)]
    return (*names, *nouns)


def _says_again(name: str, *others: str) -> bool:
    """Say whether one name is part of another: "Oserin" of "Nadia Oserin"."""
    words = set(name.casefold().split())
    return any(words <= (said := set(o.casefold().split())) or said <= words for o in others)


def _shared(pile: Pile, find: Finder) -> tuple[str, ...]:
    reports: Counter[str] = Counter()
    times: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for evidence in pile.evidence:
        found = [word for word in find(pile, evidence) if word]
        reports.update({word.casefold() for word in found})
        times.update(word.casefold() for word in found)
        for word in found:
            spellings[word.casefold()][word] += 1
    least = 1 if len(pile.evidence) == 1 else 2
    ranked = sorted(
        (key for key in reports if reports[key] >= least),
        key=lambda key: (-reports[key], -times[key], key),
    )
    return tuple(_commonest(spellings[key]) for key in ranked)


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda word: (-spellings[word], word))


def _mentioned(pile: Pile, evidence: Evidence) -> Iterator[str]:
    """Yield names, those that stand side by side ("Tarsk", "Dam") as one."""
    text, start, end = evidence.document.text, 0, -1
    spans = sorted(each.span for each in evidence.mentions if each.kind != MentionKind.OTHER)
    for span in spans:
        if text[end : span.start] != " ":
            yield _plain_name(text[start:end])
            start = span.start
        end = max(end, span.end)
    yield _plain_name(text[start:end])


def _plain_name(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).strip()


def _counted(pile: Pile, evidence: Evidence) -> Iterator[str]:
    for figure in evidence.figures:
        head = figure.quantity.head
        if head and figure.quantity.unit is None and figure.quantity.counted is not None:
            words = pile.words(figure.quantity.counted).split()
            yield next((word for word in words if word.casefold().startswith(head[:4])), "")


def _days(pile: Pile) -> str:
    dates = [describe_date(evidence.document.published) for evidence in pile.evidence]
    known = sorted((date for date in dates if date.day), key=lambda date: date.key)
    missing = len(dates) - len(known)
    if not known:
        return "Publication dates not known" if dates else ""
    first, last = known[0].label, known[-1].label
    days = first if first == last else f"{first} – {last}"
    without = f"; {missing} of {len(dates)} reports without a date" if missing else ""
    return f"Published {days}{without}"


def _counts(
    pile: Pile, people: int, missed: int, disputed: int, denial: str | None
) -> Iterator[CountView]:
    documents = [evidence.document for evidence in pile.evidence]
    denials = sum(row.act == Act.DENIES for row in pile.statements.values())
    yield _count(len(documents), "report", "reports", "reports")
    yield _count(len(pile.story.unread), "not read", "not read", "missed")
    yield _count(len(_outlets(documents)), "outlet", "outlets", "reports")
    if pile.story.derivations:
        yield _count(_origins(pile), "origin", "origins", "copies")
    yield _count(people, "person or body quoted", "people and bodies quoted", "people")
    yield _count(len(pile.statements), "statement", "statements", "people")
    yield _count(len(pile.figures), "figure", "figures", "figures")
    yield _count(disputed, "figure in dispute", "figures in dispute", "figures")
    yield _count(denials, "denial", "denials", denial or "people")
    yield _count(missed, "missed", "missed", "missed")


def _count(number: int, one: str, many: str, href: str) -> CountView:
    return CountView(number=number, label=one if number == 1 else many, href=href)


def _outlets(documents: list[Document]) -> set[str]:
    return {document.publisher.casefold() for document in documents if document.publisher}


def _origins(pile: Pile) -> int:
    """Count reports that are not copies of another, each outside origin once."""
    copies = [d for d in pile.story.derivations if d.kind == DerivationKind.COPY]
    outside = {copy.origin for copy in copies if copy.origin and not copy.from_id}
    copied = {copy.document_id for copy in copies}
    return len(pile.evidence) - len(copied) + len(outside)
