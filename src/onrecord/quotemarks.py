"""Quotation marks: which stretches of a text stand between them.

Curly, low and guillemet marks say which way they turn; a straight one is read by what it touches:
an opening mark touches the word after it, a closing one what stands before it. Where that does
not tell, marks open and close by turns. Marks that were lost or mistyped are made good where only
one reading is left; any other stray mark encloses nothing. Single marks enclose words too, but
for those that shorten a word or show whose a thing is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.text import find_paragraphs

# Several stages ask about one report after another: the last few are remembered.
REMEMBERED = 4
OPENING = "“„«‹"
CLOSING = "”»›"
_MARKS = re.compile(rf"[\"＂{OPENING}{CLOSING}]|''|``")
# No marks but characters lost on the way: “wasn"t”, “the workers"?needs”.
_MANGLED = re.compile(r"(?<=\w)\"(?=(?:t|s|re|ve|ll|d|m)\b)|\"\?(?=\w)")
_BEFORE = frozenset("([{—–-'‘“:")  # what may touch an opening mark from before, beside white space
_AFTER = frozenset(".,;:!?…)]}—–-'’”/")  # what may touch a closing one from after
_BRACKETS = frozenset("([{")
_STOPS = frozenset(".!?…\"”»'’")
_SINGLE = re.compile(
    r"(?<![\w'’])['‘](?!(?:n|em|til|tis|twas|cause|bout|round|cos|\d0s)\b)(?=[^\W_])", re.IGNORECASE
)
# A single mark that closes; one after an “s” may show whose a thing is.
_SINGLE_END = re.compile(r"(?<=[\w.,!?…%)])['’](?![\w'’])")
_WHOSE = re.compile(r"(?<=s)['’](?= [a-z])", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<![\w'’,])['‘](?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words between quotation marks, with where the marks around them begin and end."""

    start: int
    end: int
    opening: int
    closing: int


@dataclass(slots=True)
class _Pairing:
    """What has been found so far, and which marks are open."""

    text: str
    passages: list[Passage] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    ended: int = 0  # where the paragraph before ends

    def enclose(self, opening: tuple[int, int], closing: tuple[int, int]) -> None:
        """Add the passage between two marks; one that is not there has no length."""
        if opening[1] < closing[0]:
            self.passages.append(Passage(opening[1], closing[0], opening[0], closing[1]))


@lru_cache(REMEMBERED)
def list_passages(text: str) -> tuple[Passage, ...]:
    """Return what stands between double marks in a text."""
    return tuple(find_passages(text, find_paragraphs(text))[0])


