"""Apply as an organisation, prove the address, ask and answer."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models import Organisation
from cordata.exchange.models.questions import MOST_CHARACTERS
from cordata.networks.models import country_names
from cordata.web.forms import offer


class LanguageField(forms.ChoiceField):
    """In which language something is: that of the page, unless said otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, initial=get_language, **options)


def countries() -> list[tuple[str, str]]:
    """Every country we have a name for, by its name in the language of the page."""
    language = get_language() or "en"
    named = [(code, names.get(language, code)) for code, names in country_names().items()]
    return sorted(named, key=lambda one: one[1])


class ApplyForm(forms.Form):
    """An organisation with somebody who answers for it, and the charter accepted."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Organisation.Kind)
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    website = forms.URLField(
        label=_("Address on the web"), required=False, assume_scheme="https"
    )
    about = forms.CharField(
        label=_("What has it to do with mentoring between schools?"),
        help_text=_("Three sentences are enough. They stand on its page once it is a member."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages it can work in"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    applied_name = forms.CharField(label=_("Your name"), max_length=120)
    applied_email = forms.EmailField(
        label=_("Your e-mail address there"),
        help_text=_("A code goes there. You need no account."),
    )
    accept = forms.BooleanField(
        label=_("I accept the charter in the name of this organisation"),
        error_messages={"required": _("Without the charter there is no membership.")},
    )


class ProveForm(forms.Form):
    """The code of the letter."""

    code = forms.CharField(
        label=_("The six digits of the letter"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ForOrganisationForm(forms.Form):
    """Something that is said for one of the organisations a person works for."""

    organisation = forms.ChoiceField(label=_("In the name of"))

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {one.public_id: one for one in organisations}
        choices = [(key, one.name) for key, one in self.organisations.items()]
        offer(self, "organisation", choices)
        if len(choices) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = choices[0][0]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        chosen = self.organisations[self.cleaned_data["organisation"]]
        return self.cleaned_data | {"organisation": chosen}


class AskForm(ForOrganisationForm):
    """A question at a position."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Everybody reads it, with the name of your organisation."),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = LanguageField(label=_("The language you write in"))


class ReplyForm(AskForm):
    """An answer, by who was asked or who asked."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Everybody reads it, with the name of your organisation."),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
