"""Our school: what the register says, who is in the team, what we need or offer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.accounts.models import Scope
from cordata.accounts.queries import open_claims, roles_in
from cordata.clusters.queries.clusters import clusters_of_schools, ended_ties_of, newest_tie_of
from cordata.cycles.queries.reviews import could_have_grown_from, growths_of, with_past
from cordata.networks.queries import participations_of_schools_of
from cordata.networks.queries.taking_part import with_interests
from cordata.schools import rules
from cordata.schools.actions import schools as actions
from cordata.schools.models import Site
from cordata.schools.queries.schools import my_school_ids, my_schools
from cordata.web.requests import Request, allow


@require_GET
def ours(request: Request) -> HttpResponse:
    """The schools I work in, each with its people and its place in the network."""
    schools = list(my_schools(request.user))
    ids = {school.public_id for school in schools}
    # What ``with_interests`` reads is all that this page tells of needs and offers.
    taking_part = participations_of_schools_of(request.user).prefetch_related(None)
    mine = list(with_interests(with_past(taking_part)))
    sites = Site.objects.filter(school__in=schools, closed_on=None).order_by("name")
    claims, people, grown = open_claims(ids), roles_in(Scope.SCHOOL, ids), growths_of(ids)
    rows = [
        {
            "school": school,
            "sites": [one for one in sites if one.school_id == school.pk],
            "claims": [one for one in claims if one.place == school.public_id],
            "people": [one for one in people if one.place == school.public_id],
            "taking_part": [one for one in mine if one.school_id == school.pk],
            "grown": [one for one in grown if one.now.school_id == school.pk],
            "may_speak": rules.may_speak_for(request.user, school),
        }
        for school in schools
    ]
    context = {
        "rows": rows,
        "clusters": clusters_of_schools(ids) if ids else [],
        "ended": ended_ties_of(ids) if ids else [],
        "could_grow": {
            one.pk: could_have_grown_from(one)
            for one in mine
            if one.may_have_grown  # type: ignore[attr-defined]  # annotated or prefetched by its query
        },
    }
    return render(request, "web/schools/ours.html", context)


@require_GET
def lead(request: Request, where: str) -> HttpResponse:
    """To the cluster, its talk or our goals, as our school is tied in now.

    A menu stands on every page: its links name no cluster, so that it costs no query there.
    """
    if where not in {"cluster", "goals", "talk"}:
        raise Http404
    tie = newest_tie_of(my_school_ids(request.user))
    if tie is None:
        return redirect("schools:ours")
    if where == "goals":
        return redirect("cycles:plan", tie.participation.public_id)
    page = "talk:threads" if where == "talk" else "clusters:cluster"
    return redirect(page, tie.cluster.public_id)


@require_POST
def set_listed(request: Request, school: str) -> HttpResponse:
    """Be shown in the directory, or nowhere."""
    which = get_object_or_404(my_schools(request.user), public_id=school)
    allow(rules.may_speak_for(request.user, which))
    actions.set_listed(which, listed=request.POST.get("listed") == "yes", by=request.user)
    messages.success(request, _("Saved."))
    return redirect("schools:ours")
