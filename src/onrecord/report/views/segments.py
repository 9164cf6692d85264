"""Overlapping and nested spans cut into flat segments, by code points, in Python.

JavaScript counts UTF-16 units and would shift every mark after an emoji, so the cutting is
done here. Each segment knows every row it belongs to and every part it plays.
"""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A span to be marked: `row` is the address of its row, `part` what it is to that row.

    Parts: content, source, cue, figure, missed, date, furniture. Layers of no row (dates,
    furniture) have an empty `row`; `title` is shown when the words are pointed at.
    """

    start: int
    end: int
    part: str
    row: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text over which the same layers lie. `rows` are innermost first.

    `opens` are the rows whose first words begin here: the segment carries their address.
    """

    text: str
    parts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    title: str = ""


def cut_segments(
    text: str, start: int, end: int, layers: tuple[Layer, ...], firsts: dict[str, int]
) -> tuple[Segment, ...]:
    """Cut `text[start:end]` at every edge of a layer.

    `firsts` gives the offset at which each row opens. The segments' texts joined are the
    text again, whatever the layers.

    >>> layers = (Layer(start=0, end=5, part="content", row="s-1"),
    ...           Layer(start=2, end=3, part="figure", row="f-1"))
    >>> [(s.text, s.rows) for s in cut_segments("abcdefg", 0, 7, layers, {})]
    [('ab', ('s-1',)), ('c', ('f-1', 's-1')), ('de', ('s-1',)), ('fg', ())]
    """
    near = [each for each in layers if each.start < end and each.end > start]
    edges = {start, end}
    for layer in near:
        edges.update((max(layer.start, start), min(layer.end, end)))
    cuts = sorted(edges)
    return tuple(_segment(text[first:last], first, near, firsts) for first, last in pairwise(cuts))


def _segment(text: str, at: int, layers: list[Layer], firsts: dict[str, int]) -> Segment:
    over = [layer for layer in layers if layer.start <= at < layer.end]
    over.sort(key=lambda layer: (layer.end - layer.start, layer.row, layer.part))
    rows = tuple(dict.fromkeys(layer.row for layer in over if layer.row))
    return Segment(
        text=text,
        parts=tuple(dict.fromkeys(layer.part for layer in over)),
        rows=rows,
        opens=tuple(row for row in rows if firsts.get(row) == at),
        title=next((layer.title for layer in over if layer.title), ""),
    )
