"""Schools that chose each other apply together, and become a cluster as they are."""

import pytest

from cordata.analysis.matching.rules import Rules, Weights, rules_to_dict
from cordata.calls.actions import applying, deciding, grouping, publishing
from cordata.calls.actions.taking_in import NotSent, decide_alone
from cordata.calls.models import Application, Call, Outcome, ReadyCluster
from cordata.calls.queries.clock import takes
from cordata.calls.queries.together import (
    invitation_to,
    ready_cluster_with,
    schools_in,
    together_in,
)
from cordata.clusters.actions import founding
from cordata.clusters.models import Cluster
from cordata.clusters.queries.inputs import STANDING, matching_inputs
from cordata.networks import actions as networks
from cordata.networks.models import Participation
from cordata.notices.models import Letter
from tests import factories as make
from tests.calls import making

OTHER = Rules(weights=Weights(travel=70, needs=10, context=10, wishes=10))


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def cohort(db):
    return make.cohort(name="2027/28")


@pytest.fixture
def call(cohort, marta):
    return making.published(cohort, marta)


@pytest.fixture
def door(cohort, marta):
    """A call that is open all year."""
    call = making.draft(cohort, marta, papers=False, grace_hours=0)
    Call.objects.filter(pk=call.pk).update(is_open_door=True, decided_by_date=None)
    call.refresh_from_db()
    return publishing.publish_call(call, version=None, by=marta)


def started(call, side="mentor"):
    application, _token = making.begun(call, make.school(), side)
    return application, grouping.start_ready_cluster(application, name="Valli", aim="STEM")


def test_the_link_lets_others_in_and_a_changed_link_nobody(call):
    first, together = started(call)
    secret = invitation_to(together)
    assert ready_cluster_with(secret, call) == together
    assert ready_cluster_with(secret[:-1] + ("x" if secret[-1] != "x" else "y"), call) is None

    second, _token = grouping.begin_together(
        call, make.school(), together, side="mentee", name="B", email="b@example.org",
        language="it", by=None,
    )  # fmt: skip

    assert schools_in(together) == [first, second]


def test_a_second_mentor_school_is_refused_and_nothing_of_it_is_kept(call):
    _first, together = started(call)

    with pytest.raises(grouping.NotTogether, match="has_a_mentor_school"):
        grouping.begin_together(
            call, make.school(), together, side="mentor", name="B", email="b@example.org",
            language="it", by=None,
        )  # fmt: skip

    assert Application.objects.count() == 1
    assert Letter.objects.filter(purpose="application").count() == 1


def test_a_cluster_is_left_and_joined_again_but_not_two_at_once(call):
    first, together = started(call)
    second, _token = making.begun(call, make.school())
    other = grouping.start_ready_cluster(second, name="Coste", aim="")
    with pytest.raises(grouping.NotTogether, match="in_one_already"):
        grouping.join_ready_cluster(second, together)
    grouping.leave_ready_cluster(second)
    grouping.join_ready_cluster(second, together)
    assert schools_in(together) == [first, second]
    assert schools_in(other) == []


def test_no_more_than_a_dozen_schools_and_none_from_another_call(call, cohort, marta):
    _first, together = started(call)
    for _number in range(grouping.MOST_SCHOOLS - 1):
        application, _token = making.begun(call, make.school())
        grouping.join_ready_cluster(application, together)
    late, _token = making.begun(call, make.school())
    with pytest.raises(grouping.NotTogether, match="full"):
        grouping.join_ready_cluster(late, together)
    elsewhere, _token = making.begun(making.published(cohort, marta), make.school())
    with pytest.raises(grouping.NotTogether, match="another_call"):
        grouping.join_ready_cluster(elsewhere, together)


def test_a_call_may_want_single_schools_only_and_a_closed_one_changes_nothing(call):
    application, _token = making.begun(call, make.school())
    Call.objects.filter(pk=call.pk).update(takes_ready_clusters=False)
    application.call.refresh_from_db()
    with pytest.raises(grouping.NotTogether, match="not_in_this_call"):
        grouping.start_ready_cluster(application, name="Valli", aim="")
    making.closed(call)
    application.call.refresh_from_db()
    with pytest.raises(applying.NotOpen):
        grouping.start_ready_cluster(application, name="Valli", aim="")
    assert not ReadyCluster.objects.exists()


