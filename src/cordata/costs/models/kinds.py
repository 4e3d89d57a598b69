"""The words of costs: what is used, what has a price, who bears it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.analysis.costs.ledger import Payer


class Item(models.TextChoices):
    """What has a national price; the first four are an hour of somebody."""

    LEADER = "leader", _("An hour of a school leader")
    TEACHER = "teacher", _("An hour of a teacher")
    OTHER = "other", _("An hour of somebody else")
    SUPPLY = "supply", _("An hour of a supply teacher")
    KILOMETRE = "kilometre", _("A kilometre on the road")
    POUND = "pound", _("Pounds sterling that buy what one PPS buys")

    @property
    def is_hour(self) -> bool:
        """Priced by a yearly salary."""
        return self not in (Item.KILOMETRE, Item.POUND)


class Kind(models.TextChoices):
    """What a cluster uses in a term; the hours of the first two come from activities alone."""

    MENTOR_TIME = "mentor_time", _("Hours of the mentor school, with travel")
    MENTEE_TIME = "mentee_time", _("Hours of the mentee schools, with travel")
    COORDINATION = "coordination", _("Coordination in the mentor school")
    SUPPORT = "support", _("Support by the authority")
    COVER = "cover", _("Lessons covered by supply teachers")
    TRAINING = "training", _("Training of the mentor team")
    MENTOR_TRAVEL = "mentor_travel", _("Journeys of the mentor school")
    MENTEE_TRAVEL = "mentee_travel", _("Journeys of the mentee schools")
    ROOMS = "rooms", _("Rooms, materials, refreshments")
    EQUIPMENT = "equipment", _("Equipment and licences that last")

    @property
    def is_recorded(self) -> bool:
        """Follows from activities: to change it, change the activity."""
        return self in (Kind.MENTOR_TIME, Kind.MENTEE_TIME)

    @property
    def is_staff(self) -> bool:
        """Hours of people who may give their own time."""
        return self in (*STAFF, Kind.TRAINING)

    @property
    def unit(self) -> str:
        """What its quantity counts."""
        if self in (Kind.ROOMS, Kind.EQUIPMENT):
            return MONEY
        travels = self in (Kind.MENTOR_TRAVEL, Kind.MENTEE_TRAVEL)
        return "kilometres" if travels else "hours"


MONEY = "money"  # of the country, as it was paid
STAFF = (Kind.MENTOR_TIME, Kind.MENTEE_TIME, Kind.COORDINATION, Kind.SUPPORT)


class Bears(models.TextChoices):
    """Who bears it in the end; own time is said beside it."""

    MENTOR_SCHOOL = Payer.MENTOR_SCHOOL.value, pgettext_lazy("who pays", "mentor school")
    MENTEE_SCHOOL = Payer.MENTEE_SCHOOL.value, pgettext_lazy("who pays", "mentee schools")
    MAINTAINER = Payer.MAINTAINER.value, pgettext_lazy("who pays", "municipality or owner")
    REGION = Payer.REGION.value, pgettext_lazy("who pays", "region")
    MINISTRY = Payer.MINISTRY.value, pgettext_lazy("who pays", "ministry")
    EU = Payer.EU.value, pgettext_lazy("who pays", "European project")
    OTHER = Payer.OTHER.value, pgettext_lazy("who pays", "somebody else")
