"""The matching proposal: compute it, read it, compare it, choose between its plans."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from cordata.clusters import rules
from cordata.clusters.actions import drafts as actions
from cordata.clusters.actions.stale import AlreadyPublished, ChangedMeanwhile
from cordata.clusters.models import Draft, Plan
from cordata.clusters.queries import compare as comparing
from cordata.clusters.queries import drafts as queries
from cordata.clusters.queries import prices, quality, why
from cordata.clusters.queries.comments import counted_comments
from cordata.clusters.queries.shown import show_plan
from cordata.clusters.tasks import compute_soon
from cordata.web.clusters.conflict import show_conflict, show_published
from cordata.web.clusters.drawing import draw_plan
from cordata.web.clusters.views.find import cohort_of, draft_of, version_in
from cordata.web.networks.forms.rules import RulesForm
from cordata.web.requests import Request, allow, render_part

PAGE = "web/clusters/draft.html"


@require_GET
def show_newest(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Go to the newest draft of a cohort, or say how to make the first."""
    which = cohort_of(request.user, cc, cohort)
    draft = queries.newest_draft(which)
    if draft:
        return redirect("clusters:draft", cc, draft.public_id)
    ready = queries.readiness(which)
    return render(
        request, "web/clusters/no_draft.html", {"cohort": which, "ready": ready, "cc": cc}
    )


@require_POST
def compute(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Ask for a new draft; small cohorts have it at once, large ones get a job page."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_match(request.user, which))
    try:
        draft = compute_soon(actions.ask_draft(which, by=request.user))
    except actions.NobodyToMatch as nobody:
        ready = queries.readiness(which)
        context = {"cohort": which, "ready": ready, "nobody": nobody, "cc": cc}
        return render(request, "web/clusters/no_draft.html", context, status=422)
    return redirect("clusters:draft", cc, draft.public_id)


@require_GET
def show(request: Request, cc: str, draft: str) -> HttpResponse:
    """The proposal itself, or its state while there is none yet."""
    which = draft_of(request.user, cc, draft)
    if which.state in {Draft.State.WAITING, Draft.State.RUNNING, Draft.State.FAILED}:
        context = {"draft": which, "cohort": which.cohort, "cc": cc}
        return render_part(request, "web/clusters/computing.html", "computing", context)
    if which.state == Draft.State.IMPOSSIBLE:
        context = {"draft": which, "cohort": which.cohort, "cc": cc}
        return render(request, "web/clusters/clash.html", context | queries.clash_of(which))
    return _show_plan(request, cc, which)


def _show_plan(request: Request, cc: str, draft: Draft) -> HttpResponse:
    plans = queries.plans_of(draft)
    variant = request.GET.get("plan", "")
    plan = next((one for one in plans if one.variant == variant), plans[0] if plans else None)
    if plan is None:
        raise Http404
    shown = show_plan(plan)
    opened = request.GET.get("why", "")
    context = {
        "cc": cc,
        "draft": draft,
        **counted_comments(draft),
        "cohort": draft.cohort,
        "plan": plan,
        "shown": shown,
        "plans": [queries.summary_of(one) for one in plans],
        "opened": opened,
        "why": why.why_tied(plan, opened) if opened else None,
        "drawing": draw_plan(shown, opened),
        "newest": queries.newest_draft(draft.cohort),
        "earlier": queries.earlier_drafts(draft),
    }
    if request.htmx and opened:
        return render_part(request, "web/clusters/why.html", f"why-{opened}", context)
    return render(request, PAGE, context)


@require_POST
def choose(request: Request, cc: str, draft: str) -> HttpResponse:
    """Go on with another of the computed plans."""
    which = draft_of(request.user, cc, draft)
    allow(rules.may_match(request.user, which.cohort))
    plan = get_object_or_404(Plan, draft=which, variant=request.POST.get("plan", ""))
    version = version_in(request.POST.get("version"))
    try:
        actions.choose_plan(which, plan, version=version, by=request.user)
    except ChangedMeanwhile as changed:
        return show_conflict(request, cc, which, changed)
    except AlreadyPublished:
        return show_published(request, cc, which)
    return redirect("clusters:draft", cc, which.public_id)


@require_GET
def compare(request: Request, cc: str, draft: str) -> HttpResponse:
    """What differs, school by school, from another draft or another plan."""
    which = draft_of(request.user, cc, draft)
    plan = which.plans.filter(variant=request.GET.get("plan", "")).first() or which.chosen
    other = queries.plan_to_compare(which, request.GET.get("with", ""))
    differences = comparing.differences(plan, other) if plan and other else []
    context = {
        "cc": cc,
        "draft": which,
        "cohort": which.cohort,
        "plan": plan,
        "other": other,
        "differences": differences,
        "choices": queries.plans_to_compare(which),
    }
    return render(request, "web/clusters/compare.html", context)


@require_GET
def show_quality(request: Request, cc: str, draft: str) -> HttpResponse:
    """How the plan was computed, how good it is, and what it does not know."""
    which = draft_of(request.user, cc, draft)
    context = {"cc": cc, "draft": which, "cohort": which.cohort, "plan": which.chosen}
    sheet = quality.quality_of(which.chosen) if which.chosen else None
    return render(request, "web/clusters/quality.html", context | {"sheet": sheet})


@require_POST
def price_rules(request: Request, cc: str, cohort: str) -> HttpResponse:
    """What other rules would change, before they are saved."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_match(request.user, which))
    form = RulesForm(request.POST)
    price = prices.price_of_rules(which, form.rules()) if form.is_valid() else None
    context = {"cohort": which, "price": price, "form": form, "cc": cc}
    return render_part(request, "web/clusters/price_of_rules.html", "price", context)
