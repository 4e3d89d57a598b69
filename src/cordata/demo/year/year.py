"""One year of a cohort's clusters, from September to June, or as far as it has come."""

import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

from cordata.accounts.models import User
from cordata.clusters.actions.changing import change_model
from cordata.clusters.actions.ending import end_cluster
from cordata.cycles.actions.cycles import set_stage
from cordata.cycles.models import Stage
from cordata.demo.year.activities import activities
from cordata.demo.year.almanac import Deed, live, moment
from cordata.demo.year.goals import goals
from cordata.demo.year.leaving import leaving
from cordata.demo.year.looking_back import looking_back
from cordata.demo.year.money import confirmations
from cordata.demo.year.people import Team, team_of
from cordata.demo.year.rounds import rounds
from cordata.demo.year.sharing import sharing
from cordata.demo.year.signing import signing
from cordata.demo.year.writing import writing
from cordata.networks.models import Cohort

SEPTEMBER = 9
BOTH_WAYS = "AB"  # clusters of these letters declare that help goes in both directions
STAGES = {
    Stage.ASSESS: (10, 5),
    Stage.PLAN: (11, 2),
    Stage.ACT: (11, 16),
    Stage.REFLECT: (4, 20),
    Stage.AGAIN: (5, 11),
}


def live_year(
    cohort: Cohort, by: User, language: str, zone: str, *, until: dt.datetime
) -> None:
    """Everything that schools of the cohort's clusters have done by ``until``."""
    year = cohort.starts_on.year
    open_ones = cohort.clusters.filter(closed_on=None).order_by("letter")
    teams = [team_of(one, by, language) for one in open_ones]
    plan = {
        "baseline": moment(year, 10, 5, 8, zone),
        "mid": moment(year + 1, 2, 1, 8, zone),
        "end": moment(year + 1, 5, 11, 8, zone),
    }
    deeds = rounds(cohort, plan, by, language)
    for team in teams:
        deeds += _of(team, year, zone, until)
    live(deeds, until=until)
    over = dt.datetime.combine(cohort.ends_on, dt.time(18), tzinfo=ZoneInfo(zone))
    live([(over, partial(_end, cohort, by))], until=until)


def _end(cohort: Cohort, by: User) -> None:
    for one in cohort.clusters.filter(closed_on=None):
        end_cluster(one, version=one.version, by=by)


def _of(team: Team, year: int, zone: str, until: dt.datetime) -> list[Deed]:
    first = moment(year, 9, 22, 15, zone, 15 * (ord(team.cluster.letter) % 4))
    both_ways = team.cluster.letter in BOTH_WAYS
    deeds = activities(team, first, 12, both_ways=both_ways, until=until)
    if both_ways:
        deeds.append((moment(year, 9, 15, 10, zone), partial(_help_both_ways, team)))
    deeds += goals(team, moment(year, 11, 3, 14, zone), until=until)
    runs = until.date() < team.cluster.cohort.ends_on
    deeds += signing(team, year, zone, runs=runs)
    deeds += writing(team, first, runs=runs)
    deeds += sharing(team, first)
    deeds += looking_back(team, first)
    deeds += confirmations(team, year, zone)
    for stage, (month, day) in STAGES.items():
        when = moment(year + (month < SEPTEMBER), month, day, 9, zone)
        deeds.append((when, partial(_turn, team, stage)))
    deeds += leaving(team, year, zone)
    return deeds


def _turn(team: Team, stage: str) -> None:
    set_stage(team.cluster, stage=stage, why="", by=team.head(team.mentor))


def _help_both_ways(team: Team) -> None:
    """What else was declared as the cluster was opened stays."""
    cluster = team.cluster
    before = cluster.models.get(until=None)
    axes = ("label", "initiative", "participation", "setting", "mode", "support")
    same = {axis: getattr(before, axis) for axis in axes}
    cluster.refresh_from_db()
    change_model(
        cluster, version=cluster.version, by=team.coordinator, **same, direction="reciprocal"
    )
