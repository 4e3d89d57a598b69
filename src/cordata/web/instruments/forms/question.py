"""Write one question without a spreadsheet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.analysis.forms.checking import VOICES as KNOWN_VOICES
from cordata.analysis.forms.definition import Form, Question, in_language
from cordata.analysis.forms.expression import NotUnderstood, names_in, parse
from cordata.analysis.forms.xlsform.columns import key_of
from cordata.web.forms import offer
from cordata.web.instruments.words import LEVELS, VOICES, language_name, why_in_words

FREE = [("text", gettext_lazy("In own words")), ("integer", gettext_lazy("A whole number"))]


class QuestionForm(forms.Form):
    """One question: its words in each language, how it is answered, and by whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(label=gettext_lazy("It is answered with"))
    area = forms.ChoiceField(
        label=gettext_lazy("It belongs to"),
        required=False,
        help_text=gettext_lazy("It stands after the other questions of this area."),
    )
    voices = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked"),
        required=False,
        choices=list(VOICES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nobody marked means everybody."),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("At which school levels"),
        required=False,
        choices=list(LEVELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None marked means all."),
    )
    required = forms.BooleanField(label=gettext_lazy("An answer is needed"), required=False)
    core = forms.BooleanField(
        label=gettext_lazy("Locked: no country may change it or leave it out"), required=False
    )
    relevant = forms.CharField(
        label=gettext_lazy("Only ask if"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "For example ${A1} >= 3, or selected(${tools}, 'robots'). Empty: always."
        ),
    )

    def __init__(
        self,
        *args: Any,
        asked: Form,
        languages: Sequence[str],
        language: str,
        may_lock: bool,
        question: Question | None = None,
        **options: Any,
    ) -> None:
        self.asked, self.languages, self.question = asked, languages, question
        options["initial"] = _initial(question)
        super().__init__(*args, **options)
        for code in languages:
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("The question (%(language)s)") % {"language": language_name(code)},
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )
        lists = [
            (name, " · ".join(in_language(one.labels, language) for one in listed))
            for name, listed in asked.choices.items()
        ]
        areas = [(code, in_language(text, language)) for code, text in asked.areas.items()]
        offer(self, "answer", [*lists, *FREE, *_rare(question)])
        offer(self, "area", [("", _("no area")), *areas])
        if not areas:
            del self.fields["area"]
        if not may_lock:
            del self.fields["core"]
        self.order_fields(["version", *(f"label_{code}" for code in languages)])

    def clean_relevant(self) -> str:
        """It can be read, and asks only for what there is."""
        said: str = self.cleaned_data["relevant"].strip()
        if not said:
            return ""
        try:
            needed = names_in(parse(said))
        except NotUnderstood as wrong:
            raise forms.ValidationError(
                _("At character %(position)d: %(why)s."),
                params={
                    "position": wrong.position,
                    "why": why_in_words(wrong.code, wrong.found),
                },
            ) from wrong
        unknown = sorted(needed - {one.name for one in self.asked.questions()})
        if unknown:
            raise forms.ValidationError(
                _("There is no question “%(name)s”."), params={"name": unknown[0]}
            )
        return said

    def written(self, name: str) -> Question:
        """The question as it is said; what the page does not ask stays as it was."""
        given = self.cleaned_data
        before = self.question or Question(name, "")
        kind, choices = before.kind, before.choices
        if given["answer"] != (choices or kind):
            is_list = given["answer"] in self.asked.choices
            kind, choices = (
                ("select_one", given["answer"]) if is_list else (given["answer"], "")
            )
        labels = {**before.labels, **{code: given[f"label_{code}"] for code in self.languages}}
        return replace(
            before,
            kind=kind,
            choices=choices,
            labels=labels,
            area=given.get("area", ""),
            voices=tuple(one for one in given["voices"] if one in KNOWN_VOICES),
            levels=tuple(given["levels"]),
            required=given["required"],
            relevant=given["relevant"],
            core=given.get("core", before.core),
            # How a column was spelled in a spreadsheet may no longer fit what is said now.
            extra={name: cell for name, cell in before.extra.items() if not key_of(name, "")},
        )


def _rare(question: Question | None) -> list[tuple[str, str]]:
    """A way to answer that this page keeps, but does not offer."""
    if question is None or question.choices or question.kind in dict(FREE):
        return []
    return [(question.kind, question.kind)]


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"required": True}
    return {
        **{f"label_{code}": words for code, words in question.labels.items()},
        "answer": question.choices or question.kind,
        "area": question.area,
        "voices": list(question.voices),
        "levels": list(question.levels),
        "required": question.required,
        "core": question.core,
        "relevant": question.relevant,
    }
