"""Which country and model a page is asked for, and the form filled from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from cordata.analysis.spread.asked import Ask
from cordata.analysis.spread.scaling import Projection
from cordata.clusters.models import CoordinationModel
from cordata.exchange.queries.contexts import countries_decided_for
from cordata.exchange.queries.terms import Basis, basis, countries_priced, simulated
from cordata.web.simulate.forms import AskForm

Label = CoordinationModel.Label
# Where a language is spoken among the countries with prices; English tells nothing.
SPOKEN = {"it": "IT", "nl": "BE", "hr": "HR", "cs": "CZ", "hu": "HU", "pt": "PT"}


@dataclass(frozen=True)
class Asked:
    """A question as its address puts it; ``found`` is None while something in it is wrong."""

    basis: Basis
    form: AskForm
    found: Projection | None

    @property
    def query(self) -> str:
        """The address of exactly this, whatever the defaults become."""
        return address_of(self.basis, self.form.asked())


def address_of(basis: Basis, asked: Mapping[str, Any]) -> str:
    """A question as it stands in an address; a number without its empty decimals."""
    made = QueryDict(mutable=True)
    made.update({"country": basis.country, "model": basis.model})
    for name, value in asked.items():
        if value is not None:
            made[name] = written(value)
    return made.urlencode()


def written(number: float) -> str:
    """As a field of numbers reads it: 28441, 1.3."""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def asked_in(request: HttpRequest, ids: str = "id_%s") -> Asked:
    """What is not in the address is a default of the country and model; ids of fields as told."""
    given = request.GET
    country = _chosen(given.get("country", ""), countries_priced(), _own(request))
    model = _chosen(given.get("model", ""), list(Label.values), Label.HYBRID.value)
    found = basis(country, model)
    form = AskForm(_filled(given, found), basis=found, auto_id=ids)
    is_sound = form.is_valid()
    return Asked(found, form, simulated(Ask(**form.asked()), found.terms) if is_sound else None)


def _chosen(given: str, known: list[str], otherwise: str) -> str:
    return given if given in known else otherwise


def _own(request: HttpRequest) -> str:
    """The country that a person makes policy for, else where the language of the page is spoken."""
    known, person = countries_priced(), request.user
    mine = countries_decided_for(person)  # type: ignore[arg-type]  # visitors too
    spoken = SPOKEN.get(get_language() or "", "")
    return next((one for one in [*sorted(mine), spoken] if one in known), known[0])


def _filled(given: QueryDict, found: Basis) -> dict[str, Any]:
    """The form's data: money typed for another country says nothing in this one."""
    data: dict[str, Any] = {"country": found.country, "model": found.model}
    is_other = given.get("was", found.country) != found.country
    for name in AskForm.NUMBERS:
        value = given.get(name)
        if value is None or (is_other and name in AskForm.MONEY):
            default = found.defaults.get(name)
            value = "" if default is None else written(default)
        data[name] = value
    return data
