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
        contents=Intervals(
            (start, end, q) for q in quotations for start, end in _list_stretches(annotated, q)
        ),
        cues=Intervals((q.cue.start, q.cue.end, q) for q in quotations if q.cue),
        mentions=Intervals((m.span.start, m.span.end, m) for m in annotated.mentions),
        timexes=Intervals((t.span.start, t.span.end, t) for t in annotated.timexes),
    )


def _list_stretches(annotated: AnnotatedDocument, quotation: Quotation) -> list[tuple[int, int]]:
    """Return where a quotation's contents lie; those of one paragraph count as one stretch.

    What another attribution takes out of the middle ("A said x, B reported") is inside it.
    """
    stretches: list[tuple[int, int]] = []
    for content in sorted(quotation.contents):
        if stretches and "\n" not in annotated.document.text[stretches[-1][1] : content.start]:
            stretches[-1] = (stretches[-1][0], max(content.end, stretches[-1][1]))
        else:
            stretches.append((content.start, content.end))
    return stretches


def list_parts(quotation: Quotation) -> tuple[Span, ...]:
    """Return the source, cue and contents of a quotation, as far as it has them."""
    own = (quotation.source, quotation.cue, *quotation.contents)
    return tuple(part for part in own if part)