def applied_together(call):
    """A mentor school and two mentee schools, all sent."""
    lead = making.sent(call, make.school(), "mentor")
    together = grouping.start_ready_cluster(lead, name="Valli", aim="STEM")
    for _number in range(2):
        application = making.sent(call, make.school())
        grouping.join_ready_cluster(application, together)
    return together


def test_at_an_open_door_schools_are_accepted_and_become_a_cluster_as_they_are(
    door, cohort, marta
):
    applied_together(door)
    group = together_in(door)[0]
    assert group.is_sent
    assert not group.is_decided

    results = {one.application: "accepted" for one in group.members}
    decide_alone(door, results, reference="D-7", signatory="M", reasons="Sì.", by=marta)
    group = together_in(door)[0]
    schools = list(Participation.objects.filter(cohort=cohort).order_by("-side", "pk"))
    made = founding.found_cluster(cohort, schools[0], schools[1:], name="Valli", by=marta)

    assert group.can_be_a_cluster
    assert not takes(group.members[0].application)
    assert Letter.objects.filter(purpose="decision").count() == 3
    assert made.models.get().label == "bottom_up"
    assert [one.code for one in made.memberships.order_by("pk")] == ["A", "A1", "A2"]
    pins = matching_inputs(cohort).pins
    assert {(pin.mentor, pin.reason) for pin in pins} == {(schools[0].public_id, STANDING)}


def test_a_cluster_is_confirmed_once_and_only_with_a_mentor_school(door, cohort, marta):
    schools = [make.mentor(cohort), make.mentee(cohort)]
    founding.found_cluster(cohort, schools[0], schools[1:], name="", by=marta)
    with pytest.raises(founding.NotFree) as taken:
        founding.found_cluster(cohort, schools[0], schools[1:], name="", by=marta)
    assert taken.value.schools == schools
    with pytest.raises(ValueError, match="one mentor school"):
        founding.found_cluster(cohort, schools[1], [], name="", by=marta)
    assert Cluster.objects.count() == 1


def test_who_has_not_sent_cannot_be_decided_on(door, marta):
    application, _token = making.begun(door, make.school())
    with pytest.raises(NotSent):
        decide_alone(
            door, {application: "accepted"}, reference="D", signatory="M", reasons="R", by=marta
        )
    assert not Outcome.objects.exists()


def test_in_a_dated_call_schools_that_came_together_are_ranked_like_all_others(call, marta):
    together = applied_together(call)
    making.closed(call)
    assert [one.ready_cluster for one in together_in(call)] == [together]
    with pytest.raises(deciding.TooEarly):
        deciding.prepare(call, by=marta)


def test_rules_that_a_call_promised_change_only_with_a_public_note(call, cohort, marta):
    cohort.refresh_from_db()
    with pytest.raises(networks.RulesPromised):
        networks.set_rules(cohort, OTHER, by=marta)
    with pytest.raises(publishing.NothingAnnounced):
        publishing.announce_rules(call, OTHER, words={"it": ""}, version=None, by=marta)

    publishing.announce_rules(call, OTHER, words={"it": "Perché"}, version=None, by=marta)

    cohort.refresh_from_db()
    call.refresh_from_db()
    assert call.frozen["rules"] == cohort.rules == rules_to_dict(OTHER)
    make.mentor(cohort)
    make.mentee(cohort)
    assert matching_inputs(cohort).rules == OTHER
    assert call.notes.get().texts == {"it": "Perché"}


def test_taking_a_call_back_frees_the_rules(call, cohort, marta):
    publishing.undo_publication(call, by=marta)
    cohort.refresh_from_db()
    assert networks.set_rules(cohort, OTHER, by=marta).rules == rules_to_dict(OTHER)
