"""The head of the page: the story named by what its reports share, its days, plain counts.

No headline is invented: the name is made of the names and counted nouns that most reports
have, in their own spelling. Each count leads to its section.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import Act, Document
from onrecord.report.views.dates import describe_date
from onrecord.report.views.names import name_story
from onrecord.report.views.pile import Pile


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
    unnamed = sum(not document.publisher for document in documents)
    name = "report names" if unnamed == 1 else "reports name"
    other = f" ({unnamed} {name} none)" if unnamed else ""
    named = len(_outlets(documents))
    yield _count(named, f"outlet{other}", f"outlets{other}", "reports")
    yield _count(len(pile.story.origins), "origin", "origins", "copies")
    yield _count(people, "person or body quoted", "people and bodies quoted", "people")
    yield _count(len(pile.statements), "statement", "statements", "people")
    yield _count(len(pile.story.claims), "claim", "claims", "claims")
    yield _count(len(pile.story.happenings), "event", "events", "timeline")
    yield _count(len(pile.figures), "figure", "figures", "figures")
    yield _count(disputed, "figure in dispute", "figures in dispute", "figures")
    yield _count(denials, "denial", "denials", denial or "people")
    yield _count(missed, "missed", "missed", "missed")


def _count(number: int, one: str, many: str, href: str) -> CountView:
    return CountView(number=number, label=one if number == 1 else many, href=href)


def _outlets(documents: list[Document]) -> set[str]:
    return {document.publisher.casefold() for document in documents if document.publisher}
