"""Waves: ask all schools of a cohort, and see how many answer, school by school."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by
from cordata.surveys import rules
from cordata.surveys.actions import rounds as actions
from cordata.surveys.actions.waves import move_wave, remind_wave, start_wave
from cordata.surveys.models import Occasion, Wave
from cordata.surveys.queries.forms import instruments_to_ask
from cordata.surveys.queries.letters import wave_preview, words_of_reminders
from cordata.surveys.queries.rounds import counts_of, heard_in, rounds_of_wave, waves_of
from cordata.surveys.queries.waves import (
    Opening,
    asked_before,
    by_language,
    is_untouched,
    occasion_due,
    opening_of,
    readers_to_remind,
    totals_of,
)
from cordata.web.networks.views.find import cohort_of, country_of
from cordata.web.requests import Request, allow, posted
from cordata.web.surveys.forms.rounds import USUAL, WaveDayForm, WaveForm, title_of

AT_ONCE = 50
NAMES = dict(settings.LANGUAGES)
# What buttons of these pages are called: back to the text, send what was checked, remind.
CHANGE, READERS, REMIND = "change", "readers", "remind"


@require_GET
def list_waves(request: Request, cc: str) -> HttpResponse:
    """What was asked in this country, and the cohorts that can be asked."""
    country = country_of(request.user, cc)
    waves = list(waves_of(request.user, country.pk)[:AT_ONCE])
    heard = heard_in(waves)
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
    """One round for each school, and a letter to its team: written, checked, then sent."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_start_wave(request.user, which))
    versions = instruments_to_ask(which.country_id, whole_school=True)
    today = timezone.localdate()
    form = WaveForm(
        posted(request),
        versions=versions,
        country=which.country,
        initial={
            "opens_on": today,
            "closes_at": today + USUAL,
            "occasion": occasion_due(which, versions[0]) if versions else "",
        },
    )
    if request.method != "POST" or CHANGE in request.POST or not form.is_valid():
        return _start_page(request, cc, which, form if versions else None)
    facts = form.facts()
    asked = (which, facts["instrument"], facts["occasion"])
    before = asked_before(*asked)
    if before:
        return _asked_already(request, cc, before)
    opening = opening_of(*asked)
    if request.POST.get(READERS) != str(len(opening.readers)):
        return _check(request, cc, which, form, opening)
    try:
        wave = start_wave(which, by=request.user, **facts)
    except actions.AlreadyAsked:
        return _asked_already(request, cc, asked_before(*asked))
    messages.success(request, _("Every school has its round, and its letter."))
    return redirect("surveys:wave", cc, wave.public_id)


def _start_page(
    request: Request, cc: str, cohort: Cohort, form: WaveForm | None
) -> HttpResponse:
    schools = cohort.participations.filter(withdrawn_at=None).count()
    context = {"cc": cc, "cohort": cohort, "form": form, "schools": schools}
    status = 422 if form and form.errors else 200
    return render(request, "web/surveys/start_wave.html", context, status=status)


def _asked_already(request: Request, cc: str, before: Wave | None) -> HttpResponse:
    """Pressed twice, or a colleague was faster: this is it."""
    messages.info(request, _("This cohort was asked this on that occasion already."))
    return (
        redirect("surveys:wave", cc, before.public_id)
        if before
        else redirect("surveys:waves", cc)
    )


def _check(
    request: Request, cc: str, cohort: Cohort, form: WaveForm, opening: Opening
) -> HttpResponse:
    """Which schools, how many letters in which language, and their words. Nothing is sent."""
    facts = form.facts()
    names = {one.school.public_id: one.school.name for one in opening.schools}
    first = {person.language: names[school] for person, school in reversed(opening.readers)}
    changed = READERS in request.POST
    context = {
        "cc": cc,
        "cohort": cohort,
        "form": form,
        "opening": opening,
        "changed": changed,
        "title": title_of(facts["instrument"]),
        "occasion": Occasion(facts["occasion"]).label,
        "opens_at": facts["opens_at"],
        "closes_at": facts["closes_at"],
        "previews": [
            (code, NAMES.get(code, code), number,
             wave_preview(first[code], cohort, facts["closes_at"], code))
            for code, number in by_language(opening.readers).items()
        ],
    }  # fmt: skip
    return render(
        request, "web/surveys/check_wave.html", context, status=409 if changed else 200
    )


@require_http_methods(["GET", "POST"])
def show(request: Request, cc: str, wave: str) -> HttpResponse:
    """How many have answered, by school and voice. Numbers; never what they said.

    Posted: another last day for all schools, or their one reminder.
    """
    which = get_object_or_404(waves_of(request.user, cc.upper()), public_id=wave)
    if request.method != "POST":
        return _wave_page(request, cc, which)
    allow(rules.may_start_wave(request.user, which.cohort))
    if REMIND in request.POST:
        return _remind(request, cc, which)
    form = WaveDayForm(request.POST, country=which.cohort.country)
    if not form.is_valid():
        return _wave_page(request, cc, which, form)
    try:
        moved = move_wave(which, by=request.user, **form.cleaned_data)
    except (actions.Over, actions.DayHasPassed):
        messages.info(request, _("The round has closed; it stays as it was."))
    else:
        said = ngettext(
            "The last day has moved for %(number)d school. A school that had chosen its own keeps it.",
            "The last day has moved for %(number)d schools. A school that had chosen its own keeps it.",
            moved,
        )
        messages.success(request, said % {"number": moved})
    return redirect("surveys:wave", cc, which.public_id)


def _remind(request: Request, cc: str, wave: Wave) -> HttpResponse:
    try:
        sent = remind_wave(wave, by=request.user)
    except actions.AlreadyReminded:
        messages.info(request, _("Every school has had its reminder; there is only one."))
    else:
        said = ngettext(
            "%(number)d letter is on its way, with words to pass on.",
            "%(number)d letters are on their way, with words to pass on.",
            sent,
        )
        messages.success(request, said % {"number": sent})
    return redirect("surveys:wave", cc, wave.public_id)


def _wave_page(
    request: Request, cc: str, which: Wave, form: WaveDayForm | None = None
) -> HttpResponse:
    page = Paginator(rounds_of_wave(which), AT_ONCE).get_page(request.GET.get("page"))
    counts = counts_of(page)
    heard, asked = heard_in([which])[which.pk]
    totals = totals_of([which])[which.pk]
    context = {
        "cc": cc,
        "wave": which,
        "title": title_of(which.instrument),
        "rows": [{"round": one, "voices": counts.get(one.pk, [])} for one in page],
        "page": page,
        "heard": heard,
        "asked": asked,
        "totals": totals,
        "form": form,
        "is_untouched": heard == 0 and is_untouched(which),
    }
    now = timezone.now()
    if which.closes_at > now:
        day = timezone.localtime(which.closes_at, ZoneInfo(which.cohort.country.time_zone))
        readers = readers_to_remind(which, now)
        context |= {
            "readers": readers,
            "languages": [
                (NAMES.get(code, code), n) for code, n in by_language(readers).items()
            ],
            "words": words_of_reminders(which, [one.label for one in totals]),
            "day_form": form
            or WaveDayForm(country=which.cohort.country, initial={"closes_at": day.date()}),
        }
    status = 422 if form else 200
    return render(request, "web/surveys/wave.html", context, status=status)
