"""What Teresa keeps on her desk: the schools of two countries, and two plans for her own."""

import datetime as dt

from cordata.accounts.models import User
from cordata.analysis.spread.asked import Ask
from cordata.clusters.models import CoordinationModel
from cordata.exchange.actions.contexts import count_register, describe_schools
from cordata.exchange.actions.scenarios import save_scenario
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.organisations import organisations_of
from cordata.exchange.queries.terms import basis, simulated
from cordata.networks.models import Country

OWN, OTHER = "PT", "HR"
SCHOOLS = 400
Label = CoordinationModel.Label
PLANS = {
    "400 schools, mixed, three years": (Label.HYBRID, 3),
    "400 schools, virtual, three years": (Label.VIRTUAL, 3),
}
# Invented, like all schools here: no statistics of a real country.
TYPED = {
    "level": {"1": 520.0, "2": 310.0, "3": 170.0},
    "size": {"small": 460.0, "middle": 380.0, "large": 160.0},
    "rurality": {"remote": 280.0, "other": 720.0},
    "language": {"hr": 1000.0},
}


def simulating(teresa: User, coordinator: User) -> None:
    """Through the actions that pages use."""
    own = Country.objects.get(pk=OWN)
    count_register(own, region="", by=teresa)
    describe_schools(
        Country.objects.get(pk=OTHER), region="", origin=CountryContext.Origin.TYPED,
        source="Invented for the demo: no statistics of Croatia", dated_on=dt.date(2026, 9, 1), schools=TYPED,
        by=coordinator,
    )  # fmt: skip
    for name, (model, years) in PLANS.items():
        _keep(name, own, model, years, teresa)


def _keep(name: str, country: Country, model: str, years: int, by: User) -> None:
    found = basis(country.pk, model)
    asked = {
        "schools": SCHOOLS, "per_mentor": 4, "hours": 2.0, "travel": found.defaults["travel"],
        "years": years, "pay": found.defaults["pay"], "mentors": None, "budget": None,
    }  # fmt: skip
    save_scenario(
        name=name, country=country, model=model, asked=asked,
        found=simulated(Ask(**asked), found.terms),  # type: ignore[arg-type]  # a dict of mixed types
        organisation=organisations_of(by).first(), by=by,
    )  # fmt: skip
