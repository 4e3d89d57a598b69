"""Start a report, write in it, send it."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import TermPage
from cordata.networks.models import Cohort
from cordata.web.forms import DateInput, offer

NAMES = dict(settings.LANGUAGES)


class StartForm(forms.Form):
    """Its title, its days, whose pages of a term it takes over, its language."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("For example: Autumn 2026.")
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("Until and including"), widget=DateInput)
    term = forms.TypedChoiceField(
        label=_("What the clusters say"),
        choices=[*TermPage.Term.choices, ("", _("All terms"))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Of this term, the pages that you take into the report."),
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, cohort: Cohort, today: dt.date, **options: Any) -> None:
        options["initial"] = {
            "term": "",
            "starts_on": cohort.starts_on,
            "ends_on": min(max(today, cohort.starts_on), cohort.ends_on),
        }
        super().__init__(*args, **options)
        codes = list(dict.fromkeys([*cohort.country.languages, "en"]))
        offer(self, "language", [(code, NAMES.get(code, code)) for code in codes])

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or {}
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end must be later than the start."))
        return given


class WordsForm(forms.Form):
    """The text of one block, after the version that the page showed."""

    body = forms.CharField(
        label=_("Text"),
        help_text=_("An empty line begins a new paragraph."),
        max_length=20_000,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
    )
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_body(self) -> str:
        """Lines as every system writes them."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()


class SendForm(forms.Form):
    """To whom it goes."""

    to = forms.CharField(
        label=_("To whom"), max_length=200, help_text=_("For example: the ministry.")
    )
