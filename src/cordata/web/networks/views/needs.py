"""A school says itself what it needs or offers, and whom it would like to work with."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.clusters.actions.ending import school_still_at_work
from cordata.clusters.rules import is_over_for
from cordata.networks import actions, rules
from cordata.networks.models import Participation, opposite
from cordata.networks.queries import participations_of_schools_of
from cordata.networks.queries.taking_part import (
    capacity_of,
    interests_of,
    should_be_confirmed,
)
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.forms.interests import InterestsForm, PlacesForm, TopicsForm
from cordata.web.networks.views.find import own_participation
from cordata.web.networks.views.participations import wishes_form
from cordata.web.requests import Request, allow

FEW = 2  # rows of what is not asked first


@require_GET
def list_own(request: Request) -> HttpResponse:
    """Where the person's schools take part; straight to it if there is only one."""
    own = list(participations_of_schools_of(request.user))
    if len(own) == 1:
        return redirect("networks:needs-of", own[0].public_id)
    return render(request, "web/networks/needs_list.html", {"own": own})


@require_http_methods(["GET", "POST"])
def change(request: Request, par: str) -> HttpResponse:
    """Needs or offers with their priority, places if the school leads, private wishes."""
    school = own_participation(request.user, par)
    if request.method == "GET":
        return _page(request, school, _form(school), wishes_form(school))
    allow(rules.may_set_interests(request.user, school))
    school_still_at_work(school)  # networks know no clusters; the matrix is theirs
    if "set_wishes" in request.POST:
        return _set_wishes(request, school)
    form, also = _form(school, request.POST), _also(school, request.POST)
    both = [form.is_valid(), also.is_valid()]  # what is wrong in either is said at once
    if all(both) and form.interests.keys() & also.interests:
        also.add_error(None, _("A topic is needed or offered, not both."))
    if form.errors or also.errors:
        return _page(request, school, form, wishes_form(school), status=422, also=also)
    data = form.cleaned_data
    places = (data["min_places"], data["max_places"]) if school.is_mentor else None
    try:
        actions.set_interests(
            school,
            form.interests,
            # A page from before this was asked says nothing of it.
            others=also.interests if "also-topic_0" in request.POST else None,
            version=data["version"],
            places=places,
            receipt=receipt_of(request),
            by=request.user,
        )
    except actions.ChangedBySomebody as changed:
        now = changed.now
        conflict = conflict_of(school.public_id, form, _form(now), (also, _also(now)))
        again, wishes = renewed(form, now.version), wishes_form(now)
        return _page(request, now, again, wishes, status=409, conflict=conflict, also=also)
    messages.success(request, _("Saved. Thank you."))
    return redirect("networks:needs-of", par)


def _set_wishes(request: Request, school: Participation) -> HttpResponse:
    form = wishes_form(school, request.POST)
    if not form.is_valid():
        return _page(request, school, _form(school), form, status=422)
    version = form.cleaned_data["version"]
    try:
        receipt = receipt_of(request)
        actions.set_wishes(
            school, form.wanted, version=version, receipt=receipt, by=request.user
        )
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(school.public_id, form, wishes_form(changed.now))
        again = renewed(form, changed.now.version)
        now = changed.now
        return _page(request, now, _form(now), again, status=409, conflict=conflict)
    messages.success(
        request, _("The wishes are noted. Only coordinators and the school see them.")
    )
    return redirect("networks:needs-of", school.public_id)


def _form(school: Participation, posted: Any = None) -> InterestsForm:
    initial = {
        "version": school.version,
        "min_places": school.min_places,
        "max_places": school.max_places,
    }
    kind = PlacesForm if school.is_mentor else InterestsForm
    return kind(posted, interests=interests_of(school), initial=initial)


def _also(school: Participation, posted: Any = None) -> TopicsForm:
    """The other way round: what a mentee school offers, what a mentor school needs."""
    said = interests_of(school, opposite(school.direction))
    return TopicsForm(posted, interests=said, asked=FEW, prefix="also")


def _page(
    request: Request,
    school: Participation,
    form: InterestsForm,
    wishes: Any,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "participation": school,
        "cohort": school.cohort,
        "country": school.cohort.country,
        "school": school.school,
        "form": form,
        "also": _also(school),
        "over": is_over_for(school),
        "wishes": wishes,
        "capacity": capacity_of(school.cohort),
        "should_be_confirmed": should_be_confirmed(school),
    }
    return render(request, "web/networks/needs.html", context | extra, status=status)
