"""Assessments as their assessors see them: nobody another's before giving their own."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.calls.models import Application, Assessment, Assessor, Call


def assessing_of(person: User) -> QuerySet[Assessor]:
    """The calls a person assesses, newest first."""
    return (
        Assessor.objects.filter(person=person, left_at=None)
        .select_related("call__cohort__country", "call__cohort__programme")
        .order_by("-named_at")
    )


def assessments_given_to(person: User) -> QuerySet[Assessment]:
    """A person's own assessments, without those set aside; the twin of ``rules.may_assess``."""
    return (
        Assessment.objects.filter(
            assessor__person=person,
            assessor__left_at=None,
            assessor__stated_at__isnull=False,
            conflict="",
        )
        .select_related(
            "assessor", "application__school__main_site", "application__call__cohort__country"
        )
        .order_by("given_at", "application__number", "pk")
    )


def others_of(assessment: Assessment) -> list[Assessment]:
    """What others gave to the same school: nothing before one has given one's own."""
    if assessment.given_at is None:
        return []
    given = Assessment.objects.filter(application=assessment.application, conflict="")
    return list(
        given.exclude(pk=assessment.pk)
        .exclude(given_at=None)
        .select_related("assessor__person")
        .prefetch_related("marks")
        .order_by("given_at")
    )


@dataclass(frozen=True)
class Progress:
    """How far the assessment of a call is."""

    applications: int
    wanted: int
    assigned: int
    given: int

    @property
    def unassigned(self) -> int:
        """How many assessments have nobody yet."""
        return max(0, self.wanted - self.assigned)


def progress_of(call: Call) -> Progress:
    """Count what is wanted, assigned and given. Two queries."""
    sent = call.applications.filter(state=Application.State.SENT).count()
    rows = Assessment.objects.filter(
        application__call=call, application__state=Application.State.SENT, conflict=""
    ).values_list("given_at", flat=True)
    given = [one for one in rows if one]
    return Progress(sent, sent * call.assessors_each, len(rows), len(given))


def assessors_of(call: Call) -> list[tuple[Assessor, int, int]]:
    """The assessors of a call with how many schools they have, and have done."""
    found = []
    for one in (
        call.assessors.select_related("person")
        .prefetch_related("assessments")
        .order_by("named_at", "pk")
    ):
        mine = [each for each in one.assessments.all() if not each.conflict]
        found.append((one, len(mine), sum(each.given_at is not None for each in mine)))
    return found
