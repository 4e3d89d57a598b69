"""Take an alert, say what was found, set it aside, let it ask again, note something."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.web.forms import DateInput, offer

LONGEST = dt.timedelta(days=180)
WORDS = {"rows": 3}


def _soon(day: dt.date) -> None:
    """From today on, and not for ever."""
    today = timezone.localdate()
    if not today <= day <= today + LONGEST:
        raise ValidationError(_("Choose a day within the next six months."))


class TakeForm(forms.Form):
    """Who calls, and by when."""

    owner = forms.ChoiceField(label=_("Who calls"))
    planned_on = forms.DateField(label=_("By which day"), widget=DateInput, validators=[_soon])

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.public_id: one for one in people}
        offer(self, "owner", [(one.public_id, one.name) for one in people])

    def clean_owner(self) -> User:
        """The person."""
        return self.people[self.cleaned_data["owner"]]


class ResolveForm(forms.Form):
    """What was found."""

    found = forms.CharField(
        label=_("What you found"),
        help_text=_("Coordinators alone read it."),
        max_length=2000,
        widget=forms.Textarea(WORDS),
    )


class AsideForm(forms.Form):
    """Not now, but on a day."""

    until = forms.DateField(label=_("Ask again on"), widget=DateInput, validators=[_soon])
    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class AgainForm(forms.Form):
    """Nothing is asked: it was settled too early."""


class NoteForm(forms.Form):
    """A note without an alert."""

    found = forms.CharField(
        label=_("Your note"),
        help_text=_("Coordinators alone read it."),
        max_length=2000,
        widget=forms.Textarea(WORDS),
    )
