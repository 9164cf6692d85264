"""What a report of a stream costs, however many came before it, drawn as a plot.

A stream is repeated with its names changed, on the same days, so that every repeat brings new
incidents and the days grow ever more crowded. Run it as
`python -m onrecord.evaluate.streamcosts stream.jsonl > docs/stream-cost.svg`.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from re import Match
from re import compile as compile_pattern
from time import process_time

from onrecord.config import DEFAULT
from onrecord.lexicon import load_table
from onrecord.read import read_reports
from onrecord.records import Document, content_id
from onrecord.story.streams.strands import Stream

REPORTS, STEP = 30_000, 1_000
_CAPITAL = compile_pattern(r"\b[A-Z][a-z]\w+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_WIDTH, _HEIGHT, _MARGIN = 640, 300, 48


def repeat_reports(documents: Sequence[Document], number: int) -> Iterator[Document]:
    """Yield `number` reports: the stream, then the stream again with other names, and again."""
    repeat, held = 0, 0
    while documents and held < number:
        for document in islice(documents, number - held):
            held += 1
            yield _rename(document, repeat) if repeat else document
        repeat += 1


def _rename(document: Document, repeat: int) -> Document:
    """Change the letters of capitalised words, days and months apart; lengths stay the same."""

    def change(found: Match[str]) -> str:
        word = found.group()
        if word.lower() in _list_calendar():
            return word
        return "".join(_turn(letter, repeat) for letter in word)

    return replace(
        document,
        id=content_id("repeat", document.id, repeat),
        text=_CAPITAL.sub(change, document.text),
        title=_CAPITAL.sub(change, document.title) if document.title else None,
    )


@cache
def _list_calendar() -> frozenset[str]:
    kinds = {"MONTH", "MABBR", "WEEKDAY"}
    return frozenset(row[0].lower() for row in load_table("timex_words") if row[1] in kinds)


def _turn(letter: str, by: int) -> str:
    """Return another vowel for a vowel, another consonant for a consonant.

    >>> _turn("a", 1), _turn("Z", 1)
    ('e', 'B')
    """
    for letters in (_VOWELS, _CONSONANTS):
        at = letters.find(letter.lower())
        if at >= 0:
            turned = letters[(at + by) % len(letters)]
            return turned.upper() if letter.isupper() else turned
    return letter


def measure_costs(documents: Sequence[Document], step: int = STEP) -> list[tuple[int, float]]:
    """Return, after each `step` reports, how many there were and milliseconds a report lately."""
    stream, costs, start = Stream(), [], process_time()
    for number, document in enumerate(documents, 1):
        stream.place(document)
        if number % step == 0:
            now = process_time()
            costs.append((number, 1000 * (now - start) / step))
            start = now
    return costs


def draw_costs(costs: Sequence[tuple[int, float]]) -> str:
    """Return the plot as SVG: reports so far across, milliseconds a report up, from zero."""
    most = max((number for number, _ in costs), default=1)
    top = max((cost for _, cost in costs), default=1.0) * 1.25
    wide, high = _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN

    def place(number: float, cost: float) -> tuple[float, float]:
        return _MARGIN + wide * number / most, _HEIGHT - _MARGIN - high * cost / top

    points = " ".join("{:.1f},{:.1f}".format(*place(*each)) for each in costs)
    ticks = [_label(*place(n, 0), f"{n:,}", 18, "middle") for n in (0, most // 2, most)]
    steps = [cost for cost in range(1 + int(top)) if cost % max(1, int(top) // 5) == 0]
    ticks += [_label(_MARGIN - 8, place(0, cost)[1], f"{cost}", 4, "end") for cost in steps]
    right, bottom = _WIDTH - _MARGIN, _HEIGHT - _MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
            'font-family="sans-serif" font-size="13" fill="#444">',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            _label(_MARGIN, _MARGIN - 20, "milliseconds of processor time a report", 0, "start"),
            _label(right, bottom + 20, "reports before it", 18, "end"),
            f'<path d="M{_MARGIN},{_MARGIN} V{bottom} H{right}" fill="none" stroke="#999"/>',
            f'<polyline points="{points}" fill="none" stroke="#0a58a6" stroke-width="2"/>',
            *ticks,
            "</svg>\n",
        ]
    )


def _label(x: float, y: float, words: str, down: int, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y + down:.1f}" text-anchor="{anchor}">{words}</text>'


def main(path: str) -> None:
    """Measure on the reports at `path`, print the plot, and the figures on stderr."""
    documents, _ = read_reports([Path(path)], DEFAULT)
    # By date, as a stream comes in; a repeat of a day stands beside its original.
    repeated = sorted(
        repeat_reports(documents, REPORTS), key=lambda d: (d.published or "", d.path, d.id)
    )
    costs = measure_costs(repeated)
    for number, cost in costs:
        print(f"{number:>7,}  {cost:.2f} ms", file=sys.stderr)
    sys.stdout.write(draw_costs(costs))


if __name__ == "__main__":
    main(sys.argv[1])
