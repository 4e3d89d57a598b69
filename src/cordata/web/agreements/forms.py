"""Forms of agreements."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import AgreementTemplate
from cordata.clusters.queries.agreements import words_of
from cordata.networks.models import Participation
from cordata.web.documents.files import SCAN, file_input
from cordata.web.forms import DateInput, offer


class TemplateForm(forms.Form):
    """A version of the country's agreement, in one language."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "These places are filled for each cluster: {cluster}, {mentor}, {schools}, "
            "{authority}, {start}, {end}."
        ),
    )
    tasks = forms.CharField(
        label=_("Tasks, one a line"), widget=forms.Textarea(attrs={"rows": 6})
    )
    binds = forms.ChoiceField(
        label=_("Who signs"), choices=AgreementTemplate.Binds, widget=forms.RadioSelect
    )
    authority = forms.CharField(
        label=_("The other party"),
        max_length=200,
        required=False,
        help_text=_("The ministry or agency that signs, too. Empty: schools among themselves."),
    )

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        names = dict(settings.LANGUAGES)
        offer(self, "language", [(code, names.get(code, code)) for code in languages])

    def clean_tasks(self) -> list[str]:
        """One task a line."""
        lines = self.cleaned_data["tasks"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def clean(self) -> None:
        """Every place in braces is one that we can fill."""
        super().clean()
        data = self.cleaned_data
        for name in ("title", "text", "tasks"):
            text = data.get(name, "")
            lines = text if isinstance(text, list) else [text]
            try:
                words_of({"title": "", "text": "", "tasks": lines}, {})
            except ValueError as unknown:
                message = _("Nothing fills {%(place)s}. Use the places named below the text.")
                self.add_error(name, message % {"place": unknown})


class ProposeForm(forms.Form):
    """Term, language and who signs for each school."""

    language = forms.ChoiceField(label=_("Language"))
    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput())
    ends_on = forms.DateField(label=_("Ends on"), widget=DateInput())

    def __init__(
        self, *args: Any, languages: list[str], parties: list[Participation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = dict(settings.LANGUAGES)
        offer(self, "language", [(code, names.get(code, code)) for code in languages])
        for one in parties:
            self.fields[f"email:{one.public_id}"] = forms.EmailField(
                label=one.school.name,
                required=False,
                help_text=_("Who signs gets a link. Empty: this school signs on paper."),
            )

    def clean(self) -> None:
        """It ends after it starts."""
        super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The end must be later than the start."))

    def emails(self) -> dict[str, str]:
        """Addresses by participation."""
        return {
            name.removeprefix("email:"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("email:") and value
        }


class SignForm(forms.Form):
    """A party signs, or says why not."""

    signed_as = forms.CharField(
        label=_("Your name and office"),
        max_length=200,
        help_text=_("For example: Anna Rossi, head teacher."),
    )
    why = forms.CharField(
        label=_("If you do not sign: why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, signs: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signed_as"].required = signs
        self.fields["why"].required = not signs


class PaperForm(forms.Form):
    """What was signed on paper."""

    signed_as = forms.CharField(label=_("Signed by (name and office)"), max_length=200)
    file = forms.FileField(
        label=_("The signed paper"), widget=file_input(SCAN), help_text=_("PDF, PNG or JPEG.")
    )


class AskAgainForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(label=_("E-mail address"))


class CancelForm(forms.Form):
    """Why an agreement ends."""

    why = forms.CharField(label=_("Reason"), max_length=300)
