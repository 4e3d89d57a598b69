"""The planning talk: goal, reality, options, will, each with two questions that help."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.web.cycles.forms.steps import SteppedForm


@dataclass(frozen=True)
class Block:
    """One of the four: its name, two questions, its fields."""

    name: Any
    questions: tuple[Any, Any]
    fields: list[BoundField]


class PlanningForm(SteppedForm):
    """What is typed in the talk; at its end a goal with its first steps."""

    options = forms.CharField(
        label=_("What we could do"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("text", "success", "topic", "source", "measure", "why", "options")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The plan's own words for the same thing: why a goal is one is how it is today.
        self.fields["why"].label = _("What it is like today, and why that matters")

    def blocks(self) -> list[Block]:
        """The four blocks in the order of the talk."""
        return [
            Block(
                pgettext_lazy("planning talk", "Goal"),
                (
                    _("What should be different at the end of the year?"),
                    _("How would somebody from outside see it?"),
                ),
                [self["text"], self["success"], self["topic"]],
            ),
            Block(
                pgettext_lazy("planning talk", "Reality"),
                (
                    _("What happens today, and where does it work already?"),
                    _("What have you tried, and what came of it?"),
                ),
                [self["why"]],
            ),
            Block(
                pgettext_lazy("planning talk", "Options"),
                (
                    _("What else could you do, if time were no matter?"),
                    _("What has your mentor school done in your place?"),
                ),
                [self["options"]],
            ),
            Block(
                pgettext_lazy("planning talk", "Will"),
                (
                    _("What do you do first, and who does it?"),
                    _("What could get in the way, and who helps?"),
                ),
                [],
            ),
        ]

    def typed(self) -> dict[str, str]:
        """Everything as it was sent, right or not."""
        names = [name for name in self.fields if name != "version"]
        return {name: str(self.data.get(name, "")) for name in names}
