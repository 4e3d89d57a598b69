"""The planning talk: saved as it is typed, and written into the plan at its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles import rules
from cordata.cycles.actions import planning as actions
from cordata.cycles.actions.goals import ThreeAlready
from cordata.cycles.models import Goal, PlanningTalk, Proposal
from cordata.cycles.queries.proposals import has_mentor, room_for, taken_before
from cordata.cycles.queries.templates import open_talk
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.web.cycles.forms.planning import PlanningForm
from cordata.web.cycles.grounds import offered_to
from cordata.web.cycles.taking import taken
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
    if there := taken_before(which, receipt_of(request)):
        return taken(request, which, there)
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
            made = actions.finish_talk(now, form.wording(), receipt=receipt, by=request.user)
        except ThreeAlready:
            form.add_error(None, _("You have three goals. Give one up first."))
            status = 409
        except ChangedBySomebody as changed:
            return _clash(request, now.participation, changed.now, form)
        else:
            return taken(request, now.participation, [made])
    return _page(request, now.participation, now, form, status=status, told=True)


def _clash(
    request: Request, which: Participation, theirs: PlanningTalk, form: PlanningForm
) -> HttpResponse:
    """A colleague saved other words, or made a goal of the talk: nothing typed is lost."""

    def unsent(typed: dict[str, Any]) -> PlanningForm:
        offered = offered_to(which)
        return PlanningForm(topics=list(form.topics.values()), offered=offered, initial=typed)

    mine = form.typed()
    finished: Goal | Proposal | None = theirs.goal or theirs.proposal
    if finished:  # saved again, these words begin a talk of their own
        kind = "goal" if theirs.goal else "proposal"
        where = reverse(f"cycles:{kind}", args=[finished.public_id])
        more = {"finished": finished, "where": where}
        return _page(request, which, None, unsent(mine), 409, **more)
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
        "is_free": room_for(which) > 0,
        "proposing": has_mentor(which),
    }
    if more.pop("told", False):
        context["form"] = form  # what is missing is said only when the talk is to end
    return render_part(request, PAGE, "saved", context | more, status=status)
