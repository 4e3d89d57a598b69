"""How allauth speaks with Cordata: letters through the outbox, nothing for strangers."""

from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.notices.actions import send_letter, write_letter
from cordata.web.accounts.links import token_for

CODE = "account/email/login_code"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts come by invitation; sign-in by code is the only mail allauth sends."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: strangers are invited."""
        return False

    def add_message(self, *_arguments: Any, **_options: Any) -> None:
        """Nothing: our pages say what happened, in our own words."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the code's letter and send it at once; nothing to unknown addresses."""
        person = person_with_email(email)
        if template_prefix == CODE and person:
            send_letter(_code_letter(person, context["code"]))


def _code_letter(person: User, code: str) -> int:
    language = get_language() or person.language
    facts = {
        "code": f"{code[:3]} {code[3:]}",
        "name": person.name,
        "address": urljoin(
            settings.PUBLIC_ADDRESS, f"/{language}/sign-in/link/{token_for(person)}/"
        ),
    }
    letter = write_letter(
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
    )
    return int(letter.pk)
