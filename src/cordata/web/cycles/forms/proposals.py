"""The mentor school's answer to a proposed goal, and the school's other words after a "not now"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Proposal
from cordata.web.cycles.forms.goals import GROUND, GoalForm
from cordata.web.cycles.grounds import Offered


class DeclineForm(forms.Form):
    """Why not now."""

    note = forms.CharField(
        label=_("Why not now, in a sentence for your colleagues"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnewForm(GoalForm):
    """The three sentences of a declined proposal, to be said better; its ground stays."""

    ids = "anew_%s"

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        words = {name: getattr(proposal, name) for name in ("text", "why", "success")}
        super().__init__(*args, topics=[], offered=Offered(), initial=words, **options)
        for name in ("version", "topic", *GROUND):
            del self.fields[name]
        self.ground = proposal.ground

    def wording(self) -> Wording:
        """As the action takes it."""
        given = self.cleaned_data
        return Wording(given["text"], given["why"], given["success"], self.ground)
