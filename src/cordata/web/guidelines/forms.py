"""What people fill in about a guideline."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cordata.guidance.models import Guideline, Version
from cordata.guidance.queries.assembling import missing_in
from cordata.web.documents.forms import TextForm
from cordata.web.forms import MomentField, offer

# They are words of our addresses.
TAKEN = {"work", "feed"}


class AboutForm(forms.Form):
    """For whom it is, and for which way of coordinating."""

    audience = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Version.Audience.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(label=_("For which way of coordinating"), required=False)

    def __init__(self, *args: Any, ways: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "way", [("", _("whichever")), *ways])


class BeginForm(AboutForm):
    """A new guideline: its title, its address, for whom."""

    title = forms.CharField(label=_("Title"), max_length=200)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens. It stays when the title changes."),
        validators=[
            RegexValidator(r"^[a-z0-9-]+$", _("Use small letters, digits and hyphens."))
        ],
    )
    field_order = ("title", "slug", "audience", "way")

    def clean_slug(self) -> str:
        """Free, and none of our own words."""
        slug = str(self.cleaned_data["slug"])
        if slug in TAKEN or Guideline.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This address is taken. Choose another."))
        return slug


class BodyForm(TextForm):
    """The text of a guideline: what it names must be there."""

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = language
        self.fields["body"].help_text = _(
            "Markdown: ## for a heading, - for a list, 1. for steps, - [ ] for something to tick. "
            "On lines of their own: {{recommendation 4}}, {{statement td-reach}}, and "
            "{{sheet Title}} … {{end}} around a sheet to fill in."
        )

    def clean_body(self) -> str:
        """Refuse what could not be published: it is easier to mend while one writes."""
        body = str(self.cleaned_data["body"])
        if words := missing_in(body, self.language):
            raise forms.ValidationError(
                _("There is no %(words)s that could be shown here."), params={"words": words}
            )
        return body


class StaleBodyForm(BodyForm):
    """A translation whose original has changed: the translator says when it follows again."""

    follows = forms.BooleanField(
        label=_("This translation says what the original says now"), required=False
    )


class AskForm(forms.Form):
    """What another person is asked to look at."""

    large = forms.ChoiceField(
        label=_("How large is the change"),
        choices=[("", _("Small: wording, a sheet, a newer recommendation")),
                 ("yes", _("Large: it asks for something else"))],
        widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    changed = forms.CharField(
        label=_("What changed and why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it. Not needed for the first version."),
    )

    def __init__(self, *args: Any, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_first:
            self.fields.clear()
        else:
            self.fields["changed"].required = True


class DecideForm(forms.Form):
    """Let it be published, now or on its day; or send it back: the edition that was read."""

    edition = forms.CharField(widget=forms.HiddenInput)
    says = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approve", _("Publish it")), ("back", _("Send it back"))],
        widget=forms.RadioSelect,
    )
    due_at = MomentField(
        label=_("On which day"),
        required=False,
        help_text=_("Empty: at once. Else it is published by itself on that day."),
    )
    remark = forms.CharField(
        label=_("In words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever sends something back says why."""
        given = super().clean() or {}
        if given.get("says") == "back" and not given.get("remark"):
            self.add_error("remark", _("Say what is to be changed."))
        return given
