"""Ask a school about its practice: a message through us, no address shown."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.practices.actions.contact import (
    TakesNoQuestions,
    WroteOften,
    write_to_the_school,
)
from cordata.practices.queries.published import title_in
from cordata.web.practices.forms.deciding import MessageForm
from cordata.web.practices.views.public import public_edition
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def ask(request: Request, number: int) -> HttpResponse:
    """Only where the school has opened itself to it."""
    edition = public_edition(number)
    if not edition.practice.takes_questions:
        raise Http404
    form = MessageForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            write_to_the_school(edition.practice, by=request.user, **form.cleaned_data)
        except WroteOften:
            form.add_error(None, _("Five messages a day are enough. Write again tomorrow."))
        except TakesNoQuestions:
            form.add_error(None, _("The school does not take questions about it just now."))
        else:
            messages.success(request, _("Sent. The school answers you by mail, if it can."))
            return redirect("practices:practice", number)
    context = {
        "edition": edition,
        "practice": edition.practice,
        "title": title_in(edition, get_language() or "en"),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/practices/ask.html", context, status=status)
