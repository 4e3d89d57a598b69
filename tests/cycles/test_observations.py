"""The protocol of an observation: consent first, and notes read by whom it was agreed for."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles import rules
from cordata.cycles.actions import activities
from cordata.cycles.actions import observations as actions
from cordata.cycles.models import Observation
from cordata.cycles.queries.observations import observations_read_by
from cordata.networks.actions.stale import ChangedBySomebody
from tests import cast as casting
from tests import factories as make
from tests.cycles.planning import planned

NOTES = {"saw": " Cosa ", "meant": "Perché", "question": "E poi?"}
TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def cast(db):
    cast = casting.gather()
    cast.people["third"] = make.person("Third")
    make.role(cast.people["third"], "team", "school", cast.others.school.public_id)
    return cast


@pytest.fixture
def cluster(cast):
    return found_cluster(
        cast.cohort, cast.leading, [cast.theirs, cast.others], name="Valli",
        by=cast.people["coordinator"],
    )  # fmt: skip


@pytest.fixture
def lesson(cast, cluster):
    begun = timezone.now() - dt.timedelta(days=1)
    return planned(cast, cluster, kind="observation", starts_at=begun)


def agreed(cast, lesson, level="schools", version=0, **facts):
    usual = {
        "observed": cast.theirs, "observer": cast.leading, "focus": "task", "words": "",
        "by": cast.people["team"],
    }  # fmt: skip
    return actions.agree_on_observation(lesson, level=level, version=version, **(usual | facts))


def noted(cast, observation):
    actions.note_consent(
        observation, on=TODAY, version=observation.version, by=cast.people["head"]
    )
    actions.write_notes(
        observation, version=observation.version, by=cast.people["mentor_team"], **NOTES
    )
    return observation


def readers(cast, observation):
    observation.refresh_from_db()
    found = set()
    for name, person in cast.people.items():
        if person is None:
            continue
        seen = observations_read_by(person).filter(pk=observation.pk).exists()
        assert seen == rules.may_read_notes(person, observation), name
        found |= {name} if seen else set()
    return found


TWO = {"team", "head", "mentor_team"}
ALL = TWO | {"third", "coordinator", "programme_coordinator"}


@pytest.mark.parametrize(
    ("level", "expected"), [("schools", TWO), ("cluster", ALL), ("quotable", ALL)]
)
def test_notes_are_read_by_whom_it_was_agreed_for(cast, lesson, level, expected):
    observation = noted(cast, agreed(cast, lesson, level))

    assert readers(cast, observation) == expected


def test_without_consent_nobody_reads_writes_or_tells(cast, lesson):
    observation = agreed(cast, lesson, "cluster")
    assert readers(cast, observation) == set()
    with pytest.raises(actions.NoConsent):
        actions.write_notes(observation, version=1, by=cast.people["mentor_team"], **NOTES)
    telling = {
        "sentence": "", "next_step": "", "minutes": 60, "attendance": {},
        "by": cast.people["team"],
    }  # fmt: skip
    with pytest.raises(activities.NoConsent):
        activities.tell_activity(lesson, went="well", **telling)
    noted(cast, observation)
    actions.withdraw_consent(observation, by=cast.people["head"])
    assert readers(cast, observation) == set()
    with pytest.raises(activities.NoConsent):
        activities.tell_activity(lesson, went="well", **telling)
    activities.tell_activity(lesson, went="not_held", **telling)  # nothing was observed


def test_a_change_of_what_was_agreed_asks_the_teacher_again(cast, lesson):
    observation = agreed(cast, lesson)
    actions.note_consent(observation, on=TODAY, version=1, by=cast.people["head"])
    changed = agreed(cast, lesson, "cluster", version=2)
    assert (changed.consented_on, changed.consent_noted_by) == (None, None)
    assert readers(cast, changed) == set()


def test_nobody_widens_the_circle_once_there_are_notes(cast, lesson):
    observation = noted(cast, agreed(cast, lesson))
    for facts in ({"level": "cluster"}, {"observer": cast.others}):
        with pytest.raises(actions.AlreadyNoted):
            agreed(cast, lesson, version=observation.version, **facts)
    assert readers(cast, observation) == TWO


def test_consent_is_to_what_the_teacher_saw(cast, lesson):
    observation = agreed(cast, lesson)
    agreed(cast, lesson, "quotable", version=1)
    with pytest.raises(ChangedBySomebody):
        actions.note_consent(observation, on=TODAY, version=1, by=cast.people["head"])
    assert Observation.objects.get().consented_on is None
    with pytest.raises(ChangedBySomebody):
        agreed(cast, lesson, version=1)


def test_two_schools_of_the_cluster_take_part_and_only_their_own_say_so(cast, lesson, cluster):
    observation = agreed(cast, lesson)
    may = {
        name: (
            rules.may_agree_on(who, observation.observed, observation.observer),
            rules.may_note_consent(who, observation),
        )
        for name, who in cast.people.items()
        if who
    }
    assert {name for name, (agree, _consent) in may.items() if agree} == TWO
    assert {name for name, (_agree, consent) in may.items() if consent} == {"team", "head"}
    cluster.memberships.filter(participation=cast.others).update(until="2027-01-01")
    with pytest.raises(activities.NotInTheCluster):
        agreed(cast, lesson, version=1, observer=cast.others)
    with pytest.raises(activities.NotInTheCluster):
        agreed(cast, lesson, version=1, observer=cast.theirs)


def test_what_is_told_or_begun_by_a_colleague_stays(cast, lesson):
    agreed(cast, lesson)
    with pytest.raises(ChangedBySomebody):
        agreed(cast, lesson, version=0)
    activities.cancel_activity(lesson, why="Neve", by=cast.people["team"])
    with pytest.raises(activities.ToldAlready):
        agreed(cast, lesson, version=1)


def test_the_database_refuses_half_a_consent_and_looking_at_oneself(cast, lesson):
    observation = agreed(cast, lesson)
    for facts in ({"consented_on": TODAY}, {"observer": cast.theirs}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.filter(pk=observation.pk).update(**facts)
