"""Write down what will be asked, before it is computed: any method on any table that fits it."""

import secrets
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from typing import Any, get_type_hints

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.analysis.methods import METHODS
from cordata.evidence.queries.offered import Offer
from cordata.evidence.queries.tables import KINDS
from cordata.networks.models import Cohort
from cordata.web.evidence.field_words import label
from cordata.web.evidence.forms.spec_fields import fields_of, value_of
from cordata.web.evidence.forms.told import PARTED, told_fields

KIND, METHOD = "change-of-schools/1", "change"
SEEDS = 2**31
OURS = {"registered", "comparisons"}  # looked up, and asked for once
# What people have an opinion on, beside what must be filled in; the rest stands folded.
AHEAD = {"population", "reliability", "moderators", "covariates", "traits", "fixed", "anchors"}
SAID = {
    "cohorts": _("Choose at least one cohort of this programme."),
    "voice": _("This voice is not asked by the questionnaire: choose another one."),
    "after": _("Choose two different moments."),
    "population": _("Give both the mean of all schools and its reliability, or neither."),
    "reliability": _("A reliability is a number from 0 to 1."),
    "comparisons": _("At least one: this one."),
}


MOST_COMPARISONS = 1000


class RegisterForm(forms.Form):
    """Which rows, what of them, how; and how many such questions there are."""

    title = forms.CharField(label=_("Title"), max_length=200)
    expects = forms.CharField(
        label=_("What we expect, and why"),
        help_text=_("How much, in which direction, and what would make you doubt it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        cohorts: Sequence[Cohort],
        offers: Sequence[Offer],
        kind: str = KIND,
        method: str = METHOD,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.method, self.offers = kind, method, offers
        told, usual = KINDS[kind].params, KINDS[kind].fits[method]
        self.told, self.hints = told, get_type_hints(told)
        self.fields |= told_fields(told, cohorts, offers)
        self.fields["comparisons"] = forms.IntegerField(
            label=label("comparisons"),
            help_text=_(
                "All areas, voices and groups that you will look at, this one among them."
            ),
            initial=1,
            max_value=MOST_COMPARISONS,
        )
        columns = [(name, f"{name}: {one.says}") for name, one in KINDS[kind].columns.items()]
        spec = fields_of(METHODS[method].spec, usual, columns, but=OURS)
        self.of_spec = {name: self._free(name) for name in spec}
        self.fields |= {self.of_spec[name]: field for name, field in spec.items()}
        self.folded = {
            self.of_spec[name]
            for name, field in spec.items()
            if name not in AHEAD and not field.required
        }

    def _free(self, name: str) -> str:
        """The name of a spec's field, where the table is not told something of the same name."""
        return f"spec_{name}" if name in self.fields else name

    @property
    def ahead(self) -> list[BoundField]:
        """Fields that everybody fills in."""
        return [one for one in self if one.name not in self.folded]

    @property
    def behind(self) -> list[BoundField]:
        """Columns and settings that are filled in as usual."""
        return [one for one in self if one.name in self.folded]

    @property
    def is_wrong_behind(self) -> bool:
        """Whether something that is folded away must be looked at."""
        return any(one.errors for one in self.behind)

    def clean(self) -> dict[str, Any]:
        """A voice that this questionnaire asks; lists that can be read; at least one comparison."""
        given: dict[str, Any] = self.cleaned_data
        slug = str(given.get("area", given.get("instrument", ""))).partition(PARTED)[0]
        voices = {one.slug: one.voices for one in self.offers}
        if slug and given.get("voice") and given["voice"] not in voices[slug]:
            self.add_error("voice", SAID["voice"])
        if given.get("comparisons", 1) < 1:
            self.add_error("comparisons", SAID["comparisons"])
        hints = get_type_hints(METHODS[self.method].spec)
        for name, field in self.of_spec.items():
            if field in given:
                try:
                    given[field] = value_of(hints[name], given[field])
                except ValueError:
                    self.add_error(field, _("This cannot be read: see how it is written."))
        return given

    def facts(self) -> dict[str, Any]:
        """As the action takes them, with a seed that nobody chose."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "expects": given["expects"],
            "kind": self.kind,
            "params": {name: self._param(name) for name in self.hints},
            "comparisons": given["comparisons"],
            "ask": {
                "method": self.method,
                "seed": secrets.randbelow(SEEDS),
                "spec": self._spec(),
            },
        }

    def _param(self, name: str) -> Any:
        given = self.cleaned_data
        if "area" in self.hints and name in {"instrument", "area"}:
            slug, _parted, area = given["area"].partition(PARTED)
            return slug if name == "instrument" else area
        if given[name] in (None, ""):
            return next(one.default for one in fields(self.told) if one.name == name)
        return value_of(self.hints[name], given[name])

    def _spec(self) -> dict[str, Any]:
        """What was filled in; what was left empty is what the method takes then, or the usual."""
        given = self.cleaned_data
        needed = {
            one.name for one in fields(METHODS[self.method].spec) if not _has_default(one)
        }
        usual = KINDS[self.kind].fits[self.method]
        filled = {
            name: given[field]
            for name, field in self.of_spec.items()
            if given[field] not in (None, "", [])
        }
        return {name: usual[name] for name in needed & usual.keys()} | filled

    def refuse(self, wrong: SpecError) -> None:
        """What cannot be asked, said at its field."""
        in_spec = wrong.where.startswith("spec.")
        where = wrong.where.removeprefix("spec.")
        field = self.of_spec.get(where, where) if in_spec else where
        if where in SAID and field == where and field in self.fields:
            self.add_error(field, SAID[where])
        else:
            text = _("This cannot be computed: %(what)s.") % {"what": wrong.what}
            self.add_error(field if field in self.fields else None, text)


def _has_default(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING
