"""Begin an instrument, adapt one for a country, start and throw away drafts."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.surveys import rules
from cordata.surveys.actions import instruments as actions
from cordata.surveys.queries.instruments import countries_written_for, version_shown
from cordata.web.instruments.forms.whole import BeginForm
from cordata.web.instruments.views.find import (
    draft_in,
    editable,
    instrument_of,
    page_language,
    place_name,
)
from cordata.web.instruments.views.library import page_of
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """A new instrument of the platform or of a country."""
    places = countries_written_for(request.user)
    if not places:
        raise Http404
    form = BeginForm(
        posted(request),
        places=[(code, place_name(code) or _("Every country")) for code in places],
        languages=settings.LANGUAGES,
        initial={"language": page_language()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.begin_instrument(by=request.user, **form.facts())
            return redirect("instruments:draft", draft.instrument.slug)
        except actions.NameTaken:
            form.add_error("title", _("There is one with this title. Give it another."))
    status = 422 if form.errors else 200
    return render(request, "web/instruments/begin.html", {"form": form}, status=status)


@require_POST
def adapt(request: Request, instrument: str) -> HttpResponse:
    """An edition of a country, with the locked core and questions of its own."""
    which = instrument_of(request, instrument)
    country = request.POST.get("country", "")
    allow(bool(country) and rules.may_write_instruments(request.user, country))
    version = version_shown(which)
    if version is None:
        raise Http404
    try:
        draft = actions.adapt_instrument(version, country=country, by=request.user)
    except actions.AdaptedAlready as there:
        messages.info(request, _("Your country has an edition of it. This is it."))
        return redirect("instruments:instrument", there.instrument.slug)
    except actions.NotPublished:
        raise Http404 from None
    messages.success(
        request, _("Your edition is a draft. Add questions of your own, then publish it.")
    )
    return redirect("instruments:draft", draft.instrument.slug)


@require_POST
def follow(request: Request, instrument: str) -> HttpResponse:
    """Take over the newer core, with what is the country's own, as a draft."""
    which = editable(request, instrument)
    try:
        actions.follow_core(which, by=request.user)
    except actions.NothingNewer:
        messages.info(request, _("Your edition follows the newest version already."))
        return redirect("instruments:instrument", which.slug)
    except (actions.DraftedAlready, actions.NotPublished):
        messages.info(request, _("Publish the draft or throw it away first."))
        return redirect("instruments:draft", which.slug)
    messages.success(request, _("The draft has the new core and your own questions."))
    return redirect("instruments:draft", which.slug)


@require_http_methods(["GET", "POST"])
def draft(request: Request, instrument: str) -> HttpResponse:
    """The draft, to read and to change; started from the published version if asked to."""
    which = editable(request, instrument)
    if request.method == "POST":
        try:
            actions.start_draft(which, by=request.user)
        except actions.DraftedAlready:
            messages.info(request, _("Somebody has begun this draft. Go on with it."))
        except actions.NotPublished:
            raise Http404 from None
        return redirect("instruments:draft", which.slug)
    context = page_of(request, which, draft_in(which)) | {"is_draft": True}
    return render(request, "web/instruments/instrument.html", context)


@require_POST
def discard(request: Request, instrument: str) -> HttpResponse:
    """Throw the draft away; what is published stays."""
    which = editable(request, instrument)
    actions.discard_draft(draft_in(which), by=request.user)
    messages.success(request, _("The draft is gone. What is published stays as it was."))
    return redirect("instruments:library")
