"""Me: name, language, where I am signed in, what I am, what is known of me."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.accounts import actions
from cordata.accounts.queries import roles_of
from cordata.history.queries import entries_of
from cordata.web.accounts.forms import MeForm
from cordata.web.requests import Request

LINES = 20


@require_http_methods(["GET", "POST"])
def me(request: Request) -> HttpResponse:
    """Show and change what Cordata knows of this person."""
    person = request.user
    first = {"name": person.name, "language": person.language}
    form = MeForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.change_me(person, by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    sessions = UserSession.objects.purge_and_list(person)
    context = {
        "form": form,
        "sessions": sorted(sessions, key=lambda one: one.last_seen_at, reverse=True),
        "here": request.session.session_key,
        "roles": roles_of(person),
        "lines": entries_of(person.public_id)[:LINES],
    }
    return render(request, "web/accounts/me.html", context, status=422 if form.errors else 200)


@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    """Sign out another browser of mine."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    actions.note_sign_out(request.user, by=request.user)
    session.end()
    messages.success(request, _("That browser is signed out."))
    return redirect("accounts:me")


@require_POST
def end_other_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.note_sign_out(request.user, by=request.user, everywhere=True)
    for session in UserSession.objects.purge_and_list(request.user):
        if session.session_key != request.session.session_key:
            session.end()
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:me")
