"""A plan as files: the proof for anybody to check, and the table for spreadsheets."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from cordata.clusters.models import Draft, Plan
from cordata.clusters.queries.shown import Shown, show_plan
from cordata.web.clusters.views.find import draft_of
from cordata.web.requests import Request
from cordata.web.tables import csv_table


def _plan(request: Request, draft: Draft) -> Plan:
    plan = draft.plans.filter(variant=request.GET.get("plan", "")).first() or draft.chosen
    if plan is None:
        raise Http404
    return plan


@require_GET
def plan_document(request: Request, cc: str, draft: str) -> HttpResponse:
    """The plan with its certificate: ``cordata verify-plan`` reads it."""
    which = draft_of(request.user, cc, draft)
    response = JsonResponse(_plan(request, which).document)
    name = f"plan-{which.cohort.country_id}-{which.number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def plan_table(request: Request, cc: str, draft: str) -> HttpResponse:
    """One line per school: the same figures as on the page."""
    which = draft_of(request.user, cc, draft)
    shown = show_plan(_plan(request, which))
    header = [
        "cluster", "code", "mentor_code", "mentor", "mentee_code", "mentee", "town",
        "minutes_estimated", "needs_met", "needs_asked", "points", "pinned",
    ]  # fmt: skip
    name = f"plan-{which.cohort.country_id}-{which.number}.csv"
    return csv_table(name, header, [*_tied(shown), *_left_out(shown)])


def _tied(shown: Shown) -> Iterator[list[object]]:
    for group in shown.groups:
        for row in group.rows:
            school, mentor = row.school.school, group.mentor.school
            yield [
                group.letter, row.code, mentor.national_code, mentor.name,
                school.national_code, school.name, school.municipality, row.pair.minutes,
                len(row.pair.needs_met), row.asked, row.pair.points, "yes" if row.pin else "",
            ]  # fmt: skip


def _left_out(shown: Shown) -> Iterator[list[object]]:
    for left_out in shown.left_out:
        school = left_out.school.school
        yield [*[""] * 4, school.national_code, school.name, school.municipality, *[""] * 5]
