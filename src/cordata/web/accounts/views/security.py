"""How I sign in: an authenticator app, passkeys, spare codes."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as spare
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import flows as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal import flows as webauthn
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.accounts.actions import note_second_step, note_sign_out
from cordata.web.accounts.forms import AppCodeForm
from cordata.web.accounts.passkeys import is_new_key
from cordata.web.accounts.qr import qr_of
from cordata.web.requests import Request

LATELY = 15 * 60  # seconds
View = Callable[..., HttpResponse]


def lately(view: View) -> View:
    """Whoever found an open browser cannot change how its owner signs in."""

    @wraps(view)
    def _view(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if _signed_in_lately(request):
            return view(request, *args, **kwargs)
        return render(request, "web/accounts/again.html", status=403)

    return _view


def _signed_in_lately(request: Request) -> bool:
    """In this browser, in the last quarter of an hour."""
    records = get_authentication_records(request, request.user)
    newest = max((float(one["at"]) for one in records), default=0.0)
    return time.time() - newest < LATELY


@never_cache
@require_GET
def show(request: Request) -> HttpResponse:
    """What there is, and what can be added."""
    keys = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    kinds = Authenticator.Type
    context = {
        "app": next((one for one in keys if one.type == kinds.TOTP), None),
        "passkeys": [(one, one.wrap().name) for one in keys if one.type == kinds.WEBAUTHN],
        "spare": next((one for one in keys if one.type == kinds.RECOVERY_CODES), None),
    }
    return render(request, "web/accounts/security.html", context)


@require_POST
def sign_in_again(request: Request) -> HttpResponse:
    """Out, in again, and back to the security page."""
    note_sign_out(request.user, by=request.user)
    logout(request)
    return redirect(f"{reverse('account_login')}?next={reverse('accounts:security')}")


@never_cache
@require_http_methods(["GET", "POST"])
@lately
def add_app(request: Request) -> HttpResponse:
    """Show the picture for the app; keep it once its first code is right."""
    if Authenticator.objects.filter(user=request.user, type="totp").exists():
        return redirect("accounts:security")
    # allauth keeps the secret in the session until its first code has been right.
    theirs = ActivateTOTPForm(request.POST or None, user=request.user)
    form = AppCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if theirs.is_valid():
            totp.activate_totp(request, theirs)
            note_second_step(request.user, verb="app_added", by=request.user)
            messages.success(request, _("From now on we ask for a code of your app, too."))
            return redirect("accounts:spare-codes")
        form.add_error("code", _("This is not the code your app shows. Try the next one."))
    context = {
        "form": form,
        "secret": theirs.secret,
        "qr": qr_of(request.user, theirs.secret),
    }
    status = 422 if form.errors else 200
    return render(request, "web/accounts/add_app.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@lately
def add_passkey(request: Request) -> HttpResponse:
    """The device makes a key pair; we keep the public half. This needs a script."""
    if request.method == "POST":
        data = request.POST.copy()
        data["passwordless"] = "on"
        form = AddWebAuthnForm(data, user=request.user)
        if is_new_key(data.get("credential")) and form.is_valid():
            given = form.cleaned_data
            webauthn.add_authenticator(
                request, name=given["name"], credential=given["credential"]
            )
            note_second_step(request.user, verb="passkey_added", by=request.user)
            messages.success(request, _("The passkey is added. You can sign in with it."))
            return redirect("accounts:security")
        messages.error(request, _("The device did not give a passkey. Try again."))
    options = auth.begin_registration(request.user, passwordless=True)
    return render(request, "web/accounts/add_passkey.html", {"options": options})


@never_cache
@require_http_methods(["GET", "POST"])
@lately
def spare_codes(request: Request) -> HttpResponse:
    """Codes to print, for the day the phone is gone; asking anew makes the old ones void."""
    if request.method == "POST" and spare.can_generate_recovery_codes(request.user):
        spare.generate_recovery_codes(request)
        note_second_step(request.user, verb="spare_codes_made", by=request.user)
        return redirect("accounts:spare-codes")
    codes, _may_view = spare.view_recovery_codes(request)
    context = {"codes": codes.get_unused_codes() if codes else []}
    return render(request, "web/accounts/spare_codes.html", context)


@require_POST
@lately
def remove(request: Request, pk: int) -> HttpResponse:
    """Take an app or a passkey away; without any, spare codes go, too."""
    key = get_object_or_404(
        Authenticator, pk=pk, user=request.user, type__in=["totp", "webauthn"]
    )
    delete_and_cleanup(request, key)
    note_second_step(request.user, verb="removed", by=request.user)
    messages.success(request, _("Removed."))
    return redirect("accounts:security")
