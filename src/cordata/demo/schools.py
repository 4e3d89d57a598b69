"""Invented schools on real municipalities: drawn with a seed, written as a table."""

import csv
import io
import random
from dataclasses import dataclass
from pathlib import Path

from cordata.analysis.geography.travel import great_circle_km
from cordata.demo.names import SCHOOLS, THINGS

PLACES = Path(__file__).parent / "data" / "places.csv"
MENTORS, MENTEES = 4, 16
NEAR_KM = 38.0  # mentee schools lie within this of some mentor school, but for one
TOPICS = (
    "inclusion", "stem", "personalised", "leadership", "digital-plan", "data-protection",
    "teacher-training", "multigrade", "assessment", "open-lessons", "families", "equipment",
)  # fmt: skip
SMALL = 150  # pupils


@dataclass(frozen=True)
class Place:
    """A real municipality."""

    region: str
    name: str
    lat: float
    lon: float
    people: int


@dataclass(frozen=True)
class Invented:
    """A school that nobody has ever seen."""

    code: str
    name: str
    place: Place
    side: str
    levels: tuple[str, ...]
    pupils: int
    topics: tuple[tuple[str, int], ...]
    places: tuple[int, int]

    @property
    def is_small(self) -> bool:
        """Small schools come first in this programme."""
        return self.pupils < SMALL


def invent(country: str, seed: int) -> list[Invented]:
    """Four mentor schools apart from each other, sixteen mentee schools around them."""
    rng = random.Random(f"{seed} {country}")  # noqa: S311 - repeatable, not secret
    places = _places(country)
    rng.shuffle(places)
    leads = _apart(places, MENTORS)
    near = [one for one in places if one not in leads and _nearest(one, leads) <= NEAR_KM]
    far = [one for one in places if one not in leads and _nearest(one, leads) > 1.7 * NEAR_KM]
    chosen = near[: MENTEES - 1] + (far or near[MENTEES:])[:1]
    things = THINGS[country].split(",")
    made = [
        _school(country, at, "mentor", place, things[at], rng) for at, place in enumerate(leads)
    ]
    return made + [
        _school(country, at, "mentee", place, things[at], rng)
        for at, place in enumerate(chosen, MENTORS)
    ]


def register_of(schools: list[Invented]) -> bytes:
    """The schools as a plain table, ready for the importer."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "school_code",
            "school_name",
            "municipality",
            "region",
            "lat",
            "lon",
            "levels",
            "pupils",
        ]
    )
    for one in schools:
        writer.writerow(
            [one.code, one.name, one.place.name, one.place.region, one.place.lat,
             one.place.lon, ";".join(one.levels), one.pupils]
        )  # fmt: skip
    return out.getvalue().encode()


def _places(country: str) -> list[Place]:
    with PLACES.open(encoding="utf-8") as file:
        return [
            Place(
                row["region"],
                row["municipality"],
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
            )
            for row in csv.DictReader(file)
            if row["country"] == country
        ]


def _km(one: Place, other: Place) -> float:
    return float(great_circle_km(one.lat, one.lon, other.lat, other.lon))


def _nearest(one: Place, leads: list[Place]) -> float:
    return min(_km(one, lead) for lead in leads)


def _apart(places: list[Place], count: int) -> list[Place]:
    """Towns of some size, none within 30 km of another chosen one, in a part with neighbours."""
    towns = sorted(places, key=lambda one: -_neighbours(one, places))
    chosen: list[Place] = []
    for town in towns:
        if all(_km(town, other) > 30 for other in chosen):  # noqa: PLR2004
            chosen.append(town)
        if len(chosen) == count:
            break
    return chosen


def _neighbours(one: Place, places: list[Place]) -> int:
    return sum(_km(one, other) <= NEAR_KM for other in places)


def _school(
    country: str, at: int, side: str, place: Place, thing: str, rng: random.Random
) -> Invented:
    kind = at % len(SCHOOLS[country])
    levels: tuple[str, ...] = ("3",) if kind == 3 and side == "mentor" else ("1", "2")  # noqa: PLR2004
    levels = ("1", "2", "3") if side == "mentor" else levels
    low, high = (250, 1100) if side == "mentor" else (45, 620)
    pupils = rng.randint(low, min(high, max(low + 60, place.people // 6)))
    count = 5 if side == "mentor" else 3
    topics = rng.sample(TOPICS, count)
    priorities = [2] * count if side == "mentor" else [3, 2, 1]
    return Invented(
        code=f"DEMO-{country}-{at + 1:03d}",
        name=SCHOOLS[country][kind].format(thing),
        place=place,
        side=side,
        levels=levels,
        pupils=pupils,
        topics=tuple(zip(topics, priorities, strict=True)),
        places=(2, 4) if side == "mentor" else (0, 0),
    )
