"""Letters about one recommendation: asked for here, confirmed and stopped from the letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cordata.guidance.actions import subscribing as actions
from cordata.guidance.queries.recommendations import versions_at
from cordata.guidance.queries.subscribing import subscriber_with
from cordata.web.doors import public
from cordata.web.limits import too_often
from cordata.web.recommendations.forms.letters import LettersForm
from cordata.web.recommendations.page import with_rows
from cordata.web.recommendations.views.reading import (
    language_now,
    person_of,
    version_page,
)

MOST_AN_HOUR = 20  # wishes for letters, from one address of the network


@public
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """The same answer for every address, known here or not."""
    newest = with_rows(versions_at(number)).first()
    if newest is None:
        raise Http404
    form = LettersForm(request.POST)
    if not form.is_valid():
        return version_page(
            request, newest, newest=newest, letters_form=form, form=form, status=422
        )
    if too_often(request, "recommendation-letters", MOST_AN_HOUR):
        form.add_error(
            None, _("Too many letters were asked for from your network. Try in an hour.")
        )
        return version_page(
            request, newest, newest=newest, letters_form=form, form=form, status=429
        )
    actions.ask_letters(
        newest.recommendation, email=form.cleaned_data["email"], language=language_now(),
        by=person_of(request),
    )  # fmt: skip
    messages.success(
        request,
        _(
            "A letter is on its way, unless one came today already. Open the page it names, and "
            "press the button."
        ),
    )
    return redirect("recommendations:one", number)


# A mail program's own button posts here (RFC 8058); the signed link is what permits it.
@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """One button to confirm, one to stop: mail filters open links, and press nothing."""
    subscriber = subscriber_with(token)
    if subscriber is None:
        raise Http404
    number = subscriber.recommendation.number
    if request.method == "GET":
        context = {"subscriber": subscriber, "recommendation": subscriber.recommendation}
        return render(request, "web/recommendations/letters.html", context)
    if "stop" in request.POST or "List-Unsubscribe" in request.POST:
        actions.stop_letters(subscriber, by=person_of(request))
        messages.success(request, _("No more letters will come, and the address is forgotten."))
    else:
        actions.confirm_letters(subscriber, by=person_of(request))
        messages.success(request, _("Confirmed: a letter comes whenever something changes."))
    return redirect("recommendations:one", number)
