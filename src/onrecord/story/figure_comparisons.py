"""Figure comparisons: which figures of a series are one, update, allow or contradict each other.

Each new position of a holder is set beside its own last one and beside the last ones of the
others, never each with each. A figure merely said again, by a copy too, is compared with where
it was first said and with nothing else: repeating adds no contradiction.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from onrecord.records import Comparison, Entity, Evidence, Origin, Reason, Series
from onrecord.story.positions import Position, read_positions
from onrecord.story.verdicts import judge

# So many rivals' last words a new figure is set beside, latest first: in a long series each
# comparison further back only repeats what nearer ones show.
_RIVALS = 8


def compare_figures(
    evidence: Sequence[Evidence],
    series: Sequence[Series],
    entities: Sequence[Entity],
    origins: Sequence[Origin],
) -> tuple[Comparison, ...]:
    """Return how the figures of each series compare, in the order of the series; earlier left."""
    positions = read_positions(evidence, entities, origins)
    return tuple(comparison for each in series for comparison in _compare_series(each, positions))


def _compare_series(series: Series, positions: Mapping[str, Position]) -> Iterator[Comparison]:
    last: dict[str, Position] = {}
    held: dict[tuple[object, ...], Position] = {}
    for position in (positions[i] for i in series.figure_ids if i in positions):
        own = last.get(position.holder)
        twin = held.get((position.holder, position.origin, *position.value))
        if twin is None and own is not None and own.value == position.value:
            twin = own
        if twin is not None:
            yield _compare(twin, position)
            continue
        held[(position.holder, position.origin, *position.value)] = position
        if own is not None:
            yield _compare(own, position)
        rivals = (p for holder, p in reversed(last.items()) if holder != position.holder)
        for rival in islice(rivals, _RIVALS):
            yield _compare(rival, position)
        last.pop(position.holder, None)  # the latest stand last
        last[position.holder] = position


def _compare(left: Position, right: Position) -> Comparison:
    verdict, reason = judge(left, right)
    independent, why = _tell_independence(left, right)
    return Comparison(
        left_id=left.id,
        right_id=right.id,
        verdict=verdict,
        independent=independent,
        reasons=(reason, why),
    )


def _tell_independence(left: Position, right: Position) -> tuple[bool | None, Reason]:
    """Say whether two figures go back to two origins; None where that is not known."""
    spans = (*left.spans, *right.spans)
    if left.holder == right.holder:
        detail = f"both are the figure of {left.name}"
        return False, Reason(name="same source", detail=detail, spans=spans)
    if left.body and left.body == right.body:
        detail = f"{left.name} and {right.name} speak for one body"
        return False, Reason(name="same body", detail=detail, spans=spans)
    shared = left.houses & right.houses
    if shared:
        detail = f"both came through {', '.join(sorted(shared))}"
        return False, Reason(name="same way", detail=detail, spans=spans)
    if left.origin == right.origin:
        if left.own_voice or right.own_voice:
            detail = "both are from reports that go back to one origin"
            return False, Reason(name="same origin", detail=detail, spans=spans)
        detail = "two sources, in reports that go back to one origin"
        return None, Reason(name="same origin", detail=detail, spans=spans)
    if left.own_voice or right.own_voice:
        detail = "where a report has the number from that it gives in its own voice is not said"
        return None, Reason(name="own voice", detail=detail, spans=spans)
    if not (left.named and right.named):
        detail = "who speaks is not named, so whether they are two is not known"
        return None, Reason(name="not named", detail=detail, spans=spans)
    detail = "two sources, in reports that go back to two origins"
    return True, Reason(name="two origins", detail=detail, spans=spans)
