"""Which decisions stand: those that no later one undid, and which of two that differ counts.

Everything goes by the order of the log. Nothing is taken out of it: to undo is to append, and
to undo an undoing brings the decision back.
"""

from collections.abc import Sequence

from onrecord.records import Decision, DecisionKind


def list_standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand, in the order taken; undoings themselves left out."""
    ordered = sorted(decisions, key=lambda d: (d.sequence, d.id))
    undone: set[str] = set()
    standing: list[Decision] = []
    for decision in reversed(ordered):
        if decision.id in undone:
            continue
        if decision.kind is DecisionKind.UNDO:
            undone.update(decision.target_ids)
        else:
            standing.append(decision)
    return tuple(reversed(standing))


def overrules(later: Decision, earlier: Decision) -> bool:
    """Say whether a decision about a row takes away what an earlier one about it did.

    Whoever edits a row or tells its speaker holds it to be one; so a rejection before it falls.
    """
    if DecisionKind.REJECT in (later.kind, earlier.kind):
        return later.kind is not earlier.kind
    return later.kind is earlier.kind and later.kind in (DecisionKind.EDIT, DecisionKind.SPEAKER)


def name_decision(decision: Decision) -> str:
    """Say in words whose decision it is and of when."""
    return f"{decision.reviewer}, {decision.time[:16].replace('T', ' ')}"
