"""The protocol of an observation: agreed, consented to, noted."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity, Observation
from cordata.networks.models import Participation
from cordata.web.forms import DateInput, offer


class ProtocolForm(forms.Form):
    """Who looks at what in whose lesson, and who may read the notes."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    observed = forms.ChoiceField(label=_("Whose lesson"))
    observer = forms.ChoiceField(label=_("Who looks on"))
    focus = forms.ChoiceField(
        label=_("What you look at"),
        choices=Observation.Focus,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("In your words"), max_length=300, required=False)
    level = forms.ChoiceField(
        label=_("Who may read the notes"), choices=Observation.Level, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        activity: Activity,
        protocol: Observation | None,
        members: list[Participation],
        mine: Participation | None,
        **options: Any,
    ) -> None:
        options["initial"] = _as_it_stands(activity, protocol, members, mine)
        super().__init__(*args, **options)
        self.members = {one.public_id: one for one in members}
        schools = [(one.public_id, one.school.name) for one in members]
        offer(self, "observed", schools)
        offer(self, "observer", schools)

    def clean(self) -> dict[str, Any]:
        """A school looks at another one."""
        given = self.cleaned_data
        if "observer" in given and given["observer"] == given.get("observed"):
            self.add_error("observer", _("Choose another school than the observed one."))
        return given

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        return given | {name: self.members[given[name]] for name in ("observed", "observer")}


def _as_it_stands(
    activity: Activity,
    protocol: Observation | None,
    members: list[Participation],
    mine: Participation | None,
) -> dict[str, Any]:
    if protocol:
        return {
            "version": protocol.version,
            "observed": protocol.observed.public_id,
            "observer": protocol.observer.public_id,
            "focus": protocol.focus,
            "words": protocol.words,
            "level": protocol.level,
        }
    observed = activity.host or next(iter(members), None)
    looking = [activity.called_by, mine, *members]
    others = [one for one in looking if one and one != observed]
    return {
        "version": 0,
        "observed": observed.public_id if observed else "",
        "observer": others[0].public_id if others else "",
        "level": Observation.Level.SCHOOLS,
    }


class ConsentForm(forms.Form):
    """When the teacher agreed; the name of whoever writes it down is kept."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("On which day did the teacher agree?"),
        widget=DateInput(),
        initial=timezone.localdate,
    )

    def clean_on(self) -> dt.date:
        """Nobody has agreed tomorrow."""
        on: dt.date = self.cleaned_data["on"]
        MaxValueValidator(timezone.localdate(), _("This day has not come yet."))(on)
        return on


class NotesForm(forms.Form):
    """Three boxes, in the order in which one thinks."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    saw = forms.CharField(
        label=_("What I saw"),
        help_text=_("No pupil's name, and nothing by which a pupil is known."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    meant = forms.CharField(
        label=_("What it meant for learning"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    question = forms.CharField(
        label=_("A question"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
