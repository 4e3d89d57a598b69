"""Move a school, or keep two apart: the price is on the page before anything is saved."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cordata.clusters import rules
from cordata.clusters.actions import pins
from cordata.clusters.actions.stale import AlreadyPublished, ChangedMeanwhile
from cordata.clusters.queries import why
from cordata.clusters.tasks import compute_soon
from cordata.web.clusters.conflict import show_conflict, show_published
from cordata.web.clusters.forms import ForbidForm, MoveForm
from cordata.web.clusters.views.find import draft_of, school_in, version_in
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def move(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Every other mentor for this school, each with its price; then tie it there."""
    which = draft_of(request.user, cc, draft)
    mentee = school_in(which, school)
    allow(rules.may_match(request.user, which.cohort))
    options = why.places_for(which, mentee, wanted=request.GET.get("q", ""))
    form = MoveForm(request.POST or None, options=options)
    if request.method == "POST" and form.is_valid():
        try:
            newer = pins.move_school(
                which,
                mentee,
                to=school_in(which, form.cleaned_data["mentor"]),
                online=form.cleaned_data["online"],
                reason=form.cleaned_data["reason"],
                version=version_in(request.POST.get("version")),
                by=request.user,
            )
        except ChangedMeanwhile as changed:
            return show_conflict(request, cc, which, changed)
        except AlreadyPublished:
            return show_published(request, cc, which)
        return redirect("clusters:draft", cc, compute_soon(newer).public_id)
    context = {
        "cc": cc,
        "draft": which,
        "cohort": which.cohort,
        "school": mentee,
        "options": options,
        "form": form,
        "now": why.place_now(which, mentee),
    }
    status = 422 if form.errors else 200
    return render(request, "web/clusters/move.html", context, status=status)


@require_http_methods(["GET", "POST"])
def forbid(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Say that a school and its present mentor never go together, with a reason."""
    which = draft_of(request.user, cc, draft)
    mentee = school_in(which, school)
    allow(rules.may_match(request.user, which.cohort))
    now = why.place_now(which, mentee)
    form = ForbidForm(request.POST or None)
    if now and request.method == "POST" and form.is_valid():
        try:
            newer = pins.forbid_pair(
                which,
                mentee,
                now.mentor,
                reason=form.cleaned_data["reason"],
                version=version_in(request.POST.get("version")),
                by=request.user,
            )
        except ChangedMeanwhile as changed:
            return show_conflict(request, cc, which, changed)
        except AlreadyPublished:
            return show_published(request, cc, which)
        return redirect("clusters:draft", cc, compute_soon(newer).public_id)
    price = why.price_of_forbidding(which, mentee) if now else None
    context = {
        "cc": cc,
        "draft": which,
        "cohort": which.cohort,
        "school": mentee,
        "now": now,
        "price": price,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/clusters/forbid.html", context, status=status)
