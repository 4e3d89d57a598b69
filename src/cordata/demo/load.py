"""Make the demo network, once, through the actions that pages use."""

import datetime as dt
import gzip
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone, translation

from cordata.accounts.actions import add_person, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import person_with_email
from cordata.analysis.matching.rules import Model, Rules
from cordata.analysis.registers.plain import guess_mapping
from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.pins import put_on_waiting_list
from cordata.clusters.actions.publishing import publish_plan
from cordata.clusters.models import Draft
from cordata.demo.calls import open_call
from cordata.demo.decided import decided_call
from cordata.demo.door import open_door
from cordata.demo.names import FIRST, LANGUAGE, LAST
from cordata.demo.practices import practices
from cordata.demo.schools import Invented, invent, register_of
from cordata.demo.simulating import simulating
from cordata.demo.templates import goal_templates
from cordata.demo.year.advising import advising
from cordata.demo.year.almanac import moment
from cordata.demo.year.clock import at
from cordata.demo.year.exchanging import exchanging
from cordata.demo.year.growing import as_they_grew, note_growths
from cordata.demo.year.guiding import guiding
from cordata.demo.year.money import prices
from cordata.demo.year.research import research
from cordata.demo.year.signing import agreement_template
from cordata.demo.year.year import live_year
from cordata.guidance.actions.shipped import load_atlas
from cordata.kit import env
from cordata.networks.actions import (
    add_country,
    add_programme,
    set_rules,
    start_cohort,
    take_part,
)
from cordata.networks.models import Cohort, Country, Participation, Programme
from cordata.schools.actions.imports import (
    check_import,
    start_taking_in,
    take_in,
    upload_register,
)
from cordata.schools.actions.schools import mark_invented, set_priority_flag
from cordata.schools.models import School
from cordata.surveys.actions.shipped import load_shipped

SEED = 2026
THIS_YEAR = 2026
ZONES = {
    "BE": "Europe/Brussels",
    "CZ": "Europe/Prague",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IT": "Europe/Rome",
    "PT": "Europe/Lisbon",
}
MODELS = {
    "BE": Model.VIRTUAL,
    "CZ": Model.TOP_DOWN,
    "HR": Model.BOTTOM_UP,
    "HU": Model.HYBRID,
    "IT": Model.TOP_DOWN,
    "PT": Model.HYBRID,
}
DECIDED = "HR"  # the call of this year is over there, with its decision and an appeal
TO_DO = "IT"  # this country's clusters are left for the visitor to form
COORDINATORS = {
    "BE": "Lien Maes",
    "CZ": "Alena Horáková",
    "HR": "Ana Kovač",
    "HU": "Judit Szabó",
    "IT": "Marta Rinaldi",
    "PT": "Rita Ferreira",
}
REGISTER = Path(__file__).parent / "data" / "register_it.csv.gz"
Say = Callable[[str], None]


def load(say: Say) -> None:
    """Make everything."""
    say("Loading the demo: people ...")
    ada = _person("Ada Novak", "ada@example.org", "en", RoleKind.ADMINISTRATOR, Scope.PLATFORM)
    programme = add_programme(
        name="Mentoring Schools",
        slug="mentoring-schools",
        starts_on=dt.date(2025, 9, 1),
        by=ada,
    )
    paola = _person(
        "Paola Serra",
        "paola@example.org",
        "en",
        RoleKind.RESEARCHER,
        Scope.PROGRAMME,
        programme.public_id,
    )
    teresa = _person(
        "Teresa Rocha", "teresa@example.org", "pt", RoleKind.POLICY_MAKER, Scope.COUNTRY, "PT"
    )
    load_shipped(by=None)
    load_atlas(by=None)
    for country in ZONES:
        say(f"Loading the demo: schools of {country} ...")
        _country(country, programme, ada)
    lives, now = env.flag("CORDATA_DEMO_YEAR", default=True), timezone.now()
    if lives:
        say("Loading the demo: what researchers made of it ...")
        research(programme, paola, until=now)
        advising(paola, until=now)
    # After research: one of them rests on a finding.
    say("Loading the demo: what schools tried ...")
    practices(programme, paola, until=now)
    say("Loading the demo: what authorities make of it ...")
    guiding(programme, paola, until=now if lives else None)
    if lives:
        exchanging(ada, until=now)
    if ana := person_with_email("ana@example.org"):
        simulating(teresa, ana)
    if env.flag("CORDATA_DEMO_REGISTER", default=True):
        say("Loading the demo: the register of Italian state schools ...")
        _real_register(person_with_email("marta@example.org"))


def _person(
    name: str, email: str, language: str, kind: str, scope: str, place: str = ""
) -> User:
    person = add_person(email=email, name=name, language=language, by=None)
    grant_role(person, kind=kind, scope=scope, place=place, by=None)
    return person


