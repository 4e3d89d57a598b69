"""Forms about people."""

import datetime as dt
import re
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import RoleKind, User
from cordata.schools.models import School
from cordata.web.forms import DateInput


class AskForm(forms.Form):
    """To which address a code goes."""

    email = forms.EmailField(label=_("E-mail address"))

    email.widget.attrs["autocomplete"] = "email"


class CodeForm(forms.Form):
    """The code of the mail, typed or pasted, with or without the words around it."""

    code = forms.CharField(label=_("Code"), max_length=200)

    code.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        """The digits alone."""
        return re.sub(r"\D", "", self.cleaned_data["code"])

    def fits(self, expected: str) -> bool:
        """Whether it is the code; says what to do if not. No code fits no code."""
        if compare_user_code(actual=self.cleaned_data["code"], expected=expected):
            return True
        self.add_error("code", gettext("This is not the code. Look at the newest mail."))
        return False


class AppCodeForm(forms.Form):
    """The first code of an authenticator app."""

    code = forms.CharField(label=_("Code that the app shows"), max_length=20)

    code.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}


class SecondStepForm(forms.Form):
    """A code of the app, or a spare code; allauth compares and counts the tries."""

    code = forms.CharField(label=_("Code of your app, or a spare code"), max_length=40)

    code.widget.attrs |= {"autocomplete": "one-time-code"}

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data)
        self.person = person
        self.theirs: AuthenticateForm | None = None

    def clean_code(self) -> str:
        """Right, wrong, or tried too often."""
        code: str = self.cleaned_data["code"].replace(" ", "")
        self.theirs = AuthenticateForm({"code": code}, user=self.person)
        if self.theirs.is_valid():
            return code
        codes = {one.code for one in self.theirs.errors.as_data().get("code", [])}
        if "too_many_login_attempts" in codes:
            raise forms.ValidationError(gettext("Too many tries. Wait five minutes."))
        raise forms.ValidationError(gettext("This is not the code. Wait for the next one."))

    def use(self, request: HttpRequest) -> None:
        """Note which app or spare code let this person in."""
        if self.theirs is not None:
            post_authentication(request, self.theirs.authenticator)


class MeForm(forms.Form):
    """A person's own name and language."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language of mails to you"), choices=settings.LANGUAGES
    )

    name.widget.attrs["autocomplete"] = "name"


class JoinForm(forms.Form):
    """What somebody who accepts an invitation tells."""

    name = forms.CharField(label=_("Your name"), max_length=120)


class InviteForm(forms.Form):
    """Invite somebody of a school."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class LendForm(forms.Form):
    """Who stands in for me, and until when."""

    email = forms.EmailField(label=_("E-mail address of your stand-in"))
    name = forms.CharField(label=_("Name"), max_length=120)
    until = forms.DateField(label=_("Until and including"), widget=DateInput())

    def clean_until(self) -> dt.datetime:
        """The end of that day, which is to come."""
        day: dt.date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day from today on."))
        return end_of(day)


class MergeForm(forms.Form):
    """The address of my other account."""

    email = forms.EmailField(label=_("Address of your other account"))


class ClaimForm(forms.Form):
    """Who works at a school."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Best is an address of the school."),
    )


class ManyForm(forms.Form):
    """A table of people to invite."""

    lines = forms.CharField(
        label=_("People to invite"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One line a person: e-mail; name; language; role; national code of the school. "
            "Roles: coordinator, head, team, researcher, policy_maker."
        ),
    )
    file = forms.FileField(label=_("Or a CSV file with these columns"), required=False)

    def clean(self) -> None:
        """Lines typed, or a file of them."""
        super().clean()
        file, lines = self.cleaned_data.get("file"), self.cleaned_data.get("lines")
        if file:
            try:
                self.cleaned_data["lines"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("Save the file as CSV in UTF-8 and try again."))
        elif not lines:
            self.add_error("lines", _("Write at least one line, or choose a file."))


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


class InviteToCountryForm(InviteForm):
    """Invite somebody to a country, or to one of its schools."""

    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (kind.value, kind.label)
            for kind in (
                RoleKind.COORDINATOR,
                RoleKind.HEAD,
                RoleKind.TEAM,
                RoleKind.RESEARCHER,
                RoleKind.POLICY_MAKER,
            )
        ],
    )
    school = forms.CharField(
        label=_("National code of the school"),
        help_text=_("Only for head teachers and school teams."),
        required=False,
        max_length=60,
    )
    until = forms.DateField(
        label=_("The role ends on"),
        required=False,
        widget=DateInput(),
        help_text=_("Empty: it has no end."),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        """A role in a school needs the school."""
        data = super().clean() or {}
        if data.get("kind") in {RoleKind.HEAD, RoleKind.TEAM}:
            found = School.objects.filter(
                country=self.country, national_code=data.get("school", "").strip()
            ).first()
            if found is None:
                self.add_error("school", _("No school of this country has this code."))
            data["found"] = found
        return data
