"""The statements of a story as labels, and which of them a person has looked at.

A report is complete when every statement in it was accepted, rejected, changed or added by
somebody, and every verb of saying and quotation that was missed was looked after. Only such a
report can teach what is no statement; of the others only the checked rows are sure.
"""

from onrecord.records import (
    Evidence,
    Fit,
    Label,
    LabelledReport,
    MissedKind,
    SpeakerKind,
    Statement,
    Story,
)

_WORDS = frozenset({MissedKind.CUE, MissedKind.QUOTATION})


def list_labelled(story: Story) -> tuple[LabelledReport, ...]:
    """Return every report of a story with its statements as labels."""
    looked = {
        (c.decision.part, c.row_id) for c in story.corrections if c.row_id and c.fit != Fit.UNFIT
    }
    checked = {row for part, row in looked if part == "statements"}
    seen = {row for part, row in looked if part == "missed"}
    return tuple(_label(one, checked, seen) for one in story.evidence)


def _label(one: Evidence, checked: set[str], seen: set[str]) -> LabelledReport:
    open_ = [m for m in one.missed if m.kind in _WORDS and m.id not in seen]
    labels = tuple(_make_label(row, row.id in checked) for row in one.statements)
    return LabelledReport(
        id=one.document.id,
        path=one.document.path,
        text=one.document.text,
        labels=labels,
        complete=not open_ and bool(labels) and all(label.checked for label in labels),
    )


def _make_label(row: Statement, checked: bool) -> Label:
    source, speaker = row.attribution.source, row.attribution.speaker
    known = speaker is not None and speaker.kind is not SpeakerKind.UNRESOLVED
    return Label(
        id=row.id,
        source=(source,) if source else (),
        cue=(row.cue,) if row.cue else (),
        content=row.contents,
        speaker=speaker.name if speaker and known else None,
        checked=checked,
    )
