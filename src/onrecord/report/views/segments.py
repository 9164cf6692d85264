"""Overlapping and nested spans cut into flat segments, by code points, in Python.

JavaScript counts UTF-16 units and would shift every mark after an emoji, so the cutting is
done here. Each segment knows every row it belongs to and every part it plays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A span to be marked: `row` is the address of its row, `part` what it is to that row.

    Parts: content, source, cue, figure, event, missed, date, furniture. Layers of no row (dates,
    furniture) have an empty `row`; `title` is shown when the words are pointed at.
    """

    start: int
    end: int
    part: str
    row: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text within a segment; `part` is date, furniture, credit or nothing."""

    text: str
    part: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text that belongs to the same rows. `rows` are innermost first.

    `opens` are the rows whose first words begin here: the segment carries their address.
    """

    pieces: tuple[Piece, ...]
    parts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the segment."""
        return "".join(piece.text for piece in self.pieces)


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
    rows = [layer for layer in near if layer.row]
    plain = [layer for layer in near if not layer.row]
    segments = []
    for first, last in _cuts(start, end, rows):
        over = _over(first, rows)
        names = tuple(dict.fromkeys(layer.row for layer in over))
        segments.append(
            Segment(
                pieces=tuple(_piece(text, *cut, plain) for cut in _cuts(first, last, plain)),
                parts=tuple(dict.fromkeys(layer.part for layer in over)),
                rows=names,
                opens=tuple(row for row in names if firsts.get(row) == first),
            )
        )
    return tuple(segments)


def _cuts(start: int, end: int, layers: list[Layer]) -> Iterator[tuple[int, int]]:
    edges = {start, end}
    for layer in layers:
        if layer.start < end and layer.end > start:
            edges.update((max(layer.start, start), min(layer.end, end)))
    return pairwise(sorted(edges))


def _over(at: int, layers: list[Layer]) -> list[Layer]:
    over = [layer for layer in layers if layer.start <= at < layer.end]
    return sorted(over, key=lambda layer: (layer.end - layer.start, layer.row, layer.part))


def _piece(text: str, first: int, last: int, plain: list[Layer]) -> Piece:
    over = _over(first, plain)
    if not over:
        return Piece(text=text[first:last])
    return Piece(text=text[first:last], part=over[0].part, title=over[0].title)
