"""Exit and hand-over: what stays, who keeps it, what is passed on; and who grew."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles import rules
from cordata.cycles.actions import reviews as actions
from cordata.cycles.models import HandOver
from cordata.cycles.queries.reviews import (
    could_have_grown_from,
    growths_of,
    hand_overs_read_by,
    last_cluster_of,
)
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.networks.queries import participations_seen_by
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted
from cordata.web.reviews.forms import HandOverForm


@require_http_methods(["GET", "POST"])
def of_cluster(request: Request, cluster: str) -> HttpResponse:
    """The whole cluster ends: written by its teams, with those of single schools below."""
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(rules.may_write_hand_over(request.user, which, None))
    return _page(request, which, None)


@require_http_methods(["GET", "POST"])
def of_school(request: Request, par: str) -> HttpResponse:
    """One school leaves its cluster, or has left it."""
    school = get_object_or_404(participations_seen_by(request.user), public_id=par)
    cluster = last_cluster_of(school)
    if cluster is None:
        raise Http404
    if request.method == "POST":
        allow(rules.may_write_hand_over(request.user, cluster, school))
    return _page(request, cluster, school)


def _page(request: Request, cluster: Cluster, school: Participation | None) -> HttpResponse:
    every = list(hand_overs_read_by(request.user).filter(cluster=cluster))
    written = next((one for one in every if one.participation == school), None)
    form, conflict = HandOverForm(posted(request), initial=_words(written)), None
    if form.is_bound and form.is_valid():
        try:
            receipt = receipt_of(request)
            actions.hand_over(
                cluster, school, receipt=receipt, by=request.user, **form.cleaned_data
            )
        except ChangedBySomebody as changed:
            now: HandOver = changed.now
            conflict = conflict_of(now.public_id, form, HandOverForm(initial=_words(now)))
            form = renewed(form, now.version)
        else:
            messages.success(request, _("Saved. It stays when the year is over."))
            return redirect(request.path)
    context: dict[str, Any] = {
        "cluster": cluster,
        "school": school,
        "written": written,
        "others": [one for one in every if one != written],
        "may_enter": rules.may_do_together(request.user, cluster),
        "may_write": rules.may_write_hand_over(request.user, cluster, school),
        "grown": growths_of([school.school.public_id]) if school else [],
        "could_grow": could_have_grown_from(school) if school else [],
        "form": form,
        "conflict": conflict,
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "web/reviews/hand_over.html", context, status=status)


def _words(written: HandOver | None) -> dict[str, Any]:
    if written is None:
        return {}
    names = ("version", "stays", "keeper", "passed_on")
    return {name: getattr(written, name) for name in names}


@require_POST
def note_growth(request: Request, par: str) -> HttpResponse:
    """The school that leads now was accompanied before."""
    school = get_object_or_404(participations_seen_by(request.user), public_id=par)
    before = get_object_or_404(
        Participation, public_id=request.POST.get("from", ""), school=school.school_id
    )
    try:
        actions.note_growth(school, before, by=request.user)
    except actions.DidNotGrow:
        messages.info(request, _("This is noted already, or does not fit."))
    else:
        messages.success(request, _("Noted. It stands on the page of your school."))
    return redirect("schools:school", school.school.public_id)
