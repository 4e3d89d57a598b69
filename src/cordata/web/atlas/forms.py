"""What people fill in about the atlas and its sources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.guidance.actions.atlas import NEED_A_SOURCE
from cordata.guidance.models import Source, Statement

LONGEST = 600
MOST_LETTERS = 400_000


class _Wording(forms.Form):
    """Words, and hidden what the writer had on the page."""

    words = forms.CharField(
        label=_("In one or two sentences"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    follows = forms.BooleanField(
        label=_("This translation says what the original says now"), required=False
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)


class _Known(forms.Form):
    """How something is known, and where from."""

    kind = forms.ChoiceField(
        label=_("How we know it"),
        choices=[
            (Statement.Kind.FOUND, _("Found: read in a source")),
            (Statement.Kind.REPORTED, _("Reported: told by those who took part")),
            (Statement.Kind.JUDGED, _("Judged: what we conclude from it")),
        ],
        widget=forms.RadioSelect,
    )
    keys = forms.CharField(
        label=_("Sources"),
        max_length=300,
        required=False,
        help_text=_(
            "Their keys with spaces between them, as S8 S14. What was found or reported needs one."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Keys become sources; what was found or reported needs one."""
        given = super().clean() or {}
        if "kind" not in self.fields:
            return given
        keys = str(given.get("keys", "")).replace(",", " ").split()
        found = {one.key: one for one in Source.objects.filter(key__in=keys)}
        if strange := [one for one in keys if one not in found]:
            self.add_error(
                "keys", _("There is no source with the key %(key)s.") % {"key": strange[0]}
            )
        elif not keys and given.get("kind") in NEED_A_SOURCE:
            self.add_error("keys", _("Say where it was found, or who reported it."))
        given["sources"] = [found[one] for one in dict.fromkeys(keys) if one in found]
        return given


class StatementForm(_Known, _Wording):
    """A statement that is there."""

    field_order = ("words", "kind", "keys", "follows")


class NewStatementForm(_Known):
    """One more thing that is said."""

    part = forms.ChoiceField(
        label=_("What it is about"), choices=Statement.Part.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In one or two sentences"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("part", "words", "kind", "keys")


class WayForm(_Wording):
    """The name of a way, and what it is."""

    name = forms.CharField(label=_("Name"), max_length=80)
    field_order = ("name", "words", "follows")


class WithdrawForm(forms.Form):
    """Why a statement is taken out."""

    because = forms.CharField(
        label=_("Why it is taken out"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class TakeInForm(forms.Form):
    """Entries as text, or a file of them."""

    text = forms.CharField(
        label=_("Entries"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("BibTeX, RIS or CSL JSON, as your reference manager exports it."),
    )
    file = forms.FileField(label=_("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        """The text of a file takes the place of what was pasted."""
        given = super().clean() or {}
        file = given.get("file")
        if file is not None:
            if file.size > MOST_LETTERS:
                self.add_error("file", _("The file is too large. Send it in parts."))
            else:
                given["text"] = file.read().decode("utf-8-sig", errors="replace")
        if not given.get("text") and not self.errors:
            self.add_error("text", _("Paste entries, or choose a file."))
        return given
