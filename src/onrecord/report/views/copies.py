"""What repeats what: the origins that reports go back to, and who takes from whom, and why.

Which of two like reports came first is only said where the story says it; else they share
words. Nothing is hidden: a copy keeps its own rows.
"""

from dataclasses import dataclass

from onrecord.records import Derivation, DerivationKind, Origin
from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView
from onrecord.report.views.sides import SidesView, describe_sides

WORDS: dict[DerivationKind, str] = {
    DerivationKind.COPY: "copied from",
    DerivationKind.REWRITE: "rewritten from",
    DerivationKind.REVISION: "a later version of",
    DerivationKind.CITATION: "credits",
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
    sides: SidesView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Reports that count once: whose work they are, if anybody says so, and why."""

    anchor: str
    name: str
    places: tuple[PlaceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesView:
    """The section: origins of several reports, then of one each, then the derivations."""

    shared: tuple[OriginView, ...]
    single: tuple[OriginView, ...]
    copies: tuple[CopyView, ...]

    @property
    def origins(self) -> int:
        """How many origins all reports go back to; 0 when it is not known."""
        return len(self.shared) + len(self.single)


def describe_copies(pile: Pile) -> CopiesView:
    """Return every origin and derivation of the story."""
    origins = [_describe_origin(pile, origin) for origin in pile.story.origins]
    return CopiesView(
        shared=tuple(origin for origin in origins if len(origin.places) > 1),
        single=tuple(origin for origin in origins if len(origin.places) == 1),
        copies=tuple(
            _describe(pile, each)
            for each in pile.story.derivations
            if each.document_id in pile.places
        ),
    )


def _describe_origin(pile: Pile, origin: Origin) -> OriginView:
    places = [pile.places[each] for each in origin.document_ids if each in pile.places]
    return OriginView(
        anchor=f"o-{origin.id}",
        name=origin.name or "",
        places=tuple(sorted(places, key=lambda place: (place.published.key, place.path))),
        reasons=tuple(dict.fromkeys(reason.detail for reason in origin.reasons)),
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
        sides=describe_sides(pile, derivation),
    )
