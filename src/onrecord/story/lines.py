"""Lines: the same formula from several mouths ("legitimate targets"), in the order first said.

A formula is two content words in order with at most one word between them. It counts when
three speakers or more use it, in two reports or more, and at least two of them are quoted
with it word for word; names and the story's own topic words are no formula. Paraphrases are
not looked for here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.names import fold
from onrecord.quotemarks import find_quoted
from onrecord.records import Entity, Evidence, Line, Mention, Reason, Span, Statement, content_id

LEAST_SPEAKERS = 3
LEAST_REPORTS = 2
LEAST_QUOTED = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One speaker's use of a formula: where, when said, and whether in quotation marks."""

    statement: Statement
    speaker: str
    span: Span
    words: str
    quoted: bool
    when: str


def link_lines(evidence: Sequence[Evidence], entities: Sequence[Entity]) -> tuple[Line, ...]:
    """Return the formulas of a story, those with most speakers first."""
    owners = {chain: entity for entity in entities for chain in entity.chain_ids}
    uses: dict[Key, list[Use]] = {}
    for one in evidence:
        for key, use in _list_uses(one, owners):
            uses.setdefault(key, []).append(use)
    kept = [(key, _first_uses(found)) for key, found in uses.items()]
    kept = [(key, found) for key, found in kept if _counts(found)]
    ranked = sorted(kept, key=lambda item: (-len(item[1]), item[0]))
    lines: list[Line] = []
    taken: dict[str, list[Span]] = {}
    for _, found in ranked:
        own = [use for use in found if not _is_taken(use.span, taken)]
        if len(own) >= LEAST_SPEAKERS:
            lines.append(_make_line(found))
            for use in found:
                taken.setdefault(use.span.document_id, []).append(use.span)
    return tuple(lines)


def _is_taken(span: Span, taken: Mapping[str, Sequence[Span]]) -> bool:
    """Say whether a line counted before uses some of these characters of the report."""
    return any(span.overlaps(other) for other in taken.get(span.document_id, ()))


def _list_uses(one: Evidence, owners: dict[str, Entity]) -> Iterator[tuple[Key, Use]]:
    text = one.document.text
    names = Intervals((m.span.start, m.span.end, m) for m in one.mentions)
    quoted = Intervals((start, end, start) for start, end in find_quoted(text))
    for row in one.statements:
        speaker = row.attribution.speaker
        if speaker is None or row.headline:
            continue
        owner = owners.get(speaker.id)
        when = row.said.value if row.said else one.document.published or ""
        for key, span in _find_formulas(text, row.contents, names):
            inside = any(True for _ in quoted.covering(span.start, span.end))
            use = Use(
                statement=row,
                speaker=owner.id if owner else speaker.id,
                span=span,
                words=span.of(text),
                quoted=inside,
                when=when,
            )
            yield key, use


def _find_formulas(
    text: str, contents: Iterable[Span], names: Intervals[Mention]
) -> Iterator[tuple[Key, Span]]:
    """Yield each pair of neighbouring content words with the span from one to the other."""
    for content in contents:
        words = list(_WORD.finditer(text, content.start, content.end))
        plain = [_is_plain(word, names) for word in words]
        for left in range(len(words)):
            for right in (left + 1, left + 2):
                if right >= len(words) or not (plain[left] and plain[right]):
                    continue
                start, end = words[left].start(), words[right].end()
                if re.search(r"[.,;:!?—“”\"()\n]", text[start:end]):
                    continue
                key = (fold(words[left].group()), fold(words[right].group()))
                yield key, Span(document_id=content.document_id, start=start, end=end)


def _is_plain(word: re.Match[str], names: Intervals[Mention]) -> bool:
    """Say whether a word is neither a function word nor part of a name."""
    low = word.group().replace("’", "'").lower()
    if low in load_words("function_words") or word.group()[0].isupper():
        return False
    return not any(True for _ in names.overlapping(word.start(), word.start() + 1))


def _first_uses(found: Sequence[Use]) -> list[Use]:
    """Keep each speaker's first use, in the order said."""
    ordered = sorted(found, key=lambda use: (use.when, use.span))
    first: dict[str, Use] = {}
    for use in ordered:
        first.setdefault(use.speaker, use)
    return list(first.values())


def _counts(found: Sequence[Use]) -> bool:
    reports = {use.span.document_id for use in found}
    return (
        len(found) >= LEAST_SPEAKERS
        and len(reports) >= LEAST_REPORTS
        and sum(use.quoted for use in found) >= LEAST_QUOTED
    )


def _make_line(found: Sequence[Use]) -> Line:
    label = min(found, key=lambda use: (len(use.words), not use.quoted, use.when, use.span))
    detail = f"{len(found)} speakers use these words; {sum(u.quoted for u in found)} are quoted"
    return Line(
        id=content_id("line", *(use.statement.id for use in found), label.words.lower()),
        label=label.span,
        statement_ids=tuple(use.statement.id for use in found),
        uses=tuple(use.span for use in found),
        reasons=(Reason(name="same words", detail=detail, spans=tuple(u.span for u in found)),),
    )
