"""What researchers of the demo found on ways of coordinating: one effect, and what two ways cost."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from cordata.costs.queries.network import schools_in
from cordata.demo.year.almanac import Deed, moment
from cordata.demo.year.desk import (
    FIRST_YEAR,
    YEAR,
    ZONE,
    Desk,
    Study,
    register,
    view_of_teachers,
)
from cordata.evidence.actions import projects
from cordata.evidence.queries.shown import Shown, estimates_shown
from cordata.networks.models import Cohort

AREA = "D"
EFFECT_SAY = [
    "I counted the clusters on both sides in each country before I looked at the number.",
    "I would not call it more than unsure, and neither does the page.",
]
COSTS_SAY = [
    "I compared the hours with what activities say.",
    "Who bears it adds up to the whole.",
]
OTHERWISE = (
    "Where help goes in both directions, teachers rate their continuing professional development "
    "{points:.2f} points {way} after a year than where it goes from the mentor school alone."
)
UNSURE = (
    "Whether help goes in both directions or from the mentor school alone: teachers rate their "
    "continuing professional development {points:.2f} points apart, which may be nothing at all."
)
EFFECT_LIMITS = (
    "Nobody drew lots: clusters that chose to help in both directions may differ in other ways.\n\n"
    "Teachers who knew how their cluster works judged their own school.\n\n"
    "What a cluster declares is not always what it does.\n\n"
    "The question was asked after the answers were in."
)
COST_EACH = "societal/schools:mentees"
COST = (
    "A first year of mentoring in clusters that are coordinated {how} costs {euros:.0f} euros of "
    "purchasing power for each mentored school, hours of staff among it."
)
COST_LIMITS = (
    "Hours follow from activities and roles; what clusters confirmed is somewhat more or less.\n\n"
    "One cluster of each country has not confirmed its second term: there a guess counts.\n\n"
    "Prices are those of two countries that coordinate like this; another country has others."
)
HOW = {"top_down": "top-down", "hybrid": "in a mixed way"}


@dataclass
class Compared:
    """Everything that the second project asks."""

    desk: Desk
    effect: Study
    costs: dict[str, Study]


def comparing(desk: Desk) -> list[Deed]:
    """A project of its own, in the autumn after the first year."""
    mine = Desk(desk.programme, desk.paola, desk.reviewers)
    found = Compared(
        mine, Study(mine, EFFECT_SAY), {one: Study(mine, COSTS_SAY) for one in HOW}
    )
    deeds: list[Deed] = [
        (moment(YEAR, 10, 5, 9, ZONE), partial(_open, mine)),
        (moment(YEAR, 10, 6, 10, ZONE), partial(_effect, found.effect)),
        *found.effect.reviewed_and_released(10, 13),
    ]
    for model, study in found.costs.items():
        deeds += [
            (moment(YEAR, 10, 7, 10, ZONE), partial(_cost, study, model)),
            *study.reviewed_and_released(10, 20),
        ]
    return deeds


def _open(desk: Desk) -> None:
    desk.project = projects.open_project(
        desk.programme,
        title="Ways of coordinating, and what they cost",
        question="Does it matter who helps whom, and what does a year cost for each school?",
        ethics="Invented for the demo. Answers carry no names; no school is shown by itself.",
        paid_by="A foundation that does not exist, for this invented network",
        by=desk.paola,
    )
    projects.describe_project(
        desk.project, consent="anonymous", approved_by="An invented committee for ethics",
        approval_number="2026/2", approved_on=dt.date(YEAR, 10, 2), by=desk.paola,
    )  # fmt: skip
    projects.register_design(
        desk.project, design="D6", unit="A cluster with its mentor school",
        comparison="Clusters of the same country in which help goes one way.",
        clusters=24, schools=90, by=desk.paola,
    )  # fmt: skip


def _effect(study: Study) -> None:
    """Help in both directions against help one way, within countries."""
    contrast = {"axis": "direction", "compared": "reciprocal"}
    run = study.asked(
        register(
            study.desk, "Help in both directions, first year",
            "A little more change where mentored schools call activities, too. We would doubt it "
            "if both sides had begun far apart.",
            "models-of-clusters/1", view_of_teachers(study.desk, FIRST_YEAR, AREA) | contrast,
            "ancova",
        )
    )  # fmt: skip
    if not run.refused:
        shown = {one.name: one for one in estimates_shown(run)}["effect"]
        study.write(estimate=shown.name, headline=_in_words(shown), limits=EFFECT_LIMITS)


def _in_words(effect: Shown) -> str:
    """A difference is said only where its interval holds no zero."""
    low, high = effect.low, effect.high
    if low is None or high is None or low <= 0 <= high:
        return UNSURE.format(points=abs(effect.value))
    way = "higher" if effect.value >= 0 else "lower"
    return OTHERWISE.format(points=abs(effect.value), way=way)


def _cost(study: Study, model: str) -> None:
    """What a year of one way costs; nothing where no country coordinates like it."""
    cohorts = _cohorts(study.desk, model)
    if not cohorts:
        return
    schools = sum(len(set().union(*schools_in(one).values())) for one in cohorts)
    run = study.asked(
        register(
            study.desk, f"What a year costs that is coordinated {HOW[model]}",
            "Most of it are hours of teachers and heads.",
            "costs-of-clusters/1", {"cohorts": [one.public_id for one in cohorts]}, "costs",
            mentees=[["schools", schools]],
        )
    )  # fmt: skip
    if not run.refused:
        shown = {one.name: one for one in estimates_shown(run)}[COST_EACH]
        headline = COST.format(how=HOW[model], euros=shown.value)
        study.write(estimate=shown.name, headline=headline, limits=COST_LIMITS)


def _cohorts(desk: Desk, model: str) -> list[Cohort]:
    """Of the first year, those in which every cluster is coordinated like this."""
    year = desk.programme.cohorts.filter(name=FIRST_YEAR).order_by("country")
    return [
        one
        for one in year
        if set(one.clusters.values_list("models__label", flat=True)) == {model}
    ]
