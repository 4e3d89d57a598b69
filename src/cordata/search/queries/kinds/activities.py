"""Visits and meetings of a cluster: what was planned, and how it went in a sentence."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.cycles.models import Activity
from cordata.cycles.queries.activities import activities_seen_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import language_of


def _rows() -> QuerySet[Any]:
    return Activity.objects.filter(cancelled_at=None).select_related(
        "cluster__cohort__country", "cluster__cohort__programme", "host__school"
    )


def _seen_by(person: User) -> QuerySet[Any]:
    return activities_seen_by(person).filter(cancelled_at=None)


def _cards(activities: list[Activity]) -> Iterable[Written]:
    for activity in activities:
        cohort = activity.cluster.cohort
        titles = _titles(activity)
        host = activity.where or activity.cluster.name
        yield Written(
            thing=activity.public_id,
            title=titles["en"],
            titles=titles,
            text=" · ".join(
                one
                for one in (host, *activity.points, activity.sentence, activity.next_step)
                if one
            ),
            place={"activity": activity.public_id},
            language=language_of(cohort),
            readers=readers.inside(activity.cluster.public_id)
            | readers.coordinators_of(cohort),
            country=cohort.country_id,
        )


def _titles(activity: Activity) -> dict[str, str]:
    """ "Meeting, 2026-11-20" in every language."""
    day = f"{activity.starts_at:%Y-%m-%d}"
    titles = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            titles[language] = f"{activity.get_kind_display()}, {day}"
    return titles


KIND = Kind(
    code="activity",
    name=_("Activities"),
    every=Activity.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="cycles:activity",
    touched={"cycles.Activity": "public_id"},
    is_mass=True,
)
