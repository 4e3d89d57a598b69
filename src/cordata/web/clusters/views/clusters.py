"""Published clusters: one for its coordinator, one for its schools, and changes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.calls.queries.waiting import call_with_a_waiting_list
from cordata.clusters import rules
from cordata.clusters.actions import changing
from cordata.clusters.actions.ending import end_cluster
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries import clusters as queries
from cordata.clusters.queries.agreements import signed_in
from cordata.clusters.queries.matrix import matrix_of
from cordata.costs.rules import may_see_costs
from cordata.cycles.models import Goal
from cordata.cycles.queries.activities import next_of
from cordata.cycles.queries.alerts import ended_on
from cordata.cycles.queries.cycles import year_beside
from cordata.cycles.queries.goals import goals_of
from cordata.cycles.queries.talk import last_posts, news_in
from cordata.cycles.queries.ties import tied
from cordata.schools.queries.schools import my_school_ids
from cordata.web.clusters.forms import HandOverForm, MergeForm, ModelForm, ReasonForm, SplitForm
from cordata.web.clusters.views.find import cluster_of, version_in
from cordata.web.home.in_school import first_in
from cordata.web.models.lived import rows_of_model
from cordata.web.requests import Request, allow
from cordata.web.schools.map import draw_country
from cordata.web.schools.points import cluster_points


@require_GET
def show(request: Request, cluster: str) -> HttpResponse:
    """A cluster for the teams of its schools: who is in it, and how it is coordinated."""
    seen = queries.with_members(queries.clusters_entered_by(request.user)).select_related(
        "cycle"
    )
    which = get_object_or_404(seen, public_id=cluster)
    points, ties = cluster_points([which])
    country, title = which.cohort.country_id, _("Map of the cluster")
    drawing = draw_country(country, points, ties, title=title) if points else None
    members: list[Membership] = which.now  # type: ignore[attr-defined]  # annotated or prefetched by its query
    # Coordinators read this page, too, but not what schools say among themselves.
    ours = my_school_ids(request.user)
    talks = any(one.participation.school.public_id in ours for one in members)
    goals = _goals(members)
    ended = ended_on(which, timezone.localdate())
    ours_here = tied(request.user).within(which) if talks and not ended else None
    context = {
        "cluster": which,
        "ended_on": ended,
        "first": first_in(ours_here, request.user) if ours_here else None,
        "drawing": drawing,
        "agreement": signed_in(which),
        "matrix": matrix_of(members),
        "goals_by_member": goals,
        "has_goals": any(some for _one, some in goals),
        "sees_costs": may_see_costs(request.user, which),
        "talks": talks,
        "news": news_in(which, request.user) if talks else 0,
        "posts": last_posts(which, 2) if talks else [],
        "next": ours_here.next if ours_here else next_of(which),
        "zone": which.cohort.country.time_zone,
        "year": year_beside(which),
    }
    return render(request, "web/clusters/cluster.html", context)


def _goals(members: list[Membership]) -> list[tuple[Membership, list[Goal]]]:
    """What each school has set out to do."""
    goals = goals_of([one.participation_id for one in members])
    return [(one, goals[one.participation_id]) for one in members]


@require_GET
def show_coordinated(request: Request, cc: str, cluster: str) -> HttpResponse:
    """One cluster for its coordinator: members, model, history, changes."""
    return _page(request, cc, cluster_of(request.user, cc, cluster))


def _page(
    request: Request, cc: str, cluster: Cluster, status: int = 200, **more: Any
) -> HttpResponse:
    members = cluster.memberships.select_related("participation__school__main_site").order_by(
        "until", "-side", "pk"
    )
    now = [one for one in members if one.until is None]
    models = list(cluster.models.order_by("-since", "-pk"))
    model = next((one for one in models if one.until is None), None)
    mentees = cluster.memberships.filter(until=None, side="mentee").select_related(
        "participation__school"
    )
    shown = [one for one in now if one.side == "mentee"]
    others = Cluster.objects.filter(cohort=cluster.cohort_id, closed_on=None)
    context: dict[str, Any] = {
        "cc": cc,
        "cluster": cluster,
        "cohort": cluster.cohort,
        "ended_on": ended_on(cluster, timezone.localdate()),
        "year": year_beside(cluster),
        "now": now,
        "agreement": signed_in(cluster),
        "matrix": matrix_of(now),
        "goals_by_member": _goals(now),
        "call": call_with_a_waiting_list(cluster.cohort),
        "past": [one for one in members if one.until is not None],
        "models": models,
        "rows": rows_of_model(model),
        "ancestors": list(cluster.ancestors.select_related("before")),
        "descendants": list(cluster.descendants.select_related("after")),
        "reason_form": ReasonForm(),
        "hand_over_form": HandOverForm(None, mentees=mentees, shown=shown),
        "split_form": SplitForm(None, mentees=mentees, shown=shown),
        "merge_form": MergeForm(None, others=others.exclude(pk=cluster.pk)),
        "model_form": ModelForm(instance=model),
    }
    return render(request, "web/clusters/coordinate.html", context | more, status=status)


def _change(
    request: Request, cc: str, cluster: Cluster, verb: Callable[[], Cluster | object], done: str
) -> HttpResponse:
    """Run one change; a later editor is shown how the cluster stands now."""
    try:
        made = verb()
    except changing.ClusterChanged:
        fresh = cluster_of(request.user, cc, cluster.public_id)
        return _page(request, cc, fresh, status=409, changed_meanwhile=True)
    except changing.NotPossible:
        return _page(request, cc, cluster, status=422, not_possible=True)
    messages.success(request, done)
    target = made if isinstance(made, Cluster) else cluster
    return redirect("clusters:coordinate", cc, target.public_id)


@require_POST
def withdraw(request: Request, cc: str, cluster: str) -> HttpResponse:
    """A school leaves; then the gap can be filled."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    member = get_object_or_404(
        Membership, cluster=which, pk=request.POST.get("member"), until=None
    )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, cc, which, status=422, reason_form=form, form=form)
    version = version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: changing.withdraw_school(
            member, version=version, by=request.user, **form.cleaned_data
        ),
        _("The school has left. You can now fill the gap."),
    )


