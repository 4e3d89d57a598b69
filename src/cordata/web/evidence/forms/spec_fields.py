"""A form field for each field of a spec, made from its type; and back to a plain value."""

import datetime as dt
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.analysis.coding.alpha import Metric
from cordata.analysis.costs.totals import PriceSet
from cordata.analysis.costs.views import View
from cordata.analysis.surveys.rungs import Between
from cordata.web.evidence.field_words import CHOICES, HELP, NAMES, label
from cordata.web.forms import DateInput

# Fields of plain text that are no columns: what may stand there.
WORDS: Mapping[str, Sequence[str]] = {
    "estimand": ("D0", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"),
    "metric": tuple(Metric),
    "between": tuple(Between),
    "view": tuple(View),
    "of": tuple(PriceSet),
}
FREE = {"rate", "pounds", "reference"}  # text that names no column
PARTS, INSIDE = ";", ","
LISTED = 500  # characters of a list that is typed
YES_NO = [("yes", _("yes")), ("no", _("no"))]
UNKNOWN = ("", _("not known"))

type Columns = Sequence[tuple[str, Any]]


def fields_of(
    spec: type[Any], usual: Mapping[str, Any], columns: Columns, *, but: set[str]
) -> dict[str, forms.Field]:
    """By name, in the order of the spec.

    usual    what stands there if nothing else is said
    columns  of the table, with their words; empty where they are not known before
    but      fields that something else fills
    """
    hints = get_type_hints(spec)
    made = {}
    for one in fields(spec):
        if one.name not in but:
            field = field_for(one.name, hints[one.name], columns)
            field.label, field.help_text = label(one.name), _help(one.name, field)
            value = usual.get(one.name, _default(one))
            field.initial = written(value)
            field.required = value is MISSING
            made[one.name] = field
    return made


def field_for(name: str, hint: Any, columns: Columns) -> forms.Field:
    """One field; what it needs is decided by whoever knows its default."""
    hint, may_be_none = _bare(hint)
    words = WORDS.get(name) or (get_args(hint) if get_origin(hint) is Literal else ())
    if words:
        return forms.ChoiceField(choices=[(one, CHOICES.get(one, one)) for one in words])
    if hint is bool:
        return forms.ChoiceField(choices=[UNKNOWN, *YES_NO] if may_be_none else YES_NO)
    if hint in PLAIN:
        return PLAIN[hint]()
    return _several(hint) if get_origin(hint) is tuple else _named(name, columns)


def value_of(hint: Any, given: Any) -> Any:
    """What was typed as a spec takes it; ValueError where it cannot be read."""
    hint, may_be_none = _bare(hint)
    empty = may_be_none and given == ""
    if empty or (hint is bool and isinstance(given, str)):
        return {"yes": True, "no": False}.get(given)
    if isinstance(given, dt.date):
        return given.isoformat()
    if get_origin(hint) is not tuple or not isinstance(given, str):
        return given
    inside = get_args(hint)
    if get_origin(_bare(inside[0])[0]) is tuple:
        lines = [one for one in given.splitlines() if one.strip()]
        return [_line(_bare(inside[0])[0], one) for one in lines]
    if inside[-1] is Ellipsis:
        return [_part(inside[0], one) for one in _split(given, INSIDE)]
    return _line(hint, given) if given.strip() else None


def written(value: Any) -> Any:
    """A value as its field shows it."""
    if value is MISSING or value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    if not isinstance(value, (list, tuple)):
        return value
    if any(isinstance(one, (list, tuple)) for one in value):
        return "\n".join(f"{PARTS} ".join(_joined(one) for one in line) for line in value)
    return f"{INSIDE} ".join(_joined(one) for one in value)


def _decimal() -> forms.Field:
    return forms.FloatField(widget=forms.NumberInput(attrs={"step": "any"}))


PLAIN: Mapping[type, Callable[[], forms.Field]] = {
    int: forms.IntegerField,
    float: _decimal,
}


def _named(name: str, columns: Columns) -> forms.Field:
    """A day, a column of the table, or what somebody types where its columns are not known."""
    if name == "until":
        return forms.DateField(widget=DateInput())
    if columns and name not in FREE:
        return forms.ChoiceField(choices=[("", _("none")), *columns])
    return forms.CharField(max_length=120)


def _several(hint: Any) -> forms.Field:
    """Lists are typed: columns, numbers; one line for each list of several parts."""
    if get_origin(_bare(get_args(hint)[0])[0]) is tuple:
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    return forms.CharField(max_length=LISTED)


def _bare(hint: Any) -> tuple[Any, bool]:
    """Without a name of its own, and without None; whether None was there."""
    while isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if get_origin(hint) in (Union, types.UnionType):
        [one] = [one for one in get_args(hint) if one is not type(None)]
        return _bare(one)[0], True
    return hint, False


def _line(hint: Any, text: str) -> list[Any]:
    parts, inside = _split(text, PARTS), get_args(hint)
    if len(parts) != len(inside):
        raise ValueError(text)
    return [_part(one, part) for one, part in zip(inside, parts, strict=True)]


def _part(hint: Any, text: str) -> Any:
    if get_origin(hint) is tuple:
        return _split(text, INSIDE)
    return {int: int, float: float}.get(hint, str)(text)


def _split(text: str, by: str) -> list[str]:
    return [one.strip() for one in str(text).split(by) if one.strip()]


def _joined(part: Any) -> str:
    return f"{INSIDE} ".join(part) if isinstance(part, (list, tuple)) else str(part)


def _default(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


def _help(name: str, field: forms.Field) -> Any:
    if name in HELP:
        return HELP[name]
    return NAMES if isinstance(field, forms.CharField) and field.max_length == LISTED else ""
