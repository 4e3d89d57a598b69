"""What was told is put right: with a reason, its history, and who says so."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.cycles.actions import activities
from cordata.cycles.actions.correcting import correct_activity
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity, Correction
from cordata.cycles.queries.attendance import as_counted
from cordata.cycles.queries.corrections import corrections_of
from cordata.cycles.queries.dose import visits_of
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from tests.cycles.year import activity

TWO = {"leaders": 0, "teachers": 2, "others": 0, "travel": 0}


@pytest.fixture
def visit(cast, cluster):
    team = cast.people["team"]
    return activity(
        cluster, 3, "well", host=cast.theirs, told_by=team, sentence="Bene",
        attending=[(cast.theirs, 2, 0), (cast.leading, 3, 40)],
    )  # fmt: skip


def corrected(visit, cast, **facts):
    visit.refresh_from_db()
    usual = {
        "went": visit.went, "sentence": visit.sentence, "next_step": "", "minutes": visit.minutes,
        "where": Where(host=cast.theirs), "attendance": {cast.theirs: TWO}, "why": " Erano due ",
        "version": visit.sequence, "by": cast.people["mentor_team"],
    }  # fmt: skip
    correct_activity(visit, **(usual | facts))
    visit.refresh_from_db()


def test_it_is_put_right_with_who_when_why_before_and_after(cast, visit):
    told_at = visit.told_at
    corrected(visit, cast, minutes=45)

    assert (visit.minutes, visit.sequence, visit.told_at) == (45, 1, told_at)
    assert list(visit.attendances.values_list("participation", "teachers")) == [
        (cast.theirs.pk, 2)
    ]
    kept = Correction.objects.get()
    assert (kept.why, kept.made_by) == ("Erano due", cast.people["mentor_team"])
    assert kept.before["minutes"] == 90
    assert kept.before["attendance"][cast.leading.public_id]["travel"] == 40
    facts = Entry.objects.get(verb="activity.corrected", thing=visit.public_id).facts
    assert (facts["before"]["minutes"], facts["after"]["minutes"]) == (90, 45)
    assert set(facts["before"]) == {"minutes", "attendance"}  # nothing that stayed
    assert visits_of([cast.theirs])[cast.theirs.pk][0].told_at == visit.corrected_at


def test_readers_see_each_change_the_latest_first(cast, visit):
    corrected(visit, cast, went="not_held", attendance={cast.theirs: TWO}, why="Non c'è stata")
    assert not visit.attendances.exists()
    corrected(visit, cast, went="well", where=Where(place=" Museo "), why="Sì, al museo")

    last, first = corrections_of(visit)

    assert [(one.what, one.was, one.now) for one in last.changes] == [
        ("How did it go?", "It did not take place", "It helped us"),
        ("Where", "IC Valle Alta", "Museo"),
        ("IC Valle Alta", "0", "Teachers 2"),
    ]
    assert [one.what for one in first.changes] == [
        "How did it go?", "IC Le Betulle", "IC Valle Alta"
    ]  # fmt: skip
    assert first.changes[1].was == "Teachers 3, Minutes of travel, there and back 40"


def test_online_nobody_travels_and_a_sentence_may_be_taken_away(cast, visit):
    there = {cast.leading: TWO | {"travel": 70}}
    corrected(visit, cast, where=Where(online=True), sentence="", attendance=there)
    assert (visit.host, visit.online, visit.attendances.get().travel) == (None, True, 0)
    (one,) = corrections_of(visit)
    assert ("In a sentence", "Bene", "–") in [(c.what, c.was, c.now) for c in one.changes]
    assert ("Where", "IC Valle Alta", "online") in [(c.what, c.was, c.now) for c in one.changes]


def test_what_arrives_twice_or_changes_nothing_is_put_right_once(cast, visit):
    receipt = uuid4()
    for _ in range(2):
        corrected(visit, cast, receipt=receipt, minutes=60)
    corrected(visit, cast, minutes=60)
    assert Correction.objects.count() == 1


def test_whoever_saw_an_older_state_is_stopped(cast, visit):
    corrected(visit, cast, minutes=60)
    with pytest.raises(ChangedBySomebody):
        corrected(visit, cast, minutes=50, version=0)
    with pytest.raises(ChangedBySomebody):  # not even with the words of now
        corrected(visit, cast, minutes=60, version=0)
    assert visit.minutes == 60


def test_a_school_that_left_since_keeps_what_it_gave_and_no_stranger_comes_in(cast, visit):
    visit.cluster.memberships.filter(participation=cast.leading).update(
        until=timezone.localdate()
    )
    there = as_counted(visit, [cast.theirs])
    assert there[cast.leading].teachers == 3
    corrected(visit, cast, attendance={cast.theirs: TWO, cast.leading: TWO}, minutes=30)
    assert visit.attendances.count() == 2
    with pytest.raises(activities.NotInTheCluster):
        corrected(visit, cast, attendance={cast.others: TWO})
    with pytest.raises(activities.NotInTheCluster):
        corrected(visit, cast, where=Where(host=cast.others))


def test_an_observation_took_place_only_with_consent(cast, cluster):
    lesson = activity(cluster, 3, "not_held", kind="observation", host=cast.theirs)
    with pytest.raises(activities.NoConsent):
        corrected(lesson, cast, went="well")


def test_the_database_keeps_place_and_correction_honest(cast, visit):
    for facts in (
        {"place": "Museo"},  # and at a school
        {"told_at": None, "went": "", "corrected_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=visit.pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            activity=visit, before={}, why="", made_by=cast.people["team"]
        )
