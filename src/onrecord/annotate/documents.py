"""Annotated documents: every annotator over one report, in order.

A pure function of the document and the encoder's tags for it; total on any text.
"""

from collections.abc import Sequence

from onrecord.annotate.attributions import free_dates, make_quotations
from onrecord.annotate.carried import find_carried
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.edges import mend_edges
from onrecord.annotate.impersonal import find_impersonal
from onrecord.annotate.interrupted import complete_interrupted
from onrecord.annotate.interviews import find_interviews
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.noun_sayings import find_noun_sayings
from onrecord.annotate.parsed_reports import make_parsed_report
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.quotations import DocumentTags
from onrecord.annotate.reckonings import find_reckonings
from onrecord.annotate.relayed import hand_over
from onrecord.annotate.signed import find_signed
from onrecord.annotate.silences import find_silences
from onrecord.annotate.sources import complete_sources, draw_sources, drop_causes
from onrecord.annotate.speaking_subjects import mend_sources
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.annotate.unsaid import drop_unsaid
from onrecord.annotate.whole_names import mend_names
from onrecord.records import AnnotatedDocument, Document, EventMention, Span, Token


def annotate_document(document: Document, tags: DocumentTags) -> AnnotatedDocument:
    """Return the document with its tokens, mentions, dates, quantities, quotations and chains."""
    text, key = document.text, document.id
    tokens, sentences = parse_text(text)
    mentions = mend_names(text, tokens, find_mentions(text, tags.entities, key), key)
    quotations = find_signed(text, tokens, mentions, make_quotations(text, tags, key))
    quotations = draw_sources(complete_sources(quotations, mentions), tokens)
    quotations = hand_over(tokens, quotations)
    quotations = drop_causes(quotations, tokens, mentions)
    quotations = mend_sources(quotations, tokens)
    quotations = complete_interrupted(text, tokens, quotations)
    quotations = mend_edges(text, tokens, quotations)
    quotations = (*quotations, *find_silences(text, tokens, quotations, key))
    report = make_parsed_report(text, tokens, key)
    quotations = (*quotations, *find_carried(report, quotations))
    quotations = drop_unsaid(text, tokens, quotations)
    quotations = (*quotations, *find_noun_sayings(report, quotations))
    quotations = (*quotations, *find_impersonal(report, quotations))
    quotations = find_interviews(text, mentions, document.blocks, quotations)
    timexes = find_timexes(text, tokens, sentences, document.published, key)
    quantities = find_quantities(text, tokens, sentences, timexes, key)
    quotations = (*quotations, *find_reckonings(report, quantities, quotations))
    quotations = free_dates(quotations, timexes, tokens)
    return AnnotatedDocument(
        document=document,
        tokens=tokens,
        sentences=sentences,
        mentions=mentions,
        chains=find_chains(text, tokens, mentions, quotations, key),
        timexes=timexes,
        quantities=quantities,
        quotations=quotations,
        events=_find_events(tags, tokens, key),
    )


def _find_events(tags: DocumentTags, tokens: Sequence[Token], key: str) -> tuple[EventMention, ...]:
    """Words the encoder takes for events, where the parse has a token that begins there too."""
    lemmas = {token.start: token.lemma for token in tokens}
    return tuple(
        EventMention(
            span=Span(document_id=key, start=start, end=end), lemma=lemmas[start], factuality=value
        )
        for start, end, value in tags.facts
        if start in lemmas
    )
