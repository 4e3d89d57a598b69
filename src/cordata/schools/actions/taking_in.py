"""Write what a register changes, in batches. Always inside the import's transaction."""

from collections.abc import Iterable

from django.utils import timezone

from cordata.kit import progress
from cordata.schools.models import LegalEntity, RegisterImport, School, SchoolChange, Site
from cordata.schools.queries.imports import SCHOOL_FACTS, SITE_FACTS, Changes, Wanted

BATCH = 500


def take_in_changes(taken: RegisterImport, changes: Changes) -> None:
    """New schools are added, known ones changed with their history, gone ones closed."""
    owners = _owners(taken.country, changes)
    _add(taken, changes.new, owners)
    progress.tell(taken.public_id, 75)
    _change(taken, changes, owners)
    gone = [school.pk for school in changes.gone]
    for first in range(0, len(gone), BATCH):
        School.objects.filter(pk__in=gone[first : first + BATCH]).update(
            closed_on=timezone.localdate()
        )


def _owners(country: str, changes: Changes) -> dict[str, LegalEntity]:
    wanted = [*changes.new, *(want for _school, want, _told in changes.changed)]
    names = {want.owner[0]: want.owner[1] or want.owner[0] for want in wanted if want.owner[0]}
    LegalEntity.objects.bulk_create(
        [
            LegalEntity(country=country, national_code=code, name=name)
            for code, name in names.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["country", "national_code"],
        update_fields=["name"],
    )
    return {owner.national_code: owner for owner in LegalEntity.objects.filter(country=country)}


def _add(taken: RegisterImport, new: Iterable[Wanted], owners: dict[str, LegalEntity]) -> None:
    country = taken.country
    wanted = {want.code: want for want in new}
    School.objects.bulk_create(
        [
            School(
                country=country,
                national_code=want.code,
                legal_entity=owners.get(want.owner[0]),
                register=taken.layout,
                **want.facts,
            )
            for want in wanted.values()
        ],
        batch_size=BATCH,
    )
    progress.tell(taken.public_id, 50)
    schools = {
        school.national_code: school
        for school in School.objects.filter(country=country, main_site=None)
        if school.national_code in wanted
    }
    sites = Site.objects.bulk_create(
        [
            Site(school=schools[code], site_code=site_code, **facts)
            for code, want in wanted.items()
            for site_code, facts in want.sites.items()
        ],
        batch_size=BATCH,
    )
    progress.tell(taken.public_id, 65)
    # Reread for their keys: not every database hands them back in bulk.
    keys = dict(Site.objects.filter(school__country=country).values_list("public_id", "pk"))
    for site in sites:
        school = schools[site.school.national_code]
        if site.site_code == wanted[school.national_code].main:
            school.main_site_id = keys[site.public_id]
    School.objects.bulk_update(schools.values(), ["main_site"], batch_size=BATCH)


def _change(taken: RegisterImport, changes: Changes, owners: dict[str, LegalEntity]) -> None:
    schools, told_lines = [], []
    for number, (school, want, told) in enumerate(changes.changed):
        if number % BATCH == 0:
            progress.tell(taken.public_id, 75 + 20 * number // len(changes.changed))
        for fact in SCHOOL_FACTS:
            setattr(school, fact, want.facts[fact])
        school.closed_on = None
        school.register = taken.layout
        school.legal_entity = owners.get(want.owner[0], school.legal_entity)
        schools.append(school)
        told_lines += [
            SchoolChange(
                school=school,
                field=fact[:40],
                before=before[:250],
                after=after[:250],
                register_import=taken,
            )
            for fact, before, after in told
            if fact not in {"search_text", "level_text"}
        ]
        _change_sites(school, want)
    School.objects.bulk_update(
        schools, [*SCHOOL_FACTS, "closed_on", "register", "legal_entity"], batch_size=BATCH
    )
    SchoolChange.objects.bulk_create(told_lines, batch_size=BATCH)


def _change_sites(school: School, want: Wanted) -> None:
    known = {site.site_code: site for site in school.sites.all()}
    for code, facts in want.sites.items():
        site = known.get(code) or Site(school=school, site_code=code)
        for fact in SITE_FACTS:
            setattr(site, fact, facts[fact])
        site.closed_on = None
        site.save()
        if code == want.main:
            school.main_site = site
            School.objects.filter(pk=school.pk).update(main_site=site)
    gone = [site.pk for code, site in known.items() if code not in want.sites]
    Site.objects.filter(pk__in=gone).update(closed_on=timezone.localdate())
