"""A wave that was opened by mistake: look at what goes with it, say why, take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cordata.surveys import rules
from cordata.surveys.actions.rounds import Begun
from cordata.surveys.actions.taking_back import AlreadyTakenBack, take_back_wave
from cordata.surveys.queries.rounds import waves_of
from cordata.surveys.queries.waves import is_untouched, rounds_given
from cordata.web.requests import Request, allow, posted
from cordata.web.surveys.forms.rounds import TakeBackForm, title_of


@require_http_methods(["GET", "POST"])
def take_back(request: Request, cc: str, wave: str) -> HttpResponse:
    """Only while nobody has answered; the reason stands in the trail and in the letters."""
    which = get_object_or_404(waves_of(request.user, cc.upper()), public_id=wave)
    allow(rules.may_start_wave(request.user, which.cohort))
    form = TakeBackForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        context = {
            "cc": cc,
            "wave": which,
            "title": title_of(which.instrument),
            "schools": rounds_given(which).count(),
            "form": form if is_untouched(which) else None,
        }
        status = 422 if form.errors else 200
        return render(request, "web/surveys/take_back.html", context, status=status)
    try:
        letters = take_back_wave(which, by=request.user, **form.cleaned_data)
    except Begun:
        messages.info(
            request,
            _(
                "Somebody has answered, or a school has closed its round: it can no longer be taken back."
            ),
        )
        return redirect("surveys:wave", cc, which.public_id)
    except AlreadyTakenBack:
        messages.info(request, _("A colleague has taken it back before."))
    else:
        said = ngettext(
            "Taken back. %(number)d letter says so.",
            "Taken back. %(number)d letters say so.",
            letters,
        )
        messages.success(request, said % {"number": letters})
    return redirect("surveys:waves", cc)
