"""What changed since last time: new, revised, withdrawn and repeated rows, part by part.

A revised row shows its words then and now in one line, dropped and added words told apart. What
was withdrawn shows the words it had; they need not stand in any report here. Absent on a first
build and where nothing has ever changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.records import Change, ChangeKind
from onrecord.report.views.dates import date_label
from onrecord.report.views.pile import Pile

# In the order a reader asks: what is new, what was said otherwise before, what is gone.
_WORDS = {
    ChangeKind.NEW: "new",
    ChangeKind.REVISED: "revised",
    ChangeKind.WITHDRAWN: "withdrawn",
    ChangeKind.REPEATED: "said again",
}
_PARTS = {
    "documents": ("Reports", "r"),
    "claims": ("Claims", "c"),
    "figures": ("Figures", "f"),
    "happenings": ("What happened", "h"),
    "events": ("Tellings of what happened", "e"),
    "statements": ("Statements", "s"),
}
# Of these the words are a label, the shortest wording; what was revised is who holds it.
_LABELLED = ("claims", "happenings")
# A part with more changes than these is closed at first.
_OPEN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a changed row: the same then and now, only then ("dropped") or only now."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One row that changed: its words, whose they are, why we say so, and where it is now."""

    pieces: tuple[Piece, ...]
    href: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """The rows of one part that changed alike."""

    word: str
    changes: tuple[ChangeView, ...]
    aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """What changed in one part of the record."""

    label: str
    kinds: tuple[KindView, ...]
    open: bool


def describe_changes(pile: Pile) -> tuple[PartView, ...]:
    """Return the parts in which something changed; none on a first build."""
    parts: dict[str, dict[ChangeKind, list[Change]]] = {}
    for change in pile.story.changes:
        parts.setdefault(change.part, {}).setdefault(change.kind, []).append(change)
    return tuple(_describe_part(pile, part, parts[part]) for part in _PARTS if part in parts)


def _describe_part(pile: Pile, part: str, kinds: dict[ChangeKind, list[Change]]) -> PartView:
    label, _ = _PARTS[part]
    told = sum(len(kinds[kind]) for kind in kinds if kind is not ChangeKind.REPEATED)
    return PartView(
        label=label,
        kinds=tuple(
            KindView(
                word=word,
                changes=tuple(_describe(pile, change) for change in kinds[kind]),
                aside=kind is ChangeKind.REPEATED,
            )
            for kind, word in _WORDS.items()
            if kind in kinds
        ),
        open=told <= _OPEN,
    )


def _describe(pile: Pile, change: Change) -> ChangeView:
    return ChangeView(
        pieces=tuple(_cut_pieces(change)),
        href=_find_row(pile, change),
        reasons=tuple(
            dict.fromkeys(
                date_label(each.detail) if each.name == "whose" else each.detail
                for each in change.reasons
            )
        ),
    )


def _cut_pieces(change: Change) -> Iterator[Piece]:
    """Yield the row's words; for a revised one those then and now, aligned word by word.

    >>> list(_cut_pieces(Change(kind=ChangeKind.REVISED, part="figures",
    ...     before="about 200", after="nearly 200")))[0]
    Piece(words='about', kind='dropped')
    """
    if change.part == "documents":
        yield Piece(words=date_label(change.after or change.before or ""), kind="same")
        return
    if change.kind is not ChangeKind.REVISED or change.part in _LABELLED:
        yield Piece(words=change.after or change.before or "", kind="same")
        return
    then, now = (change.before or "").split(), (change.after or "").split()
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    for name, left, left_end, right, right_end in matcher.get_opcodes():
        if name == "equal":
            yield Piece(words=" ".join(now[right:right_end]), kind="same")
            continue
        if left < left_end:
            yield Piece(words=" ".join(then[left:left_end]), kind="dropped")
        if right < right_end:
            yield Piece(words=" ".join(now[right:right_end]), kind="added")


def _find_row(pile: Pile, change: Change) -> str | None:
    """Return the address of a row on the page, None where it has none."""
    row = change.row_id
    if row is None:
        return None
    if change.part == "documents":
        return pile.places[row].anchor if row in pile.places else None
    shown: dict[str, bool] = {
        "statements": row in pile.statements,
        "figures": row in pile.figures,
        "claims": any(claim.id == row for claim in pile.story.claims),
    }
    return f"{_PARTS[change.part][1]}-{row}" if shown.get(change.part) else None
