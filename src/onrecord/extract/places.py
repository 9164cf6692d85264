"""Places: what lies where in one annotated document, indexed once for all who look things up."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intervals import Intervals
from onrecord.records import AnnotatedDocument, Mention, Quotation, Span, Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A document with its quotations, mentions and dates to be found by where they are."""

    annotated: AnnotatedDocument
    contents: Intervals[Quotation]
    cues: Intervals[Quotation]
    mentions: Intervals[Mention]
    timexes: Intervals[Timex]

    def sentence_at(self, index: int) -> tuple[int, int]:
        """Return the offsets of the sentence the token `index` is in."""
        first, last = self.annotated.sentences[self.annotated.tokens[index].sentence]
        tokens = self.annotated.tokens
        return tokens[first].start, tokens[last - 1].end


def index_places(annotated: AnnotatedDocument, quotations: Sequence[Quotation]) -> Places:
    """Return the index of a document; `quotations` are those to be made statements of."""
    return Places(
        annotated=annotated,
        contents=Intervals((c.start, c.end, q) for q in quotations for c in q.contents),
        cues=Intervals((q.cue.start, q.cue.end, q) for q in quotations if q.cue),
        mentions=Intervals((m.span.start, m.span.end, m) for m in annotated.mentions),
        timexes=Intervals((t.span.start, t.span.end, t) for t in annotated.timexes),
    )


def list_parts(quotation: Quotation) -> tuple[Span, ...]:
    """Return the source, cue and contents of a quotation, as far as it has them."""
    own = (quotation.source, quotation.cue, *quotation.contents)
    return tuple(part for part in own if part)
