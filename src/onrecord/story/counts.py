"""Counts: what each figure of a report counts, in terms that other reports share.

The kind of thing counted, the name that tells it from others of its kind, what is said of it,
where, and of which day; so that figures from different reports can be set side by side.
Places are told apart unless the reports themselves say that one lies in the other.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicon import load_map, load_table
from onrecord.records import Evidence, Figure, Quantity, Span

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
_UNDATED = "9999"
# How far back a name still speaks for a bare "troops": about three paragraphs.
_NEAR = 1500
# How far around a number words still tell what is said of those counted, up to the next number.
_AROUND = 60
# How far back what is counted may stand that a bare number gives again, and how unlike the two are.
_NEAR_COUNT, _APART = 400, 5.0
_BARE_HEADS = frozenset({"number", "figure", "total", "toll", "count", "tally", "victim"})
_SENTENCE_END = re.compile(r"(?<=[a-z0-9”\"])[.!?](?=\s)|\n")
# Up to here a count with nothing said of it is a way of naming, not a claim.
_SMALL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure and what a series needs to know of it."""

    figure: Figure
    kind: str
    name: str
    family: str
    place: str
    date: str
    words: str
    named_by: Span | None = None
    share: Quantity | None = None
    share_words: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What figures of one series have in common, but for the place."""
        quantity = self.figure.quantity
        return self.kind, self.name, self.family, quantity.unit or "", quantity.rate or ""

    @property
    def order(self) -> tuple[str, str, int]:
        """What figures are sorted by: their day, then their place in the reports."""
        return self.date, self.figure.document_id, self.figure.quantity.span.start


def read_counts(report: Evidence) -> Iterator[Count]:
    """Yield the figures of a report that can be set beside others', with what they count."""
    text, published = report.document.text, report.document.published or _UNDATED
    said = {s.id: s.said.value for s in report.statements if s.said is not None}
    shares = [f.quantity for f in report.figures if f.quantity.whole is not None]
    before: Count | None = None
    for figure, around in zip(report.figures, _list_surroundings(report), strict=True):
        if _is_part(around):
            continue
        share = next((s for s in shares if s.whole and s.whole.covers(figure.quantity.span)), None)
        # What is said of a part of them ("4,000 of the 5,200 are on strike") isn't said of all.
        count = _read_count(figure, ("", "") if share else around, text)
        if before is not None and _restates(figure.quantity, around, before):
            count = replace(before, figure=figure, words="", named_by=None, place="")
        if count is None:
            continue
        before = count if count.family else before
        yield replace(
            count,
            date=_date(figure, said, published),
            share=share,
            share_words=_describe_share(share, text),
        )


def _read_count(figure: Figure, around: tuple[str, str], text: str) -> Count | None:
    """Return what a figure counts, None where that is not said."""
    quantity = figure.quantity
    sign = "" if quantity.property or quantity.unit else _find_sign(around)
    kind = _read_kind(quantity, sign)
    family = _family(quantity, kind)
    if kind == "people" and not family:
        family = sign
    if kind is None or (kind == "people" and not family) or _points_back(quantity, family):
        return None
    name, words = _name(quantity, kind, text)
    named_by = None
    if not name and kind == "troops":
        named_by = _find_name_before(text, quantity.span)
        name = _normalise_name(named_by.of(text)) if named_by is not None else ""
    place = quantity.place.of(text) if quantity.place is not None else ""
    return Count(
        figure=figure,
        kind=kind,
        name=name,
        family=family,
        place=_normalise_place(place),
        date=_UNDATED,
        words=words,
        named_by=named_by,
    )


