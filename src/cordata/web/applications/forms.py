"""Forms around an application; the application itself is made by ``fields``."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.calls.models import Application, Call
from cordata.networks.models import Participation
from cordata.web.forms import offer
from cordata.web.templatetags.cordata import named


class FilterForm(forms.Form):
    """Which applications the desk shows."""

    words = forms.CharField(label=_("School, town, code or number"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *Application.State.choices],
    )
    side = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("all")), *Participation.Side.choices],
    )
    stratum = forms.ChoiceField(label=_("Stratum"), required=False)

    words.widget.input_type = "search"

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "stratum",
            [
                ("", _("all")),
                *((one.public_id, named(one.names)) for one in call.strata.all()),
            ],
        )


class BeginForm(forms.Form):
    """Who begins, for which role."""

    side = forms.ChoiceField(label=_("We apply as"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The link to go on comes there. Best is the address of the school."),
    )

    def __init__(self, *args: Any, sides: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "side", sides)


class TogetherForm(forms.Form):
    """A cluster that schools form themselves."""

    name = forms.CharField(label=_("Name of the cluster"), max_length=120)
    aim = forms.CharField(
        label=_("What you want to do together"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeclarationForm(forms.Form):
    """Whom to ask for an agreement."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))


class AgreeForm(forms.Form):
    """The head's or founder's answer."""

    signed_as = forms.CharField(
        label=_("Your name and office"),
        max_length=200,
        help_text=_("For example: Anna Rossi, head teacher."),
    )
    why = forms.CharField(
        label=_("If you do not agree: why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, agrees: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signed_as"].required = agrees


class SendForm(forms.Form):
    """The last step: who sends."""

    sent_by = forms.CharField(label=_("Sent by (name and office)"), max_length=120)


class WithdrawForm(forms.Form):
    """The school leaves the call."""

    why = forms.CharField(
        label=_("Why the school leaves"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
