"""The adoption ledger, as an organisation keeps it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.documents.actions.files import FileRefused
from cordata.exchange import rules
from cordata.exchange.actions import ledger as actions
from cordata.exchange.queries.ledger import entries_seen_inside
from cordata.web.documents.files import read_upload, refusal_in_words
from cordata.web.policy.forms.positions import DecisionForm, ResultForm
from cordata.web.policy.views.find import position_of
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def enter(request: Request, number: int) -> HttpResponse:
    """A decision with its text; everybody reads it."""
    position = position_of(request, number)
    allow(rules.may_sign(request.user, position.organisation))
    form = DecisionForm(posted(request), request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            facts = dict(form.cleaned_data)
            sent = facts.pop("file")
            try:
                file = (sent.name, read_upload(sent)) if sent else None
                actions.enter_decision(position, file=file, by=request.user, **facts)
            except FileRefused as refused:
                form.add_error("file", refusal_in_words(refused.code))
            except actions.NothingCarriedOut:
                form.add_error(None, _("Your organisation has neither adopted nor adapted it."))
                status = 409
            else:
                messages.success(request, _("The decision stands in the ledger."))
                return redirect("policy:position", number)
    context = {"form": form, "position": position, "organisation": position.organisation}
    return render(request, "web/policy/enter.html", context, status=status)


@require_http_methods(["GET", "POST"])
def tell_result(request: Request, entry: str) -> HttpResponse:
    """What came of a decision."""
    which = get_object_or_404(entries_seen_inside(request.user), public_id=entry)
    position = which.statement.position
    allow(rules.may_sign(request.user, position.organisation))
    names = ("result", "result_text", "result_on", "reached", "of")
    initial = {name: getattr(which, name) for name in names}
    form = ResultForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.tell_result(which, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Thank you. It stands beside the recommendation as evidence.")
        )
        return redirect("policy:position", position.number)
    context = {
        "form": form,
        "entry": which,
        "position": position,
        "organisation": position.organisation,
    }
    status = 422 if form.errors else 200
    return render(request, "web/policy/result.html", context, status=status)
