"""What conditions look at, of schools in the register."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from cordata.analysis.selection.conditions import SchoolFacts, meets, stratum_of
from cordata.calls.models import Call, Stratum
from cordata.schools.models import PriorityFlag, School


def facts_of(school: School) -> SchoolFacts:
    """The facts of one school. One query more unless read by ``schools_with_facts``."""
    flagged = getattr(school, "is_flagged", None)
    return SchoolFacts(
        levels=frozenset(school.levels),
        region=school.region,
        sector=school.sector,
        pupils=school.pupils,
        remote=school.mountain or school.island,
        priority=school.priority_flags.exists() if flagged is None else flagged,
    )


def schools_with_facts(country: str) -> QuerySet[School]:
    """The open schools of a country, with what ``facts_of`` needs."""
    flags = PriorityFlag.objects.filter(school=OuterRef("pk"))
    return (
        School.objects.filter(country=country, closed_on=None)
        .select_related("main_site")
        .annotate(is_flagged=Exists(flags))
    )


def in_stratum(call: Call, facts: SchoolFacts) -> Stratum | None:
    """The stratum of a school; None if the call has none for it, or none at all."""
    return stratum_of([(one, one.conditions) for one in call.strata.all()], facts)


def tried_on_register(call: Call) -> tuple[int, int, dict[int | None, int]]:
    """Schools in the register, those that may apply, and those by stratum (its key).

    Reads the whole register of the country: for the page before publication alone.
    """
    strata = [(one.pk, one.conditions) for one in call.strata.all()]
    total, fitting = 0, 0
    counted: dict[int | None, int] = {key: 0 for key, _conditions in strata}
    for facts in _all_facts(call.cohort.country_id):
        total += 1
        if not meets(call.eligibility, facts):
            continue
        fitting += 1
        stratum = stratum_of(strata, facts)
        counted[stratum] = counted.get(stratum, 0) + 1
    return total, fitting, counted


def _all_facts(country: str) -> Iterator[SchoolFacts]:
    for school in schools_with_facts(country).iterator(chunk_size=2_000):
        yield facts_of(school)
