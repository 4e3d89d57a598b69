"""The second step of signing in, and signing in by passkey alone."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cordata.web.accounts.forms import SecondStepForm
from cordata.web.accounts.passkeys import is_answer
from cordata.web.doors import public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """The code of an authenticator app, a spare code, or a passkey."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return redirect("account_login")
    person = stage.login.user
    form = SecondStepForm(request.POST or None, person=person)
    if "credential" in request.POST:
        keyed = AuthenticateWebAuthnForm(request.POST, user=person)
        if is_answer(request.POST["credential"]) and keyed.is_valid():
            post_authentication(request, keyed.cleaned_data["credential"])
            return _in(stage)
        form = SecondStepForm(None, person=person)
        messages.error(request, _("This passkey does not fit. Try another, or a code."))
    elif request.method == "POST" and form.is_valid():
        form.use(request)
        return _in(stage)
    has = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {"form": form, "has": has}
    if Authenticator.Type.WEBAUTHN in has:
        context["options"] = auth.begin_authentication(person)
    status = 422 if request.method == "POST" else 200
    return render(request, "web/accounts/second_step.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def use_passkey(request: HttpRequest) -> HttpResponse:
    """Signing in by passkey alone: the device has asked for finger, face or PIN."""
    if request.user.is_authenticated:
        return redirect("home:this-week")
    if request.method == "GET":
        return JsonResponse({"options": auth.begin_authentication(user=None)})
    if not ratelimit.consume(request, action="webauthn_login"):
        messages.error(request, _("Too many tries. Wait a minute."))
        return redirect("account_login")
    form = LoginWebAuthnForm(request.POST)
    if not is_answer(request.POST.get("credential")) or not form.is_valid():
        messages.error(request, _("This passkey is not known here. Sign in by code instead."))
        return redirect("account_login")
    key = form.cleaned_data["credential"]
    post_authentication(request, key, passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=key.user))
    return answer


def _in(stage: AuthenticateStage) -> HttpResponse:
    answer: HttpResponse = stage.exit()
    return answer
