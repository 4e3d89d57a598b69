"""Start a cohort or a programme."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Cohort, Programme
from cordata.web.forms import DateInput, offer_rows


class _Span(forms.Form):
    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput())
    ends_on = forms.DateField(label=_("Ends on"), widget=DateInput())

    def clean(self) -> None:
        """A span ends after it starts."""
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The end must be later than the start."))


class CohortForm(_Span):
    """A country's year in a programme."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=None
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=Cohort._meta.get_field("name").max_length,
        help_text=_("Short, for example the school year: 2026/27."),
    )
    field_order = ("programme", "name", "starts_on", "ends_on")

    def __init__(
        self, *args: object, programmes: QuerySet[Programme], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        offer_rows(self, "programme", programmes)


class ProgrammeForm(_Span):
    """A network with a name, in several countries."""

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(
        label=_("Word in addresses"),
        max_length=60,
        help_text=_("Small letters, numbers and hyphens: rope-2026."),
    )
    field_order = ("name", "slug", "starts_on", "ends_on")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        self.fields["ends_on"].required = False
