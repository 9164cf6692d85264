"""What people decided about this record: rows rejected, changed and added, and what no longer fits.

Nothing that a person did is hidden: what left the views is listed here with its words, who
decided it and when. Grades are a person's own; none is ever computed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Correction, Decision, DecisionKind, Fit, Grade
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView

DONE: dict[DecisionKind, str] = {
    DecisionKind.ACCEPT: "Accepted",
    DecisionKind.REJECT: "Rejected",
    DecisionKind.EDIT: "Words changed",
    DecisionKind.SPEAKER: "Speaker changed",
    DecisionKind.ADD: "Statement added",
    DecisionKind.MERGE: "People merged",
    DecisionKind.SPLIT: "People split",
    DecisionKind.JOIN: "Claims joined",
    DecisionKind.PART: "Claims parted",
    DecisionKind.GRADE: "Graded",
    DecisionKind.UNDO: "Undone",
}
# Accepting changes nothing and is only counted; grades have a list of their own.
_LISTED = [k for k in DONE if k not in (DecisionKind.ACCEPT, DecisionKind.GRADE)]
_LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision: what was done to which words, by whom and when; `why` if it has no effect."""

    done: str
    words: str
    to: str
    reviewer: str
    time: str
    place: PlaceView | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView:
    """All that people decided: how much they accepted, what they changed, what has no effect."""

    accepted: int
    reviewers: tuple[str, ...]
    groups: tuple[tuple[str, tuple[DecisionView, ...]], ...]
    unfit: tuple[DecisionView, ...]
    overruled: tuple[DecisionView, ...]
    grades: tuple[tuple[str, str], ...]


def describe_corrections(pile: Pile) -> CorrectionsView | None:
    """Lay out the decisions replayed in a story; None where nobody decided anything."""
    corrections = pile.story.corrections
    if not corrections:
        return None
    fits = [c for c in corrections if c.fit in (Fit.FITS, Fit.FITS_AGAIN)]
    groups = ((DONE[kind], _describe(pile, fits, kind)) for kind in _LISTED)
    return CorrectionsView(
        accepted=sum(c.decision.kind is DecisionKind.ACCEPT for c in fits),
        reviewers=tuple(sorted({c.decision.reviewer for c in corrections})),
        groups=tuple((name, views) for name, views in groups if views),
        unfit=tuple(_view(pile, c) for c in corrections if c.fit is Fit.UNFIT),
        overruled=tuple(_view(pile, c) for c in corrections if c.fit is Fit.OVERRULED),
        grades=tuple(_list_grades(pile, pile.story.grades)),
    )


def _describe(
    pile: Pile, corrections: Iterable[Correction], kind: DecisionKind
) -> tuple[DecisionView, ...]:
    return tuple(_view(pile, c) for c in corrections if c.decision.kind is kind)


def _view(pile: Pile, correction: Correction) -> DecisionView:
    decision = correction.decision
    spans = [w.span for w in (*decision.wordings, *decision.replacement)]
    one_report = len({span.document_id for span in spans}) == 1
    place = pile.places.get(spans[0].document_id) if one_report else None
    return DecisionView(
        done=DONE[decision.kind],
        words=show_words(w.words for w in decision.wordings if w.role not in ("source", "cue")),
        to=show_change(decision),
        reviewer=decision.reviewer,
        time=decision.time[:10],
        place=place,
        why=correction.detail if correction.fit in (Fit.UNFIT, Fit.OVERRULED) else "",
    )


def show_change(decision: Decision) -> str:
    """Say what a decision sets in place of what was there; empty where it sets nothing."""
    if decision.kind is DecisionKind.SPEAKER:
        return decision.value or "not known"
    if decision.kind is DecisionKind.GRADE:
        return f"{', '.join(decision.target_ids)}: {decision.value or 'no grade'}"
    return show_words(w.words for w in decision.replacement if w.role == "content")


def show_words(words: Iterable[str]) -> str:
    """Join the words of several places, each once, on one line of a bearable length.

    >>> show_words(["one\\ntwo", "one two", "three"])
    'one two … three'
    """
    shown = " … ".join(dict.fromkeys(" ".join(each.split()) for each in words))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _list_grades(pile: Pile, grades: Iterable[Grade]) -> Iterator[tuple[str, str]]:
    for grade in grades:
        place = pile.places.get(grade.document_id or "")
        name = grade.outlet or (f"{place.outlet}, {place.published.label}" if place else "")
        yield name, f"{grade.reliability or ''}{grade.credibility or ''}"
