"""A wave that was opened by mistake goes, while nobody has answered; not a moment later."""

from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.history.models import Entry
from cordata.notices.models import Letter
from cordata.surveys.actions import taking_back
from cordata.surveys.actions.answering import save_answers
from cordata.surveys.actions.closing import AlreadyClosed, close_round
from cordata.surveys.actions.rounds import Begun, Over, change_round
from cordata.surveys.actions.taking_back import AlreadyTakenBack, take_back_wave
from cordata.surveys.actions.waves import remind_wave, start_wave
from cordata.surveys.models import Invited, Round, Wave
from tests.surveys import making

WHY = "It was meant for next year."


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def wave(cast, marta, round_):
    """Of three schools; one had begun its own round."""
    return start_wave(
        cast.cohort, instrument=round_.instrument, occasion="baseline",
        opens_at=timezone.now(), closes_at=making.in_days(20), by=marta,
    )  # fmt: skip


def answer(which):
    token = making.link(which)
    return save_answers(token, uuid4(), {"A1": ["4"]}, language="it", turn=0, page=1)


def given_to(wave, participation):
    return wave.rounds.get(participation=participation)


def test_its_rounds_go_and_what_a_school_had_begun_stays_with_its_answers(
    cast, marta, round_, wave
):
    answer(round_)
    take_back_wave(wave, reason=WHY, by=marta)

    assert list(Round.objects.all()) == [round_]
    round_.refresh_from_db()
    assert round_.wave is None
    assert round_.invited.count() == 3
    assert not Wave.objects.exists()
    noted = Entry.objects.get(verb="wave.taken_back")
    assert (noted.facts["reason"], noted.facts["schools"]) == (WHY, 2)
    start_wave(
        cast.cohort, instrument=round_.instrument, occasion="baseline",
        opens_at=timezone.now(), closes_at=making.in_days(20), by=marta,
    )  # fmt: skip


def test_whoever_was_written_to_is_told_once_and_what_has_not_left_stays(marta, wave):
    remind_wave(wave, by=marta)
    first = Letter.objects.filter(about=wave.public_id).order_by("pk").first()
    Letter.objects.filter(person=first.person, about=wave.public_id).update(
        sent_at=timezone.now()
    )
    before = set(Letter.objects.values_list("pk", flat=True))
    own = set(wave.rounds.filter(started_at__lt=wave.started_at).values_list("public_id"))

    assert take_back_wave(wave, reason=WHY, by=marta) == 1

    (told,) = Letter.objects.exclude(pk__in=before)
    assert told.person == first.person
    assert WHY in told.body
    assert wave.cohort.name in told.subject
    left = Letter.objects.filter(pk__in=before, sent_at=None, withdrawn_at=None)
    assert {(one.about,) for one in left} <= own  # the reminder of its own round still goes


@pytest.mark.parametrize("touch", [answer, lambda one: close_round(one, by=one.started_by)])
def test_one_answer_or_a_closed_round_and_it_stays(cast, marta, wave, touch):
    touch(given_to(wave, cast.others))

    with pytest.raises(Begun):
        take_back_wave(wave, reason=WHY, by=marta)

    assert wave.rounds.count() == 3
    assert not Entry.objects.filter(verb="wave.taken_back").exists()


def test_an_answer_that_comes_at_the_same_moment_is_in_or_finds_no_link(
    cast, marta, wave, monkeypatch
):
    """It came after the page was shown and before the rounds were held: nothing is deleted."""
    look = taking_back.is_untouched

    def late(held):
        answer(given_to(held, cast.others))
        return look(held)

    monkeypatch.setattr(taking_back, "is_untouched", late)
    with pytest.raises(Begun):
        take_back_wave(wave, reason=WHY, by=marta)
    monkeypatch.undo()
    assert wave.rounds.count() == 3


def test_a_link_of_it_leads_nowhere_and_a_second_click_says_so(cast, marta, wave):
    token = making.link(given_to(wave, cast.others))
    take_back_wave(wave, reason=WHY, by=marta)

    with pytest.raises(Invited.DoesNotExist):
        save_answers(token, uuid4(), {"A1": ["4"]}, language="it", turn=0, page=1)
    again = Wave(pk=wave.pk or 1, cohort=cast.cohort)
    with pytest.raises(AlreadyTakenBack):
        take_back_wave(again, reason=WHY, by=marta)


def test_a_school_that_changes_or_closes_its_round_at_that_moment_is_told_that_it_is_over(
    cast, marta, wave
):
    gone, head = given_to(wave, cast.leading), cast.people["mentor_team"]
    take_back_wave(wave, reason=WHY, by=marta)
    with pytest.raises(Over):
        change_round(
            gone, closes_at=making.in_days(9), people={}, level=gone.level, version=1, by=head
        )
    with pytest.raises(AlreadyClosed):
        close_round(gone, by=head)
