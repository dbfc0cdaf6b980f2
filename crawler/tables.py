"""TOML tables read into frozen dataclasses: the fields are the keys, their types say how each value is read.

Every function raises ValueError with what is wrong and what to give instead, after the key where there is one.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, TypeVar, get_type_hints
from zoneinfo import ZoneInfo

from crawler.moments import parse_span

_T = TypeVar("_T")


def read_table(cls: type[_T], values: Mapping[str, Any]) -> _T:
    """A dataclass made from a table: its fields are the keys, their types say how each is read."""
    types = get_type_hints(cls)
    check_keys(values, types)
    return cls(**{key: told(key, _READERS[types[key]], value) for key, value in values.items()})


def check_keys(values: Mapping[str, Any], known: Collection[str]) -> None:
    """ValueError if the values have a key that is not known; it names the nearest that is."""
    unknown = next((key for key in values if key not in known), None)
    if unknown is not None:
        near = difflib.get_close_matches(unknown, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"the keys are: {', '.join(known) or 'none'}"
        raise ValueError(f"there is no key {unknown!r}; {hint}")


def told(where: str, read: Callable[..., _T], *values: object) -> _T:
    """What `read` makes of the values; its ValueError begins with where they stand."""
    try:
        return read(*values)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def text_of(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{value!r} is no text; give one line in quotes")
    return value


def texts_of(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f'{value!r} is no list; give for example ["detik", "kompas"]')
    return tuple(map(text_of, value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is no whole number")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _span(value: object) -> timedelta:
    return parse_span(str(value))


def _spans(value: object) -> tuple[timedelta, ...]:
    return tuple(map(_span, texts_of(value)))


def zone_of(value: object) -> ZoneInfo:
    name = text_of(value)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise ValueError(f"{name!r} is no time zone; give for example Asia/Jakarta or UTC") from error


_READERS: dict[object, Callable[[object], Any]] = {
    str: text_of,
    str | None: text_of,
    tuple[str, ...]: texts_of,
    bool: _flag,
    int: _whole,
    int | None: _whole,
    float: _number,
    timedelta: _span,
    timedelta | None: _span,
    ZoneInfo: zone_of,
    tuple[timedelta, ...]: _spans,
}
