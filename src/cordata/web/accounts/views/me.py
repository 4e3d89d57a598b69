"""Me: name, language, where I am signed in, what I am, what is known of me."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.accounts import actions
from cordata.accounts.queries import person_with_email, roles_of
from cordata.history.queries import entries_of
from cordata.web.accounts.forms import LendForm, MeForm, MergeForm
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
        "addresses": person.other_addresses.order_by("email"),
        "lines": entries_of(person.public_id)[:LINES],
    }
    return render(request, "web/accounts/me.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def lend(request: Request, role: str) -> HttpResponse:
    """Somebody stands in for me in one of my roles, until a day."""
    mine = {one.public_id: one for one in roles_of(request.user)}
    which = mine.get(role)
    if which is None or which.lent_from_id:
        raise Http404
    form = LendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lend_role(
                which, place_name=which.place, by=request.user, **form.cleaned_data
            )
        except actions.AlreadyHeld:
            form.add_error("email", _("This person has the role already."))
        else:
            messages.success(request, _("Your stand-in can begin. You keep the role, too."))
            return redirect("accounts:me")
    context = {"role": which, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/lend.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ask_to_merge(request: Request) -> HttpResponse:
    """Say the address of the other account; a letter goes there, known or not."""
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = person_with_email(form.cleaned_data["email"])
        if other == request.user:
            form.add_error("email", _("This is the account you are signed in with."))
        else:
            if other is not None:
                actions.ask_to_merge(request.user, other, by=request.user)
            messages.success(
                request, _("If there is such an account, a letter with a link is on its way.")
            )
            return redirect("accounts:me")
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/ask_to_merge.html", context, status=status)


@require_http_methods(["GET", "POST"])
def merge(request: Request, token: str) -> HttpResponse:
    """Both accounts side by side, then one button."""
    other = actions.merging_of(request.user, token)
    if other is None:
        return render(request, "web/accounts/merge_over.html", status=410)
    if request.method == "POST":
        actions.merge_people(request.user, other, by=request.user)
        messages.success(request, _("Your two accounts are one. Both addresses sign you in."))
        return redirect("accounts:me")
    context = {"other": other, "their_roles": roles_of(other), "roles": roles_of(request.user)}
    return render(request, "web/accounts/merge.html", context)


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
