"""Confirm a term; give a price with its source."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.costs.models import Bears, Item, Kind
from cordata.costs.models.kinds import MONEY
from cordata.costs.queries.prices import InForce
from cordata.costs.queries.sheets import Sheet, mark_of
from cordata.costs.queries.usual import Used
from cordata.web.costs.words import precise

FIRST_YEAR = 2000
UNITS = {
    "hours": gettext_lazy("hours"),
    "kilometres": gettext_lazy("kilometres"),
}


class TermForm(forms.Form):
    """Every ingredient with who bears it; hours at activities are shown, not asked."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: Sheet, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seen"].initial = mark_of(sheet.now)
        self.sheet, self.currency = sheet, currency
        for used in sheet.used:
            self._ask(used)

    def _ask(self, used: Used) -> None:
        facts = {"what": used.kind.label}
        if not used.kind.is_recorded:
            self.fields[f"quantity-{used.kind}"] = forms.DecimalField(
                label=_("%(what)s: how much") % facts, min_value=0, max_value=10**7,
                decimal_places=2, initial=used.quantity.normalize().__format__("f"),
            )  # fmt: skip
        self.fields[f"bears-{used.kind}"] = forms.ChoiceField(
            label=_("%(what)s: who bears it") % facts, choices=Bears.choices, initial=used.bears
        )
        if used.kind.is_staff:
            self.fields[f"own-{used.kind}"] = forms.IntegerField(
                label=_("%(what)s: per cent in own time") % facts, min_value=0, max_value=100,
                initial=used.own_time,
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[Kind, str, str, list[tuple[str, BoundField]]]]:
        """Kind, its hours from the records, its unit, and its fields with their headings."""
        for used in self.sheet.used:
            hours = precise(used.quantity) if used.kind.is_recorded else ""
            found = [
                (heading, self[f"{name}-{used.kind}"])
                for name, heading in (
                    ("quantity", _("How much")),
                    ("bears", _("Who bears it")),
                    ("own", _("Per cent in own time")),
                )
                if f"{name}-{used.kind}" in self.fields
            ]
            yield used.kind, hours, self._unit(used.kind), found

    def look_again(self) -> None:
        """As if from the page of now: sent again, it is of the new records."""
        self.data = {**self.data.dict(), "seen": mark_of(self.sheet.now)}  # type: ignore[attr-defined]  # annotated or prefetched by its query

    def used(self) -> list[Used]:
        """As the action takes them."""
        given = self.cleaned_data
        return [
            Used(
                one.kind,
                given.get(f"quantity-{one.kind}", one.quantity),
                Bears(given[f"bears-{one.kind}"]),
                given.get(f"own-{one.kind}", 0),
            )
            for one in self.sheet.used
        ]

    def _unit(self, kind: Kind) -> str:
        return self.currency if kind.unit == MONEY else str(UNITS[kind.unit])


class PriceForm(forms.Form):
    """A price of the country's own; a salary with its hours and what employers add."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        min_value=Decimal("0.0001"),
        max_digits=14,
        decimal_places=4,
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours that are worked for it in a year"),
        help_text=gettext_lazy("By law or collective agreement, full time."),
        min_value=500,
        max_value=3000,
    )
    on_top = forms.DecimalField(
        label=gettext_lazy("Employer’s contributions, per cent of the salary"),
        help_text=gettext_lazy("0 if there are none; published salaries leave them out."),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    year = forms.IntegerField(label=gettext_lazy("Year of the price"))
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy(
            "Law, agreement or publication, so that somebody else finds it."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, item: Item, price: InForce | None, latest: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["year"] = forms.IntegerField(
            label=self.fields["year"].label, min_value=FIRST_YEAR, max_value=latest
        )
        self.order_fields(["amount", "hours", "on_top", "year", "source"])
        if item.is_hour:
            self.fields["amount"].label = _("Gross salary of a year, full time")
        else:
            del self.fields["hours"], self.fields["on_top"]
        if price is not None:
            self.initial = _shown(price)

    def facts(self) -> dict[str, Any]:
        """As the action takes them: a share, not per cent."""
        given = dict(self.cleaned_data)
        if "on_top" in given:
            given["on_top"] = given["on_top"] / 100
        return given


def _shown(price: InForce) -> dict[str, Any]:
    """What is in force, to be corrected; the source is asked anew."""
    on_top = None if price.on_top is None else f"{(price.on_top * 100).normalize():f}"
    return {
        "amount": f"{price.amount.normalize():f}",
        "hours": price.hours,
        "on_top": on_top,
        "year": price.year,
        "source": price.source if price.given else "",
    }
