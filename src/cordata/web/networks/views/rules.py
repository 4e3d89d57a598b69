"""Set the matching rules, beside the page as the public will read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.analysis.matching.rules import Rules, rules_from_dict
from cordata.calls.actions.publishing import announce_rules
from cordata.calls.queries.calls import promising_call
from cordata.networks import actions
from cordata.networks import rules as who
from cordata.networks.models import Cohort
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.forms.rules import RulesForm, initial_from
from cordata.web.networks.rules_in_words import in_words
from cordata.web.networks.views.find import cohort_of
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def change(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Save the rules; "preview" only shows them in words."""
    which = cohort_of(request.user, cc, cohort)
    if request.method == "GET":
        return _page(request, cc, which, _form(which))
    allow(who.may_coordinate(request.user, which))
    form = RulesForm(request.POST, promised=which.rules_promised)
    if not form.is_valid():
        return _page(request, cc, which, form, status=422)
    rules = form.rules()
    if "preview" in request.POST:
        return _page(request, cc, which, form, words=in_words(rules), is_preview=True)
    version = form.cleaned_data["version"] or 0
    try:
        _save(request, which, rules, version, form.cleaned_data.get("note", ""))
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(which.public_id, form, _form(changed.now))
        again = renewed(form, changed.now.rules_version)
        return _page(request, cc, changed.now, again, status=409, conflict=conflict)
    messages.success(
        request, _("The rules are saved and public. The next proposal follows them.")
    )
    return redirect("networks:rules", cc, which.public_id)


def _save(request: Request, cohort: Cohort, rules: Rules, version: int, note: str) -> None:
    """Rules that a call promised are changed through the call, which keeps the note."""
    call = promising_call(cohort) if cohort.rules_promised else None
    if call is None:
        actions.set_rules(cohort, rules, version=version, by=request.user)
        return
    words = {request.LANGUAGE_CODE: note}
    announce_rules(call, rules, words=words, version=version, by=request.user)


def _form(cohort: Cohort) -> RulesForm:
    rules = rules_from_dict(cohort.rules)
    initial = initial_from(rules, cohort.rules_version)
    return RulesForm(initial=initial, promised=cohort.rules_promised)


def _page(
    request: Request,
    cc: str,
    cohort: Cohort,
    form: RulesForm,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "cc": cc,
        "country": cohort.country,
        "cohort": cohort,
        "form": form,
        "words": in_words(rules_from_dict(cohort.rules)),
    }
    return render(request, "web/networks/rules.html", context | extra, status=status)
