"""What linking a story costs: comparisons counted, for each report no more in a larger pile."""

from datetime import date, timedelta

import pytest

from makers import find, make_document
from onrecord.records import Event, Provenance, Realis, Span, content_id
from onrecord.story import copies, happenings
from onrecord.story.happenings import MOST_GROUPS, MOST_MEMBERS, group_tellings
from onrecord.story.tellings import Party, Telling

SHARED = " ".join(f"shared{n}" for n in range(60))


@pytest.mark.parametrize("count", [30, 120])
def test_a_report_is_set_beside_a_few_others_only(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    compared = 0
    find_shared = copies.find_shared

    def count_shared(left, right):
        nonlocal compared
        compared += 1
        return find_shared(left, right)

    monkeypatch.setattr(copies, "find_shared", count_shared)
    own = (" ".join(f"own{number}x{n}" for n in range(30)) for number in range(count))
    documents = [make_document(f"{SHARED}\n\n{text}", f"{n}.txt") for n, text in enumerate(own)]
    found = list(copies.find_copies(documents, {}))
    assert len(found) >= count - 1  # all do share it
    assert compared <= (copies._COMPARED + 2) * count


@pytest.mark.parametrize("count", [40, 160])
def test_an_event_is_set_beside_a_few_others_only(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    compared = 0
    compare_tellings = happenings.compare_tellings

    def count_tellings(*each):
        nonlocal compared
        compared += 1
        return compare_tellings(*each)

    monkeypatch.setattr(happenings, "compare_tellings", count_tellings)
    groups = group_tellings([make_telling(number) for number in range(count)])
    assert len(groups) == count  # months apart, so that each is an event of its own
    assert 0 < compared <= MOST_GROUPS * MOST_MEMBERS * count


def make_telling(number: int) -> Telling:
    """Telling of the same raiders' strike, of another quarter each."""
    document = make_document(f"Raiders struck again, for time {number}.", f"{number}.txt")
    spot = find(document, "struck")
    day = date(2000, 1, 1) + timedelta(days=90 * number)
    raiders = Party(
        keys=frozenset({"raiders"}),
        countries=frozenset(),
        sectors=frozenset(),
        span=find(document, "Raiders"),
    )
    return Telling(
        event=Event(
            id=content_id("event", document.id, spot.start),
            document_id=document.id,
            trigger=spot,
            type="ASSAULT",
            realis=Realis.ACTUAL,
            provenance=Provenance(spans=(spot,), method="by hand", confidence=1.0),
        ),
        clause=Span(document_id=document.id, start=0, end=spot.end),
        words=("Raiders", "struck"),
        stems=frozenset({"raider", "struck"}),
        trigger="struck",
        actors=(raiders,),
        recipients=(),
        days=(day, day),
        published=day,
        counts={},
    )
