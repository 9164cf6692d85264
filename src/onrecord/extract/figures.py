"""Figures: each quantity as a claim, with whose figure it is and as of when.

The innermost statement whose content covers a quantity owns it; outside every statement it
is in the report's own voice. Quantities in page furniture and credits are not extracted.
"""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import (
    AnnotatedDocument,
    BlockKind,
    DateValue,
    Figure,
    Quantity,
    Span,
    Statement,
    Timex,
    TimexType,
    content_id,
)

_SKIPPED = (BlockKind.FURNITURE, BlockKind.CREDIT)


def extract_figures(
    annotated: AnnotatedDocument, statements: Sequence[Statement]
) -> tuple[Figure, ...]:
    """Return the document's figures in text order, each with its statement and date, if any."""
    document = annotated.document
    skipped = [block.span for block in document.blocks if block.kind in _SKIPPED]
    clauses = _Clauses(annotated)
    found: list[Figure] = []
    for quantity in annotated.quantities:
        if any(span.overlaps(quantity.span) for span in skipped):
            continue
        statement = find_innermost(quantity.span, statements)
        found.append(
            Figure(
                id=content_id("figure", document.id, quantity.span.start, quantity.span.end),
                document_id=document.id,
                quantity=quantity,
                as_of=clauses.find_date(quantity),
                statement_id=None if statement is None else statement.id,
                speaker=None if statement is None else statement.attribution.speaker,
            )
        )
    return tuple(found)


def find_innermost(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement with the shortest content that covers `span`, if any."""
    covering = [
        (content.end - content.start, number, statement)
        for number, statement in enumerate(statements)
        for content in statement.contents
        if content.covers(span)
    ]
    return min(covering, key=lambda found: found[:2])[2] if covering else None


class _Clauses:
    """Finds the date that stands in the same clause as a quantity."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._tokens = annotated.tokens
        self._sentences = annotated.sentences
        self._starts = [token.start for token in annotated.tokens]
        self._dates = [t for t in annotated.timexes if t.type is TimexType.DATE and t.value]

    def find_date(self, quantity: Quantity) -> DateValue | None:
        """Return the nearest date in the quantity's clause, or None: as of when is unknown."""
        number = self._find(quantity.span)
        if number is None:
            return None
        sentence = self._sentences[self._tokens[number].sentence]
        clause = self._head(number)
        inside = [
            (abs(timex.span.start - quantity.span.start), timex.span.start, timex)
            for timex in self._dates_within(sentence)
            if (token := self._find(timex.span)) is not None and self._head(token) == clause
        ]
        if not inside:
            return None
        nearest = min(inside, key=lambda found: found[:2])[2]
        return DateValue(value=nearest.value, spans=(nearest.span,), rule=nearest.rule)

    def _dates_within(self, sentence: tuple[int, int]) -> list[Timex]:
        start, end = self._tokens[sentence[0]].start, self._tokens[sentence[1] - 1].end
        return [t for t in self._dates if start <= t.span.start and t.span.end <= end]

    def _find(self, span: Span) -> int | None:
        """Return the number of the last token that opens inside a span."""
        number = bisect_left(self._starts, span.end) - 1
        if number < 0 or self._tokens[number].end <= span.start:
            return None
        return number if self._tokens[number].sentence < len(self._sentences) else None

    def _head(self, number: int) -> int:
        """Return the token that opens the clause of token `number`: its nearest finite head."""
        for _ in range(len(self._tokens)):
            token = self._tokens[number]
            if token.head == number or (token.dep in _CLAUSES and token.pos in ("VERB", "AUX")):
                return number
            number = token.head
        return number


# Relations by which a verb opens a clause of its own.
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "pcomp", "conj"})
