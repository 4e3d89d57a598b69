"""What a comparison could see: a plan that nobody has to keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.analysis.power.planning import Plan

MOST = 100_000
USUAL = {
    "treated": 12,
    "comparison": 12,
    "schools": 4,
    "size": 20,
    "icc_group": 0.05,
    "icc_school": 0.1,
    "explained": 0,
    "comparisons": 1,
}
SAID = {
    "icc_group": _(
        "Together the two shares must stay below 1: something differs within schools."
    ),
    "covariates": _("There must be at least three clusters in all."),
}


def _count(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, **options)


def _share(label: Any, help_text: Any) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=0.99,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )


class PowerForm(forms.Form):
    """How many clusters, schools and people; and how alike they are before anybody does anything."""

    treated = _count(_("Clusters that begin"))
    comparison = _count(_("Clusters that wait"))
    schools = _count(_("Schools in a cluster"))
    size = _count(_("People who answer in a school"))
    icc_group = _share(
        _("Share of the differences that lies between clusters"),
        _("0 to 1. Nobody knows it before: look at the whole curve. Often 0.02 to 0.10."),
    )
    icc_school = _share(
        _("Share that lies between schools of a cluster"),
        _("0 to 1. For teachers often 0.05 to 0.20."),
    )
    explained = _share(
        _("How much of these two shares the first round explains"),
        _("0 to 1. With the same questions before and after, often 0.5; 0 if asked once only."),
    )
    comparisons = _count(
        _("How many such comparisons do you look at together?"),
        help_text=_("Six if four models are compared two by two."),
    )

    def plan(self) -> Plan:
        """As the method reads it."""
        given = dict(self.cleaned_data)
        explained = given.pop("explained")
        return Plan(r2_group=explained, r2_school=explained, **given)

    def refuse(self, wrong: SpecError) -> None:
        """What cannot be planned, said at its field."""
        where = "comparison" if wrong.where == "covariates" else "icc_group"
        self.add_error(where, SAID.get(wrong.where, SAID["icc_group"]))
