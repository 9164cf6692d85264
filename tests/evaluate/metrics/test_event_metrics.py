import pytest

from onrecord.evaluate.metrics.events import Party, Tally, find_head, is_same, score_parties

OSTRA = Party(words="the Ostran army", head="army")


@pytest.mark.parametrize(
    ("gold", "same"),
    [("Ostran", True), ("army of Ostra", True), ("Ostran navy", False), ("Velia", False)],
)
def test_a_party_is_the_golds_by_its_head_words(gold, same):
    assert is_same(OSTRA, gold) is same


def test_a_name_that_a_pronoun_stands_for_counts():
    assert is_same(Party(words="it", head="it", name="Velia"), "Velia")


@pytest.mark.parametrize(
    ("phrase", "head"),
    [("villages near Velia", "villages"), ("Dana Okoro, the envoy", "okoro"), ("", "")],
)
def test_the_head_of_a_gold_phrase(phrase, head):
    assert find_head(phrase) == head


def test_half_of_the_gold_and_no_more_strangers_make_a_role_right():
    velia = Party(words="Velia", head="Velia")
    assert score_parties([OSTRA], ["Ostran", "Velia"])
    assert score_parties([OSTRA, velia], ["Ostran"])
    assert not score_parties([velia], ["Ostran"])
    assert not score_parties([], ["Ostran"])
    assert not score_parties([OSTRA], ["Velia", "Orsk", "Ostran"])


def test_confusions_are_counted():
    tally = Tally()
    tally.add_type("AID", "AID")
    tally.add_type("AID", None)
    assert tally.rate("type") == 0.5
    assert tally.confused == {("AID", "none"): 1}
    assert tally.rate("actor") is None
