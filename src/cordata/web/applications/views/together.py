"""Schools apply together: start a ready cluster, join one by its link, leave it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.calls.actions import applying, grouping
from cordata.calls.models import Application
from cordata.calls.queries.together import invitation_to, ready_cluster_with, schools_in
from cordata.web.applications.find import application_of
from cordata.web.applications.forms import TogetherForm
from cordata.web.doors import public


@public
@require_POST
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Start, join or leave; then back to the application."""
    application = application_of(token)
    try:
        if "leave" in request.POST:
            grouping.leave_ready_cluster(application)
        elif "link" in request.POST:
            _join(request, application)
        else:
            _start(request, application)
    except applying.NotOpen:
        messages.error(request, _("The call has ended; nothing can be changed any more."))
    except grouping.NotTogether as refused:
        messages.error(request, refusal_in_words(refused.why))
    return redirect("applications:write", token)


def _start(request: HttpRequest, application: Application) -> None:
    form = TogetherForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the cluster a name."))
        return
    grouping.start_ready_cluster(application, **form.cleaned_data)
    messages.success(request, _("Now send the link below to the other schools."))


def _join(request: HttpRequest, application: Application) -> None:
    secret = parse_qs(urlsplit(request.POST["link"].strip()).query).get("together", [""])[0]
    together = ready_cluster_with(secret, application.call)
    if together is None:
        messages.error(
            request, _("This is not the link of a cluster in this call. Copy all of it.")
        )
        return
    grouping.join_ready_cluster(application, together)
    messages.success(request, _("You apply together with these schools now."))


def shown_together(request: HttpRequest, application: Application) -> dict[str, Any]:
    """What the application's page says of its ready cluster."""
    together = application.ready_cluster
    if together is None:
        return {"together": None, "together_form": TogetherForm()}
    path = reverse("applications:begin", args=[application.call.slug])
    return {
        "together": together,
        "together_schools": schools_in(together),
        "together_link": request.build_absolute_uri(
            f"{path}?together={invitation_to(together)}"
        ),
    }


def refusal_in_words(why: str) -> str:
    """Why schools cannot apply together."""
    return {
        "has_a_mentor_school": _(
            "This cluster has a mentor school already. Apply as a mentee school, or alone."
        ),
        "in_one_already": _("Your school is in another cluster of this call. Leave it first."),
        "full": _("This cluster is full."),
        "not_in_this_call": _("In this call each school applies on its own."),
    }.get(why, _("This cluster belongs to another call."))
