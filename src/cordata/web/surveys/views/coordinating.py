"""Waves: ask all schools of a cohort, and see how many answer, school by school."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.networks.queries import cohorts_seen_by
from cordata.surveys import rules
from cordata.surveys.actions import rounds as actions
from cordata.surveys.actions.waves import start_wave
from cordata.surveys.queries.forms import instruments_to_ask
from cordata.surveys.queries.rounds import counts_of, rounds_of_wave, silent_in, waves_of
from cordata.web.networks.views.find import cohort_of, country_of
from cordata.web.requests import Request, allow, posted
from cordata.web.surveys.forms.rounds import USUAL, WaveForm, title_of

AT_ONCE = 50


@require_GET
def list_waves(request: Request, cc: str) -> HttpResponse:
    """What was asked in this country, and the cohorts that can be asked."""
    country = country_of(request.user, cc)
    waves = list(waves_of(request.user, country.pk)[:AT_ONCE])
    heard = silent_in(waves)
    rows = [{"wave": one, "title": title_of(one.instrument), "heard": heard[one.pk][0],
             "asked": heard[one.pk][1]} for one in waves]  # fmt: skip
    cohorts = (
        cohorts_seen_by(request.user)
        .filter(
            country=country,
            ends_on__gte=timezone.localdate(),
            participations__withdrawn_at=None,
            participations__isnull=False,
        )
        .distinct()
    )
    context = {"cc": cc, "country": country, "rows": rows, "cohorts": cohorts}
    return render(request, "web/surveys/waves.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, cc: str, cohort: str) -> HttpResponse:
    """One round for each school, and a letter to its team."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_start_wave(request.user, which))
    versions = instruments_to_ask(which.country_id, whole_school=True)
    today = timezone.localdate()
    form = WaveForm(
        posted(request),
        versions=versions,
        country=which.country,
        initial={"opens_on": today, "closes_at": today + USUAL},
    )
    if request.method == "POST" and form.is_valid():
        try:
            wave = start_wave(which, by=request.user, **form.facts())
        except actions.AlreadyAsked:
            form.add_error(
                "occasion", _("This cohort was asked this on that occasion already.")
            )
        else:
            messages.success(request, _("Every school has its round, and its letter."))
            return redirect("surveys:wave", cc, wave.public_id)
    schools = which.participations.filter(withdrawn_at=None).count()
    context = {
        "cc": cc,
        "cohort": which,
        "form": form if versions else None,
        "schools": schools,
    }
    status = 422 if form.errors else 200
    return render(request, "web/surveys/start_wave.html", context, status=status)


@require_GET
def show(request: Request, cc: str, wave: str) -> HttpResponse:
    """How many have answered, by school and voice. Numbers; never what they said."""
    which = get_object_or_404(waves_of(request.user, cc.upper()), public_id=wave)
    page = Paginator(rounds_of_wave(which), AT_ONCE).get_page(request.GET.get("page"))
    counts = counts_of(page)
    heard, asked = silent_in([which])[which.pk]
    context = {
        "cc": cc,
        "wave": which,
        "title": title_of(which.instrument),
        "rows": [{"round": one, "voices": counts.get(one.pk, [])} for one in page],
        "page": page,
        "heard": heard,
        "asked": asked,
    }
    return render(request, "web/surveys/wave.html", context)
