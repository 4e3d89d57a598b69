"""How allauth speaks with Cordata: letters through the outbox, nothing for strangers."""

from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.accounts.actions import note_sign_in
from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.notices.actions import write_letter
from cordata.web.accounts.links import LASTS, token_for

CODE = "account/email/login_code"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts come by invitation; sign-in by code is the only mail allauth sends."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: strangers are invited."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say themselves what happened, in our words."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the code's letter in the outbox; nothing for unknown addresses.

        It leaves within a second, but not in this request: how long a mail server takes
        would tell which addresses are known.
        """
        person = person_with_email(email)
        if template_prefix == CODE and person:
            _write_code(person, context["code"])

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Every way in leads through here: note it."""
        note_sign_in(user, by=user)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer


def _write_code(person: User, code: str) -> None:
    language = get_language() or person.language
    facts = {
        "code": f"{code[:3]} {code[3:]}",
        "name": person.name,
        "address": urljoin(
            settings.PUBLIC_ADDRESS, f"/{language}/sign-in/link/{token_for(person)}/"
        ),
    }
    write_letter(
        to=person.email,
        person=person,
        language=language,
        subject=_("%(code)s is your code for Cordata") % facts,
        body=_(
            "Dear %(name)s,\n\nyour code is %(code)s. It works for 15 minutes.\n\n"
            "Or open this link and press the button:\n%(address)s\n\n"
            "If you did not ask for it, do nothing: nobody can sign in without it."
        )
        % facts,
        purpose="sign_in",
        send_before=timezone.now() + LASTS,
        is_secret=True,
    )
