"""Specs from tables as people write them, and back: named fields of plain values, each checked."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from enum import StrEnum
from math import isfinite
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from cordata.analysis.contract import SpecError

MOST = 2**53  # beyond, a whole number is no longer exactly a number with a point
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def read_spec[S](kind: type[S], given: Mapping[str, Any]) -> S:
    """A spec of the dataclass ``kind`` from a TOML table or a JSON object.

    Raises SpecError: a field that does not exist, is missing, or is of another type.
    """
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # any dataclass
    for name in given:
        if name not in known:
            raise SpecError(name, "there is no such field", f"Use: {', '.join(known)}")
    for name, one in known.items():
        if name not in given and one.default is MISSING and one.default_factory is MISSING:
            raise SpecError(name, "it is missing", "Add it")
    hints = get_type_hints(kind)
    return kind(**{name: _value(name, hints[name], value) for name, value in given.items()})


def plain(spec: Any) -> dict[str, Any]:
    """A spec as an object of JSON, each field there: what its address is made of."""
    return {name: _plain(value) for name, value in asdict(spec).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return value


def _value(where: str, hint: Any, value: Any) -> Any:
    while isinstance(hint, TypeAliasType):
        hint = hint.__value__
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _one_of(where, inside, value)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in inside:
            return None
        [hint] = [one for one in inside if one is not type(None)]
        return _value(where, hint, value)
    if origin is tuple:
        return _several(where, inside, value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_one_of(where, tuple(hint), value))
    return _single(where, hint, value)


def _single(where: str, hint: Any, value: Any) -> Any:
    if hint is float and type(value) is int and abs(value) <= MOST:
        return float(value)
    if hint not in KINDS:
        raise TypeError(f"{where}: a spec holds plain values only, not {hint}")
    if type(value) is not hint:
        raise SpecError(where, f"{value!r} is not {KINDS[hint]}", f"Write {KINDS[hint]}")
    if hint is float and not isfinite(value):  # JSON cannot say it, and no method means it
        raise SpecError(where, f"{value!r} is not {KINDS[hint]}", f"Write {KINDS[hint]}")
    return value


def _several(where: str, inside: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise SpecError(where, f"{value!r} is not a list", "Write it in [ ]")
    if inside[-1] is not Ellipsis and len(inside) != len(value):
        raise SpecError(where, f"it has {len(value)} values", f"Write {len(inside)}")
    hints = [inside[0]] * len(value) if inside[-1] is Ellipsis else inside
    return tuple(_value(where, hint, one) for hint, one in zip(hints, value, strict=True))


def _one_of(where: str, choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        words = ", ".join(str(one) for one in choices)
        raise SpecError(where, f"{value!r} is none of the choices", f"Choose one of: {words}")
    return value
