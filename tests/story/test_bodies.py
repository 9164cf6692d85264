"""Bodies across reports: the shorter forms a name may go by."""

import pytest

from onrecord.story.bodies import _list_parts


@pytest.mark.parametrize(
    ("key", "parts"),
    [("", []), ("port", []), ("port office", ["office", "port"]), ("country velden", [])],
    ids=["a name of marks alone", "one word", "two words", "a country"],
)
def test_shorter_forms(key: str, parts: list[str]) -> None:
    assert list(_list_parts(key)) == parts
