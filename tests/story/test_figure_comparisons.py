"""Figures side by side: same, updated, compatible, contradicting, undecided, and on what ground."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import find, make_document, make_statement
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.syntax import parse_text
from onrecord.extract.figures import extract_figures
from onrecord.records import (
    Act,
    AnnotatedDocument,
    Comparison,
    CoreferenceChain,
    DateValue,
    Evidence,
    SpeakerKind,
    Verdict,
    content_id,
)
from onrecord.story.figure_comparisons import compare_figures
from onrecord.story.stories import link_story


def report(
    text: str,
    speaker: str | None = None,
    published: str | None = "2024-05-01",
    *,
    outlet: str | None = None,
    act: Act = Act.SAYS,
    said: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
) -> Evidence:
    """Make a report of one sentence, all of it said by `speaker` or by the report itself."""
    text = f"{text}\n" + (f"{speaker} spoke.\n" if speaker else "")
    known = {"published": published, "publisher": outlet}
    document = make_document(text, path=f"{content_id(text, published, outlet)}.txt", **known)
    tokens, sentences = parse_text(text)
    quantities = find_quantities(text, tokens, sentences, (), document.id)
    read = AnnotatedDocument(
        document=document, tokens=tokens, sentences=sentences, quantities=quantities
    )
    figures = extract_figures(read, ())
    if speaker is None:
        return Evidence(document=document, figures=figures)
    chain = CoreferenceChain(
        id=content_id("chain", document.id, speaker),
        name=speaker,
        kind=kind,
        mentions=(find(document, speaker),),
    )
    row = make_statement(document, text.splitlines()[0], source=speaker, cue="spoke", act=act)
    assert row.attribution.speaker is not None
    who = replace(row.attribution.speaker, id=chain.id, kind=kind)
    when = DateValue(value=said, spans=(), rule="given") if said else None
    row = replace(row, attribution=replace(row.attribution, speaker=who), said=when)
    figures = tuple(replace(f, speaker=who, statement_id=row.id) for f in figures)
    return Evidence(document=document, figures=figures, chains=(chain,), statements=(row,))


def compare(*reports: Evidence) -> tuple[Comparison, ...]:
    return link_story(reports, ()).comparisons


SAID = "The flood killed {} people."
PAIRS = [
    pytest.param("30", "Ada Renn", "45", "Tove Aark", Verdict.CONTRADICTS, id="two of one day"),
    pytest.param("30", "Ada Renn", "30", "Tove Aark", Verdict.SAME, id="the same number"),
    pytest.param("about 30", "Ada Renn", "32", "Tove Aark", Verdict.COMPATIBLE, id="about"),
    pytest.param("about 30", "Ada Renn", "45", "Tove Aark", Verdict.CONTRADICTS, id="far off"),
    pytest.param("more than 30", "Ada Renn", "45", "Tove Aark", Verdict.COMPATIBLE, id="bound"),
    pytest.param("at least 60", "Ada Renn", "45", "Tove Aark", Verdict.CONTRADICTS, id="least"),
    pytest.param("up to 60", "Ada Renn", "45", "Tove Aark", Verdict.COMPATIBLE, id="most"),
    pytest.param("dozens of", "Ada Renn", "300", "Tove Aark", Verdict.UNDECIDED, id="vague"),
    pytest.param("3,000", "Ada Renn", "3,200", "Tove Aark", Verdict.UNDECIDED, id="rounded"),
    pytest.param("30", "Ada Renn", "45", "Ada Renn", Verdict.UNDECIDED, id="one source, one day"),
    pytest.param("30", None, "45", "Tove Aark", Verdict.CONTRADICTS, id="the report itself"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "who", "other", "whom", "verdict"), PAIRS)
def test_of_one_day(
    one: str, who: str | None, other: str, whom: str | None, verdict: Verdict
) -> None:
    left = report(SAID.format(one), who, outlet="The Osk Courier")
    right = report(SAID.format(other), whom, outlet="Radio Ost")
    (comparison,) = compare(left, right)
    assert comparison.verdict is verdict
    spans = comparison.reasons[0].spans
    texts = {e.document.id: e.document.text for e in (left, right)}
    assert {span.document_id for span in spans} == set(texts)
    assert any(
        span.of(texts[span.document_id]) == other.split()[-1]
        for span in spans
        if other[-1].isdigit()
    )


LATER = [
    pytest.param("30", "Ada Renn", "45", "Ada Renn", Verdict.UPDATED, id="one source, later"),
    pytest.param("30", "Ada Renn", "45", "Tove Aark", Verdict.UPDATED, id="a later, higher toll"),
    pytest.param("45", "Ada Renn", "30", "Tove Aark", Verdict.UNDECIDED, id="a later, lower toll"),
    pytest.param("45", "Ada Renn", "30", "Ada Renn", Verdict.UPDATED, id="corrected downwards"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "who", "other", "whom", "verdict"), LATER)
def test_of_two_days(one: str, who: str, other: str, whom: str, verdict: Verdict) -> None:
    left = report(SAID.format(one), who, "2024-05-01")
    right = report(SAID.format(other), whom, "2024-05-03")
    (comparison,) = compare(left, right)
    assert comparison.verdict is verdict


def test_a_revision_by_one_speaker_and_a_disagreement_are_told_apart() -> None:
    first = report("Oru has 3,000 Velian soldiers in Port Aran.", "Vale", "2024-10-25")
    second = report("Oru has 5,000 Velian soldiers in Port Aran.", "Vale", "2024-11-22")
    (revised,) = compare(first, second)
    assert (revised.verdict, revised.reasons[0].name) == (Verdict.UPDATED, "later figure")
    other = report("Some 5,000 Velian soldiers are in Port Aran.", "Hale", "2024-10-25")
    (disputed,) = compare(first, other)
    assert (disputed.verdict, disputed.reasons[0].name) == (Verdict.CONTRADICTS, "disagreement")


def test_the_day_said_counts_before_the_day_published() -> None:
    left = report(SAID.format("30"), "Ada Renn", "2024-05-03", said="2024-05-01")
    right = report(SAID.format("45"), "Tove Aark", "2024-05-01")
    (comparison,) = compare(left, right)
    assert comparison.verdict is Verdict.CONTRADICTS


def test_days_not_known_decide_nothing() -> None:
    left = report(SAID.format("30"), "Ada Renn", None)
    right = report(SAID.format("45"), "Tove Aark", None)
    (comparison,) = compare(left, right)
    assert comparison.verdict is Verdict.UNDECIDED


def test_a_denied_number_stands_against_whoever_says_it() -> None:
    left = report(SAID.format("30"), "Ada Renn")
    right = report(SAID.format("30"), "Tove Aark", act=Act.DENIES)
    (comparison,) = compare(left, right)
    assert comparison.verdict is Verdict.CONTRADICTS
    assert comparison.reasons[0].name == "denied"


def test_what_is_expected_contradicts_nothing() -> None:
    left = report("Oru has 8,000 Velian troops in Port Aran.", "Ada Renn")
    right = report("Oru will send 12,000 Velian troops to Port Aran.", "Tove Aark")
    verdicts = {c.verdict for c in compare(left, right)}
    assert verdicts <= {Verdict.COMPATIBLE, Verdict.UNDECIDED}


def test_a_part_of_a_whole_is_compatible() -> None:
    left = report("About 80% of the 10,000 Velian troops are in Port Aran.", "Ada Renn")
    right = report("Some 8,000 Velian troops are in Port Aran.", "Tove Aark")
    assert Verdict.CONTRADICTS not in {c.verdict for c in compare(left, right)}


# ── Independence ────────────────────────────────────────────────────────────────────────


def test_two_sources_in_two_outlets_are_independent() -> None:
    left = report(SAID.format("30"), "Ada Renn", outlet="The Osk Courier")
    right = report(SAID.format("30"), "Tove Aark", outlet="Radio Ost")
    (comparison,) = compare(left, right)
    assert comparison.independent is True


def test_one_source_in_two_outlets_is_not() -> None:
    left = report(SAID.format("30"), "Ada Renn", outlet="The Osk Courier")
    right = report(SAID.format("30"), "Ada Renn", outlet="Radio Ost")
    (comparison,) = compare(left, right)
    assert comparison.independent is False
    assert comparison.reasons[1].name == "same source"


def test_the_report_itself_may_have_it_from_anywhere() -> None:
    left = report(SAID.format("30"), "Ada Renn", outlet="The Osk Courier")
    right = report(SAID.format("30"), outlet="Radio Ost")
    (comparison,) = compare(left, right)
    assert comparison.independent is None


def test_unnamed_sources_may_be_one() -> None:
    left = report(SAID.format("30"), "two officials", outlet="A Post", kind=SpeakerKind.ANONYMOUS)
    right = report(SAID.format("45"), "some aides", outlet="Radio Ost", kind=SpeakerKind.ANONYMOUS)
    (comparison,) = compare(left, right)
    assert comparison.verdict is Verdict.CONTRADICTS
    assert comparison.independent is None


# ── Laws ────────────────────────────────────────────────────────────────────────────────

PILE = [
    report(SAID.format("30"), "Ada Renn", "2024-05-01", outlet="The Osk Courier"),
    report(SAID.format("45"), "Tove Aark", "2024-05-01", outlet="Radio Ost"),
    report(SAID.format("about 50"), "Ada Renn", "2024-05-02", outlet="The Osk Courier"),
    report(SAID.format("at least 60"), None, "2024-05-02", outlet="Radio Ost"),
]


@given(st.permutations(PILE))
def test_the_order_of_reports_does_not_matter(reports: list[Evidence]) -> None:
    assert compare(*reports) == compare(*PILE)


def copy(one: Evidence, outlet: str) -> Evidence:
    """Make another outlet's word-for-word copy, a day later, of the first report of PILE's kind."""
    text, speaker = one.document.text, one.chains[0].name if one.chains else None
    made = report(text.splitlines()[0], speaker, "2024-05-03", outlet=outlet)
    assert made.document.text == text
    return made


@pytest.mark.parametrize("which", range(2))
def test_a_copy_adds_no_contradiction_and_nothing_independent(which: int) -> None:
    again = copy(PILE[which], "The Copy")
    before, after = compare(*PILE), compare(*PILE, again)
    added = [c for c in after if c not in before]
    ours = {figure.id for figure in again.figures}
    assert all(ours & {c.left_id, c.right_id} for c in added)
    assert {c.verdict for c in added} == {Verdict.SAME}
    assert {c.independent for c in added} == {False}


def test_work_grows_with_the_series_not_with_its_square() -> None:
    many = [report(SAID.format(n), f"Ada R{'e' * n}nn") for n in range(13, 73)]
    assert len(compare(*many)) <= 9 * len(many)


def test_nothing_to_compare() -> None:
    assert compare_figures([], [], [], []) == ()
