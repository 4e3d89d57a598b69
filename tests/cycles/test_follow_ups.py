"""Alert, person, resolved: what is settled does not ask again until something new happens."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_coordinated_by
from cordata.cycles import rules
from cordata.cycles.actions import follow_ups as actions
from cordata.cycles.models import FollowUp
from cordata.cycles.queries.follow_ups import (
    asking_in,
    calls_in,
    notes_of,
    promised_calls_of,
    who_may_call,
)
from cordata.history.models import Entry
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, cluster_of, with_a_team

SOON = timezone.localdate() + dt.timedelta(days=2)


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    with_a_team(cast)
    cluster = cluster_of(cast)
    for days in (20, 10):
        activity(cluster, days, "not_held")
    return cluster


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


def reason(now=None):
    asking = asking_in(Cluster.objects.all(), now)
    return asking[0].first if asking else None


def take(cluster, by, owner=None):
    return actions.take_alert(
        cluster, reason().alert, owner=owner or by, planned_on=SOON, by=by
    )


def test_who_takes_an_alert_is_named_and_reads_it_in_her_week(cluster, marta):
    taken = take(cluster, marta)

    calls = calls_in(Cluster.objects.all())
    assert (calls.waiting, calls.taken[0].taken, calls.kept) == ([], taken, 0)
    assert list(promised_calls_of(marta)) == [taken]
    assert Entry.objects.get(verb="alert.taken").thing == taken.public_id


def test_an_alert_is_taken_once_and_by_somebody_who_coordinates(cast, cluster, marta):
    whole = cast.people["programme_coordinator"]
    assert who_may_call(cast.cohort) == [marta, whole]
    take(cluster, marta, owner=whole)

    with pytest.raises(actions.TakenAlready) as taken:
        take(cluster, marta)
    assert taken.value.follow_up.owner == whole
    with pytest.raises(actions.NotACoordinator):
        take(cluster, marta, owner=cast.people["coordinator_elsewhere"])


def test_what_is_resolved_asks_again_only_with_new_facts(cluster, marta):
    alert = reason().alert
    follow_up = take(cluster, marta)
    actions.resolve_alert(cluster, alert.kind, alert, found=" Malattia ", by=marta)

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.found, follow_up.ended_by) == (
        "resolved",
        "Malattia",
        marta,
    )
    assert reason() is None

    activity(cluster, 3, "not_held")
    assert len(reason().alert.facts["days"]) == 3


def test_it_is_resolved_without_being_taken_and_also_when_the_reason_is_gone(cluster, marta):
    alert = reason().alert
    actions.resolve_alert(cluster, alert.kind, alert, found="Detto", by=marta)
    assert FollowUp.objects.get().owner == marta

    activity(cluster, 4, "not_held")
    take(cluster, marta)
    activity(cluster, 1, "well")
    assert reason() is None
    actions.resolve_alert(cluster, alert.kind, None, found="Si è fatta", by=marta)
    with pytest.raises(actions.EndedAlready):
        actions.resolve_alert(cluster, alert.kind, None, found="Due volte", by=marta)


def test_facts_that_come_while_somebody_calls_are_resolved_with_the_rest(cluster, marta):
    take(cluster, marta)
    activity(cluster, 2, "not_held")
    alert = reason().alert

    actions.resolve_alert(cluster, alert.kind, alert, found="Detto", by=marta)

    assert reason() is None
    assert len(FollowUp.objects.get().evidence) == 3


def test_what_is_set_aside_asks_again_on_its_day(cluster, marta):
    follow_up = actions.set_alert_aside(
        cluster, reason().alert, until=SOON, why="Vacanze", by=marta
    )

    assert reason() is None
    assert reason(timezone.now() + dt.timedelta(days=3)).alert.kind == "missed"
    assert (follow_up.state, follow_up.found, follow_up.aside_until) == (
        "aside",
        "Vacanze",
        SOON,
    )


def test_what_was_settled_too_early_asks_again_with_the_same_facts(cluster, marta):
    alert = reason().alert
    for settle in (
        lambda: actions.set_alert_aside(cluster, alert, until=SOON, why="", by=marta),
        lambda: actions.resolve_alert(cluster, alert.kind, alert, found="Detto", by=marta),
    ):
        follow_up = settle()
        calls = calls_in(Cluster.objects.all())
        assert (len(calls.settled), calls.kept, calls.waiting) == (1, 0, [])
        assert calls.settled[0].settled[0].settled == follow_up

        actions.ask_again(cluster, alert, by=marta)

        assert reason().alert == alert
        with pytest.raises(actions.EndedAlready):
            actions.ask_again(cluster, alert, by=marta)
    assert FollowUp.objects.get(state="resolved").found == "Detto"
    again = Entry.objects.filter(verb="alert.asks_again").order_by("pk")
    assert again.last().facts["rested_on"] == sorted(alert.evidence)


def test_who_takes_what_was_settled_in_part_is_not_hidden_by_it(cluster, marta):
    alert = reason().alert
    actions.resolve_alert(cluster, alert.kind, alert, found="Detto", by=marta)
    late = activity(cluster, 3, "not_held")
    taken = take(cluster, marta)
    late.delete()  # what was new is gone; the call is still promised

    assert reason().taken == taken


def test_setting_aside_ends_what_was_taken(cluster, marta):
    taken = take(cluster, marta)

    actions.set_alert_aside(cluster, reason().alert, until=SOON, why="", by=marta)

    taken.refresh_from_db()
    assert taken.state == "aside"


def test_a_note_without_an_alert_stands_in_the_history_and_settles_nothing(cluster, marta):
    note = actions.note_about(cluster, found="Preside nuova", by=marta)
    taken = take(cluster, marta)

    assert list(notes_of(cluster)) == [taken, note]
    assert reason().taken == taken


def test_the_database_refuses_what_no_follow_up_is(cluster, marta):
    taken = take(cluster, marta)
    now = timezone.now()
    for facts in (
        {"state": "resolved"},
        {"state": "resolved", "ended_by": marta, "ended_at": now},
        {"state": "aside", "ended_by": marta, "ended_at": now},
        {"planned_on": None},
        {"ended_by": marta, "ended_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=taken.pk).update(**facts)


def test_the_rule_and_the_query_agree_on_who_reads_the_notes(cast, cluster, marta):
    take(cluster, marta)
    make.coordinator("HR")
    seeing = set()
    for name, person in cast.people.items():
        if person is None:
            continue
        seen = clusters_coordinated_by(person).contains(cluster)
        assert seen == rules.may_look_after(person, cluster), name
        seeing |= {name} if seen else set()

    assert seeing == {"coordinator", "programme_coordinator"}
