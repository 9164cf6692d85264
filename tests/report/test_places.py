import pytest

from makers import find, make_document
from onrecord.report.views.places import describe_place, link_original, safe_url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.b", "http://", "", None,
     " JaVaScript:alert(1)", "http://[bad"],
)  # fmt: skip
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert safe_url(url) is None


def test_an_original_is_linked_to_its_words() -> None:
    document = make_document("A dam-wall broke, she said.\n", url="https://a.example/x")
    link = link_original(document, find(document, "dam-wall broke, she"))
    assert link == "https://a.example/x#:~:text=dam%2Dwall%20broke%2C%20she"


def test_long_passages_name_both_their_ends() -> None:
    document = make_document("one two three four five six seven eight nine ten eleven\n",
                             url="https://a.example/x#part")  # fmt: skip
    link = link_original(document, find(document, document.text.strip()))
    assert link == (
        "https://a.example/x#part:~:text=one%20two%20three%20four,eight%20nine%20ten%20eleven"
    )


@pytest.mark.parametrize(
    ("known", "outlet", "given"),
    [
        ({"publisher": "The Post"}, "The Post", True),
        ({"url": "https://www.post.example/x"}, "post.example", True),
        ({}, "a.txt", False),
    ],
    ids=["publisher", "address", "file"],
)
def test_a_report_is_named_by_what_is_known(
    known: dict[str, str], outlet: str, given: bool
) -> None:
    place = describe_place(make_document(path="/home/me/pile/a.txt", **known))
    assert (place.outlet, place.outlet_given) == (outlet, given)
