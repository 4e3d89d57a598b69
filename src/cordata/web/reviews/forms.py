"""What people fill in when they look back."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Goal, ReflectionAnswer, ReviewedGoal
from cordata.web.forms import DateInput


def _words(label: Any, *, most: int = 300, rows: int = 2, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class OpenForm(forms.Form):
    """What time a cluster looks back on."""

    about = forms.CharField(
        label=_("Which time is it about?"),
        max_length=80,
        help_text=_("For example: our first term."),
    )


class AnswerForm(forms.Form):
    """The same three questions for both sides."""

    mood = forms.ChoiceField(
        label=_("How is working together going?"),
        choices=ReflectionAnswer.Mood,
        widget=forms.RadioSelect,
    )
    helped = _words(_("What helped us most?"))
    change = _words(_("What would we change?"))


class ReviewForm(forms.Form):
    """Of each goal: keep, change or drop, with a sentence."""

    held_on = forms.DateField(
        label=_("When did you talk?"), widget=DateInput(), initial=timezone.localdate
    )
    mentor_there = forms.BooleanField(label=_("Our mentor school was there"), required=False)

    def __init__(self, *args: Any, goals: list[Goal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.goals = goals
        for goal in goals:
            verdict, sentence = self._names(goal)
            self.fields[verdict] = forms.ChoiceField(
                label=_("What do we do with this goal?"),
                choices=ReviewedGoal.Verdict,
                widget=forms.RadioSelect,
            )
            self.fields[sentence] = _words(_("Why, in a sentence"))

    def clean_held_on(self) -> dt.date:
        """Nobody has talked on a day that is still to come."""
        given: dt.date = self.cleaned_data["held_on"]
        if given > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return given

    def _names(self, goal: Goal) -> tuple[str, str]:
        return f"verdict_{goal.public_id}", f"sentence_{goal.public_id}"

    def rows(self) -> list[tuple[Goal, Any, Any]]:
        """Each goal with its two fields."""
        names = [(goal, *self._names(goal)) for goal in self.goals]
        return [(goal, self[verdict], self[said]) for goal, verdict, said in names]

    def verdicts(self) -> dict[Goal, tuple[str, str]]:
        """What was said of each goal."""
        data = self.cleaned_data
        names = {goal: self._names(goal) for goal in self.goals}
        return {goal: (data[verdict], data[said]) for goal, (verdict, said) in names.items()}


# What a cluster answers together at the end of a term; reports ask in the same words.
TERM_QUESTIONS = {
    "moved": _("What moved in our schools this term?"),
    "hindered": _("What was in the way?"),
    "ahead": _("What do we do next term?"),
}


class TermForm(forms.Form):
    """Three questions, answered once by the whole cluster."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    moved = _words(TERM_QUESTIONS["moved"], most=3000, rows=4)
    hindered = _words(TERM_QUESTIONS["hindered"], most=3000, rows=4)
    ahead = _words(TERM_QUESTIONS["ahead"], most=3000, rows=4)


class HandOverForm(forms.Form):
    """What is left behind, and with whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stays = _words(
        _("What stays in our schools?"),
        most=3000,
        rows=4,
        help_text=_("What goes on on an ordinary Monday, without the programme."),
    )
    keeper = _words(
        _("Who keeps it?"),
        most=3000,
        rows=3,
        help_text=_("An office rather than a person: people move on."),
    )
    passed_on = _words(_("What do we pass on to others?"), most=3000, rows=4)
