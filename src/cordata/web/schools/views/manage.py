"""The coordinator's schools: who is there, who comes first, where they came from."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cordata.schools import rules
from cordata.schools.actions import schools as actions
from cordata.schools.models import PriorityFlag
from cordata.schools.queries import schools as queries
from cordata.schools.queries.imports import imports_seen_by
from cordata.web.forms import DateInput
from cordata.web.requests import Request

PAGE = 25


class FlagForm(forms.Form):
    """Why a school comes first, and on whose word."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=PriorityFlag.Reason)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    dated_on = forms.DateField(
        label=gettext_lazy("Date of the source"),
        widget=DateInput(),
        initial=dt.date.today,
    )


def country_of(request: Request, cc: str) -> str:
    """The country's code, if this person manages its schools; else 404."""
    code = cc.upper()
    if not rules.may_manage_schools(request.user, code):
        raise Http404
    return code


@require_GET
def coordinated(request: Request, cc: str) -> HttpResponse:
    """All schools of the country, listed or not, open or closed; and the imports."""
    country = country_of(request, cc)
    words = request.GET.get("q", "").strip()[:100]
    found = queries.search_schools(
        queries.schools_seen_by(request.user), words=words, country=country
    ).prefetch_related("priority_flags")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "cc": cc,
        "country": country,
        "page": page,
        "words": words,
        "imports": imports_seen_by(request.user).filter(country=country)[:8],
    }
    return render(request, "web/schools/coordinated.html", context)


@require_http_methods(["GET", "POST"])
def flag(request: Request, cc: str, school: str) -> HttpResponse:
    """Say why a school comes first."""
    country = country_of(request, cc)
    seen = queries.schools_seen_by(request.user)
    which = get_object_or_404(seen, public_id=school, country=country)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_priority_flag(which, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("schools:school", which.public_id)
    context = {"cc": cc, "country": country, "school": which, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/schools/flag.html", context, status=status)
