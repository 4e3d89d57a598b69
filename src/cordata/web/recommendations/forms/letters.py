"""An address for letters."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LettersForm(forms.Form):
    """Where the letters go."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_(
            "One letter when a new version comes, or when something it rests on has moved. First "
            "you get a letter to confirm."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
