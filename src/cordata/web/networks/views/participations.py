"""How one school takes part: change it, note its wishes, let it go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.clusters.models import Membership
from cordata.networks import actions, rules
from cordata.networks.models import Cohort, Country, Participation
from cordata.networks.queries import word_for
from cordata.networks.queries.taking_part import (
    capacity_of,
    could_be_wished,
    interests_of,
    wishes_of,
)
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.forms.interests import WishesForm
from cordata.web.networks.forms.participation import ParticipationForm, WithdrawForm
from cordata.web.networks.views.find import cohort_of, participation_in
from cordata.web.requests import Request, allow

PAGE = "web/networks/participation.html"


@require_http_methods(["GET", "POST"])
def change(request: Request, cc: str, cohort: str, par: str) -> HttpResponse:
    """Side, places, needs or offers, languages, agreement. "Preview" only says what follows."""
    which = cohort_of(request.user, cc, cohort)
    school = participation_in(which, par)
    if request.method == "GET":
        return _page(request, cc, school, _form(school))
    allow(rules.may_coordinate(request.user, which))
    form = _form(school, request.POST)
    if not form.is_valid():
        return _page(request, cc, school, form, status=422)
    if "preview" in request.POST:
        return _page(request, cc, school, form, then=_then(school, form))
    version = form.cleaned_data["version"]
    facts = form.facts()
    try:
        actions.change_participation(
            school, version=version, interests=form.interests, by=request.user, **facts
        )
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(school.public_id, form, _form(changed.now))
        again = renewed(form, changed.now.version)
        return _page(request, cc, changed.now, again, status=409, conflict=conflict)
    messages.success(request, _("Saved. Proposals made before keep what they knew."))
    return redirect("networks:cohort", cc, which.public_id)


@require_POST
def set_wishes(request: Request, cc: str, cohort: str, par: str) -> HttpResponse:
    """Note the private wishes a school told its coordinator."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_coordinate(request.user, which))
    school = participation_in(which, par)
    form = wishes_form(school, request.POST)
    if not form.is_valid():
        return _page(request, cc, school, _form(school), status=422, wishes=form)
    version = form.cleaned_data["version"]
    try:
        receipt = receipt_of(request)
        actions.set_wishes(
            school, form.wanted, version=version, receipt=receipt, by=request.user
        )
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(school.public_id, form, wishes_form(changed.now))
        again = renewed(form, changed.now.version)
        now = _form(changed.now)
        extra = {"wishes": again, "conflict": conflict}
        return _page(request, cc, changed.now, now, status=409, **extra)
    messages.success(
        request, _("The wishes are noted. Only coordinators and the school see them.")
    )
    return redirect("networks:participation", cc, which.public_id, par)


@require_POST
def withdraw(request: Request, cc: str, cohort: str, par: str) -> HttpResponse:
    """The school leaves; one that is in a cluster leaves there, so that the gap is seen."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_coordinate(request.user, which))
    school = participation_in(which, par)
    if cluster := _cluster_of(school):
        messages.info(
            request, _("This school is in a cluster. It leaves on the cluster's page.")
        )
        return redirect("clusters:coordinate", cc, cluster)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, cc, school, _form(school), status=422, leaving=form)
    try:
        actions.withdraw_participation(school, by=request.user, **form.cleaned_data)
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(school.public_id, form, WithdrawForm())
        again = renewed(form, changed.now.version)
        extra = {"leaving": again, "conflict": conflict}
        return _page(request, cc, changed.now, _form(changed.now), status=409, **extra)
    messages.success(request, _("The school has left the cohort. What it said is kept."))
    return redirect("networks:cohort", cc, which.public_id)


def wishes_form(school: Participation, posted: Any = None) -> WishesForm:
    """The wishes of a school, as they are or as they were sent."""
    return WishesForm(
        posted,
        possible=could_be_wished(school),
        wishes=wishes_of(school),
        initial={"version": school.version},
    )


def side_words(country: Country) -> list[tuple[str, str]]:
    """The two sides in the country's own words."""
    return [(side, word_for(country, side)) for side in Participation.Side.values]


def _form(school: Participation, posted: Any = None) -> ParticipationForm:
    initial = {name: getattr(school, name) for name in ParticipationForm.FACTS}
    return ParticipationForm(
        posted,
        sides=side_words(school.cohort.country),
        interests=interests_of(school),
        initial=initial | {"version": school.version},
    )


def _then(school: Participation, form: ParticipationForm) -> Any:
    """What all places add up to with the ones in the form."""
    data = form.cleaned_data
    places = {school.public_id: (data["min_places"], data["max_places"])}
    return capacity_of(school.cohort, instead=places)


def _cluster_of(school: Participation) -> str | None:
    inside = Membership.objects.filter(participation=school, until=None)
    return inside.values_list("cluster__public_id", flat=True).first()


def _page(
    request: Request,
    cc: str,
    school: Participation,
    form: ParticipationForm,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    cohort: Cohort = school.cohort
    context = {
        "cc": cc,
        "country": cohort.country,
        "cohort": cohort,
        "participation": school,
        "school": school.school,
        "form": form,
        "wishes": wishes_form(school),
        "leaving": WithdrawForm(initial={"version": school.version}),
        "capacity": capacity_of(cohort),
        "cluster": _cluster_of(school),
    }
    return render(request, PAGE, context | extra, status=status)
