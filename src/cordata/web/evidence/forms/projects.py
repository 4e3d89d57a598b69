"""Open a project, say under which rules it asks, and keep its design in the register."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.documents.actions.files import FileRefused
from cordata.evidence.actions.projects import RULES
from cordata.evidence.models import PlannedDesign, Project
from cordata.networks.models import Programme
from cordata.web.documents.files import read_upload, refusal_in_words
from cordata.web.forms import DateInput, offer, offer_rows

MOST = 100_000


class ProjectForm(forms.Form):
    """A question of a programme, and under which rules it may be asked."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    question = forms.CharField(
        label=_("The question"),
        help_text=_("As a head teacher would ask it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ethics = forms.CharField(
        label=_("Ethics"),
        help_text=_("Who approved it, and what schools were told about research."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "programme", programmes)
        self.fields["programme"].initial = programmes.first()


class DescribeForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Its question, who pays, and under which rules it may be asked."""

    upload = forms.FileField(
        label=_("The approval as a file"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 10 MB. Only researchers of the programme see it."),
    )

    class Meta:
        model = Project
        fields = RULES
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Title"),
            "question": _("The question"),
            "paid_by": _("Who pays for it"),
            "ethics": _("What schools and people were told"),
            "consent": _("On what the use of answers rests"),
            "approved_by": _("Approved by"),
            "approval_number": _("Number of the approval"),
            "approved_on": _("Approved on"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "paid_by": _("It stands on every finding; without it none is released."),
            "approved_by": _("A committee for ethics, or whoever decides in your country."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "question": forms.Textarea(attrs={"rows": 3}),
            "ethics": forms.Textarea(attrs={"rows": 3}),
            "consent": forms.RadioSelect(),
            "approved_on": DateInput(),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "consent", Project.Consent.choices)

    def clean(self) -> dict[str, Any]:
        """A day needs a body that approved."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("approved_on") and not given.get("approved_by"):
            self.add_error("approved_by", _("Say who approved it on that day."))
        return given

    def clean_upload(self) -> tuple[str, bytes] | None:
        """Its name and its bytes."""
        file = self.cleaned_data["upload"]
        if not file:
            return None
        try:
            return file.name, read_upload(file)
        except FileRefused as refused:
            raise forms.ValidationError(refusal_in_words(refused.code)) from refused


class DesignForm(forms.Form):
    """An entry of the design register."""

    design = forms.ChoiceField(
        label=_("Design"), choices=PlannedDesign.Kind.choices, widget=forms.RadioSelect
    )
    unit = forms.CharField(
        label=_("What begins or waits as one"),
        help_text=_("As “a cluster with its mentor school”."),
        max_length=200,
    )
    comparison = forms.CharField(
        label=_("With what is it compared?"),
        help_text=_("As “nothing: the same schools a year earlier”."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    clusters = forms.IntegerField(label=_("Clusters planned"), min_value=1, max_value=MOST)
    schools = forms.IntegerField(label=_("Schools planned"), min_value=1, max_value=MOST)


class DeviationForm(forms.Form):
    """What is done otherwise than planned."""

    what = forms.CharField(label=_("What is otherwise"), max_length=300)
    why = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = forms.DateField(label=_("Since"), widget=DateInput(), initial=timezone.localdate)
