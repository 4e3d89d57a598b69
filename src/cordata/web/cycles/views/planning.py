"""The planning talk: saved as it is typed, and written into the plan at its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles import rules
from cordata.cycles.actions import planning as actions
from cordata.cycles.actions.goals import ThreeAlready
from cordata.cycles.models import PlanningTalk
from cordata.cycles.queries.goals import free_place, goal_sent
from cordata.cycles.queries.templates import open_talk
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.web.cycles.forms.planning import PlanningForm
from cordata.web.cycles.grounds import offered_to
from cordata.web.cycles.views.goals import needs_first
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted, render_part

PAGE = "web/cycles/planning.html"


@require_http_methods(["GET", "POST"])
def talk(request: Request, par: str) -> HttpResponse:
    """Four blocks on one page. Without scripts it is saved by its button."""
    which = get_object_or_404(participations_of_schools_of(request.user), public_id=par)
    allow(rules.may_plan(request.user, which))
    now = open_talk(which)
    topics, offered = needs_first(which), offered_to(which)
    initial = now.typed | {"version": now.version} if now else {}
    form = PlanningForm(posted(request), topics=topics, offered=offered, initial=initial)
    if request.method == "GET":
        return _page(request, which, now, form)
    if there := goal_sent(which, receipt_of(request)):
        return redirect("cycles:goal", there.public_id)
    version = request.POST.get("version", "")
    try:
        now = actions.save_talk(
            which,
            form.typed(),
            version=int(version) if version.isdigit() else None,
            by=request.user,
        )
    except ChangedBySomebody as changed:
        return _clash(request, which, changed.now, form)
    renewed(form, now.version)
    if "finish" in request.POST:
        return _finish(request, now, form)
    if request.headers.get("HX-Request"):
        return _page(request, which, now, form)
    messages.success(request, _("Saved. You can go on later."))
    return redirect("cycles:talk", which.public_id)


def _finish(request: Request, now: PlanningTalk, form: PlanningForm) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            receipt = receipt_of(request)
            goal = actions.finish_talk(now, receipt=receipt, by=request.user, **form.facts())
        except ThreeAlready:
            form.add_error(None, _("You have three goals. Give one up first."))
            status = 409
        except ChangedBySomebody as changed:
            return _clash(request, now.participation, changed.now, form)
        else:
            messages.success(request, _("Agreed. It stands in your plan with its first steps."))
            return redirect("cycles:goal", goal.public_id)
    return _page(request, now.participation, now, form, status=status, told=True)


def _clash(
    request: Request, which: Participation, theirs: PlanningTalk, form: PlanningForm
) -> HttpResponse:
    """A colleague saved other words, or made a goal of the talk: nothing typed is lost."""

    def unsent(typed: dict[str, Any]) -> PlanningForm:
        offered = offered_to(which)
        return PlanningForm(topics=list(form.topics.values()), offered=offered, initial=typed)

    mine = form.typed()
    if theirs.goal is not None:  # saved again, these words begin a talk of their own
        return _page(request, which, None, unsent(mine), 409, finished=theirs.goal)
    shown = unsent(mine | {"version": theirs.version})
    conflict = conflict_of(theirs.public_id, shown, unsent(theirs.typed))
    return _page(request, which, theirs, shown, 409, conflict=conflict)


def _page(
    request: Request,
    which: Participation,
    now: PlanningTalk | None,
    form: PlanningForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "participation": which,
        "talk": now,
        "planning": form,
        "version": form["version"].value() or "",
        "is_free": free_place(which) is not None,
    }
    if more.pop("told", False):
        context["form"] = form  # what is missing is said only when the talk is to end
    return render_part(request, PAGE, "saved", context | more, status=status)
