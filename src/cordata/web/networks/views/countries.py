"""Countries and their own words: for administrators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.networks import actions
from cordata.networks.models import Country
from cordata.networks.queries import all_countries
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.forms.settings import (
    CountryForm,
    NewCountryForm,
    WordsForm,
    words_from,
)
from cordata.web.networks.views.find import administrators_only
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def list_countries(request: Request) -> HttpResponse:
    """Every country, and a form for one more."""
    administrators_only(request)
    language = translation.get_language() or "en"
    form = NewCountryForm(posted(request), language=language)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        facts.pop("version", None)
        try:
            country = actions.add_country(by=request.user, **facts)
            return redirect("networks:country-settings", country.code.lower())
        except actions.NameTaken:
            form.add_error("code", _("This country is there already."))
    context = {"countries": all_countries(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/networks/countries.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change_country(request: Request, cc: str) -> HttpResponse:
    """Languages, time zone, contact."""
    administrators_only(request)
    country = get_object_or_404(Country, code=cc.upper())
    if request.method == "GET":
        return _country_page(request, cc, country, _country_form(country))
    form = CountryForm(request.POST)
    if not form.is_valid():
        return _country_page(request, cc, country, form, status=422)
    facts = form.cleaned_data
    version = facts.pop("version") or 0
    try:
        actions.change_country(country, version=version, by=request.user, **facts)
    except actions.ChangedBySomebody as changed:
        conflict = conflict_of(country.public_id, form, _country_form(changed.now))
        again = renewed(form, changed.now.version)
        return _country_page(request, cc, changed.now, again, status=409, conflict=conflict)
    messages.success(request, _("Saved."))
    return redirect("networks:country-settings", cc)


@require_http_methods(["GET", "POST"])
def change_words(request: Request, cc: str) -> HttpResponse:
    """What the country calls a cluster, a mentor and a mentee school."""
    administrators_only(request)
    country = get_object_or_404(Country, code=cc.upper())
    forms = _words_forms(country, posted(request))
    if request.method == "GET":
        return _words_page(request, cc, country, forms)
    if not all([form.is_valid() for form in forms]):  # noqa: C419 - every form shows its errors
        return _words_page(request, cc, country, forms, status=422)
    version = request.POST.get("version", "")
    try:
        actions.set_country_words(
            country,
            words_from(forms),
            version=int(version) if version.isdecimal() else 0,
            by=request.user,
        )
    except actions.ChangedBySomebody as changed:
        pairs = zip(forms, _words_forms(changed.now), strict=True)
        conflicts = [conflict_of(country.public_id, mine, theirs) for mine, theirs in pairs]
        extra = {"conflicts": conflicts, "conflict": conflicts[0]}
        return _words_page(request, cc, changed.now, forms, status=409, **extra)
    messages.success(request, _("The words are saved."))
    return redirect("networks:country-words", cc)


def _country_form(country: Country) -> CountryForm:
    names = ("languages", "time_zone", "contact_name", "contact_email", "version")
    return CountryForm(initial={name: getattr(country, name) for name in names})


def _country_page(
    request: Request,
    cc: str,
    country: Country,
    form: CountryForm,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {"cc": cc, "country": country, "form": form}
    return render(request, "web/networks/country_settings.html", context | extra, status=status)


def _words_forms(country: Country, posted: Any = None) -> list[WordsForm]:
    order = [*country.languages, *(code for code, _name in settings.LANGUAGES)]
    return [
        WordsForm(posted, country=country, language=language)
        for language in dict.fromkeys(order)
    ]


def _words_page(
    request: Request,
    cc: str,
    country: Country,
    forms: list[WordsForm],
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {"cc": cc, "country": country, "forms": forms}
    return render(request, "web/networks/country_words.html", context | extra, status=status)
