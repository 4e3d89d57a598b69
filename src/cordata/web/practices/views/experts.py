"""Who validates from outside: named by whoever coordinates a programme, never by the project."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.accounts.queries import person_with_email
from cordata.networks.models import Programme
from cordata.practices.actions.validating import NamedAlready, end_expert, name_expert
from cordata.practices.queries.seen import experts_of, programmes_naming_experts
from cordata.web.practices.forms.deciding import ExpertForm
from cordata.web.requests import Request, posted


@require_GET
def programmes(request: Request) -> HttpResponse:
    """The programmes for which this person may name experts."""
    found = list(programmes_naming_experts(request.user))
    if not found:
        raise Http404
    return render(request, "web/practices/programmes.html", {"programmes": found})


def _programme(request: Request, programme: str) -> Programme:
    seen = programmes_naming_experts(request.user)
    return get_object_or_404(seen, public_id=programme)


@require_http_methods(["GET", "POST"])
def named(request: Request, programme: str) -> HttpResponse:
    """Who is named, and somebody more."""
    which = _programme(request, programme)
    form = ExpertForm(posted(request))
    if form.is_bound and form.is_valid():
        person = person_with_email(form.cleaned_data["email"])
        if person is None:
            message = _("Nobody has an account with this address. Ask them to sign in once.")
            form.add_error("email", message)
        else:
            try:
                name_expert(which, person, knows=form.cleaned_data["knows"], by=request.user)
            except NamedAlready:
                form.add_error("email", _("This person is named already."))
            else:
                messages.success(request, _("Named."))
                return redirect("practices:experts-of", programme)
    context = {"programme": which, "experts": experts_of(which), "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/practices/experts.html", context, status=status)


@require_POST
def end(request: Request, programme: str, xpt: str) -> HttpResponse:
    """No longer; decisions stay."""
    which = _programme(request, programme)
    expert = get_object_or_404(experts_of(which), public_id=xpt)
    end_expert(expert, by=request.user)
    messages.success(request, _("They validate no more. What they decided stays."))
    return redirect("practices:experts-of", programme)
