import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import find, make_document
from onrecord.extract.localities import resolve_locality
from onrecord.records import AnnotatedDocument, Span


def read(sentence):
    """Resolve the words in square brackets."""
    start, end = sentence.index("["), sentence.index("]") - 1
    document = make_document(sentence.replace("[", "").replace("]", ""))
    span = Span(document_id=document.id, start=start, end=end)
    return resolve_locality(AnnotatedDocument(document=document), span)


@pytest.mark.parametrize(
    ("sentence", "geonames_id", "country"),
    [
        pytest.param("shelling in [Kursk] on Monday", 538560, "RUS", id="the only one"),
        pytest.param("[KYIV], Ukraine (AP) -", 703448, "UKR", id="dateline in capitals"),
        pytest.param("a market in [Kiev] burned", 703448, "UKR", id="another name"),
        pytest.param("a bank in [London]", 2643743, "GBR", id="by far the largest"),
        pytest.param("a bank in [London, Ontario]", 6058560, "CAN", id="part of a country beside"),
        pytest.param("[Tripoli], Lebanon", 266826, "LBN", id="country after the phrase"),
        pytest.param("the [Lebanese city of Tripoli]", 266826, "LBN", id="nationality inside"),
        pytest.param("the Libyan capital, [Tripoli]", 2210247, "LBY", id="nationality before"),
        pytest.param("[Springfield], Ill.", 4250542, "USA", id="abbreviated state"),
        pytest.param("the Gaza city of [Rafah]", 281102, "PSE", id="strip before"),
        pytest.param("[Tbilisi, Georgia]", 611717, "GEO", id="Georgia the country"),
        pytest.param("[Atlanta, Georgia]", 4180439, "USA", id="Georgia the state"),
        pytest.param("in [Ukraine]", 690791, "UKR", id="a country"),
        pytest.param("the [U.S.] too", 6252001, "USA", id="a country, abbreviated"),
        pytest.param("in [Texas]", 4736286, "USA", id="a state"),
        pytest.param("in [Panama City]", 3703443, "PAN", id="a city named after its country"),
        pytest.param("in [Russia’s Kursk region]", None, "RUS", id="a region is not its town"),
        pytest.param("in the [Kursk region]", None, "RUS", id="a region by its town's name"),
        pytest.param("in [eastern Ukraine]", None, "UKR", id="part of a country"),
        pytest.param("in the [Gaza Strip]", None, "PSE", id="a strip"),
        pytest.param("on [Ukrainian territory]", None, "UKR", id="a nationality's territory"),
        pytest.param("the [Russian village of Ostrevka]", None, "RUS", id="too small to be listed"),
        pytest.param("in [Ostrevka]", None, None, id="not listed"),
        pytest.param("[the border with Ukraine]", None, None, id="a border is not in the country"),
        pytest.param("the [Sea of Japan]", None, None, id="a sea is not in the country"),
        pytest.param("in [the capital]", None, None, id="no name"),
        pytest.param("Ukraine attacked [Tripoli]", None, None, id="a country that is not beside"),
    ],
)
def test_places(sentence, geonames_id, country):
    place = read(sentence)
    assert (place.geonames_id, place.country) == (geonames_id, country)
    assert bool(place.rule) == (country is not None)


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        ("in [Tripoli]", ["Libya", "Lebanon"]),
        ("in [Odessa]", ["Ukraine", "Texas"]),
        ("in [Georgia]", ["United States", "Georgia"]),
        ("in [Rafah]", ["Palestine", "Egypt"]),
    ],
)
def test_shared_names_keep_their_candidates(sentence, countries):
    place = read(sentence)
    assert place.geonames_id is None
    assert place.latitude is None
    for country in countries:
        assert any(country in candidate for candidate in place.candidates)


def test_the_point_is_the_towns():
    place = read("in [Aleppo]")
    assert place.latitude == pytest.approx(36.2, abs=0.1)
    assert place.longitude == pytest.approx(37.2, abs=0.1)


def test_the_name_is_in_the_reports_words():
    document = make_document("in the\nnorthern  Ukraine")
    span = find(document, "northern  Ukraine")
    assert resolve_locality(AnnotatedDocument(document=document), span).name == "northern Ukraine"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_words_give_an_answer(text, start, end):
    document = make_document(text)
    start, end = min(start, end, len(text)), min(max(start, end), len(text))
    span = Span(document_id=document.id, start=start, end=end)
    place = resolve_locality(AnnotatedDocument(document=document), span)
    assert place.span == span
    assert (place.latitude is None) == (place.longitude is None)
