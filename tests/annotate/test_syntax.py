"""Where sentences end that the parser alone would run together."""

import pytest

from onrecord.annotate.syntax import parse_text

CASES = [
    (
        "The wall fell.- In a statement the mayor wept.",
        ["The wall fell.", "In a statement the mayor wept."],
    ),
    ("The wall fell. -The mayor wept.", ["The wall fell.", "The mayor wept."]),
    ("The well-known wall - Osk's own - fell.", ["The well-known wall - Osk's own - fell."]),
    ("It fell by 3. - 4 metres.", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_dash_run_into_the_text_parts_sentences(text: str, expected: list[str] | None) -> None:
    tokens, sentences = parse_text(text)
    found = [text[tokens[a].start : tokens[b - 1].end] for a, b in sentences]
    assert expected is None or found == expected
    assert "".join(t.text for t in tokens).replace("-", "") == text.replace(" ", "").replace(
        "-", ""
    )
