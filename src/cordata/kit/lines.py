"""Rows of several tables as lines of one shape, so that one query reads them all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Cast


@dataclass(frozen=True, slots=True)
class Line:
    """A row of whatever table: ``kind`` says which, and what each of the others means there."""

    kind: str
    pk: int
    thing: str = ""  # its public id, or that of the page on which it stands
    part: str = ""
    text: str = ""
    about: str = ""
    who: str = ""
    place: str = ""
    number: int = 0
    on: dt.date | None = None


Fact = str | Combinable | BaseExpression


@dataclass(frozen=True)
class Lines:
    """What is to be read of one table, and as what."""

    kind: str
    rows: QuerySet[Any, Any]
    facts: dict[str, Fact]


def lines_of(rows: QuerySet[Any, Any], kind: str, **facts: Fact) -> Lines:
    """Rows to be read as lines; each fact is a field by its path, or an expression."""
    return Lines(kind, rows, facts)


def read(lines: Sequence[Lines]) -> list[Line]:
    """All of them, by their keys. One query, and none where there is nothing to read."""
    if not lines:
        return []
    # Of what no line tells there is no column: to write each down takes time.
    told = set().union(*(one.facts for one in lines))
    names = [one.name for one in fields(Line)[2:] if one.name in told]
    first, *others = [_rows(one, names) for one in lines]
    found = first.union(*others, all=True) if others else first
    lined = [Line(kind, pk, **dict(zip(names, rest, strict=True))) for kind, pk, *rest in found]
    return sorted(lined, key=lambda one: one.pk)


def _rows(one: Lines, names: list[str]) -> QuerySet[Any, Any]:
    # Names of their own: a field of the table may be called the same.
    named: dict[str, Any] = {"line_kind": Value(one.kind, CharField()), "line_pk": F("pk")}
    for name in names:
        fact = one.facts.get(name, _nothing(name))
        named[f"line_{name}"] = F(fact) if isinstance(fact, str) else fact
    plain = one.rows.order_by().select_related(None).annotate(**named)
    rows: QuerySet[Any, Any] = plain.values_list(*named)
    return rows


def _nothing(name: str) -> BaseExpression:
    if name == "number":
        return Value(0, IntegerField())
    if name == "on":  # PostgreSQL wants to know of what kind a nothing is
        return Cast(Value(None), DateField())
    return Value("", CharField())
