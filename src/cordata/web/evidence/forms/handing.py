"""Ask for the rows of a run: in which format, and what for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.leaving.files import FILES
from cordata.web.forms import offer


class HandingForm(forms.Form):
    """What is asked for stands in the trail with the name of who asked."""

    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What do you need them for?"),
        help_text=_("It is kept with your name and the day: schools may be told."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    promise = forms.BooleanField(
        label=_(
            "I use them for this only, try to recognise no school, pass them on to nobody, and "
            "delete them afterwards."
        )
    )

    def __init__(self, *args: Any, has_finding: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [
            (key, one.label) for key, one in FILES.items() if has_finding or key != "crate"
        ]
        offer(self, "format", offered)
