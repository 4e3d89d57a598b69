"""Signing in by code or link, and out."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cordata.accounts.actions import note_sign_in, note_sign_out
from cordata.web.accounts.links import person_of
from cordata.web.doors import public
from cordata.web.requests import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

ask_code = public(RequestLoginCodeView.as_view(template_name="web/accounts/sign_in.html"))
give_code = public(ConfirmLoginCodeView.as_view(template_name="web/accounts/code.html"))


@public
@require_http_methods(["GET", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: a page with one button. Opening it does nothing."""
    person = person_of(token)
    if person is None:
        return render(request, "web/accounts/link_over.html", status=410)
    if request.method == "GET":
        return render(request, "web/accounts/link.html", {"person": person})
    login(request, person, backend=BACKEND)
    note_sign_in(person, by=person)
    return redirect("home:this-week")


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session."""
    note_sign_out(request.user, by=request.user)
    logout(request)
    return redirect("home:home")
