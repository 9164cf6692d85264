"""Series: figures that count the same thing across reports, in time order.

Figures are grouped by what they count, whose they are, what is said of them, where, and in
which unit; a plain count never meets money or a percentage. Nothing is averaged and no figure
replaces another: the reasons say what put a series together, who revised whose own figure
and who disagrees.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load_map
from onrecord.records import Evidence, Figure, Quantity, Reason, Series, Span, content_id

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
_UNDATED = "9999"
# How far back a name still speaks for a bare "troops": about three paragraphs.
_NEAR = 1500
# Up to here a count with nothing said of it is a way of naming, not a claim.
_SMALL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A figure and what a series needs to know of it."""

    figure: Figure
    kind: str
    name: str
    family: str
    place: str
    date: str
    words: str
    named_by: Span | None = None

    @property
    def key(self) -> tuple[str, ...]:
        quantity = self.figure.quantity
        return self.kind, self.name, self.family, quantity.unit or "", quantity.rate or ""

    @property
    def order(self) -> tuple[str, str, int]:
        return self.date, self.figure.document_id, self.figure.quantity.span.start


def link_series(evidence: Sequence[Evidence]) -> tuple[Series, ...]:
    """Return every series of two or more figures, each in time order, by name and id.

    The order of the reports makes no difference, and the work grows with their number.
    """
    groups: dict[tuple[str, ...], list[_Entry]] = {}
    for report in evidence:
        for entry in _entries(report):
            groups.setdefault(entry.key, []).append(entry)
    regions = find_regions(evidence)
    series = [
        _make_series(sorted(part, key=lambda entry: entry.order))
        for group in groups.values()
        for part in _split_by_place(group, regions)
        if len(part) > 1
    ]
    return tuple(sorted(series, key=lambda s: (s.name.lower(), s.id)))


# ── One report's figures ────────────────────────────────────────────────────────────────


def _entries(report: Evidence) -> Iterator[_Entry]:
    text, published = report.document.text, report.document.published or _UNDATED
    said = {s.id: s.said.value for s in report.statements if s.said is not None}
    for figure in report.figures:
        quantity = figure.quantity
        kind = _kind(quantity)
        family = _family(quantity, kind)
        if kind is None or (kind == "people" and not family) or _points_back(quantity, family):
            continue
        name, words = _name(quantity, kind, text)
        named_by = None
        if not name and kind == "troops":
            named_by = _find_name_before(text, quantity.span)
            name = _normalise_name(named_by.of(text)) if named_by is not None else ""
        place = quantity.place.of(text) if quantity.place is not None else ""
        yield _Entry(
            figure=figure,
            kind=kind,
            name=name,
            family=family,
            place=_normalise_place(place),
            date=_date(figure, said, published),
            words=words,
            named_by=named_by,
        )


def _points_back(quantity: Quantity, family: str) -> bool:
    """Say whether a small bare count only names things again: "the two nations"."""
    bare = quantity.unit is None and not family and quantity.place is None
    return bare and quantity.high is not None and quantity.high <= _SMALL


@cache
def _kinds() -> Mapping[str, str]:
    return load_map("quantity_kinds")


def _kind(quantity: Quantity) -> str | None:
    if quantity.head is None:
        return "people" if quantity.property and quantity.unit is None else None
    head = quantity.head.lower()
    return _kinds().get(head, head)


def _family(quantity: Quantity, kind: str | None) -> str:
    families = load_map("quantity_families")
    said = quantity.property or ""
    names = sorted({families.get(name, name) for name in said.split("+")} - {""})
    family = "+".join(names)
    if kind == "troops":
        return family or "present"
    return "" if family == "present" and kind != "people" else family


def _date(figure: Figure, said: Mapping[str, str], published: str) -> str:
    """Return the day a figure is of: as-of where known, else said, else published."""
    as_of = figure.as_of.value if figure.as_of is not None else ""
    for value in (as_of, said.get(figure.statement_id or "", ""), published):
        match = _DATED.match(value)
        if match is not None:
            return match.group()
    return _UNDATED


def _name(quantity: Quantity, kind: str, text: str) -> tuple[str, str]:
    """Return the words that tell those counted from others of their kind, and all the words.

    People are told apart by names only ("North Korean"), things by every word before the noun
    ("ballistic").
    """
    if quantity.counted is None:
        return "", ""
    words = quantity.counted.of(text)
    before = words.split()[:-1]
    if kind in ("people", "troops"):
        before = [word for word in before if word[:1].isupper()]
    return _normalise_name(" ".join(before)), words


def _normalise_name(words: str) -> str:
    plain = words.lower().replace("’", "'").removesuffix("'s").strip()
    return load_map("quantity_names").get(plain, plain)


def _find_name_before(text: str, span: Span) -> Span | None:
    """Return the name last given to troops before a bare "troops": "North Korean forces"."""
    named = list(_named_troops().finditer(text, max(0, span.start - _NEAR), span.start))
    if not named:
        return None
    found = named[-1]
    return Span(document_id=span.document_id, start=found.start("name"), end=found.end("name"))


