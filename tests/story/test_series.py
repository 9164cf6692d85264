"""Figures that count the same thing, across reports."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makers import find, make_document, make_speaker
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.syntax import parse_text
from onrecord.extract.figures import extract_figures
from onrecord.records import AnnotatedDocument, Evidence, Figure, Series
from onrecord.story.counts import find_regions
from onrecord.story.series import link_series


def make_evidence(text: str, published: str, speaker: str | None = None) -> Evidence:
    document = make_document(text, path=f"{published}.txt", published=published)
    tokens, sentences = parse_text(text)
    quantities = find_quantities(text, tokens, sentences, (), document.id)
    annotated = AnnotatedDocument(
        document=document, tokens=tokens, sentences=sentences, quantities=quantities
    )
    figures = extract_figures(annotated, ())
    if speaker is not None:
        figures = tuple(replace(f, speaker=make_speaker(speaker)) for f in figures)
    return Evidence(document=document, figures=figures)


def show(series: Series, *reports: Evidence) -> list[str]:
    figures: dict[str, tuple[Figure, str]] = {
        f.id: (f, e.document.text) for e in reports for f in e.figures
    }
    return [figures[i][0].quantity.span.of(figures[i][1]) for i in series.figure_ids]


FIRST = make_evidence("Oru has 3,000 Velian soldiers in Port Aran.\n", "2024-10-25", "Vale")
SECOND = make_evidence("About 8,000 Velian troops are stationed in Port Aran.\n", "2024-11-01")
THIRD = make_evidence("More than 11,000 Velian troops had joined the war.\n", "2024-11-22", "Vale")


def test_soldiers_and_troops_of_one_name_are_one_series_in_time_order() -> None:
    (series,) = link_series([THIRD, FIRST, SECOND])
    assert show(series, FIRST, SECOND, THIRD) == ["3,000", "8,000", "11,000"]
    assert series.unit is None
    assert "Velian" in series.name


def test_those_who_died_are_people_whatever_they_are_called() -> None:
    one = make_evidence("At least seven workers died in the plant.\n", "2024-01-01")
    two = make_evidence("Nine people have died in the plant.\n", "2024-01-02")
    (series,) = link_series([one, two])
    assert show(series, one, two) == ["seven", "Nine"]
    assert series.name == "people killed"


def test_killed_and_wounded_are_never_mixed() -> None:
    one = make_evidence("The storm killed 30 people and wounded 90 others.\n", "2024-01-01")
    two = make_evidence("The storm killed 45 people and wounded 120 people.\n", "2024-01-02")
    assert sorted(show(series, one, two) for series in link_series([one, two])) == [
        ["30", "45"],
        ["90", "120"],
    ]


def test_money_and_counts_share_no_series() -> None:
    one = make_evidence("The state gave $5 million in aid.\n", "2024-01-01")
    two = make_evidence("The state gave €5 million in aid. Oru sent 5,000 crates.\n", "2024-01-02")
    assert link_series([one, two]) == ()


def test_two_places_are_two_series_unless_one_lies_in_the_other() -> None:
    one = make_evidence("In all, 300 Velian troops are stationed in Oru.\n", "2024-01-01")
    two = make_evidence("In all, 900 Velian troops are stationed in Marl.\n", "2024-01-02")
    assert link_series([one, two]) == ()
    told = make_evidence("The road into Oru’s Marl region is shut.\n", "2024-01-03")
    assert find_regions([told]) == {"marl": "oru"}
    (series,) = link_series([one, two, told])
    assert show(series, one, two) == ["300", "900"]


def test_a_share_of_a_whole_is_told_with_the_whole() -> None:
    one = make_evidence("About 80% of the 10,000 Velian troops are in Port Aran.\n", "2024-11-01")
    (series,) = link_series([FIRST, one])
    (part,) = [reason for reason in series.reasons if reason.name == "part of it"]
    assert part.detail == "80% of the 10,000 Velian troops"


def test_the_two_nations_are_no_series() -> None:
    one = make_evidence("The two nations agreed.\n", "2024-01-01")
    two = make_evidence("The two nations met.\n", "2024-01-02")
    assert link_series([one, two]) == ()


def test_a_bare_troops_takes_the_name_given_just_before() -> None:
    one = make_evidence(
        "The pact brings in Velian forces. There, 7,000 troops are stationed.\n", "2024-11-05"
    )
    (series,) = link_series([FIRST, one])
    reasons = [reason for reason in series.reasons if reason.name == "named before"]
    assert [span.of(one.document.text) for span in reasons[0].spans] == ["Velian", "7,000"]
    assert find(one.document, "Velian") in reasons[0].spans


@given(st.permutations([FIRST, SECOND, THIRD]))
def test_the_order_of_reports_does_not_matter(reports: list[Evidence]) -> None:
    assert link_series(reports) == link_series([FIRST, SECOND, THIRD])


def test_what_is_said_of_people_by_the_words_around_their_number() -> None:
    one = make_evidence("There were 48 people on board the ferry.\n", "2024-01-01")
    two = make_evidence("The ferry sank with 47 passengers aboard.\n", "2024-01-02")
    (series,) = link_series([one, two])
    assert show(series, one, two) == ["48", "47"]


def test_a_bare_number_restates_the_count_before_it() -> None:
    text = "About 4,000 workers are on strike, the union said. The firm puts the number at 2,500.\n"
    one = make_evidence(text, "2024-01-01")
    (series,) = link_series([one])
    assert show(series, one) == ["4,000", "2,500"]


def test_a_part_and_a_difference_are_no_counts_of_their_own() -> None:
    one = make_evidence("Fourteen people were killed, among them three children.\n", "2024-01-01")
    two = make_evidence("Sixteen people were killed, two more than the day before.\n", "2024-01-02")
    (series,) = link_series([one, two])
    assert show(series, one, two) == ["Fourteen", "Sixteen"]
