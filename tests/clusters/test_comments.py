"""Mentor schools are asked before a plan is published, each about its own cluster."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.clusters.actions import commenting
from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.publishing import publish_plan
from cordata.clusters.models import CommentRound
from cordata.clusters.queries.comments import (
    asked_in,
    counted_comments,
    proposed_to,
    rounds_that_ask,
)
from cordata.notices.models import Letter
from tests import factories as make


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def gino(lead):
    who = make.person("Gino", language="it")
    make.role(who, "head", "school", lead.school.public_id)
    return who


@pytest.fixture
def lead(db):
    return make.mentor(make.cohort(), name="IC Betulle")


@pytest.fixture
def draft(lead, marta):
    make.mentee(lead.cohort, name="IC Valle")
    return compute_draft(ask_draft(lead.cohort, by=marta))


def soon(days=5):
    return timezone.localdate() + dt.timedelta(days=days)


def test_each_mentor_school_gets_one_letter_and_sees_only_its_own_cluster(
    draft, lead, gino, marta
):
    commenting.open_round(draft, until=soon(), by=marta)
    commenting.open_round(draft, until=soon(9), by=marta)  # only moves the day

    letter = Letter.objects.get(purpose="comment-round")
    assert letter.language == "it"
    assert lead.public_id in letter.body
    assert [row.school.school.name for row in proposed_to(draft, lead).rows] == ["IC Valle"]
    assert rounds_that_ask([lead])[0][1] == lead
    assert CommentRound.objects.get().until == soon(9)


def test_the_last_word_counts_and_concerns_come_first(draft, lead, gino, marta):
    round_ = commenting.open_round(draft, until=soon(), by=marta)
    commenting.give_comment(round_, lead, view="agrees", text="", by=gino)
    commenting.give_comment(round_, lead, view="concern", text="Lontano", by=gino)

    assert counted_comments(draft) == {"comments": 1, "concerns": 1}
    assert asked_in(draft)[0].comment.text == "Lontano"
    assert rounds_that_ask([lead]) == []


def test_after_the_day_or_the_publication_nobody_comments(draft, lead, gino, marta):
    with pytest.raises(commenting.RoundOver):
        commenting.open_round(draft, until=soon(-1), by=marta)
    round_ = commenting.open_round(draft, until=soon(), by=marta)
    publish_plan(draft, version=draft.version, by=marta)
    round_.draft.refresh_from_db()
    with pytest.raises(commenting.RoundOver):
        commenting.give_comment(round_, lead, view="agrees", text="", by=gino)


def test_a_school_without_people_is_named_so_that_its_head_is_invited(draft, lead):
    assert [(one.mentor, one.people) for one in asked_in(draft)] == [(lead, [])]
