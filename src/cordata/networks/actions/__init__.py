"""What people do with programmes, countries, cohorts and schools that take part."""

from cordata.networks.actions.cohorts import (
    NameTaken,
    RulesPromised,
    promise_rules,
    set_rules,
    start_cohort,
)
from cordata.networks.actions.entering import Entering, take_part_together
from cordata.networks.actions.interests import set_interests, set_wishes
from cordata.networks.actions.settings import (
    add_country,
    add_programme,
    change_country,
    save_topic,
    set_country_words,
)
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.actions.taking_in import SheetChangedMeanwhile, take_in_participations
from cordata.networks.actions.taking_part import (
    NotInThisCountry,
    SchoolClosed,
    TakesPartAlready,
    change_participation,
    take_part,
    withdraw_participation,
)

__all__ = [
    "ChangedBySomebody",
    "Entering",
    "NameTaken",
    "NotInThisCountry",
    "RulesPromised",
    "SchoolClosed",
    "SheetChangedMeanwhile",
    "TakesPartAlready",
    "add_country",
    "add_programme",
    "change_country",
    "change_participation",
    "promise_rules",
    "save_topic",
    "set_country_words",
    "set_interests",
    "set_rules",
    "set_wishes",
    "start_cohort",
    "take_in_participations",
    "take_part",
    "take_part_together",
    "withdraw_participation",
]
