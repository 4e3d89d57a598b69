"""What people fill in about a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 50_000


class TextForm(forms.Form):
    """A title and a text in Markdown; hidden, what the writer had on the page."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("Markdown: ## for a heading, - for a list, ** for strong."),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)


class StaleTranslationForm(TextForm):
    """A translation whose original has changed: the translator says when it follows again."""

    follows = forms.BooleanField(
        label=_("This translation says what the original says now"), required=False
    )
