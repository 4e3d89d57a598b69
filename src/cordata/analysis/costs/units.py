"""A cost per what: school, teacher, pupil, hour, objective; mentees alone, and with mentors."""

from dataclasses import astuple, dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Served:
    """How many a programme served; 0 where it is not known.

    active_teachers  took part themselves
    teachers         work in the schools
    pupils           enrolled in the schools
    contact_hours    of mentoring, however many people took part
    objectives       completed, of the schools' own plans
    """

    schools: int = 0
    active_teachers: int = 0
    teachers: int = 0
    pupils: int = 0
    contact_hours: int = 0
    objectives: int = 0

    def __post_init__(self) -> None:
        if min(astuple(self)) < 0:
            raise ValueError("nobody can be served less than not at all")


UNITS = tuple(one.name for one in fields(Served))


@dataclass(frozen=True, slots=True)
class PerUnit:
    """A cost by both denominators; None where there were none of them."""

    mentees: Decimal | None
    all: Decimal | None


def per_unit(cost: Decimal, mentees: Served, mentors: Served) -> dict[str, PerUnit]:
    """The cost per unit of each kind: of mentee schools only, and of mentee and mentor schools.

    Hours are met by both sides at once: their second denominator is the same as the first.
    """
    found = {}
    for unit in UNITS:
        few = getattr(mentees, unit)
        many = few if unit == "contact_hours" else few + getattr(mentors, unit)
        found[unit] = PerUnit(cost / few if few else None, cost / many if many else None)
    return found
