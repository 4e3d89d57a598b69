"""The mid-term review: each goal is kept, changed or given up, with a sentence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.clusters.rules import is_over_for
from cordata.cycles import rules
from cordata.cycles.actions import reviews as actions
from cordata.cycles.queries.reviews import goals_to_review, reviews_of
from cordata.networks.queries import participations_of_schools_of
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted
from cordata.web.reviews.forms import ReviewForm


@require_http_methods(["GET", "POST"])
def review(request: Request, par: str) -> HttpResponse:
    """Go through the goals together; one that is given up frees its place."""
    ours = participations_of_schools_of(request.user)
    which = get_object_or_404(ours, public_id=par)
    allow(rules.may_plan(request.user, which))
    goals = goals_to_review(which)
    form = ReviewForm(posted(request), goals=goals)
    status = 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.review_goals(
                which,
                held_on=data["held_on"],
                mentor_there=data["mentor_there"],
                verdicts=form.verdicts(),
                receipt=receipt_of(request),
                by=request.user,
            )
        except actions.GoalsChanged:
            form.add_error(
                None, _("A colleague changed your goals meanwhile. Read them again.")
            )
            status = 409
        else:
            messages.success(request, _("Noted. Goals that you word otherwise wait for you."))
            return redirect("cycles:plan", which.public_id)
    elif form.is_bound:
        status = 422
    context = {
        "participation": which,
        "goals": goals,
        "reviews": reviews_of(which),
        "form": form,
        "over": is_over_for(which),
    }
    return render(request, "web/reviews/midterm.html", context, status=status)
