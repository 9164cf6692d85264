"""What repeats what: each report that takes from another, or from an outside origin, and why.

Which of two like reports came first is only said where the story says it; else they share
words. Nothing is hidden: a copy keeps its own rows.
"""

from dataclasses import dataclass

from onrecord.records import Derivation, DerivationKind
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView

WORDS: dict[DerivationKind, str] = {
    DerivationKind.COPY: "copied from",
    DerivationKind.REWRITE: "rewritten from",
    DerivationKind.REVISION: "a later version of",
    DerivationKind.CITATION: "reports what was in",
}
UNDIRECTED = "shares words with"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A report, what it takes, and from where: a report here or an origin outside."""

    anchor: str
    place: PlaceView
    word: str
    source: PlaceView | None
    origin: str
    reasons: tuple[str, ...]


def describe_copies(pile: Pile) -> tuple[CopyView, ...]:
    """Return every derivation of the story whose reports are on the page."""
    return tuple(
        _describe(pile, each) for each in pile.story.derivations if each.document_id in pile.places
    )


def _describe(pile: Pile, derivation: Derivation) -> CopyView:
    source = pile.places.get(derivation.from_id or "")
    stated = derivation.directed or source is None
    return CopyView(
        anchor=f"d-{derivation.id}",
        place=pile.places[derivation.document_id],
        word=WORDS[derivation.kind] if stated else UNDIRECTED,
        source=source,
        origin=derivation.origin or "an origin not named",
        reasons=tuple(dict.fromkeys(reason.detail for reason in derivation.reasons)),
    )
