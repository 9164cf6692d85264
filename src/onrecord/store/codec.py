"""Records to JSON and back, driven by dataclass fields and type hints alone.

A new field on a record needs no new code here. Fields that hold their declared default are
left out, so an older record still loads after a field is added; changing a default, a name
or a type is what needs a migration. Nothing here knows what a statement is.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.errors import StoreError

R = TypeVar("R")
Decoder = Callable[[Any], Any]


def dump_record(record: object) -> str:
    """Write a record as one line of ASCII JSON: the same record, the same characters."""
    return json.dumps(encode(record), ensure_ascii=True, separators=(",", ":"))


def load_record(kind: type[R], line: str) -> R:
    """Read a record of the class `kind` from the JSON that `dump_record` wrote.

    Raises StoreError when the line is not JSON or does not fit the class.
    """
    try:
        hint: Any = kind
        record: R = _decoder(hint)(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"not a {kind.__name__} as onrecord writes it: {error}") from error
    return record


def encode(value: object) -> Any:
    """Turn a record into what JSON can hold: dataclasses to objects, tuples to arrays.

    >>> from onrecord.records import Span
    >>> encode(Span(document_id="d0", start=0, end=4))
    {'document_id': 'd0', 'start': 0, 'end': 4}
    """
    if is_dataclass(value):
        kind: Any = type(value)
        return {
            name: encode(held)
            for name, default in _defaults(kind)
            if (held := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return each field's name and its default; MISSING, which equals no value, if it has none."""
    return tuple((field.name, field.default) for field in fields(kind))


@cache
def _decoder(hint: Any) -> Decoder:
    """Build the function that reads one value of the type `hint`."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(_decoder(next(a for a in arguments if a is not NoneType)))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(_decoder(arguments[0]))
    if origin is tuple:
        return _fixed(tuple(_decoder(a) for a in arguments))
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if hasattr(hint, "_fields"):  # a NamedTuple
        hints = get_type_hints(hint)
        inner = _fixed(tuple(_decoder(hints[name]) for name in hint._fields))
        return lambda value: hint(*inner(value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _plain(hint)


def _optional(inner: Decoder) -> Decoder:
    return lambda value: None if value is None else inner(value)


def _sequence(inner: Decoder) -> Decoder:
    return lambda value: tuple(inner(item) for item in value)


def _fixed(inners: tuple[Decoder, ...]) -> Decoder:
    return lambda value: tuple(inner(item) for inner, item in zip(inners, value, strict=True))


def _object(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: decoders[name](held) for name, held in value.items()})

    return read


def _plain(hint: Any) -> Decoder:
    # JSON has one kind of number: 8000.0 may have been written by hand as 8000.
    allowed = (int, float) if hint is float else hint

    def read(value: Any) -> Any:
        if not isinstance(value, allowed):
            raise TypeError(f"expected {hint.__name__}, found {value!r}")
        return value

    return read
