"""Series: figures that count the same thing across reports, in time order.

Figures are grouped by what they count, whose they are, what is said of them, where, and in
which unit; a plain count never meets money or a percentage. Nothing is averaged and no figure
replaces another: the reasons say what put a series together. Who revised a figure and who
disagrees is told by `figure_comparisons`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.records import Evidence, Reason, Series, content_id
from onrecord.story.counts import Count, find_regions, read_counts, split_by_place


def link_series(evidence: Sequence[Evidence]) -> tuple[Series, ...]:
    """Return every series of two or more figures, each in time order, by name and id.

    The order of the reports makes no difference, and the work grows with their number.
    """
    groups: dict[tuple[str, ...], list[Count]] = {}
    for report in evidence:
        for entry in read_counts(report):
            groups.setdefault(entry.key, []).append(entry)
    regions = find_regions(evidence)
    series = [
        _make_series(sorted(part, key=lambda entry: entry.order))
        for group in groups.values()
        for part in split_by_place(group, regions)
        if len(part) > 1
    ]
    return tuple(sorted(series, key=lambda s: (s.name.lower(), s.id)))


def _make_series(entries: list[Count]) -> Series:
    first = entries[0]
    unit = first.figure.quantity.unit
    ids = tuple(entry.figure.id for entry in entries)
    counts = Counter(entry.words for entry in entries if entry.words)
    # Where several nouns are counted as people, one that says "people" names them all.
    general = [words for words in counts if words.split()[-1].lower() == first.kind]
    counts = Counter({words: counts[words] for words in general}) or counts
    words = min(counts, key=lambda w: (-counts[w], -len(w), w)) if counts else first.kind
    said = "" if first.family in ("", "present") else f" {first.family.replace('+', ' or ')}"
    return Series(
        id=content_id("series", *first.key, *sorted(ids)),
        name=f"{words}{said}",
        unit=unit,
        figure_ids=ids,
        reasons=tuple(_reasons(entries)),
    )


def _reasons(entries: list[Count]) -> Iterator[Reason]:
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
        if entry.share is not None and entry.share.whole is not None:
            spans = (entry.share.span, entry.share.whole)
            yield Reason(name="part of it", detail=entry.share_words, spans=spans)
