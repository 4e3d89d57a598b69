"""In which zone a person reads hours: that of their school's country, or the one they guide."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Cluster
from cordata.kit.days import daytime
from cordata.networks.models import Country
from cordata.schools.models import School
from cordata.schools.queries.schools import my_school_ids


def country_of(person: User, schools: Iterable[School]) -> str:
    """The code of the country of the first of these schools a person works in, else the one
    they coordinate; "" if there is none. Asks the database nothing.
    """
    mine = my_school_ids(person)
    guided = sorted(places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY))
    codes = [one.country for one in schools if one.public_id in mine]
    return next(iter([*codes, *guided]), "")


def zone_beside(country: str, cluster: Cluster, at: dt.datetime) -> str:
    """The zone of a country, if its clocks show another hour than the cluster's; else ""."""
    here = cluster.cohort.country
    if country in {"", here.code}:
        return ""
    zone = zones_of([country]).get(country, "")
    return zone if differs(at, here.time_zone, zone) else ""


def zones_of(countries: list[str]) -> dict[str, str]:
    """The zone of each country (by code) that is set up."""
    if not countries:
        return {}
    found = Country.objects.filter(code__in=countries)
    return dict(found.values_list("code", "time_zone"))


def differs(at: dt.datetime, here: str, there: str) -> bool:
    """Whether clocks in two zones show another hour at this moment."""
    return bool(here and there) and (
        at.astimezone(ZoneInfo(here)).utcoffset() != at.astimezone(ZoneInfo(there)).utcoffset()
    )


def city(zone: str) -> str:
    """ "Europe/Zagreb" as people say it: Zagreb."""
    return zone.rpartition("/")[2].replace("_", " ")


def written(at: dt.datetime, zone: str, readers: str) -> str:
    """A moment in the zone it was planned in, and beside it in the reader's if that differs."""
    words = daytime(at.astimezone(ZoneInfo(zone)))
    if not differs(at, zone, readers):
        return words
    theirs = daytime(at.astimezone(ZoneInfo(readers)))
    return f"{words} ({city(zone)}) = {theirs} ({city(readers)})"
