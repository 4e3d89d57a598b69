"""Open a project."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Programme


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
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["programme"].initial = programmes.first()
