"""The mentor school's answer to a proposed goal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Why not now."""

    note = forms.CharField(
        label=_("Why not now, in a sentence for your colleagues"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
