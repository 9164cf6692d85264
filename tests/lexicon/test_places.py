from importlib.resources import files

import pytest

from onrecord.lexicon import load_table
from onrecord.lexicon.places import choose_town, find_towns, load_areas, load_parts


def test_every_name_of_the_table_is_found():
    import gzip

    source = files("onrecord.lexicon").joinpath("en", "places.tsv.gz")
    keys = [
        line.split("\t")[0] for line in gzip.decompress(source.read_bytes()).decode().splitlines()
    ]
    assert keys == sorted(keys, key=lambda key: key.encode() + b"\t")
    for key in (keys[0], keys[1], keys[-1], *keys[:: len(keys) // 300]):
        assert find_towns(key), key


@pytest.mark.parametrize("name", ["", " ", "\t", "kyi", "kyivv", "\ud800", "zzzzzz", "aaaaaa", "~"])
def test_what_is_no_name_is_not_found(name):
    assert find_towns(name) == ()


def test_a_small_namesake_does_not_make_a_great_city_doubtful():
    assert choose_town(find_towns("Moscow")).country == "RUS"
    assert choose_town(find_towns("Birmingham")) is None


def test_countries_and_parts_have_their_ids():
    countries = {row[0] for row in load_table("countries")}
    areas = load_areas()
    assert {country for country, part in areas if not part} >= countries - {"KOS"}
    states = {area for area in load_parts().values() if area[0] == "USA"}
    assert states <= areas.keys()
