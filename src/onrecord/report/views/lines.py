"""The same line from several mouths: a formula and everybody who used it, in the order said.

Each use keeps its own wording, speaker, date and report; whether anybody took it from
anybody is not said.
"""

from dataclasses import dataclass

from onrecord.records import Line
from onrecord.report.views.pile import Pile
from onrecord.report.views.rows import RowView, describe_row


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    """One use of the formula: the words as this speaker has them, and the statement's row."""

    words: str
    row: RowView


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A formula, its uses in time order, and why they count as one."""

    anchor: str
    label: str
    uses: tuple[UseView, ...]
    reasons: tuple[str, ...]


def describe_lines(pile: Pile) -> tuple[LineView, ...]:
    """Return the story's recurring lines, those most used first."""
    lines = [_describe(pile, line) for line in pile.story.lines]
    lines.sort(key=lambda line: (-len(line.uses), line.label, line.anchor))
    return tuple(lines)


def _describe(pile: Pile, line: Line) -> LineView:
    uses = [
        UseView(words=pile.words(span), row=describe_row(pile, pile.statements[row]))
        for row, span in zip(line.statement_ids, line.uses, strict=True)
        if row in pile.statements
    ]
    uses.sort(key=lambda use: (use.row.date.key, use.row.place.published.key))
    return LineView(
        anchor=f"l-{line.id}",
        label=pile.words(line.label),
        uses=tuple(uses),
        reasons=tuple(dict.fromkeys(reason.detail for reason in line.reasons)),
    )
