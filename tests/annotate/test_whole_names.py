"""Names made whole: [label:words] is what the encoder found, then who is found in the end."""

import pytest

from marked import find_names
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import parse_text
from onrecord.annotate.whole_names import mend_names
from onrecord.records import MentionKind

PEOPLE = [
    pytest.param(
        "Captain [PERSON:Sandro] [ORG:Vale] said it was over.", ["Sandro Vale"], id="two halves"
    ),
    pytest.param(
        "Spokeswoman Nicole A. [PERSON:Navas] said it was over.",
        ["Nicole A. Navas"],
        id="an initial before the last name",
    ),
    pytest.param(
        "Secretary of [ORG:Defense Martha] [PERSON:Okell] said it was over.",
        ["Martha Okell"],
        id="a given name taken for part of a body",
    ),
    pytest.param(
        "The head coach Babatunde Reyes-Oduya said it was over.",
        ["Babatunde Reyes-Oduya"],
        id="a role before a name nobody found",
    ),
    pytest.param(
        "The mayor, Dieter Okonma, believes it.", ["Dieter Okonma"], id="a role and a comma"
    ),
    pytest.param("The mayor, Karsk Lines and the port said so.", [], id="a list"),
    pytest.param("On Monday Lt. Vestby said it was over.", ["Vestby"], id="a short title"),
    pytest.param(
        "[PERSON:Marta Sollis] left. In the end [ORG:Sollis] denied it.",
        ["Marta Sollis", "Sollis"],
        id="a last name taken for a body",
    ),
    pytest.param(
        "[PERSON:Marta Sollis] left. In the end Sollis denied it.",
        ["Marta Sollis", "Sollis"],
        id="a last name nobody found",
    ),
    pytest.param(
        "Shares of [ORG:Ostrelin Motors] fell after [PERSON:Ostrelin] spoke of vans.",
        [],
        id="the first word of a company's name",
    ),
    pytest.param(
        "[ORG:Sollis] denied it. It was President [ORG:Sollis] again.",
        ["Sollis", "Sollis"],
        id="an office before a name taken for a body",
    ),
    pytest.param(
        "[ORG:Sollis] denied it. It was First [ORG:Sollis] again.",
        [],
        id="a title that bodies bear too",
    ),
    pytest.param("The First National Bank said it was over.", [], id="a bank"),
    pytest.param("Its operator Karsk Lines said it was over.", [], id="a role bodies have too"),
    pytest.param("General Motors said it was over.", [], id="a company that opens with a title"),
    pytest.param(
        "[PERSON:Rex Okell] left. On [DATE:Monday] [PERSON:Okell] met [PERSON:Rex Okell]."
        " See: But [PERSON:Okell] lost.",
        ["Rex Okell", "Okell", "Rex Okell", "Okell"],
        id="neither a day nor a link is a first name",
    ),
    pytest.param("[PERSON:Tory Trudy Okell] won it.", ["Trudy Okell"], id="a party before it"),
    pytest.param(
        "See the arrest of [PERSON:Lin Jae-yong Prosecutors] on Friday.",
        ["Lin Jae-yong"],
        id="the noun of the next sentence after it",
    ),
    pytest.param(
        "She met [PERSON:Wei Lindt. Lindt] spoke.", ["Wei Lindt", "Lindt"], id="over a stop"
    ),
    pytest.param("Eva-[PERSON:Maria Okell] left.", ["Eva-Maria Okell"], id="a hyphen before it"),
    pytest.param(
        "The head of the [ORG:Vale Foundation Neeshan] [PERSON:Boltor] spoke.",
        ["Neeshan Boltor"],
        id="a first name taken into the body before it",
    ),
    pytest.param(
        "On that day Police Commissioner Counter Fraud Ian Okell said there would be more.",
        ["Ian Okell"],
        id="the rest of a title before a name nobody found",
    ),
    pytest.param(
        "[ORG:Sessler] spoke at his hearing. [PERSON:Sessler] left. [ORG:Sessler] rose.",
        ["Sessler", "Sessler", "Sessler"],
        id="a body that has his or her things is a person",
    ),
    pytest.param(
        "[ORG:Sessler] spoke at its hearing. [PERSON:Sessler] left. [ORG:Sessler] rose.",
        [],
        id="a body that has its things is none",
    ),
    pytest.param(
        "Former Mayor Promises Quick Repairs To Dam Wall", [], id="capitals of a headline"
    ),
    pytest.param("Mr [PERSON:Okell]-said it was over.", ["Okell"], id="a verb stuck to it"),
    pytest.param(
        "Then [PERSON:Lin Jae-in] met [PERSON:Okell]-Vale.",
        ["Lin Jae-in", "Okell-Vale"],
        id="a syllable and a last name are not stuck",
    ),
    pytest.param("She met Jan[PERSON:-Hendrik Okell].", ["Jan-Hendrik Okell"], id="from a hyphen"),
    pytest.param(
        "The head of the [ORG:Water Board Mikka Okell] spoke. [PERSON:Okell] left.",
        ["Mikka Okell", "Okell"],
        id="a full name taken into the body before it",
    ),
    pytest.param("The [ORG:Water Board North Osk] met.", [], id="a body that ends in a place"),
    pytest.param(
        "She met President [PERSON:Okell]. [ORG:Okell] rose. [ORG:Okell] and [ORG:Okell] fell.",
        ["Okell", "Okell", "Okell", "Okell"],
        id="who bears a title somewhere",
    ),
    pytest.param(
        "She met the head [ORG:Okell]. [ORG:Okell] rose.", [], id="a title that bodies bear too"
    ),
    pytest.param("They met in [PERSON:Okell Tower].", [], id="a building"),
    pytest.param(
        "In the end [ORG:Almar] [PERSON:Okell] left.", ["Almar Okell"], id="a part within the whole"
    ),
]


@pytest.mark.parametrize(("marked", "people"), PEOPLE)
def test_people_are_found_by_the_words_around_their_names(marked: str, people: list[str]) -> None:
    found = find_names(marked)
    assert [name for name, m in found if m.kind is MentionKind.PERSON] == people


def test_a_name_that_ends_inside_a_word_is_drawn_out() -> None:
    text = "A U.S. official said it was over."
    tokens, _ = parse_text(text)
    found = mend_names(text, tokens, find_mentions(text, [(2, 3, "GPE")], "d"), "d")
    assert [m.span.of(text) for m in found] == ["U.S."]


def test_a_hyphen_left_for_a_space_is_no_part_of_a_word() -> None:
    def cut(text: str) -> list[str]:
        return [token.text for token in parse_text(text)[0]]

    assert cut("It fell.- The port,-said Vale") == [
        "It", "fell", ".", "The", "port", ",", "-", "said", "Vale",
    ]  # fmt: skip
    assert cut("a U.S.-based St.-Cyr of -3") == ["a", "U.S.-based", "St.-Cyr", "of", "-3"]
