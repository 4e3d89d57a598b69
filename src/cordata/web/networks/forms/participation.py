"""How one school takes part, for its coordinator; and why it leaves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Participation
from cordata.web.forms import DateInput, offer
from cordata.web.networks.forms.interests import PlacesForm


class ParticipationForm(PlacesForm):
    """Everything a coordinator may change."""

    side = forms.ChoiceField(label=_("Side"), widget=forms.RadioSelect)
    working_languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    head_agreed_on = forms.DateField(
        label=_("The head agreed on"), widget=DateInput(), required=False
    )
    priority = forms.BooleanField(label=_("Comes first when places are short"), required=False)
    can_work_online = forms.BooleanField(label=_("Can work online only"), required=False)
    stratum = forms.CharField(
        label=_("Stratum"),
        max_length=60,
        required=False,
        help_text=_("A group that the rules count apart, for example “small schools”."),
    )
    FACTS = (
        "side", "min_places", "max_places", "working_languages", "head_agreed_on", "priority",
        "can_work_online", "stratum",
    )  # fmt: skip

    def __init__(self, *args: Any, sides: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "side", sides)
        needed = _("A mentor school needs at least one place.")
        self.fields["max_places"].error_messages["required"] = needed

    def clean(self) -> None:
        """A mentor school has places, a mentee school has none."""
        super().clean()
        if self.cleaned_data.get("side") == Participation.Side.MENTEE:
            self.cleaned_data |= {"min_places": 0, "max_places": 0}
            for name in ("min_places", "max_places"):
                self.errors.pop(name, None)

    def facts(self) -> dict[str, Any]:
        """The fields of the participation."""
        return {name: self.cleaned_data[name] for name in self.FACTS}


class WithdrawForm(forms.Form):
    """A school leaves the cohort."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why the school leaves"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. Coordinators will read it later."),
    )


class SheetForm(forms.Form):
    """A spreadsheet on its way in."""

    LARGEST = 2 * 1024 * 1024
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX, at most 2 MB. Nothing changes before you have seen it."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a list of schools."""
        file = self.cleaned_data["file"]
        if file.size > self.LARGEST:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        return file
