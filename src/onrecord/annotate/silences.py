"""Silences: clauses in which somebody declines, cannot confirm or does not answer.

"Neither Okoro nor Ruiz has commented on the reports" says who, and about what; annotated
corpora of attribution mostly leave such clauses out, so they are found by the table
`silences` over the parse. What was not answered is the content.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.parses import SUBJECTS, find_children, find_root, find_subtree
from onrecord.records import Quotation, Span, StatementKind, Token
from onrecord.text import find_token

METHOD = "silences table"
_HUSHED = frozenset({"silent", "quiet", "mum", "silence"})
_FROM = 14  # words within which "from" must follow "there was no"
_COMPLEMENTS = frozenset({"prep", "ccomp", "xcomp", "dobj", "pcomp", "advcl"})


def find_silences(
    text: str, tokens: Sequence[Token], taken: Sequence[Quotation], document_id: str
) -> tuple[Quotation, ...]:
    """Return an attribution for each silence whose words are in no other one's cue."""
    cues = [q.cue for q in taken if q.cue]
    found = []
    for start, end in _find_matches(text):
        cue = Span(document_id=document_id, start=start, end=end)
        if any(other.overlaps(cue) for other in cues):
            continue
        quotation = _make_quotation(tokens, cue)
        if quotation:
            found.append(quotation)
            cues.append(cue)
    return tuple(found)


def _find_matches(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    low = text.lower()
    if len(low) != len(text):  # a few letters change length in lower case; offsets would shift
        return []
    for pattern in _load_patterns():
        for match in pattern.finditer(low):
            start, end = match.span("cue" if "cue" in pattern.groupindex else 0)
            if not any(a < end and start < b for a, b in found):
                found.append((start, end))
    return sorted(found)


@cache
def _load_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[1]) for row in load_table("silences"))


def _make_quotation(tokens: Sequence[Token], cue: Span) -> Quotation | None:
    first, last = find_token(tokens, cue.start), find_token(tokens, cue.end - 1) + 1
    inside = [i for i in range(first, min(last, len(tokens))) if tokens[i].start >= cue.start]
    reached = _find_reached(tokens, inside)
    source = reached or _find_from(tokens, inside) or _find_source(tokens, inside)
    contents = _find_content(tokens, inside, reached)
    if source is None or contents is None or _is_soundless(tokens, inside, source):
        return None
    key = cue.document_id
    return Quotation(
        kind=StatementKind.INDIRECT,
        contents=(Span(document_id=key, start=contents[0], end=contents[1]),),
        cue=_clip(cue, source, contents),
        source=Span(document_id=key, start=source[0], end=source[1]),
        method=METHOD,
        score=0.9,
    )


def _clip(cue: Span, source: tuple[int, int], contents: tuple[int, int]) -> Span:
    start = max(cue.start, source[1]) if source[0] <= cue.start < source[1] else cue.start
    end = min(cue.end, contents[0]) if cue.start < contents[0] < cue.end else cue.end
    return Span(document_id=cue.document_id, start=min(start, end), end=end)


def _find_reached(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[int, int] | None:
    """Return who could not be reached: "the Echo was unable to reach the owner for comment"."""
    if not inside or tokens[inside[-1]].text.lower() != "reach":
        return None
    for index in find_children(tokens, inside[-1]):
        if tokens[index].dep == "dobj":
            aside = {i for i in find_children(tokens, index) if tokens[i].text.lower() == "for"}
            return find_subtree(tokens, index, aside)
    return None


def _is_soundless(tokens: Sequence[Token], inside: Sequence[int], source: tuple[int, int]) -> bool:
    """Say whether it is a thing that was silent: a siren refuses no comment."""
    if not any(tokens[i].text.lower() in _HUSHED for i in inside):
        return False
    first, last = find_token(tokens, source[0]), find_token(tokens, source[1] - 1)
    head = find_root(tokens, range(first, last + 1))
    return head is not None and tokens[head].lemma.lower() in load_words("soundless")


def _find_from(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[int, int] | None:
    """Return whom no answer came from: "there was no response from the ministry"."""
    if not inside or tokens[inside[0]].text.lower() != "there":
        return None
    for index in range(inside[-1] + 1, min(inside[-1] + _FROM, len(tokens))):
        if (
            tokens[index].text.lower() == "from"
            and tokens[index].sentence == tokens[inside[0]].sentence
        ):
            objects = [i for i in find_children(tokens, index) if tokens[i].dep == "pobj"]
            return find_subtree(tokens, objects[0]) if objects else None
    return None


def _find_source(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[int, int] | None:
    """Return the subject of the clause: of the matched words or of what governs them."""
    for index in inside:
        head = index
        for _ in range(4):
            for child in find_children(tokens, head):
                if tokens[child].dep in SUBJECTS and child not in inside:
                    return find_subtree(tokens, child, set(inside))
            if tokens[head].head == head:
                break
            head = tokens[head].head
    return None


def _find_content(
    tokens: Sequence[Token], inside: Sequence[int], reached: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return what was not answered: the complement after the matched words, or after whom."""
    if not inside:
        return None
    if reached is not None:
        return _find_purpose(tokens, reached)
    there = tokens[inside[0]].text.lower() == "there"
    for index in () if there else reversed(inside):
        for child in find_children(tokens, index):
            if child > inside[-1] and tokens[child].dep in _COMPLEMENTS:
                start, end = find_subtree(tokens, child, set(inside))
                start = max(start, tokens[inside[-1] + 1].start)
                return (start, end) if start < end else None
    if tokens[inside[0]].text.lower() == "there" and inside[-1] + 1 < len(tokens):
        noun = tokens[inside[-1] + 1]  # "there was no", "response"
        return noun.start, noun.end
    verb = tokens[inside[-1]]
    return verb.start, verb.end


def _find_purpose(tokens: Sequence[Token], reached: tuple[int, int]) -> tuple[int, int] | None:
    """Return what somebody was to be reached for: "for comment on the letter"."""
    after = find_token(tokens, reached[1])
    if after >= len(tokens) or tokens[after].text.lower() != "for":
        return None
    return tokens[after].start, find_subtree(tokens, after)[1]
