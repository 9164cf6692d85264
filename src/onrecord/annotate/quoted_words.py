"""Quoted words given to one speaker, and whole.

The model may stop inside a passage between quotation marks, or run on from one into the next
speaker's. Each passage goes whole to whose saying stands right beside it, else to who has most of
it; others keep what they have outside of it. Whoever reports the speaker as well as the words
(“…, she said, according to the Herald”) keeps both, and a saying within quoted words is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.intervals import Intervals
from onrecord.quotemarks import Passage
from onrecord.records import Quotation, Span
from onrecord.text import count_words

LEAST_WORDS = 4  # fewer are a name or a turn of phrase, which the words around them may share
_RUN_OVER = 4  # words, at most, of the next passage that a content takes by mistake
_TOUCH = frozenset(" ,:;\u00a0—–-\"”’'")  # between quoted words and who says them
_REACH = 4  # characters of these, at most
_STOPS = frozenset(".!?…:\"”»'’")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One attribution's claim on a passage: whether it stands beside it, and how much it has.

    Of those that have the same, the nearer one comes first.
    """

    number: int
    touches: bool
    leads: bool  # its words run into the passage without a stop: "it was “late”"
    share: float
    distance: int

    @property
    def rank(self) -> tuple[bool, float, int]:
        return self.touches, round(self.share, 1), -self.distance


def share_quoted(
    text: str, quotations: Sequence[Quotation], passages: Sequence[Passage]
) -> list[Quotation]:
    """Return the attributions with each quoted passage in one of them, and there whole."""
    shared = list(quotations)
    parts = Intervals((c.start, c.end, n) for n, q in enumerate(quotations) for c in q.contents)
    cues = Intervals((q.cue.start, q.cue.end, q.cue) for q in quotations if q.cue)
    for group in _join_broken(text, passages):
        if sum(count_words(text[p.start : p.end]) for p in group) < LEAST_WORDS:
            continue
        near = {n for p in group for n in parts.overlapping(p.start, p.end)}
        claims = [c for n in sorted(near) if (c := _weigh(text, shared, n, near, group))]
        if not claims:
            continue
        best = max(claims, key=lambda c: (c.rank, -c.number))
        if best.touches or best.share >= 0.5:
            whole = _take(shared[best.number], group)
            shared[best.number] = _stop_after(text, whole, group, cues)
            losers = [c for c in claims if not c.leads and best.rank > c.rank]
        else:  # nobody's words: who runs over into them from before does not have them
            over = best.share * sum(count_words(text[p.start : p.end]) for p in group)
            losers = [c for c in claims if not c.leads and over < _RUN_OVER]
        for claim in losers:
            shared[claim.number] = _leave(text, shared[claim.number], group)
    return shared


def _join_broken(text: str, passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield passages, those together that are one broken by the end of a paragraph."""
    group: list[Passage] = []
    for passage in passages:
        last = group[-1] if group else None
        if last and not (
            last.closing == last.end
            and passage.opening == passage.start
            and not text[last.end : passage.start].strip()
        ):
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


def _weigh(
    text: str, quotations: Sequence[Quotation], number: int, near: set[int], group: list[Passage]
) -> _Claim | None:
    """Return the claim of an attribution on a passage, None where it lies within or reports it."""
    one = quotations[number]
    if one.cue is None or any(p.opening <= one.cue.start < p.closing for p in group):
        return None
    others = [quotations[n].cue for n in near if n != number]
    if any(c.covers(cue) for cue in others if cue is not None for c in one.contents):
        return None
    total = sum(p.end - p.start for p in group)
    had = sum(
        max(0, min(c.end, p.end) - max(c.start, p.start)) for p in group for c in one.contents
    )
    saying = [part for part in (one.cue, one.source) if part is not None]
    touches = any(_touches(text, part, group) for part in saying)
    start, end = group[0].opening, group[-1].closing
    distance = min(max(start - part.end, part.start - end) for part in saying)
    before = text[max(0, start - _REACH) : start].rstrip()
    leads = before[-1:] not in _STOPS and any(c.start < start < c.end for c in one.contents)
    return _Claim(number, touches or leads, leads, had / total, distance)


def _touches(text: str, part: Span, group: list[Passage]) -> bool:
    """Say whether words stand right before a passage or right after it."""
    before, after = text[part.end : group[0].opening], text[group[-1].closing : part.start]
    return any(
        gap and len(gap) <= _REACH and set(gap) <= _TOUCH and "\n" not in gap
        for gap in (before, after)
    )


def _take(quotation: Quotation, group: list[Passage]) -> Quotation:
    """Return the attribution with all of a passage among its contents, marks included."""
    spans = list(quotation.contents)
    for passage in group:
        start, end = passage.opening, passage.closing
        over = [c for c in spans if c.start < end and start < c.end]
        whole = Span(
            document_id=quotation.contents[0].document_id,
            start=min([start, *(c.start for c in over)]),
            end=max([end, *(c.end for c in over)]),
        )
        own = [part for part in (quotation.cue, quotation.source) if part is not None]
        if not any(part.overlaps(whole) for part in own):
            spans = [*(c for c in spans if c not in over), whole]
    spans.sort()
    joined = all(a.end <= b.start for a, b in pairwise(spans))
    return replace(quotation, contents=tuple(spans)) if joined else quotation


def _stop_after(
    text: str, quotation: Quotation, group: list[Passage], cues: Intervals[Span]
) -> Quotation:
    """Return the attribution without the sentence after its quoted words that is another's.

    "Ruiz: “It will hold.” The mayor says it leaks": what the mayor says is not Ruiz's.
    """
    start, end = group[0].opening, group[-1].closing
    if quotation.cue is None or not quotation.cue.end <= start <= quotation.cue.end + _REACH:
        return quotation
    spans = []
    for content in quotation.contents:
        rest = text[end : content.end].lstrip()
        runs_on = content.start == start and rest[:1].isupper()
        if runs_on and any(cues.overlapping(end, content.end)):
            content = replace(content, end=end)
        spans.append(content)
    return replace(quotation, contents=tuple(spans))


def _leave(text: str, quotation: Quotation, group: list[Passage]) -> Quotation:
    """Return the attribution without a passage, unless that leaves it nothing."""
    spans = list(quotation.contents)
    for passage in group:
        spans = [piece for c in spans for piece in _cut(text, c, passage)]
    return replace(quotation, contents=tuple(spans)) if spans else quotation


def _cut(text: str, content: Span, passage: Passage) -> Iterator[Span]:
    for start, end in (
        (content.start, min(content.end, passage.opening)),
        (max(content.start, passage.closing), content.end),
    ):
        while start < end and (text[start].isspace() or text[start] in ",;"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if any(map(str.isalnum, text[start:end])):
            yield replace(content, start=start, end=end)
