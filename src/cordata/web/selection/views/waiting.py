"""The waiting list of a call: who is next, and call a school in when a place is free."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.calls import rules
from cordata.calls.actions.taking_in import NotWaiting, call_in
from cordata.calls.models import Outcome
from cordata.calls.queries.waiting import waiting_list
from cordata.web.calls.views.find import call_of
from cordata.web.requests import Request, allow
from cordata.web.selection.forms import CallInForm

PAGE = 25


@require_http_methods(["GET", "POST"])
def show(request: Request, cc: str, call: str) -> HttpResponse:
    """The line of each stratum and role; a school called in can then be matched."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    chosen = request.POST.get("outcome", "")
    form = CallInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcomes = Outcome.objects.filter(selection__call=which).select_related("selection")
        outcome = get_object_or_404(outcomes, public_id=chosen)
        try:
            call_in(outcome, by=request.user, **form.cleaned_data)
        except NotWaiting:
            messages.info(request, _("This school has come in already, or has withdrawn."))
        else:
            messages.success(
                request, _("The school is in. Compute a draft to fill the gap with it.")
            )
        return redirect("selection:waiting", cc, which.public_id)
    page = Paginator(waiting_list(which), PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            one,
            one.place == 1,  # type: ignore[attr-defined]  # annotated or prefetched by its query
            form if one.public_id == chosen else _fresh(one),
        )
        for one in page
    ]
    context = {"cc": cc, "call": which, "rows": rows, "page": page, "chosen": chosen}
    status = 422 if form.errors else 200
    return render(request, "web/selection/waiting.html", context, status=status)


def _fresh(one: Outcome) -> CallInForm:
    reasons = _("A place is free, and your school was next on the waiting list.")
    return CallInForm(auto_id=f"{one.public_id}_%s", initial={"reasons": reasons})
