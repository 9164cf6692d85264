"""One report's evidence, gathered in order: statements, figures, events, what was missed."""

from collections.abc import Iterable

from onrecord.config import Settings
from onrecord.extract.events.events import extract_events
from onrecord.extract.figures import extract_figures
from onrecord.extract.missed import find_missed
from onrecord.extract.propositions import extract_propositions
from onrecord.extract.statements import extract_statements
from onrecord.records import AnnotatedDocument, Evidence


def extract_evidence(
    annotated: AnnotatedDocument, numbers: Iterable[tuple[int, int]], settings: Settings
) -> Evidence:
    """Return the rows of one report. `numbers` are the offsets of every number in its text."""
    statements = extract_statements(annotated)
    figures = extract_figures(annotated, statements)
    missed = find_missed(annotated, statements, figures, numbers, settings.quoted_words)
    return Evidence(
        document=annotated.document,
        mentions=annotated.mentions,
        chains=annotated.chains,
        timexes=annotated.timexes,
        statements=statements,
        figures=figures,
        events=extract_events(annotated, statements, figures),
        missed=missed,
        propositions=extract_propositions(annotated, statements),
    )
