"""What is written about a recommendation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.guidance.models import Certainty, Strength, Version
from cordata.web.forms import offer
from cordata.web.models.words import level_name
from cordata.web.recommendations.listing import LABELS

LINES = _("One on each line.")


def _text(label: Any, rows: int, most: int, hint: Any = "", *, needed: bool = False) -> Any:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=needed,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class OpenForm(forms.Form):
    """The question, and the first words."""

    question = forms.CharField(
        label=_("Question"),
        help_text=_("As a policy maker asks it. The list is grouped by it."),
        max_length=200,
    )
    statement = _text(
        _("What to do, in one sentence"), 2, 300,
        _("Words alone: no number, not even a quoted one."), needed=True,
    )  # fmt: skip
    because = _text(
        _("Why, in two sentences"), 3, 1000,
        _("Numbers come from findings: you can put them in once it rests on some."), needed=True,
    )  # fmt: skip


class DraftForm(forms.Form):
    """Everything that a version says."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    statement = _text(
        _("What to do, in one sentence"), 2, 300,
        _("Words alone: no number, not even a quoted one."), needed=True,
    )  # fmt: skip
    because = _text(
        _("Why, in two sentences"), 4, 1000,
        _(
            "Numbers are quoted from the list above, never typed. Verbs as sure as the evidence: "
            "“raises”, “probably raises”, “may raise”, “we do not know whether it raises”."
        ), needed=True,
    )  # fmt: skip
    audience = forms.MultipleChoiceField(
        label=_("Who it is for"), choices=Version.Audience.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    coordination = forms.MultipleChoiceField(
        label=_("Models that it is about"), help_text=_("None: it is about all of them."),
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    for_whom = _text(_("For whom"), 2, 1000)
    not_for_whom = _text(_("Not for whom"), 2, 1000)
    conditions = _text(_("Conditions"), 4, 2000, LINES)
    risk = forms.CharField(
        label=_("What can go wrong, in a few words"), max_length=80, required=False
    )
    risk_words = _text(_("What can go wrong, in a sentence"), 2, 300)
    unknown = _text(_("What we do not know"), 4, 2000, LINES)
    would_change = _text(_("What would change it"), 3, 2000, LINES)
    conflict = _text(_("Evidence that disagrees"), 3, 2000, _("And how it was resolved."))
    cost_class = forms.ChoiceField(label=_("Cost"), choices=Version.CostClass.choices)
    strength = forms.ChoiceField(label=_("Strength"), choices=Strength.choices)
    changed = _text(_("What changed and why"), 3, 2000, _("Since the version before."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self, "coordination", [(f"label:{one}", level_name("label", one)) for one in LABELS]
        )


class StepForm(forms.Form):
    """Certainty, one step from the rules at most."""

    to = forms.TypedChoiceField(label=_("Certainty"), coerce=int, choices=Certainty.choices)
    why = _text(
        _("Why it is not what the rules give"), 3, 1000,
        _("Signed with your name. Both values stand on the page."),
    )  # fmt: skip
