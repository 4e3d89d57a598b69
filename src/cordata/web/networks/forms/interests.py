"""Needs, offers and wishes: shared by the coordinator's page and the school's own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.networks.models import Participation
from cordata.networks.queries.topics import vocabulary

ASKED = 5  # rows on the page; whoever has more keeps them
PRIORITIES = [(3, _("first of all")), (2, _("important")), (1, _("good to have"))]


class TopicsForm(forms.Form):
    """Rows of a topic and its priority. ``interests`` is slug to priority when valid."""

    def __init__(
        self, *args: Any, interests: dict[str, int], asked: int = ASKED, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        topics = [("", "-"), *((topic.slug, topic.label) for topic in vocabulary())]
        ranked = sorted(interests.items(), key=lambda one: -one[1])
        for row in range(max(asked, len(ranked) + 1)):
            slug, priority = ranked[row] if row < len(ranked) else ("", 2)
            self.fields[f"topic_{row}"] = forms.ChoiceField(
                label=_("Topic"), choices=topics, initial=slug, required=False
            )
            self.fields[f"priority_{row}"] = forms.TypedChoiceField(
                label=_("How much"), choices=PRIORITIES, initial=priority, coerce=int
            )
            self.fields[f"priority_{row}"].required = False

    def rows(self) -> Iterator[tuple[Any, Any]]:
        """The bound fields, row by row."""
        count = sum(name.startswith("topic_") for name in self.fields)
        for row in range(count):
            yield self[f"topic_{row}"], self[f"priority_{row}"]

    def clean(self) -> None:
        """Each topic once."""
        self.interests: dict[str, int] = {}
        for name in [name for name in self.fields if name.startswith("topic_")]:
            if not (slug := self.cleaned_data.get(name)):
                continue
            if slug in self.interests:
                self.add_error(name, _("This topic is chosen twice."))
            rank = self.cleaned_data.get(name.replace("topic", "priority"))
            self.interests[slug] = rank or 2


class InterestsForm(TopicsForm):
    """What is asked of its side first, after the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PlacesForm(InterestsForm):
    """The same for a mentor school, which also says how many schools it can accompany."""

    min_places = forms.IntegerField(label=_("At least"), min_value=0, max_value=99)
    max_places = forms.IntegerField(label=_("At most"), min_value=1, max_value=99)

    def clean(self) -> None:
        """An interval goes up."""
        super().clean()
        low, high = self.cleaned_data.get("min_places"), self.cleaned_data.get("max_places")
        if low is not None and high is not None and low > high:
            self.add_error("min_places", _("“At least” is larger than “at most”."))


class WishesForm(forms.Form):
    """Schools of the other side, by code as the list offers them; first first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        possible: Iterable[Participation],
        wishes: list[Participation],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.possible = {school_line(one): one for one in possible}
        self.codes = {one.school.national_code: one for one in self.possible.values()}
        for row in range(max(3, len(wishes))):
            self.fields[f"wish_{row}"] = forms.CharField(
                label=_("Wish %(number)d") % {"number": row + 1},
                required=False,
                initial=school_line(wishes[row]) if row < len(wishes) else "",
                widget=forms.TextInput(attrs={"list": "possible", "autocomplete": "off"}),
            )

    def clean(self) -> None:
        """Each wish is a school on the list, named once."""
        self.wanted: list[Participation] = []
        for name in [name for name in self.fields if name.startswith("wish_")]:
            if not (line := self.cleaned_data.get(name, "").strip()):
                continue
            school = self.possible.get(line) or self.codes.get(line)
            if school is None:
                self.add_error(name, _("Choose a school from the list."))
            elif school in self.wanted:
                self.add_error(name, _("This school is chosen twice."))
            else:
                self.wanted.append(school)


def school_line(participation: Participation) -> str:
    """How a school stands in the list of possible wishes."""
    school = participation.school
    return f"{school.name}, {school.municipality} ({school.national_code})"
