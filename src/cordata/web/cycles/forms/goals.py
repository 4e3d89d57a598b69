"""A goal: its words, how far it is, its steps, and why it is given up."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal
from cordata.networks.models import Topic
from cordata.web.cycles.grounds import Offered, ground_of
from cordata.web.forms import DateInput, offer

GROUND = ("source", "measure")


class _OnOnePage(forms.Form):
    """Several forms stand on a goal's page: each names its fields apart."""

    ids = "id_%s"

    def __init__(self, *args: Any, **options: Any) -> None:
        options["auto_id"] = self.ids
        super().__init__(*args, **options)


class WordForm(_OnOnePage):
    """What the school wants to reach, and why."""

    ids = "word_%s"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Our goal, in a sentence that a pupil would understand"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label=_("Why this one"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    topic = forms.ChoiceField(label=_("It belongs to this need"), required=False)

    def __init__(self, *args: Any, topics: list[Topic], **options: Any) -> None:
        super().__init__(*args, **options)
        self.topics = {one.slug: one for one in topics}
        offer(
            self,
            "topic",
            [
                ("", "–"),
                *((one.slug, one.label) for one in topics),
            ],
        )

    def clean_topic(self) -> Topic | None:
        """The topic itself."""
        return self.topics.get(self.cleaned_data["topic"])


class GoalForm(WordForm):
    """A new goal: how one will know is written before anything is tried."""

    success = forms.CharField(
        label=_("How we will know"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What somebody can see or count at the end. It stays as you write it now."),
    )
    source = forms.ChoiceField(label=_("It comes from"), required=False)
    measure = forms.ChoiceField(
        label=_("What measures it"),
        required=False,
        help_text=_("Fixed with the goal: it stays, too."),
    )
    field_order: tuple[str, ...] = ("text", "why", "success", "topic", "source", "measure")

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "source", offered.sources())
        offer(self, "measure", offered.measures())

    @property
    def plain(self) -> list[BoundField]:
        """What everybody fills in; the rest is folded away."""
        return [one for one in self.visible_fields() if one.name not in GROUND]

    @property
    def folded(self) -> list[BoundField]:
        """What a goal comes from and is measured by, if not by words alone."""
        return [self[name] for name in GROUND]

    @property
    def is_unfolded(self) -> bool:
        """Something is chosen there, or is wrong."""
        return any(one.value() or one.errors for one in self.folded)

    def wording(self) -> Wording:
        """As the actions take it: the sentences, the ground, and the topic."""
        given = self.cleaned_data
        ground = ground_of(given["source"], given["measure"])
        return Wording(given["text"], given["why"], given["success"], ground, given["topic"])


class MoveForm(_OnOnePage):
    """How far a goal is."""

    ids = "move_%s"

    stop = forms.ChoiceField(
        label=_("How far is it?"), choices=Goal.Stop, widget=forms.RadioSelect
    )
    sentence = forms.CharField(
        label=_("In a sentence"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class StepForm(_OnOnePage):
    """Who does what by when."""

    ids = "step_%s"

    text = forms.CharField(label=_("What"), max_length=300)
    owner = forms.CharField(label=_("Who"), max_length=120)
    due_on = forms.DateField(label=_("By when"), required=False, widget=DateInput())


class DropForm(_OnOnePage):
    """Why a goal is given up."""

    ids = "drop_%s"

    why = forms.CharField(
        label=_("Why we give it up"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
