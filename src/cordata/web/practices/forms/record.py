"""The structured record, each text in the school's language and in English."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Topic
from cordata.networks.queries.topics import vocabulary
from cordata.practices.actions.documenting import Record
from cordata.practices.models import (
    BESIDE,
    CASE,
    LONG,
    LONGEST,
    Criterion,
    Edition,
    Outcome,
    Part,
    Rurality,
    Setting,
)
from cordata.web.forms import offer
from cordata.web.practices.words import LANGUAGES
from cordata.web.templatetags.cordata import level

LEVELS = ("02", "1", "2", "3", "5")
GROUPS = (
    (_("What was done"), (Part.TITLE, Part.SUMMARY, Part.DONE, Part.STEPS, Part.RESOURCES)),
    (_("What came of it"), (Part.WORKED, Part.PARTLY, Part.FAILED, Part.CONDITIONS)),
    (_("The case in five parts"), CASE),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its fields in both languages, and the public criteria beside it."""

    part: Part
    fields: list[tuple[str, str, forms.BoundField]]
    criteria: list[Criterion]


class RecordForm(forms.Form):
    """Nothing is required while it is worked on; what is missing is said beside it."""

    is_draft = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=Outcome, widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label=_("Needs it answers"), widget=forms.CheckboxSelectMultiple, required=False
    )
    levels = forms.MultipleChoiceField(
        label=_("Levels"), widget=forms.CheckboxSelectMultiple, required=False
    )
    pupils = forms.IntegerField(
        label=_("Pupils of the school"), min_value=1, max_value=20_000, required=False
    )
    rurality = forms.ChoiceField(
        label=_("Where the school is"),
        choices=[("", "–"), *Rurality.choices],
        required=False,
    )
    setting = forms.ChoiceField(
        label=_("Where it took place"), choices=[("", "–"), *Setting.choices], required=False
    )
    hours = forms.IntegerField(
        label=_("Hours until it ran"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Of everybody together, unpaid ones with them."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        self.languages = list(dict.fromkeys([edition.practice.language, "en"]))
        options.setdefault("initial", _stands(edition))
        super().__init__(*args, **options)
        self.topics: dict[str, Topic] = {one.slug: one for one in vocabulary()}
        choices = {
            "needs": [(slug, topic.label) for slug, topic in self.topics.items()],
            "levels": [(code, level(code)) for code in LEVELS],
        }
        for name, known in choices.items():
            offer(self, name, known)
        for part in Part:
            for language in self.languages:
                self.fields[f"{part}_{language}"] = _text(part, language)

    @property
    def facts(self) -> list[forms.BoundField]:
        """Everything that is no text."""
        names = ("outcome", "needs", "levels", "pupils", "rurality", "setting", "hours")
        return [self[name] for name in names]

    @property
    def groups(self) -> Iterator[tuple[Any, list[Row]]]:
        """The texts, in three groups."""
        for label, parts in GROUPS:
            yield (
                label,
                [
                    Row(
                        part,
                        [
                            (one, LANGUAGES.get(one, one), self[f"{part}_{one}"])
                            for one in self.languages
                        ],
                        list(BESIDE.get(part, ())),
                    )
                    for part in parts
                ],
            )

    def record(self) -> Record:
        """What it says."""
        data = self.cleaned_data
        plain = ("outcome", "levels", "pupils", "rurality", "setting", "hours")
        return Record(
            texts={
                language: {part.value: data[f"{part}_{language}"] for part in Part}
                for language in self.languages
            },
            needs=[self.topics[slug] for slug in data["needs"]],
            **{name: data[name] for name in plain},
        )


def _stands(edition: Edition) -> dict[str, Any]:
    plain = ("version", "outcome", "levels", "pupils", "rurality", "setting", "hours")
    texts = {
        f"{part}_{language}": text
        for language, parts in edition.texts.items()
        for part, text in parts.items()
    }
    needs = [one.slug for one in edition.needs.all()]
    return {name: getattr(edition, name) for name in plain} | {"needs": needs} | texts


def _text(part: Part, language: str) -> forms.CharField:
    field = forms.CharField(
        label=_("%(part)s, %(language)s")
        % {"part": part.label, "language": LANGUAGES.get(language, language)},
        max_length=LONGEST.get(part, LONG),
        required=False,
    )
    if part != Part.TITLE:
        rows = 3 if part == Part.SUMMARY else 5
        field.widget = forms.Textarea(attrs={"rows": rows})
    field.widget.attrs["lang"] = language
    return field