def _list_surroundings(report: Evidence) -> Iterator[tuple[str, str]]:
    """Yield for each figure the words before and after it, in its sentence, up to the next ones."""
    text = report.document.text
    spans = [
        (f.quantity.qualifier_span or f.quantity.span, f.quantity.span) for f in report.figures
    ]
    wholes = {f.quantity.span: f.quantity.whole.end for f in report.figures if f.quantity.whole}
    starts = sorted(min(bound.start, span.start) for bound, span in spans)
    ends = sorted(span.end for _, span in spans)
    for bound, span in spans:
        start = min(bound.start, span.start)
        number = bisect_left(starts, start)
        past = bisect_left(starts, wholes.get(span, span.end))
        first = max([start - _AROUND, 0, *(end for end in ends[max(0, number - 1) : number])])
        last = min([span.end + 2 * _AROUND, *starts[max(past, number + 1) :][:1]])
        ahead = _SENTENCE_END.split(text[first:start])[-1]
        yield ahead.lower().rstrip(), _SENTENCE_END.split(text[span.end : last])[0].lower()


@cache
def _load_patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), row[-1]) for row in load_table(name))


def _find_sign(around: tuple[str, str]) -> str:
    """Return what the words around a number say of those counted; those after it come first."""
    for words in reversed(around):
        for pattern, family in _load_patterns("count_signs"):
            if pattern.search(words):
                return family
    return ""


def _is_part(around: tuple[str, str]) -> bool:
    """Say whether a number is a part of another, or by how much two differ: not a count itself."""
    ahead, behind = around
    return any(
        pattern.search(ahead if side == "before" else behind)
        for pattern, side in _load_patterns("count_parts")
    )


def _restates(quantity: Quantity, around: tuple[str, str], before: Count) -> bool:
    """Say whether a bare number gives what was counted before it again, or otherwise."""
    other = before.figure.quantity
    if quantity.unit or quantity.property or quantity.rate or other.unit or not before.family:
        return False
    if quantity.head and quantity.head.lower() not in _BARE_HEADS:
        return False
    if not 0 <= quantity.span.start - other.span.end <= _NEAR_COUNT:
        return False
    sizes = [one.low if one.low is not None else one.high for one in (quantity, other)]
    if not all(sizes) or not 1 / _APART <= (sizes[0] or 0) / (sizes[1] or 1) <= _APART:
        return False
    return any(pattern.search(around[0]) for pattern, _ in _load_patterns("count_restated"))


def _describe_share(share: Quantity | None, text: str) -> str:
    """Return the words of a share of a whole: "80% of the 10,000 troops"."""
    if share is None or share.whole is None:
        return ""
    return text[share.span.start : share.whole.end]


def _points_back(quantity: Quantity, family: str) -> bool:
    """Say whether a small bare count only names things again: "the two nations"."""
    bare = quantity.unit is None and not family and quantity.place is None
    return bare and quantity.high is not None and quantity.high <= _SMALL


@cache
def _kinds() -> Mapping[str, tuple[str, bool]]:
    """Return the kind of each head, and whether that holds only where something is said of it."""
    return {row[0]: (row[1], row[2:] == ("said",)) for row in load_table("quantity_kinds")}


def _read_kind(quantity: Quantity, sign: str) -> str | None:
    if quantity.head is None:
        return "people" if quantity.property and quantity.unit is None else None
    head = quantity.head.lower()
    kind, said = _kinds().get(head, (head, False))
    return head if said and not (quantity.property or sign) else kind


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
    heads = "|".join(head for head, (kind, _) in _kinds().items() if kind == "troops")
    return re.compile(
        rf"(?<![.!?“\"] )(?<!\n)\b(?P<name>(?:[A-Z][\w.-]+ ){{0,2}}[A-Z][\w.-]+) (?:{heads})s?\b"
    )


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


def split_by_place(group: list[Count], regions: Mapping[str, str]) -> list[list[Count]]:
    """Set figures for different places apart; those without a place join a single place."""
    placed: dict[str, list[Count]] = {}
    for entry in group:
        place = entry.place
        for _ in range(3):
            place = regions.get(place, place)
        placed.setdefault(place, []).append(entry)
    unplaced = placed.pop("", [])
    if len(placed) == 1:
        return [[*unplaced, *next(iter(placed.values()))]]
    return [part for part in ([*placed.values(), unplaced]) if part]
