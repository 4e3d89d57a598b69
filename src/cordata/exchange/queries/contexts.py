"""What schools places have, and how far evidence reaches them: the one path of page, part and file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.analysis.advice.places import VALUES
from cordata.analysis.advice.transfer import LARGE, SMALL, Place, Transfer, transfer
from cordata.evidence.models import Finding
from cordata.evidence.queries.alike import traits_behind
from cordata.exchange.models import CountryContext
from cordata.exchange.rules import policy_countries
from cordata.guidance.models import Support, Version
from cordata.networks.models import Country
from cordata.schools.models import PriorityFlag, School


@dataclass(frozen=True)
class Reach:
    """How far the evidence of a version reaches a place; None where too few schools stand behind it."""

    version: Version
    found: Transfer | None


def contexts() -> QuerySet[CountryContext]:
    """All of them, of each place the newest first."""
    found = CountryContext.objects.select_related("country", "entered_by")
    return found.order_by("country", "region", "-dated_on", "-pk")


def contexts_now() -> list[CountryContext]:
    """Of each place the newest. One query."""
    newest: dict[tuple[str, str], CountryContext] = {}
    for one in contexts():
        newest.setdefault((one.country_id, one.region), one)
    return list(newest.values())


def countries_decided_for(person: User) -> set[str]:
    """The countries (codes) that a person makes policy for."""
    return policy_countries(person)


def context_of(person: User) -> CountryContext | None:
    """The newest of the first whole country that a person makes policy for."""
    if not person.is_authenticated:
        return None
    mine = countries_decided_for(person)
    return contexts().filter(country__in=mine, region="").first()


def countries_described_by(person: User) -> QuerySet[Country]:
    """The set-wise twin of ``rules.may_describe``, by code."""
    everywhere = is_administrator(person) or "" in places_of(
        person, RoleKind.POLICY_MAKER, Scope.PLATFORM
    )
    if everywhere:
        return Country.objects.order_by("code")
    mine = countries_decided_for(person) | places_of(
        person, RoleKind.COORDINATOR, Scope.COUNTRY
    )
    return Country.objects.filter(code__in=mine).order_by("code")


def reach_of(version: Version, place: Place) -> Reach:
    """Of one version."""
    return reaches([version], place)[0]


def reaches(versions: Iterable[Version], place: Place) -> list[Reach]:
    """Of each version, in their order. Three queries, however many."""
    every = list(versions)
    findings: dict[int, list[Finding]] = {one.pk: [] for one in every}
    supports = Support.objects.filter(version__in=every).select_related("finding__run__table")
    for one in supports.order_by("version", "position", "pk"):
        findings[one.version_id].append(one.finding)
    evidence = traits_behind(findings)
    return [
        Reach(one, transfer(place, evidence[one.pk]) if evidence[one.pk] else None)
        for one in every
    ]


def counted_in_register(country: str, region: str = "") -> dict[str, dict[str, float]]:
    """The open schools of the register here. Two queries; a dimension that nobody fills is left out."""
    rural = PriorityFlag.objects.filter(school=OuterRef("pk"), reason=PriorityFlag.Reason.RURAL)
    schools = School.objects.filter(country=country, closed_on=None).annotate(
        rural=Exists(rural)
    )
    if region:
        schools = schools.filter(main_site__region=region)
    remote = Q(mountain=True) | Q(island=True) | Q(rural=True)
    counts = {
        "size": {
            "small": Q(pupils__lte=SMALL), "large": Q(pupils__gte=LARGE),
            "middle": Q(pupils__gt=SMALL, pupils__lt=LARGE),
        },
        "rurality": {"remote": remote, "other": ~remote},
        "level": {one: Q(level_text__contains=f" {one} ") for one in VALUES["level"]},
    }  # fmt: skip
    asked = {
        f"{dimension}_{value}": Count("pk", filter=condition)
        for dimension, values in counts.items()
        for value, condition in values.items()
    }
    found = schools.aggregate(**asked)
    place: dict[str, dict[str, float]] = {}
    for dimension, values in counts.items():
        told = {value: float(found[f"{dimension}_{value}"]) for value in values}
        if kept := {value: number for value, number in told.items() if number}:
            place[dimension] = kept
    if languages := _languages(schools, country):
        place["language"] = languages
    return place


def _languages(schools: QuerySet[School], country: str) -> dict[str, float]:
    """As the register says it; else the one language of the country."""
    rows = schools.order_by().values_list("language").annotate(number=Count("pk"))
    spoken = (
        Country.objects.filter(pk=country).values_list("languages", flat=True).first() or []
    )
    usual = spoken[0] if len(spoken) == 1 else ""
    found: dict[str, float] = {}
    for code, number in rows:
        if language := code or usual:
            found[language] = found.get(language, 0.0) + number
    return found
