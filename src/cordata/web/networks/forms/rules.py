"""The matching rules: weights that sum to 100, limits, must-haves, model."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cordata.analysis.matching.rules import (
    WHOLE,
    BadRules,
    Bound,
    Model,
    Must,
    Rules,
    Weights,
)

WEIGHTS = ("travel", "needs", "context", "wishes")
MUSTS = [
    (Must.LANGUAGE, _("A common working language")),
    (Must.LEVEL, _("A common school level")),
    (Must.TRAVEL, _("Travel time within the limit, unless both can work online")),
    (Must.REGION, _("The same region")),
    (Must.OWNER, _("Not the same owner or school authority")),
    (Must.AGREEMENT, _("The head of each school has agreed")),
]
MODELS = [
    (Model.TOP_DOWN, _("Top-down: the whole network at once, for the best total")),
    (Model.BOTTOM_UP, _("Bottom-up: by the wishes of the schools")),
    (Model.VIRTUAL, _("Virtual: online only, distance does not count")),
    (Model.HYBRID, _("Mixed: on site where it is near, online where it is far")),
]


class RulesForm(forms.Form):
    """The rules of a cohort, as ``analysis.matching`` understands them."""

    travel = forms.IntegerField(label=_("Short travel"), min_value=0, max_value=WHOLE)
    needs = forms.IntegerField(label=_("Needs met by offers"), min_value=0, max_value=WHOLE)
    context = forms.IntegerField(label=_("A similar setting"), min_value=0, max_value=WHOLE)
    wishes = forms.IntegerField(label=_("Wishes of schools"), min_value=0, max_value=WHOLE)
    travel_limit = forms.IntegerField(
        label=_("Travel limit in minutes"), min_value=1, max_value=24 * 60
    )
    musts = forms.MultipleChoiceField(
        label=_("Must-haves"),
        choices=MUSTS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    model = forms.ChoiceField(
        label=_("How pairs are made"), choices=MODELS, widget=forms.RadioSelect
    )
    left_out = forms.IntegerField(
        label=_("Points for a school left without a mentor"), min_value=100, max_value=10_000
    )
    priority_left_out = forms.IntegerField(
        label=_("Points if that school comes first"), min_value=100, max_value=10_000
    )
    online_extra = forms.IntegerField(
        label=_("Points an online tie costs more"), min_value=0, max_value=WHOLE
    )
    bounds = forms.CharField(
        label=_("Bounds by stratum"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: stratum, at least, at most. Example: small schools, 2, 8."),
    )
    note = forms.CharField(
        label=_("Note for everybody"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A published call promised these rules. What changes and why? The note stands on "
            "the page of the call for good."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, promised: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not promised:
            del self.fields["note"]

    def weights(self) -> list[Any]:
        """The four bound fields that sum to 100."""
        return [self[name] for name in WEIGHTS]

    def clean_bounds(self) -> tuple[Bound, ...]:
        """Read the lines."""
        lines = [line for line in self.cleaned_data["bounds"].splitlines() if line.strip()]
        return tuple(_bound(line) for line in lines)

    def clean(self) -> None:
        """The weights share 100 points; a school that comes first is not left out sooner."""
        given = [self.cleaned_data.get(name) for name in WEIGHTS]
        if None not in given and (total := sum(number or 0 for number in given)) != WHOLE:
            message = ngettext(
                "The four weights must sum to 100; now they sum to %(total)d.",
                "The four weights must sum to 100; now they sum to %(total)d.",
                total,
            )
            self.add_error("travel", message % {"total": total})
        if "note" in self.fields and "preview" not in self.data:
            self._ask_for_the_note()
        low, high = (self.cleaned_data.get(name) for name in ("left_out", "priority_left_out"))
        if low and high and low > high:
            self.add_error("priority_left_out", _("This must be at least as many points."))

    def _ask_for_the_note(self) -> None:
        if not self.cleaned_data.get("note"):
            self.add_error(
                "note", _("Say what changes and why: schools relied on these rules.")
            )

    def rules(self) -> Rules:
        """The rules of a valid form. Raises BadRules if the library still refuses them."""
        data = self.cleaned_data
        return Rules(
            weights=Weights(**{name: data[name] for name in WEIGHTS}),
            musts=frozenset(Must(must) for must in data["musts"]),
            model=Model(data["model"]),
            **{name: data[name] for name in PLAIN},
        )


PLAIN = ("travel_limit", "left_out", "priority_left_out", "online_extra", "bounds")


def initial_from(rules: Rules, version: int) -> dict[str, Any]:
    """What the form shows for stored rules."""
    return {
        **vars(rules.weights),
        "travel_limit": rules.travel_limit,
        "musts": [must.value for must in rules.musts],
        "model": rules.model.value,
        "left_out": rules.left_out,
        "priority_left_out": rules.priority_left_out,
        "online_extra": rules.online_extra,
        "bounds": "\n".join(_line(bound) for bound in rules.bounds),
        "version": version,
    }


def _line(bound: Bound) -> str:
    most = "" if bound.at_most is None else bound.at_most
    return f"{bound.stratum}, {bound.at_least}, {most}".rstrip(", ")


def _bound(line: str) -> Bound:
    name, *numbers = (part.strip() for part in line.split(","))
    if not name or len(numbers) > 2 or not all(one.isdecimal() or not one for one in numbers):  # noqa: PLR2004
        message = _("Write each line like: small schools, 2, 8.")
        raise forms.ValidationError(message)
    low, high = [*numbers, "", ""][:2]
    bound = Bound(name, int(low or 0), int(high) if high else None)
    if bound.at_most is not None and bound.at_most < bound.at_least:
        raise forms.ValidationError(_("“At least” is larger than “at most”."))
    return bound


__all__ = ["BadRules", "RulesForm", "initial_from"]
