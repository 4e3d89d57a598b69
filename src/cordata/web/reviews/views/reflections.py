"""Two-sided reflection: opened by the cluster, answered by each side, read by both or by none."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles import rules
from cordata.cycles.actions import reflections as actions
from cordata.cycles.models import Reflection
from cordata.cycles.queries.reflections import pairs_of, progress_of, reflections_seen_by
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted
from cordata.web.reviews.forms import AnswerForm, OpenForm


@require_http_methods(["GET", "POST"])
def of_cluster(request: Request, cluster: str) -> HttpResponse:
    """The reflections of a cluster, and a new one while none is open."""
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(rules.may_do_together(request.user, which))
    form = OpenForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            made = actions.open_reflection(which, by=request.user, **form.cleaned_data)
        except actions.OneIsOpen:
            form.add_error(None, _("Your cluster is reflecting already. Close that one first."))
        else:
            messages.success(request, _("Each school is asked now, in its week."))
            return redirect("reviews:reflection", made.public_id)
    found = list(reflections_seen_by(request.user).filter(cluster=which))
    context = {
        "cluster": which,
        "reflections": found,
        "is_open": any(one.closed_at is None for one in found),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/reviews/reflections.html", context, status=status)


def _reflection(request: Request, reflection: str) -> Reflection:
    return get_object_or_404(reflections_seen_by(request.user), public_id=reflection)


@require_GET
def show(request: Request, reflection: str) -> HttpResponse:
    """How far it is; and of my own pairs, what both sides said once both have."""
    which = _reflection(request, reflection)
    answered, pairs = progress_of(which)
    context = {
        "reflection": which,
        "cluster": which.cluster,
        "pairs": pairs_of(which, request.user),
        "answered": answered,
        "number": pairs,
    }
    return render(request, "web/reviews/reflection.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: Request, reflection: str, par: str) -> HttpResponse:
    """Three questions, for the side on which my school stands. Said once, it stays."""
    which = _reflection(request, reflection)
    mine = [one for one in pairs_of(which, request.user) if one.mentee.public_id == par]
    if not mine:
        raise Http404
    pair = next((one for one in mine if one.mine is None), mine[0])
    allow(rules.may_answer_for(request.user, pair.school))
    if pair.mine is not None and not request.POST:
        return redirect("reviews:reflection", which.public_id)
    form = AnswerForm(posted(request))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            actions.answer_reflection(
                which,
                pair.mentee,
                pair.school,
                receipt=receipt_of(request),
                by=request.user,
                **form.cleaned_data,
            )
        except actions.SaidAlready:
            form.add_error(None, _("A colleague has answered for your school before you."))
            status = 409
        except actions.ReflectionClosed:
            form.add_error(None, _("This reflection is closed. Your cluster can open another."))
            status = 409
        else:
            messages.success(request, _("Thank you. You read the other side when both are in."))
            return redirect("reviews:reflection", which.public_id)
    context = {"reflection": which, "cluster": which.cluster, "pair": pair, "form": form}
    status = status if status != 200 or not form.errors else 422  # noqa: PLR2004 - fine
    return render(request, "web/reviews/answer.html", context, status=status)


@require_POST
def close(request: Request, reflection: str) -> HttpResponse:
    """Nobody answers any more."""
    which = _reflection(request, reflection)
    allow(rules.may_do_together(request.user, which.cluster))
    try:
        actions.close_reflection(which, by=request.user)
    except actions.ReflectionClosed:
        messages.info(request, _("It was closed before."))
    else:
        messages.success(request, _("Closed. What only one side said stays unseen."))
    return redirect("reviews:reflection", which.public_id)
