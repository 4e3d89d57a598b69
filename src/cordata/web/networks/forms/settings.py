"""Settings for administrators: a country and its words, a topic in seven languages."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.networks.models import CONCEPTS, Country, country_names
from cordata.networks.queries import country_name, word_for
from cordata.web.forms import offer

LANGUAGES: dict[str, str] = dict(settings.LANGUAGES)


class CountryForm(forms.Form):
    """A country's languages, time zone and contact."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=40, help_text=_("For example Europe/Rome.")
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-mail of the contact"), required=False)

    def clean_time_zone(self) -> str:
        """Only zones that exist."""
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("No time zone has this name."))
        return zone


class NewCountryForm(CountryForm):
    """A country that joins the platform."""

    code = forms.ChoiceField(label=_("Country"))
    field_order = ("code", "languages", "time_zone", "contact_name", "contact_email")

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        taken = set(Country.objects.values_list("code", flat=True))
        free = [(code, country_name(code, language)) for code in country_names()]
        offer(
            self,
            "code",
            sorted((one for one in free if one[0] not in taken), key=lambda one: one[1]),
        )


class WordsForm(forms.Form):
    """What a country calls a cluster, a mentor and a mentee school in one language."""

    def __init__(self, posted: Any = None, *, country: Country, language: str) -> None:
        super().__init__(posted, prefix=language)
        self.language, self.name = language, LANGUAGES[language]
        for concept in CONCEPTS:
            own = country.words.get(concept, {}).get(language, {})
            for number in ("one", "many"):
                usual = word_for(None, concept, language, many=number == "many")
                self.fields[f"{concept}_{number}"] = forms.CharField(
                    label=f"{self.name}: {usual}",
                    max_length=40,
                    required=False,
                    initial=own.get(number, ""),
                    widget=forms.TextInput(attrs={"placeholder": usual, "aria-label": usual}),
                )

    def concepts(self) -> list[tuple[str, list[Any]]]:
        """Concept, and its fields for one and for several."""
        return [(name, [self[f"{name}_one"], self[f"{name}_many"]]) for name in CONCEPTS]

    def clean(self) -> None:
        """Both words or neither."""
        for concept in CONCEPTS:
            one, many = (self.cleaned_data.get(f"{concept}_{n}") for n in ("one", "many"))
            if bool(one) != bool(many):
                missing = "many" if one else "one"
                self.add_error(f"{concept}_{missing}", _("Write both words, or neither."))


def words_from(forms_by_language: list[WordsForm]) -> dict[str, dict[str, dict[str, str]]]:
    """Concept to language to one and many, from valid forms."""
    words: dict[str, dict[str, dict[str, str]]] = {}
    for form in forms_by_language:
        for concept in CONCEPTS:
            if one := form.cleaned_data[f"{concept}_one"]:
                many = form.cleaned_data[f"{concept}_many"]
                words.setdefault(concept, {})[form.language] = {"one": one, "many": many}
    return words


class TopicForm(forms.Form):
    """A topic in the seven languages, and where it stands."""

    position = forms.IntegerField(
        label=pgettext_lazy("in a list", "Position"), min_value=0, max_value=999
    )

    def __init__(self, *args: Any, labels: dict[str, str], new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if new:
            self.fields["slug"] = forms.SlugField(
                label=_("Short word"),
                max_length=40,
                help_text=_("Small letters, numbers and hyphens. It never changes."),
            )
        for code, name in settings.LANGUAGES:
            self.fields[f"label_{code}"] = forms.CharField(
                label=name, max_length=80, initial=labels.get(code, "")
            )

    def labels(self) -> dict[str, str]:
        """Language to label."""
        return {code: self.cleaned_data[f"label_{code}"] for code in LANGUAGES}
