"""The decision, drafted or signed: every school with its result; put one otherwise."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.calls import rules
from cordata.calls.actions import deciding
from cordata.calls.models import Outcome, Selection
from cordata.calls.queries.decision import counts_of, outcomes_of, selections_seen_by
from cordata.web.requests import Request, allow, posted
from cordata.web.selection.forms import OverrideForm

PAGE = 25


def selection_of(request: Request, cc: str, selection: str) -> Selection:
    """A decision on a call this person edits."""
    return get_object_or_404(
        selections_seen_by(request.user),
        public_id=selection,
        call__cohort__country_id=cc.upper(),
    )


@require_GET
def show(request: Request, cc: str, selection: str) -> HttpResponse:
    """The decision, drafted or signed: every school with its result."""
    which = selection_of(request, cc, selection)
    chosen = request.GET.get("result", "")
    outcomes = outcomes_of(which)
    if chosen in Outcome.Result.values:
        outcomes = outcomes.filter(result=chosen)
    context = {
        "cc": cc,
        "call": which.call,
        "selection": which,
        "page": Paginator(outcomes, PAGE).get_page(request.GET.get("page")),
        "results": Outcome.Result.choices,
        "chosen": chosen,
        "counts": counts_of(which),
        "form": OverrideForm(initial={"version": which.version}),
    }
    return render(request, "web/selection/selection.html", context)


@require_http_methods(["GET", "POST"])
def override(request: Request, cc: str, selection: str, outcome: str) -> HttpResponse:
    """Put one school otherwise, with the reasons it will read."""
    which = selection_of(request, cc, selection)
    allow(rules.may_edit_call(request.user, which.call))
    found = get_object_or_404(
        which.outcomes.select_related("application__school", "selection__call__cohort"),
        public_id=outcome,
    )
    initial = {"version": which.version, "result": found.result, "reasons": found.reasons}
    form = OverrideForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.override(found, by=request.user, **form.cleaned_data)
            return redirect("selection:selection", cc, which.public_id)
        except deciding.DecidedAlready:
            form.add_error(None, _("It is decided, or somebody changed it meanwhile."))
    context = {"cc": cc, "call": which.call, "selection": which, "outcome": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/selection/override.html", context, status=status)
