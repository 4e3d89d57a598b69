"""The rounds of our school, and the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.schools.queries.schools import my_school_ids
from cordata.surveys import rules
from cordata.surveys.actions import rounds as actions
from cordata.surveys.actions.waves import level_of, people_known
from cordata.surveys.models import InstrumentVersion, Occasion, Round
from cordata.surveys.queries.forms import form_of, instruments_to_ask, levels_in, voices_of
from cordata.surveys.queries.rounds import (
    counts_of,
    last_levels,
    last_numbers,
    occasions_left,
    rounds_of_schools,
)
from cordata.web.requests import Request, allow, posted
from cordata.web.surveys.find import own_participation
from cordata.web.surveys.forms.rounds import USUAL, StartForm, title_of


@require_GET
def list_rounds(request: Request) -> HttpResponse:
    """What our school was asked, and where it can begin."""
    found = list(rounds_of_schools(my_school_ids(request.user)))
    counts = counts_of(found)
    now = timezone.now()
    rows = [
        {"round": one, "title": title_of(one.instrument), "voices": counts.get(one.pk, []),
         "is_over": one.is_over(now)}
        for one in found
    ]  # fmt: skip
    ours = participations_of_schools_of(request.user).filter(cohort__ends_on__gte=now.date())
    return render(request, "web/surveys/rounds.html", {"rows": rows, "ours": ours})


@require_http_methods(["GET", "POST"])
def start(request: Request, par: str) -> HttpResponse:
    """Check three numbers, write the last day: that is all."""
    which = own_participation(request, par)
    allow(rules.may_start_round(request.user, which))
    versions = instruments_to_ask(which.cohort.country_id, whole_school=True)
    if not versions:
        return render(request, "web/surveys/start.html", {"participation": which})
    form = _form(request, which, versions)
    if request.method == "POST" and form.is_valid():
        begun = _started(request, which, form)
        if begun:
            return redirect("surveys:round", begun.public_id)
    context = {"participation": which, "form": form}
    return render(
        request, "web/surveys/start.html", context, status=422 if form.errors else 200
    )


def _form(
    request: Request, which: Participation, versions: list[InstrumentVersion]
) -> StartForm:
    chosen = versions[0]
    form = form_of(chosen.pk)
    voices, levels = voices_of(form), levels_in(form)
    left = occasions_left(which, chosen.instrument)
    known = {voice: people_known(which, voice) for voice in voices} | last_numbers(which)
    initial: dict[str, Any] = {
        "closes_at": timezone.localdate() + USUAL,
        "level": level_of(which, levels, last_levels([which.school_id], chosen.instrument)),
        "occasion": left[0],
    } | {voice: number for voice, number in known.items() if number}
    return StartForm(
        posted(request),
        versions=versions,
        occasions=list(Occasion),
        voices=voices,
        levels=levels,
        country=which.cohort.country,
        initial=initial,
    )


def _started(request: Request, which: Participation, form: StartForm) -> Round | None:
    facts = form.facts()
    try:
        begun = actions.start_round(which, by=request.user, **facts)
    except actions.AlreadyAsked:  # pressed twice, or a colleague was faster: this is it
        messages.info(request, _("Your school was asked this on that occasion already."))
        there = {name: facts[name] for name in ("instrument", "occasion")}
        return which.rounds.get(**there)
    except actions.DayHasPassed:
        form.add_error("closes_at", _("This day has passed."))
        return None
    messages.success(request, _("It has begun. Give each voice its link."))
    return begun
