"""Six numbers, and two more for whoever has them; and the name under which they are kept."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import CoordinationModel
from cordata.exchange.models import Organisation
from cordata.exchange.queries.terms import Basis, countries_priced
from cordata.networks.models import Country
from cordata.web.forms import offer
from cordata.web.simulate.sources import source_in_words


class AskForm(forms.Form):
    """What somebody wants to know; every field says where its default comes from."""

    NUMBERS: ClassVar = (
        "schools", "per_mentor", "hours", "travel", "years", "pay", "mentors", "budget",
    )  # fmt: skip
    MONEY: ClassVar = ("pay", "budget")

    country = forms.ChoiceField(label=_("Country"))
    model = forms.ChoiceField(label=_("Who coordinates"), choices=CoordinationModel.Label)
    schools = forms.IntegerField(label=_("Mentee schools"), min_value=1, max_value=100_000)
    per_mentor = forms.IntegerField(
        label=_("For each mentor school"), min_value=1, max_value=12
    )
    hours = forms.FloatField(
        label=_("Hours a week of the mentor school"), min_value=0, max_value=60
    )
    travel = forms.FloatField(label=_("Minutes of travel, one way"), min_value=0, max_value=300)
    years = forms.IntegerField(label=_("Years to reach all"), min_value=1, max_value=10)
    pay = forms.FloatField(
        label=_("Salary of a teacher, a year"), min_value=1, max_value=100_000_000
    )
    mentors = forms.IntegerField(
        label=_("Mentor schools to begin with"), min_value=0, max_value=25_000, required=False,
        help_text=_("Empty: as many as are needed."),
    )  # fmt: skip
    budget = forms.FloatField(
        label=_("Money for each year"), min_value=0, max_value=1e12, required=False,
        help_text=_("Empty: no limit."),
    )  # fmt: skip

    def __init__(self, *args: Any, basis: Basis, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "country", countries())
        for name, field in self.fields.items():
            if name in basis.sources:
                field.help_text = source_in_words(name, basis.sources[name])
            if isinstance(field, forms.IntegerField):
                _say_limits(field)

    def six(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        return [self[name] for name in self.NUMBERS[:6]]

    def asked(self) -> dict[str, Any]:
        """By field of ``analysis.spread.scaling.Ask``; a field that is wrong is None."""
        return {name: self.cleaned_data.get(name) for name in self.NUMBERS}


def _say_limits(field: forms.IntegerField) -> None:
    """One message for whatever is wrong: what would be right. Numbers of money may have decimals."""
    if isinstance(field, forms.FloatField):
        field.widget.attrs["step"] = "any"
    ends = [cast("float", one) for one in (field.min_value, field.max_value)]
    least, most = (number_format(one, 0, force_grouping=True) for one in ends)
    said = gettext("Write a number from %(least)s to %(most)s.") % {
        "least": least,
        "most": most,
    }
    field.error_messages |= dict.fromkeys(("invalid", "required"), said)
    field.validators = [
        MinValueValidator(ends[0], said),
        MaxValueValidator(ends[1], said),
    ]


class SaveForm(forms.Form):
    """Under which name, and who reads it."""

    name = forms.CharField(label=_("Name of the scenario"), max_length=120)
    organisation = forms.ChoiceField(
        label=_("Who reads it"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, mine: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.mine = {one.public_id: one for one in mine}
        offer(self, "organisation", [
            ("", _("Only I")), *((one.public_id, one.name) for one in mine),
        ])  # fmt: skip

    @property
    def shared_with(self) -> Organisation | None:
        """The organisation that was chosen."""
        return self.mine.get(self.cleaned_data["organisation"])


def countries() -> list[tuple[str, str]]:
    """Those with published salaries, by their names."""
    return sorted(
        ((code, Country(code=code).name) for code in countries_priced()), key=lambda one: one[1]
    )
