"""A new goal with its first steps: what, who, by when."""

from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from cordata.cycles.actions.wording import Planned, Wording
from cordata.web.cycles.forms.goals import GoalForm
from cordata.web.forms import DateInput


class SteppedForm(GoalForm):
    """Below the goal ``rows`` rows of steps; one that is begun is finished, the others may stay empty."""

    rows = 3

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, name in enumerate(self._numbers(), 1):
            at = {"number": number}
            self.fields[f"{name}_text"] = forms.CharField(
                label=_("Step %(number)d: what") % at, max_length=300, required=False
            )
            self.fields[f"{name}_owner"] = forms.CharField(
                label=_("Step %(number)d: who") % at, max_length=120, required=False
            )
            self.fields[f"{name}_due_on"] = forms.DateField(
                label=_("Step %(number)d: by when") % at, required=False, widget=DateInput()
            )

    def _numbers(self) -> list[str]:
        return [f"step{number}" for number in range(1, self.rows + 1)]

    def clean(self) -> None:
        """A step that says what also says who."""
        super().clean()
        for name in self._numbers():
            text = self.cleaned_data.get(f"{name}_text")
            if text and not self.cleaned_data.get(f"{name}_owner"):
                self.add_error(f"{name}_owner", _("Say who does it."))

    def step_rows(self) -> list[list[tuple[str, BoundField]]]:
        """The fields of each row, with labels that are short: the row says which step it is."""
        return [
            [
                (str(self[f"{name}_text"].label), self[f"{name}_text"]),
                (_("Who"), self[f"{name}_owner"]),
                (_("By when"), self[f"{name}_due_on"]),
            ]
            for name in self._numbers()
        ]

    def wording(self) -> Wording:
        """With its steps."""
        return replace(super().wording(), steps=self._steps())

    def _steps(self) -> list[Planned]:
        """The rows that say what."""
        data = self.cleaned_data
        return [
            {
                "text": data[f"{name}_text"],
                "owner": data[f"{name}_owner"],
                "due_on": data[f"{name}_due_on"],
            }
            for name in self._numbers()
            if data[f"{name}_text"]
        ]
