"""What a reader asks of a view, as the query string says it: words, filters, dates, order, page.

A question can be written as an address again, with a part of it changed: every link of a view
is made so, and any of them can be shared. What is not understood is kept and said, never
silently ignored.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A view's question. `chosen` are the values picked of each facet, any of which will do.

    `page` is None where none was named: a view then shows the first, a table everything.
    `unfolded` is the facet whose values are all wanted; `problems` say what was not understood.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sort: str = ""
    page: int | None = None
    unfolded: str = ""
    problems: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Say whether the question leaves anything out."""
        return bool(self.words or self.chosen or self.since or self.until)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string's parts, in a fixed order."""
        single = (
            ("q", self.words),
            ("from", self.since),
            ("to", self.until),
            ("sort", self.sort),
            ("all", self.unfolded),
            ("page", str(self.page) if self.page else ""),
        )
        many = [(name, value) for name, values in self.chosen.items() for value in values]
        return many + [(name, value) for name, value in single if value]

    def address(self, path: str, **changes: object) -> str:
        """Write the question as an address, some of its parts changed; from its first page."""
        changes.setdefault("page", None)
        asked = replace(self, **changes)  # type: ignore[arg-type]
        query = urlencode(asked.pairs())
        return f"{path}?{query}" if query else path

    def toggle(self, facet: str, value: str) -> Mapping[str, tuple[str, ...]]:
        """Return the choices with one value of a facet added, or taken away if it was there."""
        held = self.chosen.get(facet, ())
        now = tuple(v for v in held if v != value) if value in held else (*held, value)
        chosen = {**self.chosen, facet: now}
        return {name: values for name, values in chosen.items() if values}


NOTHING = Question()


def read_question(
    pairs: Iterable[tuple[str, str]], facets: Iterable[str], sorts: Iterable[str]
) -> Question:
    """Read a question from the parts of a query string; total: what is odd becomes a problem."""
    known_facets, known_sorts = tuple(facets), tuple(sorts)
    chosen: dict[str, tuple[str, ...]] = {}
    single: dict[str, str] = {}
    problems: list[str] = []
    for name, raw in pairs:
        value = raw.strip()
        if name in known_facets:
            if value not in chosen.get(name, ()):
                chosen[name] = (*chosen.get(name, ()), value)
        elif name in ("from", "to") and value and not _DATE.match(value):
            problems.append(f"“{value}” is no date: write 2025-03-11, 2025-03 or 2025.")
        elif name == "sort" and value and value not in known_sorts:
            problems.append(f"There is no order called “{value}” here.")
        elif name in ("q", "from", "to", "sort", "all", "page"):
            single[name] = value
        else:
            problems.append(f"“{name}” is no filter of this view; it was left out.")
    return Question(
        words=single.get("q", ""),
        chosen=chosen,
        since=single.get("from", ""),
        until=single.get("to", ""),
        sort=single.get("sort", ""),
        page=_read_page(single.get("page", "")),
        unfolded=single.get("all", ""),
        problems=tuple(problems),
    )


def _read_page(value: str) -> int | None:
    return min(int(value), 10**6) if value.isascii() and value.isdigit() and int(value) else None
