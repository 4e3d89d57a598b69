"""The year of a cluster: six stages, forward and back, each with its days."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cycles import rules
from cordata.cycles.actions import cycles as actions
from cordata.cycles.models import Cycle
from cordata.cycles.queries.cycles import derived_days, stage_on, turns_of, year_of
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody


def states(cluster):
    return [line.state for line in year_of(cluster).lines]


def test_before_anybody_says_anything_the_year_follows_from_the_cohort(cast, cluster):
    year = year_of(cluster)

    assert year.version == 0
    assert [line.state for line in year.lines].count("here") == 1
    assert year.lines[0].starts_on == cast.cohort.starts_on
    assert year.lines[-1].ends_on == cast.cohort.ends_on
    assert not Cycle.objects.exists()  # looking writes nothing


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-08-01", "agree"),
        ("2026-09-01", "agree"),
        ("2027-02-01", "act"),
        ("2030-01-01", "again"),
    ],
)
def test_the_calendar_says_where_a_silent_cluster_is(day, stage):
    days = derived_days(dt.date(2026, 9, 1), dt.date(2027, 6, 30))

    assert stage_on(dt.date.fromisoformat(day), days) == stage


@given(start=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), length=st.integers(6, 1500))
def test_the_derived_stages_fill_the_year_without_gaps(start, length):
    days = list(derived_days(start, start + dt.timedelta(days=length)).values())

    assert days[0][0] == start
    assert all(begins <= ends for begins, ends in days)
    assert all(after[0] == before[1] + dt.timedelta(days=1) for before, after in pairwise(days))


def test_a_cluster_goes_on_and_back_and_every_reason_stays(cast, cluster):
    tim = cast.people["mentor_team"]
    actions.set_stage(cluster, stage="plan", why=" Si va ", by=tim)
    assert states(cluster) == ["done", "done", "here", "", "", ""]
    actions.set_stage(cluster, stage="assess", why="Manca una scuola", by=tim)
    assert states(cluster) == ["done", "here", "", "", "", ""]
    actions.set_stage(cluster, stage="assess", why="Manca una scuola", by=tim)  # sent twice
    assert [turn.why for turn in turns_of(cluster)] == ["Manca una scuola", "Si va"]
    assert Entry.objects.filter(verb="cycle.turned").count() == 2


def test_the_days_are_planned_by_one_at_a_time(cast, cluster):
    year = year_of(cluster)
    days = {str(line.stage): (line.starts_on, line.ends_on) for line in year.lines}
    days["act"] = (dt.date(2026, 12, 1), dt.date(2027, 4, 1))
    actions.plan_stages(cluster, days=days, version=0, by=cast.people["coordinator"])
    assert year_of(cluster).lines[3].ends_on == dt.date(2027, 4, 1)
    by = cast.people["coordinator"]
    actions.plan_stages(cluster, days=days, version=0, by=by)  # sent twice
    assert Entry.objects.filter(verb="cycle.planned").count() == 1
    others = days | {"act": (dt.date(2026, 12, 1), dt.date(2027, 4, 2))}
    with pytest.raises(ChangedBySomebody):
        actions.plan_stages(cluster, days=others, version=0, by=by)
    actions.plan_stages(
        cluster, days=days, version=year_of(cluster).version, by=cast.people["coordinator"]
    )


def test_the_mentor_school_and_the_coordinators_move_it(cast, cluster):
    may = {
        name for name, who in cast.people.items() if who and rules.may_set_stage(who, cluster)
    }

    assert may == {"mentor_team", "coordinator", "programme_coordinator"}
