"""The table of countries: whole, well formed, and no form of words that names two countries."""

import re
from collections import defaultdict

import pytest

from onrecord.lexicon import load_table

ROWS = load_table("countries")

# The 193 members of the United Nations.
MEMBERS = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA
BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK
DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY
HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD
TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB
ZWE
""",
    )
)

# Words that stand for more than one country, or for something else about as often.
AMBIGUOUS = (
    "Congo", "Congolese", "Korea", "Korean", "Koreans", "Dominican", "Dominicans", "Guinean",
    "Guineans", "Virgin Islands", "Virgin Islander", "Central African", "Guiana", "Emirates",
    "Islamic Republic", "Male",
)  # fmt: skip

# Parts of a country and peoples: not the country.
PARTS = ("England", "English", "Scotland", "Wales", "Gaza", "West Bank", "Crimea", "Serb", "Croat")


def split_forms(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def read_forms() -> dict[str, set[str]]:
    """Return every name, capital, alias and demonym with the codes it stands for."""
    owners: dict[str, set[str]] = defaultdict(set)
    for iso3, *cells in ROWS:
        for cell in cells:
            for form in split_forms(cell):
                owners[form].add(iso3)
    return owners


FORMS = read_forms()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_row_is_well_formed(row):
    assert len(row) == 5
    iso3, name, capitals, aliases, demonyms = row
    assert re.fullmatch(r"[A-Z]{3}", iso3)
    assert name
    assert "|" not in name
    assert capitals
    for cell in (capitals, aliases, demonyms):
        forms = split_forms(cell)
        assert len(forms) == len(set(forms))
        assert all(form and form == form.strip() for form in forms)
        assert not any(form.startswith(("the ", "’")) or "’" in form for form in forms)
    assert name not in split_forms(aliases)


def test_codes_and_names_are_unique():
    assert len({row[0] for row in ROWS}) == len(ROWS)
    assert len({row[1] for row in ROWS}) == len(ROWS)


def test_no_form_stands_for_two_countries():
    folded: dict[str, set[str]] = defaultdict(set)
    for form, codes in FORMS.items():
        folded[form.casefold()] |= codes
    assert {form: codes for form, codes in folded.items() if len(codes) > 1} == {}


def test_members_of_the_united_nations_are_all_there():
    assert len(MEMBERS) == 193
    assert MEMBERS - {row[0] for row in ROWS} == frozenset()


@pytest.mark.parametrize("form", AMBIGUOUS + PARTS)
def test_ambiguous_form_is_left_out(form):
    assert form not in FORMS


@pytest.mark.parametrize(
    ("form", "iso3"),
    [
        ("U.S.", "USA"),
        ("Americans", "USA"),
        ("Britain", "GBR"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("DPRK", "PRK"),
        ("South Koreans", "KOR"),
        ("People's Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("South Sudanese", "SSD"),
        ("Congo-Brazzaville", "COG"),
        ("DRC", "COD"),
        ("Kosovo", "KOS"),
        ("Palestinians", "PSE"),
        ("Hong Kong", "HKG"),
        ("Holy See", "VAT"),
    ],
)
def test_form_names_its_country(form, iso3):
    assert FORMS[form] == {iso3}
