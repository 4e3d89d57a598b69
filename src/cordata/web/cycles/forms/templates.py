"""The library of goals: for coordinators to word, for schools to begin from."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cordata.cycles.actions.templates import Words
from cordata.cycles.models import MOST_STEPS, TemplateWords
from cordata.networks.models import Topic
from cordata.web.cycles.forms.steps import SteppedForm
from cordata.web.forms import offer

MOST_WEEKS = 60


class TemplateForm(forms.Form):
    """A goal as the library keeps it, in one language, with its steps by weeks."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Language"))
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    text = forms.CharField(
        label=_("The goal, in a sentence that a pupil would understand"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    success = forms.CharField(
        label=_("How one will know"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, topics: list[Topic], languages: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.topics = {one.slug: one for one in topics}
        names = dict(settings.LANGUAGES)
        offer(self, "language", [(code, names.get(code, code)) for code in languages])
        offer(
            self,
            "topic",
            [
                ("", "–"),
                *((one.slug, one.label) for one in topics),
            ],
        )
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"step{number}_text"] = forms.CharField(
                label=_("Step %(number)d: what") % {"number": number},
                max_length=300,
                required=False,
            )
            self.fields[f"step{number}_weeks"] = forms.IntegerField(
                label=_("Step %(number)d: after how many weeks") % {"number": number},
                min_value=1,
                max_value=MOST_WEEKS,
                required=False,
            )

    def step_rows(self) -> list[list[tuple[str, BoundField]]]:
        """The fields of each step, with short labels."""
        names = [f"step{number}" for number in range(1, MOST_STEPS + 1)]
        return [
            [
                (str(self[f"{name}_text"].label), self[f"{name}_text"]),
                (str(_("Weeks later")), self[f"{name}_weeks"]),
            ]
            for name in names
        ]

    def clean(self) -> None:
        """A step says after how many weeks."""
        super().clean()
        for number in range(1, MOST_STEPS + 1):
            text = self.cleaned_data.get(f"step{number}_text")
            name = f"step{number}_weeks"
            if text and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Say after how many weeks."))

    def facts(self) -> dict[str, Any]:
        """For the action: topic, language, words."""
        data = self.cleaned_data
        words: Words = {
            "text": data["text"],
            "why": data["why"],
            "success": data["success"],
            "steps": [
                {"text": data[f"step{number}_text"], "weeks": data[f"step{number}_weeks"]}
                for number in range(1, MOST_STEPS + 1)
                if data[f"step{number}_text"]
            ],
        }
        topic = self.topics.get(data["topic"])
        return {"topic": topic, "language": data["language"], "words": words}


def words_as_typed(words: TemplateWords) -> dict[str, Any]:
    """What stands in the form's fields for these words."""
    typed: dict[str, Any] = {
        "text": words.text,
        "why": words.why,
        "success": words.success,
        "language": words.language,
    }
    for number, step in enumerate(words.steps, 1):
        typed[f"step{number}_text"] = step["text"]
        typed[f"step{number}_weeks"] = step["weeks"]
    return typed


class StartForm(SteppedForm):
    """A goal that begins from a template: copied, and the school's own from now on."""

    def __init__(self, *args: Any, steps: int, **options: Any) -> None:
        self.rows = min(MOST_STEPS, steps + 1)  # those of the template, and room for one
        super().__init__(*args, **options)


def steps_as_typed(words: TemplateWords, *, owner: str, today: dt.date) -> dict[str, Any]:
    """A template's steps with days: counted in weeks from today."""
    typed: dict[str, Any] = {}
    for number, step in enumerate(words.steps, 1):
        typed[f"step{number}_text"] = step["text"]
        typed[f"step{number}_owner"] = owner
        typed[f"step{number}_due_on"] = today + dt.timedelta(weeks=step["weeks"])
    return typed