@lru_cache(REMEMBERED)
def find_quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of each passage inside quotation marks, marks excluded.

    A mark left open is closed by the end of its paragraph, so one stray mark never swallows the
    rest of a report.

    >>> text = '"One," he said. "Two.'
    >>> [text[start:end] for start, end in find_quoted(text)]
    ['One,', 'Two.']
    """
    passages = list_passages(text)
    found = [(passage.start, passage.end) for passage in passages]
    around = [(passage.opening, passage.closing) for passage in passages]
    if "'" in text or "’" in text:
        found += _find_single(text, find_paragraphs(text), around)
    return tuple(sorted(found))


def find_passages(
    text: str, paragraphs: Iterable[tuple[int, int]]
) -> tuple[list[Passage], list[int]]:
    """Return what stands between double marks in each paragraph, and where stray ones stand."""
    pairing = _Pairing(text)
    for start, end in paragraphs:
        carried, pairing.open = pairing.open, []
        marks = [m.span() for m in _MARKS.finditer(text, start, end) if not _is_mangled(text, m)]
        known = len(pairing.passages), len(pairing.strays)
        if _pair(pairing, marks, (start, end), carried, nesting=True):
            # A passage within another that never ends: it had ended before, its mark is lost.
            del pairing.passages[known[0] :], pairing.strays[known[1] :]
            _pair(pairing, marks, (start, end), carried, nesting=False)
        if marks and pairing.open:
            pairing.enclose(pairing.open[0], (end, end))
        else:
            pairing.open = _find_mistyped(text, marks[-1][1] if marks else start, end)
        pairing.ended = end
    return pairing.passages, pairing.strays


def _pair(
    pairing: _Pairing,
    marks: list[tuple[int, int]],
    within: tuple[int, int],
    carried: list[tuple[int, int]],
    nesting: bool,
) -> bool:
    """Pair the marks of a paragraph; say whether a passage holds others and never ends."""
    pairing.open, nested, last = [], False, within[0]
    for mark in marks:
        opened = bool(pairing.open)
        if _opens(pairing.text, mark, within, opened):
            inner = opened and nesting and not _ends_before(pairing.text, mark[0], within[0])
            if opened and not inner:
                pairing.enclose(pairing.open[0], (mark[0], mark[0]))
                pairing.open = []
            nested = nested or inner
            pairing.open.append(mark)
        elif opened:
            opening = pairing.open.pop()
            if not pairing.open:
                pairing.enclose(opening, mark)
        else:
            _close_stray(pairing, mark, within, carried if mark == marks[0] else [], last)
        last = mark[1]
    return nested and bool(pairing.open)


def _close_stray(
    pairing: _Pairing,
    mark: tuple[int, int],
    within: tuple[int, int],
    carried: list[tuple[int, int]],
    last: int,
) -> None:
    """Find where the passage began that a closing mark ends, or keep the mark as a stray one."""
    text, (start, end) = pairing.text, within
    whole = last == start and mark[1] == end and text[mark[0] - 1 : mark[0]] in {".", "!", "?"}
    mistyped = _find_mistyped(text, last, mark[0])
    if carried:
        if text[carried[0][0]] in "'‘":  # only now it is seen to have opened a passage
            pairing.enclose(carried[0], (pairing.ended, pairing.ended))
        pairing.enclose((start, start), mark)
    elif mistyped:
        pairing.enclose(mistyped[0], mark)
    elif whole:
        pairing.enclose((start, start), mark)
    else:
        pairing.strays.append(mark[0])


def _find_mistyped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the single mark in a stretch of text that opens a sentence and is not closed."""
    found = _SENTENCE.search(text, start, end)
    if found is None or any(text[m.start() - 1] in ".,!?" for m in _ends(text, found.end(), end)):
        return []
    return [found.span()]


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _SINGLE_END.finditer(text, start, end)


def _is_mangled(text: str, mark: re.Match[str]) -> bool:
    return _MANGLED.match(text, mark.start()) is not None


def _opens(text: str, mark: tuple[int, int], within: tuple[int, int], opened: bool) -> bool:
    """Say whether a mark opens a passage; `opened` where one is open before it."""
    word = text[mark[0] : mark[1]]
    if word in OPENING or word == "``":
        return True
    if word in CLOSING:
        return False
    before = text[mark[0] - 1] if mark[0] > within[0] else " "
    after = text[mark[1]] if mark[1] < within[1] else " "
    opens = (before.isspace() or before in _BEFORE) and not (after.isspace() or after in _AFTER)
    closes = (
        not before.isspace() and before not in _BRACKETS and (after.isspace() or after in _AFTER)
    )
    return opens if opens != closes else not opened


def _ends_before(text: str, at: int, start: int) -> bool:
    """Say whether a sentence ends, or another mark stands, right before a place."""
    before = text[start:at][-8:].rstrip()
    return not before or before[-1] in _STOPS


def _find_single(
    text: str, paragraphs: Iterable[tuple[int, int]], around: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what stands between single marks outside of double ones."""
    passed = 0
    for start, end in paragraphs:
        at = start
        while passed < len(around) and around[passed][0] < end:
            opening, closing = around[passed]
            yield from _pair_single(text, at, opening)
            at, passed = max(at, closing), passed + 1
        yield from _pair_single(text, at, end)


def _pair_single(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    whose: int | None = None
    for mark in sorted(
        [*_SINGLE.finditer(text, start, end), *_ends(text, start, end)], key=re.Match.start
    ):
        if _SINGLE.match(text, mark.start(), end):
            if opened is not None and whose is not None:
                yield opened, whose
            opened, whose = mark.end(), None
        elif opened is not None and _WHOSE.match(text, mark.start()):
            whose = mark.start() if whose is None else whose
        elif opened is not None:
            yield opened, mark.start()
            opened = whose = None
    if opened is not None and whose is not None:
        yield opened, whose
