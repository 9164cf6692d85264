"""What the codec writes for a record, and what it refuses to read."""

import pytest

from onrecord.errors import StoreError
from onrecord.records import Quantity, Span, Timex, TimexType, Token
from onrecord.store.codec import dump_record, load_record

SPAN = Span(document_id="d", start=1, end=2)


def test_defaults_are_left_out() -> None:
    timex = Timex(span=SPAN, type=TimexType.DATE, value="é", rule="")
    assert dump_record(timex) == (
        '{"span":{"document_id":"d","start":1,"end":2},"type":"DATE","value":"\\u00e9","rule":""}'
    )


def test_a_field_added_later_takes_its_default() -> None:
    line = dump_record(Timex(span=SPAN, type=TimexType.DATE, value="", rule=""))
    assert load_record(Timex, line).span == SPAN


def test_a_named_tuple_is_a_row() -> None:
    token = Token(0, 2, "Hi", "hi", "INTJ", "UH", "ROOT", 0, 0)
    assert load_record(Token, dump_record(token)) == token


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        pytest.param(Span, "{", id="not JSON"),
        pytest.param(Span, "[]", id="not an object"),
        pytest.param(Span, '{"document_id":"d","start":1}', id="a field is gone"),
        pytest.param(Span, '{"document_id":"d","start":1,"end":2,"middle":3}', id="unknown field"),
        pytest.param(Span, '{"document_id":"d","start":"1","end":2}', id="wrong type"),
        pytest.param(Timex, '{"span":null,"type":"DAY","value":"","rule":""}', id="no such member"),
        pytest.param(Quantity, "null", id="null"),
    ],
)
def test_what_is_no_record_is_refused(kind: type, line: str) -> None:
    with pytest.raises(StoreError, match=kind.__name__):
        load_record(kind, line)
