"""Questions, agreement, validation, withdrawal, messages, experts: short forms with one purpose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.practices.models import CRITERIA, Prompt, Says, Stage


def _words(label: Any, *, most: int, rows: int = 3, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, help_text=hint)


class AskForm(forms.Form):
    """A researcher asks the school at one of its answers."""

    part = forms.ChoiceField(choices=Prompt, widget=forms.HiddenInput)
    words = _words(_("What do you ask the school?"), most=500)

    def __init__(self, posted: Any = None, *, part: str) -> None:
        super().__init__(posted, initial={"part": part}, auto_id=f"ask_{part}_%s")


class AnswerForm(forms.Form):
    """The school answers."""

    words = _words(_("Your answer"), most=2000)

    def __init__(self, *args: Any, question: int, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_id": f"q{question}_%s"})


class AgreeForm(forms.Form):
    """Ticked, not only pressed: a name goes under it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    agrees = forms.BooleanField(
        label=_("For our school I agree with this record. It may be published with its name.")
    )


class ChangesForm(forms.Form):
    """What must change before the school agrees."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _words(_("What must change?"), most=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_id": "changes_%s"})


class WithdrawForm(forms.Form):
    """Why a practice is taken back: everybody reads it in its place."""

    why = forms.CharField(
        label=_("Why do you take it back?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who looks for the practice reads this in its place."),
    )


class ValidateForm(forms.Form):
    """Each public criterion, then the decision with its reasons, of the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    says = forms.ChoiceField(
        label=_("What do you say?"), choices=Says, widget=forms.RadioSelect
    )
    words = _words(
        _("Your reasons"), most=1000, hint=_("They are read with your name on the page.")
    )

    def __init__(self, *args: Any, stage: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = CRITERIA[Stage(stage)]
        for one in self.criteria:
            self.fields[one] = forms.BooleanField(label=one.label, required=False)

    @property
    def ticks(self) -> list[forms.BoundField]:
        """The criteria as fields."""
        return [self[one] for one in self.criteria]

    def clean(self) -> dict[str, Any]:
        """Who stands for it has ticked all of them."""
        data = super().clean() or {}
        if data.get("says") == Says.APPROVE:
            for one in self.criteria:
                if not data.get(one):
                    message = _("This is not ticked: ask for a change instead, and say which.")
                    self.add_error(one, message)
        return data

    def decision(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        met = {str(one): data[one] for one in self.criteria}
        kept = {name: data[name] for name in ("version", "says", "words")}
        return kept | {"criteria": met}


class MessageForm(forms.Form):
    """A message to a school."""

    words = _words(_("What would you like to know?"), most=1500, rows=6)


class ExpertForm(forms.Form):
    """Somebody who has an account, and what they know."""

    email = forms.EmailField(label=_("E-mail address"))
    knows = forms.CharField(
        label=_("What they know"),
        max_length=200,
        help_text=_("Everybody reads it beside their decisions."),
    )
