"""Whether a school comes: one answer, by whoever holds the link, for one date."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.cycles.actions import activities, dates
from cordata.cycles.models import Activity, Answer
from cordata.cycles.queries.answers import (
    answers_of,
    asked_by,
    calendar_address,
    calendar_with,
    token_for,
)
from tests.cycles.planning import moved, planned


def answered(cast, visit, says="yes", sentence="", **facts):
    usual = {"says": says, "sentence": sentence, "by": cast.people["team"]}
    return dates.answer_activity(visit, facts.pop("school", cast.theirs), **(usual | facts))


def said(visit):
    return {
        member.participation.school.name: answer.says if answer else None
        for member, answer in answers_of(visit)
    }


def test_the_last_answer_of_a_school_counts_and_the_silent_are_seen(cast, cluster):
    visit = planned(cast, cluster)
    answered(cast, visit, "no")
    answered(cast, visit, "other_day", " Martedì ", by=cast.people["head"])

    assert said(visit) == {"IC Le Betulle": None, "IC Valle Alta": "other_day"}
    assert Answer.objects.get().sentence == "Martedì"


def test_a_new_date_asks_anew_and_a_new_point_does_not(cast, cluster):
    visit = planned(cast, cluster)
    answered(cast, visit)
    moved(visit, cast, points=["Altro"])
    assert said(visit)["IC Valle Alta"] == "yes"
    moved(visit, cast, starts_at=visit.starts_at + dt.timedelta(hours=1))
    assert said(visit)["IC Valle Alta"] is None


def test_nobody_answers_what_is_over_or_for_a_school_outside(cast, cluster):
    visit = planned(cast, cluster)
    with pytest.raises(activities.NotInTheCluster):
        answered(cast, visit, school=cast.others)
    activities.cancel_activity(visit, why="Neve", by=cast.people["team"])
    with pytest.raises(activities.ToldAlready):
        answered(cast, visit)
    begun = planned(cast, cluster, starts_at=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(dates.TooLate):
        answered(cast, begun)
    assert not Answer.objects.exists()


def test_a_link_is_for_one_person_and_one_date_and_no_one_makes_it(cast, cluster):
    visit, other = planned(cast, cluster), planned(cast, cluster)
    token = token_for(visit, cast.people["team"])

    asked = asked_by(token)
    assert (asked.activity, asked.person) == (visit, cast.people["team"])
    assert asked.participation == cast.theirs
    for forged in (
        token.replace(visit.public_id, other.public_id),
        token.replace(cast.people["team"].public_id, cast.people["head"].public_id),
        token[:-1],
        "",
        "a.b.c",
    ):
        assert asked_by(forged) is None


def test_a_link_dies_with_the_role_and_with_the_membership(cast, cluster):
    visit = planned(cast, cluster)
    token = token_for(visit, cast.people["team"])
    assert asked_by(token_for(visit, cast.people["coordinator"])) is None
    cluster.memberships.filter(participation=cast.theirs).update(
        until=timezone.localdate() + dt.timedelta(days=1)
    )
    assert asked_by(token) is None
    cluster.memberships.update(until=None)
    assert asked_by(token) is not None
    cast.people["team"].roles.all().delete()
    assert asked_by(token) is None


def test_a_calendar_has_one_address_and_an_older_one_is_worthless(cast):
    team = cast.people["team"]
    first = dates.open_calendar(by=team)
    token = calendar_address(first).rpartition("/")[2].removesuffix(".ics")
    assert calendar_with(token).person == team
    assert calendar_with(token.replace(".1.", ".2.")) is None
    second = dates.renew_calendar(by=team)
    assert calendar_with(token) is None
    assert calendar_address(second) != calendar_address(first)
    assert len(token) > 43  # a signature of 256 bits, and whose it is


def test_the_database_refuses_another_day_without_a_day_and_an_open_line(cast, cluster):
    visit = planned(cast, cluster)
    with pytest.raises(IntegrityError), transaction.atomic():
        answered(cast, visit, "other_day", " ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=visit.pk).update(link="http://open.example")
