from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Qualifier
from onrecord.report.views.drawings import draw_points
from onrecord.report.views.labels import letter_marks
from onrecord.report.views.marks import LETTER, NARROWEST, Mark, Point

MONDAY = date(2025, 2, 3)


def make_point(low: float | None, high: float | None = None, **known: object) -> Point:
    given_ = {
        "day": MONDAY, "qualifier": Qualifier.EXACT, "planned": False, "label": "Renn",
        "title": "", "href": "f-1", **known,
    }  # fmt: skip
    return Point(low=low, high=high if high is not None else low, **given_)  # type: ignore[arg-type]


SHAPES = [
    (Qualifier.EXACT, 5, 5, "dot"),
    (Qualifier.ABOUT, 4, 6, "about"),
    (Qualifier.AT_LEAST, 5, None, "up"),
    (Qualifier.MORE_THAN, 5, None, "up"),
    (Qualifier.AT_MOST, None, 5, "down"),
    (Qualifier.LESS_THAN, None, 5, "down"),
    (Qualifier.NEARLY, 4, 5, "below"),
    (Qualifier.BETWEEN, 4, 6, "bar"),
    (Qualifier.BETWEEN, 4, None, "up"),
    (Qualifier.VAGUE, 24, 99, "soft"),
]


@pytest.mark.parametrize(("qualifier", "low", "high", "shape"), SHAPES)
def test_each_bound_has_its_own_shape(
    qualifier: Qualifier, low: float | None, high: float | None, shape: str
) -> None:
    other = make_point(50.0, href="f-2", label="Aark")
    point = Point(
        day=MONDAY, low=low, high=high, qualifier=qualifier, planned=False, label="Renn",
        title="", href="f-1",
    )  # fmt: skip
    drawing = draw_points([point, other])
    assert drawing is not None
    assert next(mark.shape for mark in drawing.marks if mark.href == "f-1") == shape


def test_the_same_figure_from_one_speaker_in_two_reports_is_one_mark() -> None:
    drawing = draw_points([make_point(5), make_point(5, href="f-2"), make_point(9, href="f-3")])
    assert drawing is not None
    assert sorted(mark.label for mark in drawing.marks) == ["Renn", "Renn ×2"]


def test_one_figure_is_no_drawing() -> None:
    assert draw_points([make_point(5), make_point(5, label="Aark")]) is None
    assert draw_points([]) is None


def test_figures_without_a_day_stand_apart() -> None:
    drawing = draw_points([make_point(5), make_point(6, day=None), make_point(7, day=None)])
    assert drawing is not None
    assert [label for _, label in drawing.days] == ["3 Feb 2025", "day not known"]
    assert len({mark.x for mark in drawing.marks}) == 2


def test_wide_ranges_go_in_steps_of_ten_and_say_so() -> None:
    drawing = draw_points([make_point(3), make_point(64e9)])
    assert drawing is not None
    assert drawing.steps
    assert drawing.values[-1][1] == "100 billion"


numbers = st.floats(-1e15, 1e15) | st.integers(0, 10**6).map(float)
points = st.builds(
    lambda bounds, qualifier, day, label, whole, planned: Point(
        day=None if day is None else MONDAY + timedelta(days=day),
        low=bounds[0], high=bounds[1], qualifier=qualifier, planned=planned, label=label,
        title="", href="f-1", whole=whole,
    ),
    st.tuples(numbers, numbers).map(sorted) | st.tuples(numbers, st.none()),
    st.sampled_from(list(Qualifier)),
    st.none() | st.integers(0, 4000),
    st.text("abc ", max_size=70),
    st.none() | numbers,
    st.booleans(),
)  # fmt: skip


@given(st.lists(points, max_size=12))
def test_any_figures_can_be_drawn(found: list[Point]) -> None:
    drawing = draw_points(found)
    if drawing is not None:
        assert all(0 <= mark.x <= 100 for mark in drawing.marks)
        assert all(0 <= mark.y <= drawing.height for mark in drawing.marks)


@given(st.lists(points, min_size=2, max_size=12))
def test_labels_never_cover_each_other_on_the_narrowest_page(found: list[Point]) -> None:
    drawing = draw_points(found)
    boxes = [_box(mark) for mark in drawing.marks if mark.label] if drawing else []
    for index, (left, right, y) in enumerate(boxes):
        assert left >= 0
        assert right <= NARROWEST
        for other_left, other_right, other_y in boxes[:index]:
            assert abs(y - other_y) >= 15 or left >= other_right or other_left >= right


def _box(mark: Mark) -> tuple[float, float, int]:
    centre = mark.x * NARROWEST / 100 + mark.dx
    width = len(mark.label) * LETTER
    start = centre - 9 - width if mark.left else centre + 9
    return start, start + width, mark.label_y


def test_no_marks_need_no_labels() -> None:
    assert letter_marks([], [], 100) == []


def test_a_label_without_room_gives_way_to_a_number_told_below() -> None:
    points = [
        make_point(float(each), label=f"Speaker number {each:02}", href=f"f-{each}")
        for each in range(100, 140)
    ]
    drawing = draw_points(points)
    assert drawing is not None
    told = {label for _, label, _ in drawing.notes} | {m.label for m in drawing.marks if not m.note}
    assert told == {point.label for point in points}
    assert all(mark.label in ("", *(number for number, _, _ in drawing.notes))
               for mark in drawing.marks if mark.note)  # fmt: skip
