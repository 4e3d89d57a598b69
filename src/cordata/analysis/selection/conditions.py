"""Which schools a call or a stratum is for: conditions on facts, and what a school lacks.

Plain form, as it is stored and published: ``{"levels": ["1", "2"], "regions": ["Puglia"],
"sectors": ["state"], "least_pupils": 50, "most_pupils": 400, "remote": true,
"priority": true}``. A key that is missing asks nothing; ``{}`` is for every school.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KEYS = frozenset(
    {"levels", "regions", "sectors", "least_pupils", "most_pupils", "remote", "priority"}
)


@dataclass(frozen=True)
class SchoolFacts:
    """What conditions look at.

    levels    ISCED levels; empty where unknown
    pupils    None where unknown
    remote    in the mountains or on an island
    priority  noted as coming first
    """

    levels: frozenset[str] = frozenset()
    region: str = ""
    sector: str = ""
    pupils: int | None = None
    remote: bool = False
    priority: bool = False


@dataclass(frozen=True)
class Unmet:
    """A condition a school does not meet: its key, what is wanted and what was found."""

    key: str
    wanted: Any
    found: Any


def check(conditions: Mapping[str, Any]) -> None:
    """Raise ValueError for a key that is no condition, or pupils that are no interval."""
    if strange := sorted(set(conditions) - KEYS):
        raise ValueError(f"no condition: {', '.join(strange)}")
    least, most = conditions.get("least_pupils"), conditions.get("most_pupils")
    if least is not None and most is not None and least > most:
        raise ValueError(f"from {least} to {most} pupils is no interval")


def unmet(conditions: Mapping[str, Any], facts: SchoolFacts) -> list[Unmet]:
    """What a school lacks, in the order of a form; empty if it may come in.

    An unknown fact meets no condition: a person then looks it up, nothing is assumed.
    """
    return list(_unmet(conditions, facts))


def _unmet(conditions: Mapping[str, Any], facts: SchoolFacts) -> Iterator[Unmet]:
    levels = conditions.get("levels")
    if levels and not facts.levels & set(levels):
        yield Unmet("levels", levels, sorted(facts.levels))
    for key, found in (("regions", facts.region), ("sectors", facts.sector)):
        wanted = conditions.get(key)
        if wanted and found not in wanted:
            yield Unmet(key, wanted, found)
    least, most = conditions.get("least_pupils"), conditions.get("most_pupils")
    if least is not None and (facts.pupils is None or facts.pupils < least):
        yield Unmet("least_pupils", least, facts.pupils)
    if most is not None and (facts.pupils is None or facts.pupils > most):
        yield Unmet("most_pupils", most, facts.pupils)
    if conditions.get("remote") and not facts.remote:
        yield Unmet("remote", True, False)
    if conditions.get("priority") and not facts.priority:
        yield Unmet("priority", True, False)


def meets(conditions: Mapping[str, Any], facts: SchoolFacts) -> bool:
    """Whether a school lacks nothing."""
    return not unmet(conditions, facts)


def stratum_of[Key](
    strata: Sequence[tuple[Key, Mapping[str, Any]]], facts: SchoolFacts
) -> Key | None:
    """The first stratum, in the order given, whose conditions a school meets; or None."""
    return next((key for key, conditions in strata if meets(conditions, facts)), None)
