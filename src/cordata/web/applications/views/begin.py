"""From the public call: find the school, say who begins, get the link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.analysis.selection.conditions import unmet
from cordata.calls.actions import applying, grouping
from cordata.calls.models import Application, Call, ReadyCluster
from cordata.calls.queries.clock import Phase, phase
from cordata.calls.queries.facts import facts_of, schools_with_facts
from cordata.calls.queries.together import ready_cluster_with, schools_in
from cordata.schools.models import School
from cordata.schools.queries.schools import search_schools
from cordata.web.applications.forms import BeginForm
from cordata.web.applications.views.together import refusal_in_words
from cordata.web.calls.views.find import public_call
from cordata.web.calls.words import unmet_in_words
from cordata.web.doors import public
from cordata.web.limits import too_often

FOUND = 8
MOST_AN_HOUR = 60  # beginnings from one address of the network: a school is one address


@public
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """First the school, from the register; then name and address."""
    call = public_call(slug)
    if phase(call) != Phase.OPEN:
        messages.info(request, _("This call takes no new applications now."))
        return redirect("calls:public", slug)
    chosen = request.POST.get("school") or request.GET.get("with", "")
    if not chosen:
        return _search(request, call)
    school = get_object_or_404(schools_with_facts(call.cohort.country_id), public_id=chosen)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        sides=_sides(call),
        initial=_me(request),
    )
    if request.method == "POST" and form.is_valid():
        answer = _begin(request, call, school, form)
        if answer:
            return answer
    lacking = [unmet_in_words(one) for one in unmet(call.eligibility, facts_of(school))]
    context = {
        "call": call,
        "school": school,
        "form": form,
        "lacking": lacking,
        **_together(request, call),
    }
    status = 422 if form.errors else 200
    return render(request, "web/applications/begin.html", context, status=status)


def _search(request: HttpRequest, call: Call) -> HttpResponse:
    words = request.GET.get("school", "").strip()
    schools = schools_with_facts(call.cohort.country_id).filter(listed=True)
    found = search_schools(schools, words=words)[:FOUND] if words else []
    context = {"call": call, "words": words, "found": found, **_together(request, call)}
    return render(request, "web/applications/find_school.html", context)


def _together(request: HttpRequest, call: Call) -> dict[str, Any]:
    """The ready cluster whose link was opened, if one was."""
    secret = request.POST.get("together") or request.GET.get("together", "")
    found = ready_cluster_with(secret, call) if secret else None
    if found is None:
        return {"secret": "", "together": None}
    return {"secret": secret, "together": found, "together_schools": schools_in(found)}


def _begin(
    request: HttpRequest, call: Call, school: School, form: BeginForm
) -> HttpResponse | None:
    if too_often(request, "applications-begun", MOST_AN_HOUR):
        form.add_error(
            None, _("Many applications came from your network. Try again in an hour.")
        )
        return None
    person = request.user if request.user.is_authenticated else None
    try:
        given = form.cleaned_data | {"language": request.LANGUAGE_CODE, "by": person}
        _application, token = _begun(call, school, _together(request, call)["together"], given)
    except applying.AppliesAlready:
        form.add_error(
            None,
            _(
                "This school has begun an application already. Its link was sent to who began "
                "it: ask your colleagues, or the contact named in the call."
            ),
        )
    except grouping.NotTogether as refused:
        form.add_error("side", refusal_in_words(refused.why))
    except (applying.MayNotApply, applying.NotOpen):
        form.add_error(None, _("This school may not apply in this role."))
    else:
        messages.success(request, _("We sent you the link to this page. Keep it."))
        return redirect("applications:write", token)
    return None


def _begun(
    call: Call, school: School, together: ReadyCluster | None, given: dict[str, Any]
) -> tuple[Application, str]:
    if together:
        return grouping.begin_together(call, school, together, **given)
    return applying.begin(call, school, **given)


def _sides(call: Call) -> list[tuple[str, str]]:
    sides = []
    if call.seeks_mentees:
        sides.append(("mentee", _("a mentee school: we want to be accompanied")))
    if call.seeks_mentors:
        sides.append(("mentor", _("a mentor school: we accompany others")))
    return sides


def _me(request: HttpRequest) -> dict[str, str]:
    person = request.user
    if not person.is_authenticated:
        return {}
    return {"name": person.name, "email": person.email}
