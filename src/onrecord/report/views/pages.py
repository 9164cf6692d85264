"""The whole page as one record: its sections in the order a reader asks for them."""

from dataclasses import dataclass

from onrecord.records import Act, Story
from onrecord.report.views.acts import ACTS
from onrecord.report.views.changes import PartView, describe_changes
from onrecord.report.views.copies import CopiesView, describe_copies
from onrecord.report.views.corrections import CorrectionsView, describe_corrections
from onrecord.report.views.drifts import DriftView, describe_drifts
from onrecord.report.views.figures import FiguresView, describe_figures
from onrecord.report.views.lead import Lead, describe_lead
from onrecord.report.views.lines import LineView, describe_lines
from onrecord.report.views.making import Making, describe_making
from onrecord.report.views.masthead import Masthead, describe_masthead
from onrecord.report.views.matrix import Matrix, describe_denials, describe_matrix
from onrecord.report.views.missed import MissedSection, describe_missed
from onrecord.report.views.people import PersonView, describe_people
from onrecord.report.views.pile import index_story
from onrecord.report.views.rows import RowView
from onrecord.report.views.texts import ReportView, describe_report
from onrecord.report.views.timeline import Timeline, describe_timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the template is given."""

    masthead: Masthead
    lead: Lead
    matrix: Matrix | None
    denials: tuple[RowView, ...]
    figures: FiguresView
    timeline: Timeline
    people: tuple[PersonView, ...]
    lines: tuple[LineView, ...]
    copies: CopiesView
    drifts: tuple[DriftView, ...]
    changes: tuple[PartView, ...]
    corrections: CorrectionsView | None
    missed: MissedSection
    reports: tuple[ReportView, ...]
    making: Making


def describe_page(story: Story) -> Page:
    """Make every section of the page from a story."""
    pile = index_story(story)
    people = describe_people(pile)
    figures = describe_figures(pile)
    missed = describe_missed(pile)
    denials = describe_denials(pile)
    matrix, copies, changes = describe_matrix(pile), describe_copies(pile), describe_changes(pile)
    denies = ACTS[Act.DENIES]
    return Page(
        masthead=describe_masthead(
            pile,
            people=sum(person.named for person in people),
            missed=missed.total,
            disputed=figures.disputed,
            denial="denials" if any(row.act == denies for row in denials) else None,
        ),
        lead=describe_lead(matrix, figures, people, changes, copies),
        matrix=matrix,
        denials=denials,
        figures=figures,
        timeline=describe_timeline(pile),
        people=people,
        lines=describe_lines(pile),
        copies=copies,
        drifts=describe_drifts(pile),
        changes=changes,
        corrections=describe_corrections(pile),
        missed=missed,
        reports=tuple(describe_report(pile, each) for each in story.evidence),
        making=describe_making(pile),
    )
