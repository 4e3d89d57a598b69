"""What the matcher knows of a school. Ids are strings; nothing here identifies a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class School:
    """Facts that both sides have. Positions in degrees WGS84."""

    id: str
    name: str
    lat: float
    lon: float
    region: str = ""
    stratum: str = ""
    levels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    owner: str = ""
    pupils: int | None = None
    mountain: bool = False
    island: bool = False
    agreed: bool = True  # the head has agreed to take part
    online: bool = True  # can work online only
    wishes: tuple[str, ...] = ()  # ids of the other side, first is wanted most


@dataclass(frozen=True, kw_only=True)
class Mentor(School):
    """A school that leads: how many it can accompany, and what it offers."""

    min_places: int = 0
    max_places: int = 4
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Mentee(School):
    """A school that wants to be accompanied: its needs with priority 3 (first) to 1."""

    needs: Mapping[str, int] = field(default_factory=dict)
    priority: bool = False  # rural, disadvantaged: left out last


@dataclass(frozen=True)
class Pin:
    """A pair that a person decided. With a reason it may break the must-haves."""

    mentee: str
    mentor: str
    online: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Forbidden:
    """A pair that must not be, and why."""

    mentee: str
    mentor: str
    reason: str = ""


_SETS = ("levels", "languages", "offers")


def school_to_dict(school: School) -> dict[str, Any]:
    """The plain form that plan documents carry; sets become sorted lists."""
    plain = dict(vars(school))
    for name in _SETS:
        if name in plain:
            plain[name] = sorted(plain[name])
    plain["wishes"] = list(school.wishes)
    if "needs" in plain:
        plain["needs"] = dict(plain["needs"])
    return plain


def mentor_from_dict(plain: Mapping[str, Any]) -> Mentor:
    """The school that ``school_to_dict`` wrote."""
    return Mentor(**_thawed(plain))


def mentee_from_dict(plain: Mapping[str, Any]) -> Mentee:
    """The school that ``school_to_dict`` wrote."""
    return Mentee(**_thawed(plain))


def _thawed(plain: Mapping[str, Any]) -> dict[str, Any]:
    facts = dict(plain)
    for name in _SETS:
        if name in facts:
            facts[name] = frozenset(facts[name])
    facts["wishes"] = tuple(facts.get("wishes", ()))
    return facts
