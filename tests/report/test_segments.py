from hypothesis import given
from hypothesis import strategies as st

from onrecord.report.views.segments import Layer, cut_segments

TEXT = "“🌊 Wir bleiben”, لن نغادر\nand nobody asked"
offsets = st.integers(0, len(TEXT))
layers = st.builds(
    lambda a, b, part, row: Layer(start=min(a, b), end=max(a, b), part=part, row=row),
    offsets,
    offsets,
    st.sampled_from(["content", "source", "figure", "missed", "date"]),
    st.sampled_from(["", "s-1", "s-2", "f-1", "m-1"]),
)


@given(st.lists(layers, max_size=8), offsets, offsets)
def test_segments_joined_are_the_text_again(found: list[Layer], a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    segments = cut_segments(TEXT, start, end, tuple(found), {})
    assert "".join(segment.text for segment in segments) == TEXT[start:end]


@given(st.lists(layers, max_size=8))
def test_every_character_knows_exactly_its_rows(found: list[Layer]) -> None:
    at = 0
    for segment in cut_segments(TEXT, 0, len(TEXT), tuple(found), {}):
        for index in range(at, at + len(segment.text)):
            over = {each.row for each in found if each.row and each.start <= index < each.end}
            assert set(segment.rows) == over
        at += len(segment.text)


def test_nested_rows_are_innermost_first_and_open_where_they_begin() -> None:
    found = (
        Layer(start=0, end=6, part="content", row="s-1"),
        Layer(start=0, end=2, part="figure", row="f-1"),
    )
    first, second = cut_segments("12 men", 0, 6, found, {"s-1": 0, "f-1": 0})
    assert (first.rows, first.opens) == (("f-1", "s-1"), ("f-1", "s-1"))
    assert (second.rows, second.opens) == (("s-1",), ())
