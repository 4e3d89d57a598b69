"""Say what schools a place has: typed, from a file that was looked at, or from the register here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import contexts as actions
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.contexts import countries_described_by
from cordata.networks.models import Country
from cordata.web.requests import Request, allow, posted
from cordata.web.simulate.place_forms import FileForm, TypedForm
from cordata.web.simulate.place_words import kinds_of

Origin = CountryContext.Origin


@require_http_methods(["GET", "POST"])
def type_in(request: Request) -> HttpResponse:
    """Number by number."""
    form = TypedForm(posted(request), **_options(request))
    if request.method == "POST" and form.is_valid():
        made = actions.describe_schools(
            _allowed(request, form.cleaned_data["country"]), origin=Origin.TYPED,
            schools=form.schools(), by=request.user, **form.told(),
        )  # fmt: skip
        return _taken(request, made)
    status = 422 if form.errors else 200
    return render(request, "web/simulate/type_in.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def take_in(request: Request) -> HttpResponse:
    """A file: what was read stands on a page before it is taken."""
    form = FileForm(posted(request), request.FILES or None, **_options(request))
    if request.method == "POST" and form.is_valid():
        country = _allowed(request, form.cleaned_data["country"])
        place = form.cleaned_data["place"]
        if "take" in request.POST and not request.FILES:
            made = actions.describe_schools(
                country, origin=Origin.FILE, schools=place, by=request.user, **form.told()
            )
            return _taken(request, made)
        context = {"form": form, "kinds": kinds_of(place), "kept": form.cleaned_data["text"]}
        return render(request, "web/simulate/look.html", context)
    status = 422 if form.errors else 200
    return render(request, "web/simulate/take_in.html", {"form": form}, status=status)


@require_POST
def count(request: Request) -> HttpResponse:
    """The register of schools here, as of today."""
    mine = countries_described_by(request.user)
    country = get_object_or_404(mine, pk=request.POST.get("country", ""))
    region = request.POST.get("region", "").strip()[:80]
    try:
        made = actions.count_register(country, region=region, by=request.user)
    except actions.NothingTold:
        messages.warning(request, _("No open school of this place is in the register."))
        return redirect("simulate:contexts")
    return _taken(request, made)


def _options(request: Request) -> dict[str, Any]:
    mine = countries_described_by(request.user)
    allow(mine.exists())
    return {"countries": mine, "today": timezone.localdate()}


def _allowed(request: Request, country: Country) -> Country:
    allow(rules.may_describe(request.user, country.pk))
    return country


def _taken(request: Request, made: CountryContext) -> HttpResponse:
    messages.success(request, _("Taken in. What stood before stays readable."))
    return redirect("simulate:context", made.public_id)
