"""Begin an instrument, take in a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.analysis.forms.definition import Form
from cordata.surveys.models import Instrument
from cordata.web.forms import DateInput, offer

LARGEST = 5_000_000


class FileForm(forms.Form):
    """A workbook to look at."""

    file = forms.FileField(label=gettext_lazy("The spreadsheet (XLSX)"))

    def clean_file(self) -> Any:
        """Not endless."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return given


class BeginForm(forms.Form):
    """A new instrument: for whom, what kind, and how it is called."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    language = forms.ChoiceField(
        label=gettext_lazy("Written in"),
        help_text=gettext_lazy("Translations can follow later."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Instrument.Kind)
    country = forms.ChoiceField(label=gettext_lazy("For"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        languages: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "country", places)
        offer(self, "language", languages)
        # Left empty it is the platform: only for those to whom the platform is offered.
        self.fields["country"].required = all(code for code, _name in places)
        if len(places) == 1:
            self.fields["country"].initial = places[0][0]

    def facts(self) -> dict[str, Any]:
        """As the action takes them: an empty form with its title."""
        given = self.cleaned_data
        language = given["language"]
        slug = slugify(given["title"])[:50] or given["kind"]
        return {
            "slug": f"{slug}-{given['country'].lower()}" if given["country"] else slug,
            "kind": given["kind"],
            "country": given["country"],
            "form": Form({language: given["title"]}, (language,), ()),
        }


class SelfieForm(forms.Form):
    """Area means of SELFIE, and when the school answered."""

    file = forms.FileField(label=gettext_lazy("The table (CSV or XLSX)"))
    answered_on = forms.DateField(
        label=gettext_lazy("When did your school answer SELFIE?"), widget=DateInput()
    )
