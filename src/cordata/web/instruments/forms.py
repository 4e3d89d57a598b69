"""Begin an instrument, write one question, take in a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.analysis.forms.checking import VOICES as KNOWN_VOICES
from cordata.analysis.forms.definition import Form, Question, in_language
from cordata.analysis.forms.expression import NotUnderstood, names_in, parse
from cordata.analysis.forms.xlsform.columns import key_of
from cordata.surveys.models import Instrument
from cordata.web.forms import DateInput
from cordata.web.instruments.words import LEVELS, VOICES, language_name, why_in_words

LARGEST = 5_000_000
FREE = [("text", gettext_lazy("In own words")), ("integer", gettext_lazy("A whole number"))]


class FileForm(forms.Form):
    """A workbook to look at."""

    file = forms.FileField(label=gettext_lazy("The spreadsheet (XLSX)"))

    def clean_file(self) -> Any:
        """Not endless."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return given


class BeginForm(forms.Form):
    """A new instrument: for whom, what kind, and how it is called."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    language = forms.ChoiceField(
        label=gettext_lazy("Written in"),
        help_text=gettext_lazy("Translations can follow later."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Instrument.Kind)
    country = forms.ChoiceField(label=gettext_lazy("For"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        languages: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = places  # type: ignore[attr-defined]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["country"].initial = places[0][0]

    def facts(self) -> dict[str, Any]:
        """As the action takes them: an empty form with its title."""
        given = self.cleaned_data
        language = given["language"]
        slug = slugify(given["title"])[:50] or given["kind"]
        return {
            "slug": f"{slug}-{given['country'].lower()}" if given["country"] else slug,
            "kind": given["kind"],
            "country": given["country"],
            "form": Form({language: given["title"]}, (language,), ()),
        }


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
        kept = [(question.kind, question.kind)] if _is_rare(question) else []
        self.fields["answer"].choices = [*lists, *FREE, *kept]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("no area")), *areas]  # type: ignore[attr-defined]
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


def _is_rare(question: Question | None) -> bool:
    """Whether it is answered in a way that this page keeps, but does not offer."""
    return question is not None and not question.choices and question.kind not in dict(FREE)


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


class SelfieForm(forms.Form):
    """Area means of SELFIE, and when the school answered."""

    file = forms.FileField(label=gettext_lazy("The table (CSV or XLSX)"))
    answered_on = forms.DateField(
        label=gettext_lazy("When did your school answer SELFIE?"), widget=DateInput()
    )
