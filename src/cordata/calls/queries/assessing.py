"""Assessments as their assessors see them: nobody another's before giving their own."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from cordata.accounts.models import User
from cordata.calls.models import Application, Assessment, Assessor, Call
from cordata.kit.lines import Lines, lines_of

ASSESSING, STATEMENT = "assessing", "statement"


def assessing_of(person: User) -> QuerySet[Assessor]:
    """The calls a person assesses, newest first."""
    return (
        Assessor.objects.filter(person=person, left_at=None)
        .select_related("call__cohort__country", "call__cohort__programme")
        .order_by("-named_at")
    )


def asked_of_assessor(person: User) -> list[Lines]:
    """For the week, by call: how many schools are left to assess, or that it waits for a statement."""
    asked = {"text": "asks", "number": "schools_left"}
    return [lines_of(_named().filter(person=person), ASSESSING, **asked)]


@cache  # decision 0030
def _named() -> QuerySet[Assessor]:
    left = Q(assessments__given_at=None, assessments__conflict="")
    return Assessor.objects.filter(left_at=None).annotate(
        asks=Case(When(stated_at=None, then=Value(STATEMENT)), default=Value(ASSESSING)),
        schools_left=Count("assessments", filter=left),
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
    unassessed: int
    wanted: int
    assigned: int
    given: int

    @property
    def unassigned(self) -> int:
        """How many assessments have nobody yet."""
        return max(0, self.wanted - self.assigned)


def progress_of(call: Call) -> Progress:
    """Count what is wanted, assigned and given. Two queries."""
    sent = call.applications.filter(state=Application.State.SENT)
    has_one = Assessment.objects.filter(application=OuterRef("pk"), given_at__isnull=False)
    told = sent.aggregate(all=Count("pk"), unassessed=Count("pk", filter=~Exists(has_one)))
    counted = Assessment.objects.filter(
        application__call=call, application__state=Application.State.SENT, conflict=""
    ).aggregate(assigned=Count("pk"), given=Count("given_at"))
    return Progress(
        told["all"],
        told["unassessed"],
        told["all"] * call.assessors_each,
        counted["assigned"],
        counted["given"],
    )


def assessors_of(call: Call) -> list[tuple[Assessor, int, int]]:
    """The assessors of a call with how many schools they have, and have done. One query."""
    free = Q(assessments__conflict="")
    found = (
        call.assessors.select_related("person")
        .annotate(
            schools=Count("assessments", filter=free),
            done=Count("assessments__given_at", filter=free),
        )
        .order_by("named_at", "pk")
    )
    return [(one, one.schools, one.done) for one in found]
