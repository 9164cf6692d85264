"""Parsed reports: what attributions read off the parse are made from, each part found once.

The attribution model finds most of what is said; what it leaves over is read from the parse by
`carried` and `reckonings`, which say by which method.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.attributions import find_kind
from onrecord.quotemarks import find_quoted
from onrecord.records import Quotation, Span, Token

# How sure what is read off the parse is taken to be, beside what the model finds.
SCORE = 0.6
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReport:
    """A report's text with its tokens and the places of its quoted words."""

    document_id: str
    text: str
    tokens: Sequence[Token]
    quoted: Sequence[Offsets]


def make_parsed_report(text: str, tokens: Sequence[Token], document_id: str) -> ParsedReport:
    """Return a parsed report, its quoted words looked up."""
    return ParsedReport(document_id=document_id, text=text, tokens=tokens, quoted=find_quoted(text))


def make_saying(
    report: ParsedReport, method: str, source: Offsets | None, cue: Offsets, *contents: Offsets
) -> Quotation:
    """Return the attribution of stretches of words by a cue to a source, if any is told."""

    def place(offsets: Offsets) -> Span:
        return Span(document_id=report.document_id, start=offsets[0], end=offsets[1])

    said = tuple(map(place, contents))
    return Quotation(
        kind=find_kind(report.text, said, report.quoted),
        contents=said,
        cue=place(cue),
        source=place(source) if source else None,
        method=method,
        score=SCORE,
    )
