"""Which row a decision is about: by its id, else by its words in the same report.

An id is a hash of what was read, so it stays until a newer onrecord reads the words otherwise.
Then the row with the same words is meant, or the one row that shares some of them; of several
none is chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Decision, Document, Fit, Span, Wording
from onrecord.story.corrections.wordings import (
    KEYS,
    Row,
    list_places,
    list_spans,
    refit_wordings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A decision with its words as they are in a report of this pile."""

    decision: Decision
    document: Document
    moved: bool = False


def fit_report(
    decision: Decision, by_id: Mapping[str, Document], by_path: Mapping[str, Document]
) -> Fitted | str:
    """Find the report that a decision is about, or say why there is none."""
    wordings = (*decision.wordings, *decision.replacement)
    if not wordings:
        return "it names no words"
    if document := by_id.get(wordings[0].span.document_id):
        return Fitted(decision=decision, document=document)
    document = by_path.get(decision.path)
    if document is None:
        return f"its report is not in the pile: {decision.path or 'no path was kept'}"
    found = refit_wordings(document, wordings)
    if found is None:
        return f"{decision.path} has changed, and its words are not in it, or not only once"
    cut = len(decision.wordings)
    refitted = replace(decision, wordings=found[:cut], replacement=found[cut:])
    return Fitted(decision=refitted, document=document, moved=True)


def find_row(
    rows: Mapping[str, Row], target: str, wordings: Sequence[Wording]
) -> tuple[str | None, Fit, str]:
    """Return the id of the row meant, how it was found, and that in words."""
    if target in rows:
        return target, Fit.FITS, ""
    keys = list_spans(wordings, *KEYS)
    same = [i for i, row in rows.items() if list_spans(_word(row), *KEYS) == keys]
    if len(same) == 1:
        return same[0], Fit.FITS_AGAIN, "the row with the same words now has another id"
    cue = list_spans(wordings, "cue")
    if cue:
        same = [i for i, row in rows.items() if list_spans(_word(row), "cue") == cue]
        if len(same) == 1:
            return same[0], Fit.FITS_AGAIN, "a row with the same cue now has other words"
    shared = [i for i, row in rows.items() if _share(list_spans(_word(row), *KEYS), keys)]
    if len(shared) == 1:
        return shared[0], Fit.FITS_AGAIN, "the only row that shares words with it"
    found = f"{len(shared)} rows share its words" if shared else "no row has its words any more"
    return None, Fit.UNFIT, found


def _word(row: Row) -> tuple[Wording, ...]:
    return tuple(Wording(role=role, span=span, words="") for role, span in list_places(row))


def _share(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)
