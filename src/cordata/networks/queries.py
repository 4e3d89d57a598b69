"""Programmes, countries, cohorts and who takes part, as people see them."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.networks.models import Cohort, Country, Interest, Participation, Programme, Topic


def cohorts_seen_by(person: User) -> QuerySet[Cohort]:
    """The cohorts a person coordinates: the set-wise twin of ``rules.may_coordinate``."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    programmes = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    mine = Q(country__in=countries) | Q(programme__public_id__in=programmes)
    return Cohort.objects.filter(mine).select_related("country", "programme")


def countries_coordinated_by(person: User) -> QuerySet[Country]:
    """Countries in which a person coordinates something."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    cohorts = cohorts_seen_by(person).values("country")
    return Country.objects.filter(Q(code__in=countries) | Q(code__in=cohorts)).order_by("code")


def cohorts_of(person: User, country: str) -> QuerySet[Cohort]:
    """The cohorts of one country that a person coordinates, newest first, with counts."""
    return (
        cohorts_seen_by(person)
        .filter(country=country)
        .annotate(
            mentors=_count(Q(participations__side="mentor")),
            mentees=_count(Q(participations__side="mentee")),
            open_clusters=Count(
                "clusters", filter=Q(clusters__closed_on=None), distinct=True
            ),
        )
        .order_by("-starts_on", "name")
    )


def _count(side: Q) -> Count:
    return Count(
        "participations", filter=side & Q(participations__withdrawn_at=None), distinct=True
    )


def participations_of(cohort: Cohort) -> QuerySet[Participation]:
    """Schools that take part now, mentors first, by name, with interests and places."""
    return (
        Participation.objects.filter(cohort=cohort, withdrawn_at=None)
        .select_related("school__main_site", "school__legal_entity")
        .prefetch_related(
            Prefetch(
                "interests",
                Interest.objects.select_related("topic").order_by("-priority", "topic__position"),
            )
        )
        .order_by("-side", "school__name")
    )


def participations_of_schools(schools: set[str]) -> QuerySet[Participation]:
    """Where these schools (public ids) take part now."""
    return (
        Participation.objects.filter(school__public_id__in=schools, withdrawn_at=None)
        .select_related("school__main_site", "cohort__country", "cohort__programme")
        .prefetch_related("interests__topic")
        .order_by("-cohort__starts_on")
    )


def topics() -> QuerySet[Topic]:
    """The shared vocabulary in its order."""
    return Topic.objects.order_by("position", "slug")


def label_of(topic: Topic) -> str:
    """A topic's word in the language of now, else English, else its slug."""
    language = translation.get_language() or "en"
    labels: dict[str, str] = topic.labels
    return labels.get(language) or labels.get("en") or topic.slug


def labels() -> dict[str, str]:
    """Every topic's word by slug, in the language of now."""
    return {topic.slug: label_of(topic) for topic in topics()}


def word_for(country: Country | None, concept: str, *, many: bool = False) -> str:
    """A country's own word for "cluster", "mentor" or "mentee" in the language of now."""
    number = "many" if many else "one"
    language = translation.get_language() or "en"
    own = country.words.get(concept, {}).get(language, {}).get(number) if country else None
    return own or _general(concept, number)


def _general(concept: str, number: str) -> str:
    return {
        ("cluster", "one"): _("cluster"),
        ("cluster", "many"): _("clusters"),
        ("mentor", "one"): _("mentor school"),
        ("mentor", "many"): _("mentor schools"),
        ("mentee", "one"): _("mentee school"),
        ("mentee", "many"): _("mentee schools"),
    }[concept, number]


def public_countries() -> QuerySet[Country]:
    """Countries with a network, with how many open clusters and schools in them."""
    return (
        Country.objects.filter(cohorts__isnull=False)
        .annotate(
            open_clusters=Count(
                "cohorts__clusters", filter=Q(cohorts__clusters__closed_on=None), distinct=True
            ),
            schools=Count(
                "cohorts__clusters__memberships",
                filter=Q(
                    cohorts__clusters__closed_on=None,
                    cohorts__clusters__memberships__until=None,
                ),
                distinct=True,
            ),
        )
        .order_by("code")
        .distinct()
    )


def all_countries() -> QuerySet[Country]:
    """Every country that is set up, for administrators."""
    return Country.objects.order_by("code")


def all_programmes() -> QuerySet[Programme]:
    """Every programme."""
    return Programme.objects.order_by("-starts_on", "name")
