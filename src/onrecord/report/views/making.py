"""How the page was made: the inputs with their hashes, what found the rows, the limits.

Only what the story itself knows; nothing here depends on the machine or the hour.
"""

from collections import Counter
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from onrecord.report.views.pile import Pile
from onrecord.report.views.places import PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class InputView:
    """A report as it was given: the file's name and the SHA-256 of its bytes."""

    place: PlaceView
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Version, inputs, and the methods that found the statements with how many each."""

    version: str
    inputs: tuple[InputView, ...]
    methods: tuple[tuple[str, int], ...]


def describe_making(pile: Pile) -> Making:
    """List what went in and what found the rows."""
    methods = Counter(row.provenance.method for row in pile.statements.values())
    return Making(
        version=_version(),
        inputs=tuple(
            InputView(place=pile.places[each.document.id], sha256=each.document.sha256)
            for each in pile.evidence
        ),
        methods=tuple(sorted(methods.items(), key=lambda item: (-item[1], item[0]))),
    )


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown version"
