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
    report: ParsedReport, method: str, source: Offsets, cue: Offsets, content: Offsets
) -> Quotation:
    """Return the attribution of one stretch of words to a source by a cue."""
    key = report.document_id
    said = Span(document_id=key, start=content[0], end=content[1])
    return Quotation(
        kind=find_kind(report.text, (said,), report.quoted),
        contents=(said,),
        cue=Span(document_id=key, start=cue[0], end=cue[1]),
        source=Span(document_id=key, start=source[0], end=source[1]),
        method=method,
        score=SCORE,
    )
