"""Who may read and confirm what a cluster costs, and who sets the prices of a country."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.rules import may_set_stage
from cordata.networks.models import Cohort, Country
from cordata.networks.rules import may_coordinate


def may_see_costs(person: User, cluster: Cluster) -> bool:
    """Its mentor schools and its coordinators; mentee schools do not see others' money."""
    return may_set_stage(person, cluster)


def may_confirm_costs(person: User, cluster: Cluster) -> bool:
    """Whoever sees them."""
    return may_see_costs(person, cluster)


def may_see_costs_of_network(person: User, cohort: Cohort) -> bool:
    """All clusters of a cohort side by side: its coordinators."""
    return may_coordinate(person, cohort)


def may_set_prices(person: User, country: Country) -> bool:
    """Give a price with its source: whoever coordinates in the country."""
    return may_coordinate(person, country)
