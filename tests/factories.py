"""Small true things to test with. Each makes one row and what it cannot do without."""

import datetime as dt
from itertools import count
from typing import Any

from cordata.accounts.models import Role, User
from cordata.networks.models import Cohort, Country, Interest, Participation, Programme, Topic
from cordata.schools.models import School, Site

_next = count(1)


def person(name: str = "", **fields: Any) -> User:
    """A person without roles."""
    n = next(_next)
    name = name or f"Person {n}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}.{n}@example.org")
    return User.objects.create(name=name, email=email, **fields)


def role(who: User, kind: str, scope: str, place: str = "") -> Role:
    """A role that holds now."""
    return Role.objects.create(person=who, kind=kind, scope=scope, place=place)


def coordinator(country: str = "IT", **fields: Any) -> User:
    """A person who coordinates a country."""
    who = person(fields.pop("name", "Marta"), **fields)
    role(who, "coordinator", "country", country)
    return who


def administrator(**fields: Any) -> User:
    """A person who administers the platform."""
    who = person(fields.pop("name", "Ada"), **fields)
    role(who, "administrator", "platform")
    return who


def school(name: str = "", *, lat: float = 45.07, lon: float = 7.68, **fields: Any) -> School:
    """A school with one site, in Turin unless told otherwise."""
    n = next(_next)
    site = {key: fields.pop(key) for key in ("municipality", "region") if key in fields}
    made = School.objects.create(
        name=name or f"IC Prova {n}",
        country=fields.pop("country", "IT"),
        national_code=fields.pop("national_code", f"TOIC{n:05d}X"),
        levels=fields.pop("levels", ["1", "2"]),
        **fields,
    )
    made.search_text = f"{made.name} {made.national_code}".lower()
    made.main_site = Site.objects.create(
        school=made,
        site_code=made.national_code,
        name=made.name,
        lat=lat,
        lon=lon,
        precision="site",
        **({"municipality": "Torino", "region": "Piemonte"} | site),
    )
    made.save()
    return made


def country(code: str = "IT", **fields: Any) -> Country:
    """A country, made once."""
    defaults = {"languages": ["it"], "time_zone": "Europe/Rome"} | fields
    return Country.objects.get_or_create(code=code, defaults=defaults)[0]


def programme(name: str = "Rope 2026") -> Programme:
    """A programme, made once by name."""
    return Programme.objects.get_or_create(
        slug=name.lower().replace(" ", "-"),
        defaults={"name": name, "starts_on": dt.date(2026, 9, 1)},
    )[0]


def cohort(code: str = "IT", name: str = "2026/27") -> Cohort:
    """A country's year."""
    return Cohort.objects.get_or_create(
        programme=programme(),
        country=country(code),
        name=name,
        defaults={"starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2027, 6, 30)},
    )[0]


def topic(slug: str) -> Topic:
    """A word of the vocabulary, made once."""
    return Topic.objects.get_or_create(slug=slug, defaults={"labels": {"en": slug}})[0]


def mentor(
    in_: Cohort, *, places: tuple[int, int] = (0, 4), offers: Any = (), **of: Any
) -> Participation:
    """A school that leads, with its places and offers."""
    made = Participation.objects.create(
        cohort=in_,
        school=of.pop("school", None) or school(**of),
        side="mentor",
        min_places=places[0],
        max_places=places[1],
        working_languages=["it"],
        head_agreed_on=dt.date(2026, 5, 1),
    )
    for slug in offers:
        Interest.objects.create(
            participation=made, topic=topic(slug), priority=2, direction="offers"
        )
    return made


def mentee(in_: Cohort, *, needs: Any = (), priority: bool = False, **of: Any) -> Participation:
    """A school that wants to be accompanied, with its needs."""
    made = Participation.objects.create(
        cohort=in_,
        school=of.pop("school", None) or school(**of),
        side="mentee",
        priority=priority,
        working_languages=["it"],
        head_agreed_on=dt.date(2026, 5, 1),
    )
    for slug in needs:
        Interest.objects.create(
            participation=made, topic=topic(slug), priority=2, direction="needs"
        )
    return made