@cache
def _named_troops() -> re.Pattern[str]:
    heads = "|".join(head for head, kind in _kinds().items() if kind == "troops")
    return re.compile(
        rf"(?<![.!?“\"] )(?<!\n)\b(?P<name>(?:[A-Z][\w.-]+ ){{0,2}}[A-Z][\w.-]+) (?:{heads})s?\b"
    )


# ── Places ──────────────────────────────────────────────────────────────────────────────


def _normalise_place(words: str) -> str:
    plain = re.sub(r"(?i)^the\s+|['’]s\b", "", words)
    plain = re.sub(r"(?i)\s+(?:region|oblast|province|district|area|border.*|city)$", "", plain)
    return plain.strip().lower()


_WITHIN = re.compile(
    r"\b(?P<whole>[A-Z]\w+)['’]s (?:[a-z]+ )?(?P<part>[A-Z]\w+)"
    r" (?:region|oblast|Oblast|province|Province|border|district|area)"
)


def find_regions(evidence: Iterable[Evidence]) -> dict[str, str]:
    """Return which place the reports themselves say lies in which ("Russia's Kursk region")."""
    votes: dict[str, Counter[str]] = {}
    for report in evidence:
        for match in _WITHIN.finditer(report.document.text):
            part, whole = match["part"].lower(), match["whole"].lower()
            votes.setdefault(part, Counter())[whole] += 1
    return {
        part: min(count.items(), key=lambda item: (-item[1], item[0]))[0]
        for part, count in votes.items()
    }


def _split_by_place(group: list[_Entry], regions: Mapping[str, str]) -> list[list[_Entry]]:
    """Set figures for different places apart; those without a place join a single place."""
    placed: dict[str, list[_Entry]] = {}
    for entry in group:
        place = entry.place
        for _ in range(3):
            place = regions.get(place, place)
        placed.setdefault(place, []).append(entry)
    unplaced = placed.pop("", [])
    if len(placed) == 1:
        return [[*unplaced, *next(iter(placed.values()))]]
    return [part for part in ([*placed.values(), unplaced]) if part]


# ── The series ──────────────────────────────────────────────────────────────────────────


def _make_series(entries: list[_Entry]) -> Series:
    first = entries[0]
    unit = first.figure.quantity.unit
    ids = tuple(entry.figure.id for entry in entries)
    counts = Counter(entry.words for entry in entries if entry.words)
    words = min(counts, key=lambda w: (-counts[w], -len(w), w)) if counts else first.kind
    said = "" if first.family in ("", "present") else f" {first.family.replace('+', ' or ')}"
    return Series(
        id=content_id("series", *first.key, *sorted(ids)),
        name=f"{words}{said}",
        unit=unit,
        figure_ids=ids,
        reasons=tuple(_reasons(entries)),
    )


def _reasons(entries: list[_Entry]) -> Iterator[Reason]:
    first = entries[0]
    heads = sorted({entry.figure.quantity.head or first.kind for entry in entries})
    spans = tuple(
        entry.figure.quantity.counted for entry in entries if entry.figure.quantity.counted
    )
    yield Reason(name="same count", detail=f"all count {', '.join(heads)}", spans=spans)
    if first.name:
        yield Reason(name="same name", detail=f"all are of “{first.name}”")
    properties = sorted({entry.figure.quantity.property or "" for entry in entries} - {""})
    if properties:
        yield Reason(name="same property", detail=", ".join(properties))
    places = sorted({entry.place for entry in entries} - {""})
    if places:
        yield Reason(name="same place", detail=", ".join(places))
    for entry in entries:
        if entry.named_by is not None:
            yield Reason(
                name="named before",
                detail="the name is that of the troops named last before",
                score=0.7,
                spans=(entry.named_by, entry.figure.quantity.span),
            )
    yield from _changes(entries)


def _changes(entries: list[_Entry]) -> Iterator[Reason]:
    """Tell revisions (a speaker changes its own figure) from disagreements (speakers differ)."""
    own: dict[str, _Entry] = {}
    before: _Entry | None = None
    for entry in entries:
        speaker = entry.figure.speaker
        if speaker is None:
            continue
        earlier = own.get(speaker.name)
        if earlier is not None and earlier.date != entry.date and _differ(earlier, entry):
            yield _change("revision", f"{speaker.name} gave another figure before", earlier, entry)
        if before is not None and before.date == entry.date and _differ(before, entry):
            other = before.figure.speaker
            if other is not None and other.name != speaker.name:
                yield _change(
                    "disagreement", f"{other.name} and {speaker.name} differ", before, entry
                )
        own[speaker.name] = before = entry


def _change(name: str, detail: str, left: _Entry, right: _Entry) -> Reason:
    spans = (left.figure.quantity.span, right.figure.quantity.span)
    return Reason(name=name, detail=detail, spans=spans)


def _differ(left: _Entry, right: _Entry) -> bool:
    return _apart(left.figure.quantity, right.figure.quantity)


def _apart(left: Quantity, right: Quantity) -> bool:
    """Say whether two bounds leave no value in common."""
    low = max(left.low if left.low is not None else 0.0, right.low or 0.0)
    highs = [q.high for q in (left, right) if q.high is not None]
    return bool(highs) and low > min(highs)