def _country(code: str, programme: Programme, ada: User) -> None:
    language = LANGUAGE[code]
    country = add_country(code=code, languages=[language], time_zone=ZONES[code], by=ada)
    name = COORDINATORS[code]
    first = name.split(" ", maxsplit=1)[0].lower()
    coordinator = _person(
        name, f"{first}@example.org", language, RoleKind.COORDINATOR, Scope.COUNTRY, code
    )
    invented = invent(code, SEED)
    _import(code, register_of(invented), f"demo-{code.lower()}.csv", coordinator)
    mark_invented(code, by=coordinator)
    for place, one in enumerate(invented):
        _school(country.code, one, place, coordinator)
    now = timezone.now()
    if env.flag("CORDATA_DEMO_YEAR", default=True):
        with at(moment(THIS_YEAR - 1, 9, 1, 10, ZONES[code])):  # before one of them leaves
            for place, one in enumerate(invented):
                if one.side == "mentor" or place % 2:
                    _colleague(code, one, place, coordinator)
        for year in (THIS_YEAR - 1, THIS_YEAR):
            with at(moment(year, 9, 3, 10, ZONES[code])):
                if year < THIS_YEAR:
                    prices(country, year, coordinator)
                    agreement_template(country, language, coordinator)
                else:
                    goal_templates(country, language, coordinator)
                    invented = as_they_grew(invented)
                cohort = _cohort(programme, country, year, invented, coordinator)
                note_growths(cohort)
            live_year(cohort, coordinator, language, ZONES[code], until=now)
    else:
        cohort = _cohort(programme, country, THIS_YEAR, invented, coordinator)
    if code == DECIDED:
        decided_call(cohort, coordinator)
    call = open_call(code, programme, coordinator)
    open_door(call.cohort, coordinator)


def _import(code: str, data: bytes, name: str, by: User) -> None:
    header = tuple(data.split(b"\r\n", 1)[0].decode().split(","))
    taken = upload_register(
        data, file_name=name, country=code, mapping=guess_mapping(header), by=by
    )
    check_import(taken, by=by)
    start_taking_in(taken, by=by)
    take_in(taken, by=by)


def _real_register(by: User | None) -> None:
    if by is None or School.objects.filter(country="IT", from_register=True).exists():
        return
    data = gzip.decompress(REGISTER.read_bytes())
    name = "SCUANAGRAFESTAT20252620250901.csv"
    taken = upload_register(data, file_name=name, country="IT", by=by)
    check_import(taken, by=by)
    start_taking_in(taken, by=by)
    take_in(taken, by=by)


def _cohort(
    programme: Programme, country: Country, year: int, invented: list[Invented], by: User
) -> Cohort:
    """The schools of a year, matched."""
    code = country.code
    cohort = start_cohort(
        programme=programme,
        country=country,
        name=f"{year}/{(year + 1) % 100}",
        starts_on=dt.date(year, 9, 1),
        ends_on=dt.date(year + 1, 6, 30),
        by=by,
    )
    rules = Rules(model=MODELS[code], travel_limit=60)
    set_rules(cohort, rules, version=cohort.rules_version, by=by)
    for one in invented:
        _take_part(cohort, one, by)
    if code != TO_DO or year < THIS_YEAR:
        _publish(cohort, by)
    return cohort


def _school(code: str, one: Invented, place: int, by: User) -> None:
    """Mark a small school, and give it its head."""
    school = School.objects.get(country=code, national_code=one.code)
    if one.is_small:
        set_priority_flag(
            school,
            reason="small",
            source="Invented for the demo",
            dated_on=dt.date(2025, 5, 4),
            by=by,
        )
    _head(code, school, place, by)


def _take_part(cohort: Cohort, one: Invented, by: User) -> None:
    take_part(
        cohort,
        School.objects.get(country=cohort.country_id, national_code=one.code),
        side=one.side,
        interests=dict(one.topics),
        min_places=one.places[0],
        max_places=one.places[1],
        priority=one.is_small,
        stratum=one.place.region,
        working_languages=[LANGUAGE[cohort.country_id]],
        head_agreed_on=dt.date(cohort.starts_on.year, 5, 18),
        by=by,
    )


def _head(country: str, school: School, at: int, by: User) -> None:
    firsts, lasts = FIRST[country].split(","), LAST[country].split(",")
    name = f"{firsts[at % len(firsts)]} {lasts[(at * 5 + 1) % len(lasts)]}"
    person = add_person(
        email=f"head.{school.national_code.lower()}@example.org",
        name=name,
        language=LANGUAGE[country],
        by=by,
    )
    grant_role(person, kind=RoleKind.HEAD, scope=Scope.SCHOOL, place=school.public_id, by=by)


def _colleague(country: str, one: Invented, at: int, by: User) -> None:
    """A second person in the team: mentor schools and every other mentee school have one."""
    school = School.objects.get(country=country, national_code=one.code)
    firsts, lasts = FIRST[country].split(","), LAST[country].split(",")
    person = add_person(
        email=f"team.{school.national_code.lower()}@example.org",
        name=f"{firsts[(at * 3 + 4) % len(firsts)]} {lasts[(at + 3) % len(lasts)]}",
        language=LANGUAGE[country],
        by=by,
    )
    grant_role(person, kind=RoleKind.TEAM, scope=Scope.SCHOOL, place=school.public_id, by=by)


def _publish(cohort: Cohort, by: User) -> None:
    draft = compute_draft(ask_draft(cohort, by=by))
    left_out = draft.chosen.document["left_out"] if draft.chosen else []
    for school in left_out:
        participation = Participation.objects.get(public_id=school)
        draft = put_on_waiting_list(
            draft, participation, reason="", version=draft.version, by=by
        )
        draft = compute_draft(draft)
    if draft.state == Draft.State.READY:
        with translation.override(LANGUAGE[cohort.country_id]):
            publish_plan(draft, version=draft.version, by=by)
