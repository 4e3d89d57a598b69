"""Schools of the directory; those that are not in it, for their own people."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Country
from cordata.schools.models import School
from cordata.schools.queries.schools import schools_seen_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    return School.objects.select_related("main_site", "legal_entity")


def _cards(schools: list[School]) -> Iterable[Written]:
    spoken = {one.code: one.languages for one in Country.objects.all()}
    for school in schools:
        language = school.language or next(iter(spoken.get(school.country, [])), "")
        yield Written(
            thing=school.public_id,
            title=school.name,
            text=_told(school),
            place={"school": school.public_id},
            language=language,
            readers=_readers(school),
            country=school.country,
            levels=school.levels,
        )


def _told(school: School) -> str:
    site, entity = school.main_site, school.legal_entity
    place = [site.municipality, site.province, site.region] if site else []
    told = [school.kind, *place, entity.name if entity else "", school.national_code]
    return ", ".join(one for one in told if one)


def _readers(school: School) -> set[str]:
    if school.listed and school.closed_on is None:
        return {readers.EVERYBODY}
    return {
        readers.ADMINISTRATORS,
        readers.key("coordinates", school.country),
        *readers.team_of(school.public_id),
    }


KIND = Kind(
    code="school",
    name=_("Schools"),
    every=School.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=schools_seen_by,
    route="schools:school",
    touched={"schools.School": "public_id"},
    sweeps=frozenset({"register.taken_in"}),
    weight=0.05,
    is_mass=True,
)
