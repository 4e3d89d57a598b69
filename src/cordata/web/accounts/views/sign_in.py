"""Signing in by code or link, and out. The flows are allauth's, the pages are ours."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata.accounts.actions import note_sign_out, use_up_links
from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.web.accounts import limits
from cordata.web.accounts.forms import AskForm, CodeForm
from cordata.web.accounts.links import person_of
from cordata.web.accounts.single_sign_on import organisations
from cordata.web.doors import public
from cordata.web.requests import Request


@public
@never_cache
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Send a code to an address; what is answered is the same for every address."""
    if request.user.is_authenticated:
        return redirect(_next(request) or "home:this-week")
    first = {"email": request.GET.get("email", "")}
    form = AskForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            email = form.cleaned_data["email"]
            if limits.may_ask(request, email):
                LoginCodeVerificationProcess.initiate(
                    request=request, user=person_with_email(email), email=email
                )
                return redirect(_with_next(request, "account_confirm_login_code"))
            form.add_error("email", _("Too many codes were asked for. Use the newest mail."))
            status = 429
    context = {"form": form, "next": _next(request), "organisations": organisations()}
    return render(request, "web/accounts/sign_in.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def give_code(request: HttpRequest) -> HttpResponse:
    """Compare the code; after too long or too many tries, offer a new one at once."""
    if request.user.is_authenticated:
        return redirect(_next(request) or "home:this-week")
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    if stage is None:
        return redirect(_with_next(request, "account_login"))
    return _give(request, LoginCodeVerificationProcess(stage))


def _give(request: HttpRequest, process: LoginCodeVerificationProcess) -> HttpResponse:
    email = process.state["email"]
    if not process.is_valid():
        return _code_over(request, email, "expired")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.may_guess(request, email):
            return _code_over(request, email, "guessed", status=429)
        if form.fits(process.code):
            limits.forget_guesses(request, email)
            answer: HttpResponse = process.finish(_next(request))
            return answer
        if not process.record_invalid_attempt():
            return _code_over(request, email, "guessed")
    context = {"form": form, "email": email, "next": _next(request)}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/code.html", context, status=status)


def _code_over(request: HttpRequest, email: str, why: str, status: int = 422) -> HttpResponse:
    context = {"email": email, "why": why, "next": _next(request)}
    return render(request, "web/accounts/code_over.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: a page with one button. Opening it does nothing."""
    person = person_of(token)
    if person is None or (request.method == "POST" and not use_up_links(person)):
        return render(request, "web/accounts/link_over.html", status=410)
    if request.method == "GET":
        return render(request, "web/accounts/link.html", {"person": person})
    return sign_in(request, person)


def sign_in(request: HttpRequest, person: User) -> HttpResponse:
    """Sign in somebody who has opened a mail that only that person gets."""
    record_authentication(request, person, method="mail", email=person.email)
    answer: HttpResponse = perform_login(request, Login(user=person, email=person.email))
    return answer


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session."""
    note_sign_out(request.user, by=request.user)
    logout(request)
    return redirect("home:home")


def _next(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    return get_next_redirect_url(request) or ""


def _with_next(request: HttpRequest, route: str) -> str:
    wanted = _next(request)
    return reverse(route) + (f"?{urlencode({'next': wanted})}" if wanted else "")
