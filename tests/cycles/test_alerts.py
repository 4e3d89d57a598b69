"""Which clusters would like a call, and why: each reason from what was promised."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cordata.accounts.models import Role
from cordata.clusters.actions.changing import withdraw_school
from cordata.clusters.models import Cluster
from cordata.cycles.models import Activity
from cordata.cycles.queries.alerts import alerts_of
from cordata.cycles.queries.follow_ups import calls_in
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, ago, cluster_of, goal, moved, with_a_team


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    with_a_team(cast)
    return cluster_of(cast)


def alerts(now=None):
    return alerts_of(Cluster.objects.all(), now or timezone.now())


def kinds(now=None):
    return [one.kind for one in alerts(now)]


def test_a_young_cluster_with_a_team_is_left_in_peace(cluster):
    assert alerts() == []


def test_the_first_promise_that_did_not_happen_is_a_reason(cluster):
    missed = activity(cluster, 10, "not_held")

    (one,) = alerts()

    assert one.kind == "first"
    assert one.facts == {"days": [f"{timezone.localdate(missed.starts_at)}"], "visits": True}


def test_two_promises_are_one_reason_with_both_days(cluster):
    activity(cluster, 20, "not_held")
    activity(cluster, 5, cancelled_at=ago(days=6), cancelled_why="Neve", kind="meeting")

    (one,) = alerts()

    assert one.kind == "missed"
    assert (len(one.facts["days"]), one.facts["visits"]) == (2, False)


def called_off(cluster, days, **facts):
    return activity(cluster, days, cancelled_at=ago(days=30), cancelled_why="Neve", **facts)


def test_what_is_called_off_counts_once_its_day_is_over(cluster):
    ahead = called_off(cluster, -12)
    assert alerts() == []
    assert "first" in kinds(ahead.starts_at + dt.timedelta(hours=1))
    called_off(cluster, 3)
    assert kinds() == ["first"]


def test_what_takes_the_place_of_something_called_off_makes_it_good(cast, cluster):
    called_off(cluster, 20, host=cast.theirs)
    called_off(cluster, 18, host=None, online=True)
    new = activity(cluster, -5, host=cast.theirs)
    assert alerts() == []
    Activity.objects.filter(pk=new.pk).update(host=None, online=True)  # it is online instead
    assert alerts() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"host": "leading"},  # at another school
        {"kind": "meeting"},
        {"days": -9},  # five weeks later
        {"planned_at": ago(days=90)},  # it was planned anyway
        {"cancelled_at": ago(days=3), "cancelled_why": "Ancora neve"},
    ],
)
def test_what_replaces_nothing_makes_nothing_good(cast, cluster, facts):
    called_off(cluster, 26, host=cast.theirs)
    called_off(cluster, 25, host=cast.theirs)
    facts = dict(facts)
    days, host = facts.pop("days", -1), getattr(cast, facts.pop("host", "theirs"))
    planned = facts.pop("planned_at", None)
    new = activity(cluster, days, host=host, **facts)
    if planned:
        Activity.objects.filter(pk=new.pk).update(planned_at=planned)
    assert kinds() == ["missed"]
    Activity.objects.filter(pk=new.pk).update(
        host=cast.theirs, kind="visit", planned_at=timezone.now(), cancelled_at=None,
        starts_at=timezone.now() + dt.timedelta(days=1),
    )  # fmt: skip
    assert alerts() == []


def test_what_nobody_has_told_counts_after_two_weeks(cluster):
    activity(cluster, 13)
    assert alerts() == []

    activity(cluster, 15)
    assert kinds() == ["first"]


def test_a_visit_that_took_place_makes_good_what_was_before(cluster):
    activity(cluster, 25, "not_held")
    activity(cluster, 20, "not_held")
    activity(cluster, 10, "well")
    activity(cluster, 5, "not_held")

    assert alerts() == []


def test_two_in_a_row_that_hardly_helped_are_a_reason_and_one_is_none(cluster):
    activity(cluster, 20, "hardly")
    assert alerts() == []
    activity(cluster, 12, "partly")
    activity(cluster, 9, "hardly")
    assert alerts() == []

    activity(cluster, 4, "hardly")
    (one,) = alerts()
    assert (one.kind, len(one.facts["days"])) == ("hardly", 2)


def test_six_weeks_without_a_plan_or_a_word_are_a_reason(cast):
    with_a_team(cast)
    cluster = cluster_of(cast, age=60)
    assert kinds() == ["quiet"]
    assert alerts()[0].facts == {"weeks": 8, "last": ""}

    activity(cluster, 45, "well")
    (one,) = alerts()
    assert one.facts == {"weeks": 6, "last": f"{timezone.localdate() - dt.timedelta(days=45)}"}

    activity(cluster, -3)
    assert alerts() == []


def test_silence_that_goes_on_is_a_new_fact_after_six_more_weeks(cast):
    with_a_team(cast)
    cluster_of(cast, age=60)

    now, later, much_later = (timezone.now() + dt.timedelta(days=days) for days in (0, 10, 40))

    assert alerts(now)[0].evidence == alerts(later)[0].evidence
    assert alerts(now)[0].evidence != alerts(much_later)[0].evidence


def test_a_head_who_is_replaced_or_gone_is_a_reason(cast, cluster):
    head = Role.objects.get(kind="head", place=cast.leading.school.public_id)
    lent = make.role(make.person(), "head", "school", head.place)
    Role.objects.filter(pk=lent.pk).update(lent_from=head, until=ago(days=-20))
    (one,) = alerts()
    assert one.kind == "head"
    assert one.facts["until"] == f"{timezone.localdate(ago(days=-20))}"

    Role.objects.filter(pk=lent.pk).delete()
    Role.objects.filter(pk=head.pk).update(since=ago(days=90), until=ago(days=3))
    (one,) = alerts()
    assert one.facts == {
        "school": "IC Le Betulle", "on": f"{timezone.localdate(ago(days=3))}", "until": "",
    }  # fmt: skip


def test_one_person_alone_or_nobody_in_the_team_that_leads_is_a_reason(cast):
    cluster_of(cast)
    assert [(one.kind, one.facts["people"]) for one in alerts()] == [("alone", 1)]

    Role.objects.filter(place=cast.leading.school.public_id).delete()
    assert [(one.kind, one.facts["people"]) for one in alerts()] == [("alone", 0)]


def test_a_school_that_left_is_a_reason_for_eight_weeks(cast, cluster):
    member = cluster.memberships.get(participation=cast.theirs)
    withdraw_school(
        member, version=cluster.version, reason="Tempo", by=cast.people["coordinator"]
    )
    (one,) = alerts()
    assert (one.kind, one.facts["school"]) == ("left", "IC Valle Alta")

    assert "left" not in kinds(timezone.now() + dt.timedelta(days=60))


def test_a_goal_that_stands_still_is_named_kindly_and_is_no_broken_promise(cast, cluster):
    still, moving, done = (goal(cast.theirs, place) for place in (1, 2, 3))
    moved(still, "trying", 40, cast.people["team"])
    moved(moving, "trying", 10, cast.people["team"])
    moved(done, "part", 60, cast.people["team"])

    (one,) = alerts()
    calls = calls_in(Cluster.objects.all())

    assert (one.kind, one.facts["number"], one.facts["weeks"]) == ("goal", 1, 5)
    assert one.facts["goal"] == "Goal 1"
    assert (calls.waiting, len(calls.gentle), calls.kept) == ([], 1, 1)
    assert alerts_of(Cluster.objects.all(), timezone.now(), gentle=False) == []


def test_the_most_pressing_reason_comes_first_then_who_has_waited_longest(cast):
    first = cluster_of(cast, age=60)
    other = Cluster.objects.create(
        cohort=cast.cohort, letter="B", name="Monti", opened_on=first.opened_on
    )
    for which, days in ((first, (20, 10)), (other, (28, 22))):
        for one in days:
            activity(which, one, "not_held")

    found = [(one.place.letter, one.kind) for one in alerts()]

    assert found[:2] == [("B", "missed"), ("A", "missed")]
    assert found[2:] == [("A", "quiet"), ("B", "quiet"), ("A", "alone")]


def test_closed_clusters_and_cohorts_that_are_over_ask_for_nothing(cast):
    cluster = cluster_of(cast, age=60)
    assert kinds(ago(days=-300)) == []

    Cluster.objects.filter(pk=cluster.pk).update(closed_on=timezone.localdate())
    assert alerts() == []
    assert calls_in(Cluster.objects.all()).total == 0


def test_many_clusters_cost_no_more_queries_than_one(cast):
    cluster = cluster_of(cast, age=60)
    activity(cluster, 20, "not_held")
    goal(cast.theirs)
    with CaptureQueriesContext(connection) as one:
        calls_in(Cluster.objects.all())
    for letter in "BCDE":
        more = Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )
        activity(more, 20, "not_held")
        activity(more, 10, cancelled_at=ago(days=12), cancelled_why="Neve")

    with CaptureQueriesContext(connection) as five:
        assert len(calls_in(Cluster.objects.all()).waiting) == 5
    assert len(five) == len(one) <= 5
