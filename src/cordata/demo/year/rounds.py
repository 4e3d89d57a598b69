"""Rounds of self-assessment: voices that disagree, some schools missing, growth over the year.

The answers are drawn, not given through the pages: twenty thousand people do not click here.
"""

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.demo.year.almanac import Deed
from cordata.networks.models import Cohort, Participation
from cordata.surveys.actions.closing import close_rounds
from cordata.surveys.actions.waves import start_wave
from cordata.surveys.models import Answers, InstrumentVersion, Invited, Round
from cordata.surveys.queries.forms import form_of

SLUG = "whole-school-digital"
# How each voice sees its school, in points of the scale; and how many of those invited answer.
SEES = {"leaders": 0.5, "teachers": 0.0, "students": -0.3}
ANSWERS = {"leaders": 0.9, "teachers": 0.7, "students": 0.6}
MOST_PUPILS = 40
# How far schools have come by then.
GROWN = {"baseline": 0.0, "mid": 0.15, "end": 0.35}
# What schools gain beside it in clusters where help goes in both directions: invented, for findings.
BOTH_WAYS = {"mid": 0.1, "end": 0.25}
FIRST_YEAR, STAYS = 2025, 0.25  # how much of a year's growth is there a year later
# How far people of a school lie apart on the whole, and one person's answers on an area: an area of
# three statements is reliable enough for one school (alpha .8), one of two for many together.
LIKES, WAVERS = 0.75, 0.6
MISSING = 0.08  # share of schools in which nobody answers a round


def rounds(cohort: Cohort, plan: dict[str, dt.datetime], by: User, language: str) -> list[Deed]:
    """A round on each occasion, open for three weeks, closed with whoever answered."""
    deeds: list[Deed] = []
    for occasion, when in plan.items():
        closes = when + dt.timedelta(days=21)
        deeds.append((when, partial(_start, cohort, occasion, closes, by)))
        over = closes + dt.timedelta(hours=1)
        deeds.append((over, partial(_close, cohort, occasion, by, language)))
    return deeds


def _start(cohort: Cohort, occasion: str, closes: dt.datetime, by: User) -> None:
    version = InstrumentVersion.objects.get(instrument__slug=SLUG, state="published")
    start_wave(
        cohort, instrument=version, occasion=occasion, opens_at=timezone.now(),
        closes_at=closes, by=by,
    )  # fmt: skip


def _close(cohort: Cohort, occasion: str, by: User, language: str) -> None:
    found = Round.objects.filter(participation__cohort=cohort, occasion=occasion)
    helped = _helped_both_ways(cohort)
    every = list(
        found.select_related(
            "participation__school", "participation__cohort", "instrument"
        ).order_by("pk")
    )
    for which in every:
        school = which.participation
        if school is None:
            continue
        chance = random.Random(f"{school.school.national_code} {cohort.name} {occasion}")  # noqa: S311 - repeatable
        if chance.random() > MISSING:
            more = BOTH_WAYS.get(occasion, 0.0) if school.pk in helped else 0.0
            _answer(which, school, language, more)
    close_rounds(every, by=by)  # together: the wave as a whole is looked at once


def _helped_both_ways(cohort: Cohort) -> set[int]:
    """Mentored schools (participations) of clusters that declared it."""
    both = Membership.objects.filter(
        cluster__cohort=cohort, cluster__models__direction="reciprocal",
        side=Participation.Side.MENTEE,
    )  # fmt: skip
    return set(both.values_list("participation", flat=True))


def _answer(which: Round, participation: Participation, language: str, more: float) -> None:
    """Answers of every voice, drawn around what this school is like."""
    code, pupils = participation.school.national_code, participation.school.pupils or 200
    year = participation.cohort.starts_on.year
    form = form_of(which.instrument_id)
    like = random.Random(f"{code} is like")  # noqa: S311 - the same school every year
    level = {area: like.gauss(3.1, 0.45) for area in form.areas}
    teachers = max(6, min(45, pupils // 11))
    people = {"leaders": like.randint(3, 6), "teachers": teachers, "students": pupils}
    draw = random.Random(f"{code} {year} {which.occasion} answers")  # noqa: S311 - repeatable
    grown = GROWN.get(which.occasion, 0.0) + STAYS * (year - FIRST_YEAR) + more
    sheets = []
    for invited in which.invited.all():
        number = people.get(invited.voice, 0)
        Invited.objects.filter(pk=invited.pk).update(people=number)
        some = min(MOST_PUPILS, number) if invited.voice == "students" else number
        asked = [
            (one.name, level[one.area] + grown + SEES.get(invited.voice, 0.0), one.reversed)
            for one in form.asked_of(invited.voice, which.level)
            if one.area and one.kind == "select_one"
        ]
        for _one in range(round(some * ANSWERS.get(invited.voice, 0))):
            sheets.append(_sheet(invited, asked, draw, language))
    Answers.objects.bulk_create(sheets)


def _sheet(
    invited: Invited, asked: Sequence[tuple[str, float, bool]], draw: random.Random,
    language: str,
) -> Answers:  # fmt: skip
    """One person's answers: name, what the voice thinks on the whole, and whether turned."""
    person, today = draw.gauss(0, LIKES), timezone.localdate()
    given = {
        name: _choice(mean + person, draw, turned=turned)
        for name, mean, turned in asked
        if draw.random() > 0.02  # noqa: PLR2004 - some are left out
    }
    return Answers(
        receipt=uuid.UUID(int=draw.getrandbits(128), version=4), invited=invited,
        language=language, answers=given, begun_on=today, finished_on=today,
    )  # fmt: skip


def _choice(mean: float, draw: random.Random, *, turned: bool) -> str:
    if draw.random() < 0.04:  # noqa: PLR2004 - does not apply, or rather not
        return draw.choice(("na", "pns"))
    point = max(1, min(5, round(draw.gauss(mean, WAVERS))))
    return str(6 - point if turned else point)