def _mentees(cluster: Cluster) -> Any:
    return cluster.memberships.filter(until=None, side="mentee").select_related(
        "participation__school"
    )


@require_POST
def hand_over(request: Request, cc: str, cluster: str) -> HttpResponse:
    """A mentee school leads from now on."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    form = HandOverForm(request.POST, mentees=_mentees(which))
    if not form.is_valid():
        return _page(request, cc, which, status=422, hand_over_form=form, form=form)
    version = version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: changing.hand_over(
            which, version=version, by=request.user, **form.cleaned_data
        ),
        _("The cluster has a new mentor school."),
    )


@require_POST
def split(request: Request, cc: str, cluster: str) -> HttpResponse:
    """Some schools go on as a new cluster."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    form = SplitForm(request.POST, mentees=_mentees(which))
    if not form.is_valid():
        return _page(request, cc, which, status=422, split_form=form, form=form)
    data, version = form.cleaned_data, version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: changing.split_cluster(
            which,
            list(data["leaving"]),
            led_by=data["led_by"],
            version=version,
            reason=data["reason"],
            by=request.user,
        ),
        _("The new cluster is at work."),
    )


@require_POST
def merge(request: Request, cc: str, cluster: str) -> HttpResponse:
    """All schools go on in another cluster."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    others = Cluster.objects.filter(cohort=which.cohort_id, closed_on=None).exclude(pk=which.pk)
    form = MergeForm(request.POST, others=others)
    if not form.is_valid():
        return _page(request, cc, which, status=422, merge_form=form, form=form)
    version = version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: changing.merge_cluster(
            which, version=version, by=request.user, **form.cleaned_data
        ),
        _("The clusters are one."),
    )


@require_POST
def change_model(request: Request, cc: str, cluster: str) -> HttpResponse:
    """From today the cluster is coordinated otherwise."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    form = ModelForm(request.POST)
    if not form.is_valid():
        return _page(request, cc, which, status=422, model_form=form, form=form)
    version = version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: changing.change_model(
            which, version=version, by=request.user, **form.cleaned_data
        ),
        _("Noted. The model of before stays in the history."),
    )


@require_POST
def end(request: Request, cc: str, cluster: str) -> HttpResponse:
    """The year is over: the cluster works no longer, and its schools go on reading it."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    version = version_in(request.POST.get("version"))
    return _change(
        request,
        cc,
        which,
        lambda: end_cluster(which, version=version, by=request.user),
        _("The cluster has ended. Its schools can still read everything."),
    )
