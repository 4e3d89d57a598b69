"""One round: links, how many have answered, its last day, one reminder, its end."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.networks.actions import ChangedBySomebody
from cordata.surveys import rules
from cordata.surveys.actions import rounds as actions
from cordata.surveys.actions.closing import AlreadyClosed, close_round
from cordata.surveys.models import Round
from cordata.surveys.queries.forms import form_of, levels_in
from cordata.surveys.queries.letters import link_of, words_to_pass_on
from cordata.surveys.queries.linking import link_rates
from cordata.surveys.queries.rounds import Heard, counts_of, round_before
from cordata.web.requests import Request
from cordata.web.surveys.find import round_of
from cordata.web.surveys.forms.rounds import ChangeForm, SlipsForm, title_of
from cordata.web.surveys.qr import svg_of


@require_GET
def show(request: Request, round: str) -> HttpResponse:  # noqa: A002 - the address says so
    """For who runs it with its links; for its coordinator the numbers."""
    return _page(request, round_of(request, round, to_run=False))


def _page(request: Request, round_: Round, status: int = 200, **given: Any) -> HttpResponse:
    may_run = rules.may_run_round(request.user, round_)
    heard = counts_of([round_]).get(round_.pk, [])
    is_over = round_.is_over(timezone.now())
    context = {
        "round": round_,
        "title": title_of(round_.instrument),
        "voices": [_voice(one, links=may_run and not is_over) for one in heard],
        "is_over": is_over,
        "may_run": may_run,
        "may_read": round_.is_closed and rules.may_read_report(request.user, round_),
        "too_many": [] if is_over else _too_many(heard),
        "languages": form_of(round_.instrument_id).languages,
        "slips_form": SlipsForm(auto_id="slips_%s"),
        "rates": _rates(round_) if is_over else [],
    }
    if may_run and not round_.is_closed:
        context |= {
            "change_form": _change_form(round_, heard),
            "words": words_to_pass_on(round_),
        }
    return render(request, "web/surveys/round.html", context | given, status=status)


def _too_many(heard: list[Heard]) -> list[Heard]:
    """Voices of which more answered than are invited: closed like that, nothing of them is told."""
    return [one for one in heard if 0 < one.invited.people < one.all]


def _voice(heard: Heard, *, links: bool) -> dict[str, Any]:
    address = link_of(heard.invited)
    return {
        "heard": heard,
        "link": address if links else "",
        "qr": svg_of(address, heard.voice) if links else "",
    }


def _rates(round_: Round) -> list[Any]:
    before = round_before(round_)
    return link_rates(before, round_) if before else []


def _change_form(round_: Round, heard: list[Heard], data: Any = None) -> ChangeForm:
    nobody = not any(one.sent or one.begun for one in heard)
    levels = levels_in(form_of(round_.instrument_id)) if nobody else []
    numbers: dict[str, Any] = {one.invited.voice: one.invited.people for one in heard}
    zone = round_.cohort.country.time_zone
    now = {
        "version": round_.version,
        "level": round_.level,
        "closes_at": timezone.localtime(round_.closes_at, ZoneInfo(zone)).date(),
    }
    return ChangeForm(
        data,
        voices=list(numbers),
        levels=levels,
        country=round_.cohort.country,
        initial=numbers | now,
    )


@require_POST
def change(request: Request, round: str) -> HttpResponse:  # noqa: A002 - the address says so
    """Another last day, other numbers."""
    round_ = round_of(request, round)
    form = _change_form(round_, counts_of([round_]).get(round_.pk, []), request.POST)
    if not form.is_valid():
        return _page(request, round_, 422, change_form=form, form=form)
    try:
        actions.change_round(round_, by=request.user, **form.facts(round_.level))
    except ChangedBySomebody:
        form.add_error(None, _("A colleague changed this round meanwhile. Read it again."))
        return _page(request, round_, 409, change_form=form, form=form)
    except actions.Begun:
        messages.info(request, _("Somebody has answered meanwhile: the level stays."))
    except actions.StaysSmall:
        wrong = _("A voice of fewer than five people stays one once somebody has answered.")
        form.add_error(None, wrong)
        return _page(request, round_, 422, change_form=form, form=form)
    except actions.Over:
        messages.info(request, _("The round has closed; it stays as it was."))
    else:
        messages.success(request, _("Saved."))
    return redirect("surveys:round", round_.public_id)


@require_POST
def remind(request: Request, round: str) -> HttpResponse:  # noqa: A002 - the address says so
    """Once, and to nobody in particular."""
    round_ = round_of(request, round)
    try:
        letters = actions.remind(round_, by=request.user)
    except actions.AlreadyReminded:
        messages.info(request, _("The reminder has been sent before; there is only one."))
    except actions.Over:
        messages.info(request, _("The round has closed; it stays as it was."))
    else:
        told = ngettext(
            "%(number)d letter is on its way, with words to pass on.",
            "%(number)d letters are on their way, with words to pass on.",
            letters,
        )
        messages.success(request, told % {"number": letters})
    return redirect("surveys:round", round_.public_id)


@require_http_methods(["GET", "POST"])
def close(request: Request, round: str) -> HttpResponse:  # noqa: A002 - the address says so
    """Look once more, then close before the day."""
    round_ = round_of(request, round)
    if request.method == "POST":
        try:
            close_round(round_, by=request.user)
        except AlreadyClosed:
            messages.info(request, _("The round has closed; it stays as it was."))
        else:
            messages.success(request, _("Closed. Nothing can be added or changed any more."))
            if rules.may_read_report(request.user, round_):
                return redirect("reports:report", round_.public_id)
        return redirect("surveys:round", round_.public_id)
    if round_.is_closed:  # somebody came back to this page, or a colleague was faster
        messages.info(request, _("The round has closed; it stays as it was."))
        return redirect("surveys:round", round_.public_id)
    heard = counts_of([round_]).get(round_.pk, [])
    context = {
        "round": round_,
        "title": title_of(round_.instrument),
        "heard": heard,
        "too_many": _too_many(heard),
    }
    return render(request, "web/surveys/close.html", context)
