"""An organisation applies: a form for everybody, then the code of a letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.exchange.actions import applying as actions
from cordata.exchange.models import Organisation
from cordata.exchange.queries.organisations import charter_now
from cordata.web.doors import public
from cordata.web.exchange.forms import ApplyForm, ProveForm
from cordata.web.exchange.views.front import reader_of
from cordata.web.limits import too_often

MOST_AN_HOUR = 20  # applications, and guesses at one code, from one address of the network


@public
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Fill in the form; the code goes to the address that was given."""
    language = translation.get_language() or "en"
    charter = charter_now(language)
    if charter is None:
        raise Http404
    form = ApplyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if not form.is_valid():
            pass
        elif too_often(request, "exchange:apply", MOST_AN_HOUR):
            form.add_error(None, _("Too many applications from your network. Try in an hour."))
            status = 429
        else:
            facts = {key: given for key, given in form.cleaned_data.items() if key != "accept"}
            made = actions.apply(
                charter=charter, language=language, by=reader_of(request), **facts
            )
            return redirect("exchange:prove", made.public_id)
    context = {"form": form, "charter": charter}
    return render(request, "web/exchange/apply.html", context, status=status)


@public
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest, org: str) -> HttpResponse:
    """Type the code; then the application waits for a decision."""
    which = get_object_or_404(Organisation, public_id=org, state=Organisation.State.UNPROVED)
    form = ProveForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if too_often(request, f"exchange:prove:{which.public_id}", MOST_AN_HOUR):
            form.add_error(None, _("Too many guesses. Apply anew in an hour."))
            status = 429
        elif form.is_valid():
            try:
                actions.prove_address(which, form.cleaned_data["code"], by=reader_of(request))
            except actions.WrongCode:
                form.add_error("code", _("This is not the code of the letter."))
            else:
                messages.success(
                    request,
                    _("Your application is there. You hear from us by e-mail, with a reason."),
                )
                return redirect("exchange:exchange")
    context = {"form": form, "organisation": which}
    return render(request, "web/exchange/prove.html", context, status=status)
