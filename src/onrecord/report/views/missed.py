"""What is in no row, or in a row we are unsure of: counts first, then every case.

Each case shows the words, a little of what stands around them, and the reason.
"""

from dataclasses import dataclass

from onrecord.config import DEFAULT
from onrecord.records import Missed, MissedKind
from onrecord.report.views.directions import is_leftward
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView, link_original, name_words, show_path

KINDS: dict[MissedKind, tuple[str, str, str]] = {
    MissedKind.SPEAKER: ("speaker", "unsure who speaks", "unsure who speaks"),
    MissedKind.QUOTATION: ("quotation", "quoted passage in no row", "quoted passages in no row"),
    MissedKind.CUE: ("cue", "reporting word in no row", "reporting words in no row"),
    MissedKind.NUMBER: ("number", "number in no row", "numbers in no row"),
    MissedKind.DATE: ("date", "date not settled", "dates not settled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedView:
    """One case: the words with their surroundings, the reason, and who it could be."""

    anchor: str
    target: str
    before: str
    words: str
    after: str
    reason: str
    candidates: tuple[str, ...]
    place: PlaceView
    statement: str | None
    original: str | None
    characters: str
    leftward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedGroup:
    """All cases of one kind."""

    anchor: str
    label: str
    rows: tuple[MissedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadView:
    """A file that was given and not read."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedSection:
    """Cases by kind, the commonest question first, and the files not read."""

    groups: tuple[MissedGroup, ...]
    unread: tuple[UnreadView, ...]
    total: int


def describe_missed(pile: Pile) -> MissedSection:
    """Gather the missed list of every report by kind."""
    cases = [case for evidence in pile.evidence for case in evidence.missed]
    groups = [_group(pile, kind, [c for c in cases if c.kind == kind]) for kind in KINDS]
    return MissedSection(
        groups=tuple(group for group in groups if group.rows),
        unread=tuple(
            UnreadView(name=show_path(each.path), reason=each.reason, remedy=each.remedy)
            for each in pile.story.unread
        ),
        total=len(cases),
    )


def _group(pile: Pile, kind: MissedKind, cases: list[Missed]) -> MissedGroup:
    slug, one, many = KINDS[kind]
    rows = tuple(_case(pile, case) for case in cases)
    return MissedGroup(anchor=f"missed-{slug}", label=one if len(rows) == 1 else many, rows=rows)


def _case(pile: Pile, case: Missed) -> MissedView:
    text = pile.documents[case.document_id].text
    reach = DEFAULT.context_chars
    before = text[max(0, case.span.start - reach) : case.span.start].rpartition("\n")[2]
    after = text[case.span.end : case.span.end + reach].partition("\n")[0]
    return MissedView(
        anchor=f"m-{case.id}",
        target=name_words(f"m-{case.id}"),
        before=_cut_before(before),
        words=pile.words(case.span),
        after=_cut_after(after),
        reason=case.reason,
        candidates=case.candidates,
        place=pile.places[case.document_id],
        statement=f"s-{case.statement_id}" if case.statement_id in pile.statements else None,
        original=link_original(pile.documents[case.document_id], case.span),
        characters=f"{case.span.start}–{case.span.end}",
        leftward=is_leftward(before + after),
    )


def _cut_before(context: str) -> str:
    """Drop the word that the edge of the context cuts through, and say that more stood there."""
    cut = len(context) >= DEFAULT.context_chars
    return "… " + context.partition(" ")[2] if cut else context


def _cut_after(context: str) -> str:
    cut = len(context) >= DEFAULT.context_chars
    return context.rpartition(" ")[0] + " …" if cut else context
