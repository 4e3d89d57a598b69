"""The comment round: coordinators ask, mentor schools look at their proposed cluster."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.clusters import rules
from cordata.clusters.actions import commenting
from cordata.clusters.models import Comment, CommentRound
from cordata.clusters.queries.comments import asked_in, proposed_to
from cordata.networks.queries import participations_of_schools_of
from cordata.web.clusters.forms import CommentForm, RoundForm
from cordata.web.clusters.views.find import draft_of
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def ask(request: Request, cc: str, draft: str) -> HttpResponse:
    """Open the round, and read what mentor schools say."""
    which = draft_of(request.user, cc, draft)
    allow(rules.may_match(request.user, which.cohort))
    round_ = CommentRound.objects.filter(draft=which).first()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial={"until": round_.until if round_ else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commenting.open_round(which, until=form.cleaned_data["until"], by=request.user)
        except commenting.RoundOver:
            form.add_error("until", _("Choose a day from today on, of a draft that is ready."))
        else:
            messages.success(request, _("Mentor schools can comment now."))
            return redirect("clusters:comments", cc, which.public_id)
    context = {
        "cc": cc,
        "draft": which,
        "cohort": which.cohort,
        "round": round_,
        "asked": asked_in(which),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/clusters/comments.html", context, status=status)


@require_http_methods(["GET", "POST"])
def comment(request: Request, round: str, mentor: str) -> HttpResponse:  # noqa: A002 - as in the address
    """What a mentor school sees of the proposal: the schools it would lead."""
    rounds = CommentRound.objects.select_related("draft__chosen", "draft__cohort__country")
    which = get_object_or_404(rounds, public_id=round)
    taking_part = participations_of_schools_of(request.user).select_related(
        "school__main_site", "cohort__country"
    )
    school = get_object_or_404(
        taking_part, public_id=mentor, side="mentor", cohort=which.draft.cohort
    )
    allow(rules.may_comment(request.user, school))
    group = proposed_to(which.draft, school)
    if group is None:
        raise Http404
    said = Comment.objects.filter(round=which, mentor=school).first()
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        initial={"view": said.view, "text": said.text} if said else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commenting.give_comment(which, school, by=request.user, **form.cleaned_data)
        except commenting.RoundOver:
            form.add_error(None, _("The round is over. Write to your coordinator instead."))
        else:
            messages.success(request, _("Thank you. Your coordinator reads it."))
            return redirect("clusters:comment", which.public_id, school.public_id)
    context = {
        "round": which,
        "school": school,
        "group": group,
        "said": said,
        "form": form,
        "is_open": commenting.is_open(which),
    }
    status = 422 if form.errors else 200
    return render(request, "web/clusters/comment.html", context, status=status)
