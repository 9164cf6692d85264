"""The parts of the stream: worn lines, rarities, the index, and what speaks for a link."""

import pytest

from makers import make_document
from onrecord.records import Document
from onrecord.story.streams.indexes import SignIndex
from onrecord.story.streams.links import explain_link, measure_link, score_link, weigh_signs
from onrecord.story.streams.rarities import Rarities
from onrecord.story.streams.signs import read_signs
from onrecord.story.streams.weights import WEIGHTS
from onrecord.story.streams.worn import WornLines

FOOT = "Tell us what you think of our new site."


def page(number: int, title: str, day: str) -> Document:
    return make_document(
        f"Report {title} it is.\n{FOOT}\n", f"{number}.txt", title=title, published=day
    )


def test_a_line_under_three_unlike_headlines_days_apart_is_worn() -> None:
    worn = WornLines()
    titles = ("Mill burns", "Mayor resigns", "Storm nears", "Harbour closed")
    found = [
        worn.find_worn(page(n, title, f"2024-01-{1 + 5 * n:02}")) for n, title in enumerate(titles)
    ]
    assert [bool(each) for each in found] == [False, False, True, True]
    assert found[2] == {"tell us what you think of our new site"}


@pytest.mark.parametrize(
    ("titles", "days"),
    [
        (("Mill burns", "Blaze guts factory", "Two dead in Osk"), (1, 1, 2)),
        (("Mill burns", "Mill fire: two held", "Mill reopens"), (1, 9, 20)),
    ],
    ids=["one wire report under many headlines", "one story told for weeks"],
)
def test_what_one_story_repeats_is_not_worn(titles: tuple[str, ...], days: tuple[int, ...]) -> None:
    worn = WornLines()
    pages = [
        page(n, title, f"2024-01-{day:02}")
        for n, (title, day) in enumerate(zip(titles, days, strict=True))
    ]
    assert not any(worn.find_worn(each) for each in pages)


def test_a_rare_term_is_worth_more_and_a_young_stream_knows_common_words() -> None:
    rarities = Rarities()
    rarities.add(["police", "oserin"])
    assert rarities.rate("oserin") > rarities.rate("police") > rarities.rate("the")
    for _ in range(50):
        rarities.add(["oserin"])
    worn_out = rarities.rate("oserin")
    for _ in range(50):
        rarities.drop(["oserin"])
    assert rarities.rate("oserin") > worn_out


def test_the_index_proposes_by_rare_keys_and_forgets() -> None:
    index = SignIndex()
    for report in range(40):
        index.add(report, ["fire", f"name {report}"])
    assert index.propose(["fire", "name 7"], 0) == [7]
    assert index.propose(["name 7"], 8) == []
    index.drop(["fire", "name 7"])
    assert index.propose(["name 7"], 0) == []


def test_a_list_of_the_index_keeps_its_latest() -> None:
    index = SignIndex()
    for report in range(4000):
        index.add(report, ["rare"] if report < 50 else ["other"])
    proposed = index.propose(["rare"], 0)
    assert len(proposed) == 30
    assert proposed[0] == 49


def weigh(*texts: str) -> tuple[dict[str, float], list[str]]:
    rarities = Rarities()
    documents = [
        make_document(text, f"{n}.txt", published="2024-01-10") for n, text in enumerate(texts)
    ]
    signs = [read_signs(document) for document in documents]
    for each in signs:
        rarities.add(each.words)
    old, new = (weigh_signs(each, rarities) for each in signs)
    measured = measure_link(new, old, rarities)
    parts = {name: WEIGHTS[name] * value for name, value in measured.items()}
    return measured, [reason.name for reason in explain_link(signs[1], signs[0], rarities, parts)]


WORDING = "Police said a man was shot in the chest and taken to hospital, where he died. "


def test_wording_does_not_suffice_who_and_where_must_agree() -> None:
    same, _ = weigh(
        f"{WORDING}Dan Okoro, 29, was hit on Mill Lane on Jan. 8.",
        f"{WORDING}The victim is Dan Okoro, 29, shot on Mill Lane on Jan. 8.",
    )
    other, why = weigh(
        f"{WORDING}Dan Okoro, 29, was hit on Mill Lane on Jan. 8.",
        f"{WORDING}The victim is Lee Vantour, 41, shot on Quay Street on Jan. 3.",
    )
    assert score_link(same, WEIGHTS) > 0 > score_link(other, WEIGHTS)
    assert {"other ages", "other places", "other days"} <= set(why)


def test_every_sign_has_a_weight_and_each_reason_a_sign() -> None:
    measured, why = weigh(WORDING, WORDING)
    assert measured.keys() | {"base"} == WEIGHTS.keys()
    assert set(why) <= measured.keys()
