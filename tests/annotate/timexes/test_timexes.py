"""What time expressions mean, by the conventions of the news: text, publication, value, rule."""

import pytest

from onrecord.annotate.syntax import parse_text
from onrecord.annotate.timexes import find_timexes
from onrecord.records import Timex

TUESDAY = "2024-11-19"


def read(text: str, published: str | None = TUESDAY, parsed: bool = True) -> tuple[Timex, ...]:
    tokens, sentences = parse_text(text) if parsed else ((), ())
    return find_timexes(text, tokens, sentences, published, "d")


def values(
    text: str, published: str | None = TUESDAY, parsed: bool = True
) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in read(text, published, parsed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship sank on Monday.", [("Monday", "2024-11-18")]),
        ("The ship sank on Tuesday.", [("Tuesday", "2024-11-19")]),
        ("The ship will sail on Monday.", [("Monday", "2024-11-25")]),
        ("The ship will sail on Tuesday.", [("Tuesday", "2024-11-26")]),
        ("A vote is expected on Friday.", [("Friday", "2024-11-22")]),
        ("The envoy had planned to leave on Monday.", [("Monday", "2024-11-18")]),
        ("He could not be reached Friday.", [("Friday", "2024-11-15")]),
        ("They have slept there since Friday.", [("Friday", "2024-11-15")]),
        ("Charges will be filed following a fatal shooting Monday.", [("Monday", "2024-11-18")]),
        ("The court meets on Friday.", [("Friday", "2024-11-22")]),
        ("Monday's ruling will stand.", [("Monday", "2024-11-25")]),
        ("They appealed Monday's ruling.", [("Monday", "2024-11-18")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bare_weekday_follows_the_tense(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was buried on Dec. 14.", "2023-12-14"),
        ("He will be buried on Dec. 14.", "2024-12-14"),
        ("The board declared a dividend payable Dec. 14.", "2024-12-14"),
        ("The offer was extended until Dec. 14.", "2024-12-14"),
        ("The ban was lifted on Friday, Jan. 10.", "2025-01-10"),
    ],
)
def test_a_day_without_its_year(text: str, value: str) -> None:
    assert [t.value for t in read(text)] == [value]


def test_without_publication_the_year_stays_open() -> None:
    assert values("It fell on Dec. 16, a Monday.", None) == [
        ("Dec. 16", "XXXX-12-16"),
        ("Monday", "XXXX-WXX-1"),
    ]


def test_a_full_date_elsewhere_closes_the_year() -> None:
    text = "It was signed on Oct. 23, 2024. On Monday, Dec. 16, it was torn up."
    day = read(text, None)[1]
    assert day.value == "2024-12-16"
    assert "only Monday December 16" in day.rule


def test_a_date_line_stands_in_for_publication() -> None:
    text = "Port reopens\n\nNovember 19, 2024\n\nThe port reopened on Monday."
    monday = read(text, None)[-1]
    assert monday.value == "2024-11-18"
    assert "date line" in monday.rule


def test_two_dates_that_differ_close_nothing() -> None:
    text = "It rained on Dec. 14, 2021, and on Dec. 14, 2022. On Dec. 14 they met."
    assert read(text, None)[-1].value == "XXXX-12-14"


def test_the_narrative_moves_with_its_dates() -> None:
    text = "On Nov. 4 they left. The following day the port closed. Two days later it burned."
    assert [t.value for t in read(text)] == ["2024-11-04", "2024-11-05", "2024-11-07"]


def test_a_headline_does_not_move_the_narrative() -> None:
    text = "Port burned on Nov. 4\n\nThe same day was quiet elsewhere, they said."
    assert read(text)[1].value == TUESDAY


def test_a_past_day_after_publication_is_refused() -> None:
    later = read("The strike began Nov. 14. Two weeks later it had spread.")[1]
    assert later.value == ""
    assert "refused" in later.rule


def test_the_rule_is_fit_to_be_shown() -> None:
    (monday,) = read("It sank on Monday.")
    assert monday.rule == "Monday → the Monday before publication (Tuesday 2024-11-19)"


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("It began at 10 p.m. Wednesday.", "TIME", "2024-11-13T22:00"),
        ("It began at 16:30 GMT.", "TIME", "2024-11-19T16:30Z"),
        ("It began at 12:15 a.m. EST.", "TIME", "2024-11-19T00:15"),
        ("It struck on Friday night.", "TIME", "2024-11-15TNI"),
        ("They waited for months.", "DURATION", "PXM"),
        ("They waited for hours.", "DURATION", "PTXH"),
        ("They waited two and a half years.", "DURATION", "P2Y6M"),
        ("They meet every Tuesday.", "SET", "XXXX-WXX-2"),
        ("They meet twice a month.", "SET", "P1M"),
        ("It was built in the 12th century.", "DATE", "11"),
        ("It rose in the early 1990s.", "DATE", "199"),
        ("It rose in the third quarter of 2023.", "DATE", "2023-Q3"),
        ("Costs rose in fiscal 2023.", "DATE", "FY2023"),
        ("They marched over the weekend.", "DATE", "2024-W46-WE"),
        ("It fell in the spring of 2022.", "DATE", "2022-SP"),
        ("They left a week ago Monday.", "DATE", "2024-11-11"),
        ("They left two weeks ago.", "DATE", "2024-W45"),
        ("They recently left.", "DATE", "PAST_REF"),
    ],
    ids=lambda value: value,
)
def test_types_and_values(text: str, type_: str, value: str) -> None:
    assert [(t.type.value, t.value) for t in read(text)] == [(type_, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met between Oct. 8 and 13.", ["2024-10-08", "2024-10-13"]),
        ("They met on 8-13 October 2023.", ["2023-10-08", "2023-10-13"]),
        ("They met at 4:30 a.m. on Sunday.", ["2024-11-17T04:30", "2024-11-17"]),
        (
            "It is shut from 3 to 5 p.m. on Friday.",
            ["2024-11-15T15:00", "2024-11-15T17:00", "2024-11-15"],
        ),
        ("They rested on Saturday and Sunday.", ["2024-11-16", "2024-11-17"]),
        ("They ruled 1998-2001.", ["1998", "2001"]),
        ("They fled in the 1930s and '40s.", ["193", "194"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ranges_and_pairs_are_two_expressions(text: str, expected: list[str]) -> None:
    assert [t.value for t in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 24-year-old may march.",
        "April Jones and Theresa May signed.",
        "It cost $1,998 and weighed 2000 pounds.",
        "Resolution 1973 passed by 219 to 205.",
        "A second man lost a quarter of it.",
        "Sun and rain fall there.",
        "Two 15-year-olds and a 2-and-a-half-year-old hid in the 1500 block of Elm Street.",
        "Call (555) 323-1985 or watch the 2:40 film.",
        "It took 24 hours a day, like the Coast Daily.",
        "A Christmas tree fell on the March of the Mothers.",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert values(text) == []


def test_a_war_has_an_age_that_counts() -> None:
    assert values("The 2-year-old war goes on.") == [("2-year-old", "P2Y")]


def test_it_works_without_a_parse() -> None:
    assert values("It will open on Friday.", parsed=False) == [("Friday", "2024-11-22")]
    assert values("It opened on Friday.", parsed=False) == [("Friday", "2024-11-15")]


def test_day_and_month_either_way_round_stay_open() -> None:
    assert values("Unveiled 11/10/2024.") == [("11/10/2024", "2024-XX-XX")]


@pytest.mark.xfail(reason="which Saturday is meant needs to know when it was called off")
def test_a_planned_day_called_off() -> None:
    assert values("A rally planned for Saturday was called off after Friday's raid.")[0] == (
        "Saturday",
        "2024-11-16",
    )
