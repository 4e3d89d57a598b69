"""The parts of a draft: dates and roles, conditions, and rows of strata, criteria, papers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cordata.calls import rules
from cordata.calls.actions import editing
from cordata.calls.models import Call, Criterion, Paper, Stratum
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.queries.topics import labels
from cordata.schools.queries.schools import regions_of
from cordata.web.calls.forms.basics import BasicsForm
from cordata.web.calls.forms.parts import (
    SPARE,
    CriterionForm,
    EligibilityForm,
    PaperForm,
    StratumForm,
)
from cordata.web.calls.views.find import call_of
from cordata.web.requests import Request, allow, posted
from cordata.web.templatetags.cordata import named

BASICS = [name for name in BasicsForm.base_fields if name != "version"]


@dataclass(frozen=True)
class Kind:
    """How rows of one part are shown and read."""

    title: Any
    lead: Any
    model: editing.Part
    form: type[forms.Form]
    shown: Callable[[Any], dict[str, Any]]
    read: Callable[[dict[str, Any], forms.Form], dict[str, Any]]


def _stratum(row: Stratum) -> dict[str, Any]:
    places = {"mentor_places": row.mentor_places, "mentee_places": row.mentee_places}
    return {**row.conditions, **places}


def _read_stratum(given: dict[str, Any], form: forms.Form) -> dict[str, Any]:
    places = {name: given[name] for name in ("mentor_places", "mentee_places")}
    return places | {"conditions": form.conditions()}  # type: ignore[attr-defined]  # the row's own form


def _criterion(row: Criterion) -> dict[str, Any]:
    names = ("side", "weight", "most_points", "asks_evidence")
    words: list[str] = next(iter(row.rubric.values()), [])
    return {name: getattr(row, name) for name in names} | {"rubric": "\n".join(words)}


def _read_criterion(given: dict[str, Any], form: forms.Form) -> dict[str, Any]:
    names = ("side", "weight", "most_points", "asks_evidence")
    words = [line.strip() for line in given["rubric"].splitlines() if line.strip()]
    language = form.language  # type: ignore[attr-defined]  # the row's own form
    return {name: given[name] for name in names} | {
        "rubric": {language: words} if words else {}
    }


def _paper(row: Paper) -> dict[str, Any]:
    return {"side": row.side, "is_required": row.is_required}


def _read_paper(given: dict[str, Any], _form: forms.Form) -> dict[str, Any]:
    return {"side": given["side"], "is_required": given["is_required"]}


KINDS = {
    "strata": Kind(
        gettext_lazy("Strata and places"),
        gettext_lazy("A school belongs to the first stratum whose conditions it meets."),
        Stratum, StratumForm, _stratum, _read_stratum,
    ),
    "criteria": Kind(
        gettext_lazy("Criteria"),
        gettext_lazy("For each role the weights sum to 100. Everybody can read them."),
        Criterion, CriterionForm, _criterion, _read_criterion,
    ),
    "papers": Kind(
        gettext_lazy("Documents"),
        gettext_lazy("What schools send along as a file."),
        Paper, PaperForm, _paper, _read_paper,
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def basics(request: Request, cc: str, call: str) -> HttpResponse:
    """Dates, roles, hours, topics, lots."""
    which = _draft(request, cc, call)
    initial = {name: getattr(which, name) for name in BASICS} | {"version": which.version}
    form = BasicsForm(posted(request), call=which, topics=labels(), initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if _saved(request, lambda: editing.change_call(
            which, version=version, by=request.user, **form.facts()
        )):  # fmt: skip
            return redirect("calls:call", cc, which.public_id)
    context = {"title": _("Dates, roles, topics"), "form": form}
    return _page(request, cc, which, context, failed=request.method == "POST")


@require_http_methods(["GET", "POST"])
def eligibility(request: Request, cc: str, call: str) -> HttpResponse:
    """Which schools may apply at all."""
    which = _draft(request, cc, call)
    initial = which.eligibility | {"version": which.version}
    form = EligibilityForm(posted(request), regions=_regions(which), initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if _saved(request, lambda: editing.change_call(
            which, version=version, by=request.user, eligibility=form.conditions()
        )):  # fmt: skip
            return redirect("calls:call", cc, which.public_id)
    lead = _("Nothing filled in: every school of the country may apply.")
    context = {"title": _("Which schools may apply"), "lead": lead, "form": form}
    return _page(request, cc, which, context, failed=request.method == "POST")


@require_http_methods(["GET", "POST"])
def rows(request: Request, cc: str, call: str, part: str) -> HttpResponse:
    """Rows of strata, criteria or papers; two empty ones to add more."""
    which = _draft(request, cc, call)
    if part not in KINDS:
        raise Http404
    kind = KINDS[part]
    formset = _formset(request, which, kind)
    if request.method == "POST" and formset.is_valid():
        given = [_row(which, kind, form) for form in formset if not form.is_empty()]
        version = int(request.POST.get("version") or 0)
        if _saved(request, lambda: editing.set_parts(
            which, kind.model, given, version=version, by=request.user
        )):  # fmt: skip
            return redirect("calls:call", cc, which.public_id)
    context = {"title": kind.title, "lead": kind.lead, "formset": formset}
    return _page(request, cc, which, context, failed=request.method == "POST")


def _row(call: Call, kind: Kind, form: Any) -> dict[str, Any]:
    given, language = form.cleaned_data, call.text.original_language
    form.language = language
    names = {language: given["name"]}
    return {"public_id": given["public_id"], "names": names} | kind.read(given, form)


def _formset(request: Request, call: Call, kind: Kind) -> Any:
    initial = [
        {"public_id": row.public_id, "name": named(row.names)} | kind.shown(row)
        for row in kind.model._default_manager.filter(call=call).order_by("position")
    ]
    made = forms.formset_factory(kind.form, extra=SPARE, max_num=60)
    options = {"regions": _regions(call)} if kind.form is StratumForm else {}
    return made(posted(request), initial=initial, form_kwargs=options)


def _saved(request: Request, save: Callable[[], None]) -> bool:
    try:
        save()
    except ChangedBySomebody:
        messages.error(
            request,
            _(
                "Somebody saved this call while your page was open. Yours is below: compare, and save again."
            ),
        )
    except editing.NotADraft:
        messages.error(request, _("This call is public: announce a change instead."))
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def _draft(request: Request, cc: str, call: str) -> Call:
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    return which


def _regions(call: Call) -> list[str]:
    return [region for region, _count in regions_of(call.cohort.country_id)]


def _page(
    request: Request, cc: str, call: Call, context: dict[str, Any], *, failed: bool
) -> HttpResponse:
    call.refresh_from_db(fields=["version"])
    context |= {"cc": cc, "call": call}
    return render(request, "web/calls/part.html", context, status=422 if failed else 200)
